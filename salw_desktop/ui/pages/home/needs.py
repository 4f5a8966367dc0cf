"""What asks for somebody: one line each with what to do about it, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.time import minutes
from salw_desktop.ui.icons import paint_icon
from salw_desktop.ui.look import look_in_use
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.key_button import EnterButton
from salw_desktop.usecases.home import Home, Row

translate = QCoreApplication.translate
MARK_PX, SHOWN_AT_FIRST = 36, 5
SIGN, OPEN_DAY, CLOSE_DAY, UNTAGGED = "sign", "open day", "close day", "untagged"
"""Needs that Home itself answers; every other one names a page."""


@dataclass(frozen=True, slots=True)
class Need:
    """`page` and `subject` are what the button opens; `token` names the colours of the mark."""

    text: str
    note: str
    icon: str
    token: str
    button: str
    page: str
    subject: str = ""


def needs_of(home: Home, now: str) -> list[Need]:
    """All of them; `now` is an ISO time."""
    return [
        *_gone(home),
        *_heard(home),
        *_day(home),
        *_signatures(home, now),
        *_to_decide(home),
        *_orders(home),
        *_bench(home),
        *_table(home),
        *_sending(home, now),
    ]


def side_counts(home: Home, now: str) -> dict[str, int]:
    """What waits on each page of the side bar, by its key; `now` is an ISO time."""
    return {
        "home": len(needs_of(home, now)),
        "identify": home.waiting.to_identify,
        "marking": home.to_mark,
        "printing": home.waiting.labels,
    }


def _look(subject: str, page: str = "stockpile") -> tuple[str, str, str]:
    """A button that shows it: words, page, subject."""
    return translate("Needs", "Look"), page, subject


def _gone(home: Home) -> Iterator[Need]:
    overdue = home.waiting.overdue
    if home.gone_from_sight:
        text = translate("Needs", "%n weapon(s) missing", None, home.gone_from_sight)
        note = translate("Needs", "Looked for and not seen. Search, then close the loss")
        yield Need(text, note, "triangle-alert", "error", *_look("missing"))
    if overdue:
        text = translate("Needs", "%n weapon(s) not back in time", None, len(overdue))
        note = translate("Needs", "%1 was due back on %2")
        note = _filled(note, overdue[0]["number"], overdue[0]["due_on"])
        yield Need(text, note, "truck", "error", *_look("out"))


def _heard(home: Home) -> Iterator[Need]:
    alarms, alerts = home.waiting.alarms, home.waiting.alerts_heard
    if alarms:
        text = translate("Needs", "%n alarm(s) to look at", None, len(alarms))
        note = f"{ltr(_name(alarms[0]))}: {alarms[0]['said']}"
        yield Need(text, note, "bell", "error", *_look("alarm"))
    if alerts:
        newest = alerts[-1]
        texts = {
            "lost": translate("Needs", "%1 lost"),
            "manpads": translate("Needs", "%1 MANPADS"),
            "alarms": translate("Needs", "%1 alarms"),
        }
        told = ", ".join(texts[name].replace("%1", str(count)) for name, count in newest.figures)
        text = translate("Needs", "%n alert(s) heard by radio", None, len(alerts))
        note = f"{ltr(newest.number)}, {ltr(newest.date)}: {told}"
        yield Need(text, note, "bell", "error", *_look(f"sitrep:{newest.number}", "printing"))


def _day(home: Home) -> Iterator[Need]:
    day = home.day
    if day.not_closed:
        text = _filled(translate("Needs", "%1 is not closed"), day.not_closed)
        note = translate("Needs", "Its sheet anchors the journal outside the laptop")
        button = translate("Needs", "Close it")
        yield Need(text, note, "moon", "warning", button, CLOSE_DAY, day.not_closed)
    if day.opened is None and day.closed is None:
        text = translate("Needs", "The day is not opened")
        note = translate("Needs", "Two people compare the clock with another one")
        yield Need(text, note, "sun", "warning", translate("Needs", "Open it"), OPEN_DAY)


def _signatures(home: Home, now: str) -> Iterator[Need]:
    waiting = home.waiting.countersigns
    if waiting:
        due = min(str(each["due_at"]) for each in waiting)
        token, note = "warning", translate("Needs", "The oldest is due on %1")
        if due < now:
            token, note = "error", translate("Needs", "The oldest was due on %1")
        text = translate("Needs", "%n signature(s) of a second person", None, len(waiting))
        note = _filled(note, minutes(due))
        yield Need(text, note, "users", token, translate("Needs", "Sign"), SIGN)


def _to_decide(home: Home) -> Iterator[Need]:
    pairs, holds = home.waiting.look_alikes, home.waiting.holds_to_review
    if pairs:
        first = pairs[0]
        text = translate("Needs", "%n pair(s) with the same serial number", None, len(pairs))
        note = translate("Needs", "%1 and %2: compare and decide")
        note = _filled(note, _name(first), _name(first, "other_"))
        button, both = translate("Needs", "Compare"), f"{first['weapon']} {first['other']}"
        yield Need(text, note, "copy-check", "warning", button, "compare", both)
    if holds:
        text = translate("Needs", "%n hold(s) to review", None, len(holds))
        note = f"{ltr(str(holds[0]['weapon_number']))}: {said(str(holds[0]['kind']))}"
        yield Need(text, note, "hand", "warning", *_look("on hold"))


def _orders(home: Home) -> Iterator[Need]:
    for order in home.orders:
        number = str(order["number"])
        text = translate("Needs", "Destruction order %1 is approved")
        if order["session_state"]:
            text = translate("Needs", "The session of order %1 goes on")
        items = translate("Needs", "%n weapon(s)", None, int(order["items"] or 0))
        note = f"{items}, {ltr(str(order['planned_on']))}, {order['place_name']}"
        button = translate("Needs", "Open")
        yield Need(_filled(text, number), note, "flame", "orange", button, "destruction", number)


def _bench(home: Home) -> Iterator[Need]:
    waiting, days = home.waiting, home.marks_wait_days
    if waiting.to_identify:
        text = translate("Needs", "%n weapon(s) to identify", None, waiting.to_identify)
        note = translate("Needs", "Quick records and second looks")
        yield Need(text, note, "microscope", "info", translate("Needs", "Identify"), "identify")
    if home.to_mark:
        text = translate("Needs", "%n weapon(s) to mark", None, home.to_mark)
        note = translate("Needs", "All of today")
        if days:
            note = translate("Needs", "The oldest waits %n day(s)", None, days)
        yield Need(text, note, "hammer", "violet", translate("Needs", "Mark"), "marking")
    if waiting.labels:
        text = translate("Needs", "%n label(s) to print", None, waiting.labels)
        note = translate("Needs", "Saved records wait for their tag")
        yield Need(text, note, "printer", "info", translate("Needs", "Print"), "printing")


def _table(home: Home) -> Iterator[Need]:
    untagged, hand_ins = home.waiting.untagged, home.open_hand_ins
    if untagged:
        text = translate("Needs", "%n item(s) without a number", None, len(untagged))
        note = f"{ltr(str(untagged[0]['number']))}: {untagged[0]['described']}"
        yield Need(text, note, "tag", "warning", *_look("", UNTAGGED))
    if hand_ins:
        number = str(hand_ins[0]["number"])
        text = translate("Needs", "%n hand-in(s) not closed", None, len(hand_ins))
        note = f"{ltr(number)}, {ltr(str(hand_ins[0]['opened_on']))}"
        yield Need(text, note, "inbox", "info", translate("Needs", "Go on"), "register", number)


def _sending(home: Home, now: str) -> Iterator[Need]:
    backups = home.waiting.outdated_backups
    for each in home.waiting.unsent:
        events = each.events - each.held_up_to
        if events > 0:
            text = translate("Needs", "%n event(s) not at HQ", None, events)
            note = _receipt(each.registry, each.given_at, now)
            yield Need(text, note, "usb", "info", translate("Needs", "Export"), "exchange")
    if backups:
        text = translate("Needs", "%n backup(s) older than an erasure", None, len(backups))
        note = translate("Needs", "They still open persons who were erased")
        yield Need(text, note, "database-backup", "warning", *_look("backups", "exchange"))


def _receipt(registry: str, given_at: str | None, now: str) -> str:
    if not given_at:
        return translate("Needs", "No receipt of %1 yet").replace("%1", registry)
    days = (date.fromisoformat(now[:10]) - date.fromisoformat(given_at[:10])).days
    if days <= 0:
        return translate("Needs", "Last receipt today")
    return translate("Needs", "Last receipt %n day(s) ago", None, days)


def _name(row: Row, of: str = "") -> str:
    """Its number, or what it goes by that was only documented."""
    return str(row[f"{of}number"] or row[f"{of}documented_as"])


def _filled(text: str, *values: object) -> str:
    for place, value in enumerate(values, 1):
        text = text.replace(f"%{place}", ltr(str(value)))
    return text


class _Mark(QWidget):
    """An icon on its own ground."""

    def __init__(self, icon: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._token = icon, token
        self.setFixedSize(QSize(MARK_PX, MARK_PX))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(getattr(look_in_use(), f"{self._token}_page")))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        inner = QRectF(self.rect()).adjusted(9, 9, -9, -9)
        paint_icon(painter, inner, self._icon, self._token)
        painter.end()


class NeedsList(QWidget):
    """A row for each need, its button the way out of it; what is less urgent is one key away."""

    chosen = Signal(object)  # the Need

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_whole, self._needs = False, list[Need]()
        self.more = EnterButton()  # for the head of the card: below it would push the last row out
        self.more.setProperty("kind", "ghost")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.buttons: list[QPushButton] = []

    def show_needs(self, needs: Sequence[Need]) -> None:
        """The focus stays in its row, or in the one that came into its place."""
        at = next((place for place, each in enumerate(self.buttons) if each.hasFocus()), -1)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons, self._needs = [], list(needs)
        for need in needs if self._is_whole else needs[:SHOWN_AT_FIRST]:
            self._column.addWidget(self._row(need))
        left = len(needs) - SHOWN_AT_FIRST
        less = self.tr("The first five")
        self.more.setText(less if self._is_whole else self.tr("%n more", "", left))
        self.more.setVisible(left > 0)
        if not needs:
            self._column.addWidget(label(self.tr("Nothing waits. Everything is done."), "soft"))
        if at >= 0 and self.buttons:
            button = self.buttons[min(at, len(self.buttons) - 1)]
            if (row := button.parentWidget()) is not None:
                row.show()  # what is not seen yet takes no focus
            button.setFocus()

    def _on_more(self) -> None:
        self._is_whole = not self._is_whole
        self.show_needs(self._needs)

    def _row(self, need: Need) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(need.text, "strong"))
        words.addWidget(label(need.note, "soft"))
        button = EnterButton(need.button)
        button.setAutoDefault(False)
        button.setMinimumWidth(88)
        button.setAccessibleName(f"{need.button}: {need.text}")
        button.clicked.connect(partial(self.chosen.emit, need))
        row.addWidget(_Mark(need.icon, need.token))
        row.addLayout(words, stretch=1)
        row.addWidget(button)
        self.buttons.append(button)
        return holder
