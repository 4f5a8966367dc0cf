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
from salw_desktop.usecases.home import Home

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
        *_alarms(home),
        *_alerts_heard(home),
        *_day(home),
        *_signatures(home, now),
        *_look_alikes(home),
        *_holds(home),
        *_orders(home),
        *_bench(home),
        *_table(home),
        *_sending(home, now),
    ]


def _gone(home: Home) -> Iterator[Need]:
    if home.gone_from_sight:
        yield Need(
            QCoreApplication.translate("Needs", "%n weapon(s) missing", None, home.gone_from_sight),
            QCoreApplication.translate(
                "Needs", "Looked for and not seen. Search, then close the loss"
            ),
            "triangle-alert",
            "error",
            QCoreApplication.translate("Needs", "Look"),
            "stockpile",
            "missing",
        )
    overdue = home.waiting.overdue
    if overdue:
        first = overdue[0]
        yield Need(
            QCoreApplication.translate(
                "Needs", "%n weapon(s) not back in time", None, len(overdue)
            ),
            QCoreApplication.translate("Needs", "%1 was due back on %2")
            .replace("%1", ltr(str(first["number"])))
            .replace("%2", ltr(str(first["due_on"]))),
            "truck",
            "error",
            QCoreApplication.translate("Needs", "Look"),
            "stockpile",
            "out",
        )


def _alarms(home: Home) -> Iterator[Need]:
    alarms = home.waiting.alarms
    if alarms:
        first = alarms[0]
        number = str(first["number"] or first["documented_as"])
        yield Need(
            QCoreApplication.translate("Needs", "%n alarm(s) to look at", None, len(alarms)),
            f"{ltr(number)}: {first['said']}",
            "bell",
            "error",
            QCoreApplication.translate("Needs", "Look"),
            "stockpile",
            "alarm",
        )


def _alerts_heard(home: Home) -> Iterator[Need]:
    alerts = home.waiting.alerts_heard
    if alerts:
        newest = alerts[-1]
        texts = {
            "lost": QCoreApplication.translate("Needs", "%1 lost"),
            "manpads": QCoreApplication.translate("Needs", "%1 MANPADS"),
            "alarms": QCoreApplication.translate("Needs", "%1 alarms"),
        }
        told = ", ".join(texts[name].replace("%1", str(count)) for name, count in newest.figures)
        yield Need(
            QCoreApplication.translate("Needs", "%n alert(s) heard by radio", None, len(alerts)),
            f"{ltr(newest.number)}, {ltr(newest.date)}: {told}",
            "bell",
            "error",
            QCoreApplication.translate("Needs", "Look"),
            "printing",
            f"sitrep:{newest.number}",
        )


def _day(home: Home) -> Iterator[Need]:
    day = home.day
    if day.not_closed:
        yield Need(
            QCoreApplication.translate("Needs", "%1 is not closed").replace(
                "%1", ltr(day.not_closed)
            ),
            QCoreApplication.translate("Needs", "Its sheet anchors the journal outside the laptop"),
            "moon",
            "warning",
            QCoreApplication.translate("Needs", "Close it"),
            CLOSE_DAY,
            day.not_closed,
        )
    if day.opened is None and day.closed is None:
        yield Need(
            QCoreApplication.translate("Needs", "The day is not opened"),
            QCoreApplication.translate("Needs", "Two people compare the clock with another one"),
            "sun",
            "warning",
            QCoreApplication.translate("Needs", "Open it"),
            OPEN_DAY,
        )


def _signatures(home: Home, now: str) -> Iterator[Need]:
    waiting = home.waiting.countersigns
    if not waiting:
        return
    due = min(str(each["due_at"]) for each in waiting)
    is_late = due < now
    note = (
        QCoreApplication.translate("Needs", "The oldest was due on %1")
        if is_late
        else QCoreApplication.translate("Needs", "The oldest is due on %1")
    )
    yield Need(
        QCoreApplication.translate(
            "Needs", "%n signature(s) of a second person", None, len(waiting)
        ),
        note.replace("%1", ltr(minutes(due))),
        "users",
        "error" if is_late else "warning",
        QCoreApplication.translate("Needs", "Sign"),
        SIGN,
    )


def _look_alikes(home: Home) -> Iterator[Need]:
    pairs = home.waiting.look_alikes
    if pairs:
        first = pairs[0]
        one = str(first["number"] or first["documented_as"])
        other = str(first["other_number"] or first["other_documented_as"])
        yield Need(
            QCoreApplication.translate(
                "Needs", "%n pair(s) with the same serial number", None, len(pairs)
            ),
            QCoreApplication.translate("Needs", "%1 and %2: compare and decide")
            .replace("%1", ltr(one))
            .replace("%2", ltr(other)),
            "copy-check",
            "warning",
            QCoreApplication.translate("Needs", "Compare"),
            "compare",
            f"{first['weapon']} {first['other']}",
        )


def _holds(home: Home) -> Iterator[Need]:
    holds = home.waiting.holds_to_review
    if holds:
        first = holds[0]
        yield Need(
            QCoreApplication.translate("Needs", "%n hold(s) to review", None, len(holds)),
            f"{ltr(str(first['weapon_number']))}: {said(str(first['kind']))}",
            "hand",
            "warning",
            QCoreApplication.translate("Needs", "Look"),
            "stockpile",
            "on hold",
        )


def _orders(home: Home) -> Iterator[Need]:
    for order in home.orders:
        number, state = ltr(str(order["number"])), str(order["session_state"] or "")
        text = QCoreApplication.translate("Needs", "Destruction order %1 is approved")
        if state:
            text = QCoreApplication.translate("Needs", "The session of order %1 goes on")
        items = QCoreApplication.translate("Needs", "%n weapon(s)", None, int(order["items"] or 0))
        yield Need(
            text.replace("%1", number),
            f"{items}, {ltr(str(order['planned_on']))}, {order['place_name']}",
            "flame",
            "orange",
            QCoreApplication.translate("Needs", "Open"),
            "destruction",
            str(order["number"]),
        )


def _bench(home: Home) -> Iterator[Need]:
    waiting = home.waiting
    if waiting.to_identify:
        yield Need(
            QCoreApplication.translate(
                "Needs", "%n weapon(s) to identify", None, waiting.to_identify
            ),
            QCoreApplication.translate("Needs", "Quick records and second looks"),
            "microscope",
            "info",
            QCoreApplication.translate("Needs", "Identify"),
            "identify",
        )
    if home.to_mark:
        yield Need(
            QCoreApplication.translate("Needs", "%n weapon(s) to mark", None, home.to_mark),
            _waiting(home.marks_wait_days),
            "hammer",
            "violet",
            QCoreApplication.translate("Needs", "Mark"),
            "marking",
        )
    if waiting.labels:
        yield Need(
            QCoreApplication.translate("Needs", "%n label(s) to print", None, waiting.labels),
            QCoreApplication.translate("Needs", "Saved records wait for their tag"),
            "printer",
            "info",
            QCoreApplication.translate("Needs", "Print"),
            "printing",
        )


def _waiting(days: int) -> str:
    oldest = QCoreApplication.translate("Needs", "The oldest waits %n day(s)", None, days)
    return oldest if days else QCoreApplication.translate("Needs", "All of today")


def _table(home: Home) -> Iterator[Need]:
    if home.waiting.untagged:
        items = home.waiting.untagged
        yield Need(
            QCoreApplication.translate("Needs", "%n item(s) without a number", None, len(items)),
            f"{ltr(str(items[0]['number']))}: {items[0]['described']}",
            "tag",
            "warning",
            QCoreApplication.translate("Needs", "Look"),
            UNTAGGED,
        )
    if home.open_hand_ins:
        first = home.open_hand_ins[0]
        yield Need(
            QCoreApplication.translate(
                "Needs", "%n hand-in(s) not closed", None, len(home.open_hand_ins)
            ),
            f"{ltr(str(first['number']))}, {ltr(str(first['opened_on']))}",
            "inbox",
            "info",
            QCoreApplication.translate("Needs", "Go on"),
            "register",
            str(first["number"]),
        )


def _sending(home: Home, now: str) -> Iterator[Need]:
    for each in home.waiting.unsent:
        events = each.events - each.held_up_to
        if events <= 0:
            continue
        note = QCoreApplication.translate("Needs", "No receipt of %1 yet").replace(
            "%1", each.registry
        )
        if each.given_at:
            days = (date.fromisoformat(now[:10]) - date.fromisoformat(each.given_at[:10])).days
            note = QCoreApplication.translate("Needs", "Last receipt %n day(s) ago", None, days)
            if days <= 0:
                note = QCoreApplication.translate("Needs", "Last receipt today")
        yield Need(
            QCoreApplication.translate("Needs", "%n event(s) not at HQ", None, events),
            note,
            "usb",
            "info",
            QCoreApplication.translate("Needs", "Export"),
            "exchange",
        )
    backups = home.waiting.outdated_backups
    if backups:
        yield Need(
            QCoreApplication.translate(
                "Needs", "%n backup(s) older than an erasure", None, len(backups)
            ),
            QCoreApplication.translate("Needs", "They still open persons who were erased"),
            "database-backup",
            "warning",
            QCoreApplication.translate("Needs", "Look"),
            "exchange",
            "backups",
        )


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
        self.more = QPushButton()  # for the head of the card: below it would push the last row out
        self.more.setProperty("kind", "ghost")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.buttons: list[QPushButton] = []

    def show_needs(self, needs: Sequence[Need]) -> None:
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
        button = QPushButton(need.button)
        button.setAutoDefault(False)
        button.setMinimumWidth(88)
        button.setAccessibleName(f"{need.button}: {need.text}")
        button.clicked.connect(partial(self.chosen.emit, need))
        row.addWidget(_Mark(need.icon, need.token))
        row.addLayout(words, stretch=1)
        row.addWidget(button)
        self.buttons.append(button)
        return holder
