"""Home: the day at one glance, what waits for somebody, and where to go on; each figure opens what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.home import panels
from salw_desktop.ui.pages.home.bars import DayBars, Legend, PlaceBars, long_date
from salw_desktop.ui.pages.home.go_on import GoOn, HalfTyped
from salw_desktop.ui.pages.home.needs import (
    CLOSE_DAY,
    OPEN_DAY,
    SIGN,
    UNTAGGED,
    Need,
    NeedsList,
    needs_of,
    side_counts,
)
from salw_desktop.ui.pages.home.tiles import FigureTile, StartTile
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.card import Card, SectionHeader
from salw_desktop.ui.widgets.message_bar import DONE, WARNING
from salw_desktop.ui.widgets.wrap_row import WrapRow
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.countersigning import Countersign, CountersignHere
from salw_desktop.usecases.days import CloseDay
from salw_desktop.usecases.duty.day_opening import OpenDay
from salw_desktop.usecases.home import Home, Row, home_of
from salw_desktop.usecases.store.untagged import SolveUntagged

DAY_SHEET = "day sheet"


def _stacked(*parts: QWidget, grows: QWidget | None = None) -> QWidget:
    """A column of cards; without one that grows the rest stays empty."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part, stretch=int(part is grows))
    if grows is None:
        column.addStretch()
    return holder


@dataclass(frozen=True, slots=True)
class _Figures:
    """The four figures of the row."""

    today: FigureTile
    held: FigureTile
    to_mark: FigureTile
    destroyed: FigureTile


class HomePage(Page):
    """True figures from one query, asked again after each act."""

    key = "home"
    number = 1
    icon = "house"
    help_page = "home"

    @override
    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("HomePage", "Home")

    @override
    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        tr = QCoreApplication.translate
        return (
            Offer(tr("HomePage", "Open the day"), OpenDay, OPEN_DAY),
            Offer(tr("HomePage", "Close the day"), CloseDay, CLOSE_DAY),
            Offer(tr("HomePage", "Countersign"), Countersign, SIGN),
        )

    @override
    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+D", tr("HomePage", "Open or close the day")),
            ("← →", tr("HomePage", "Walk the days of the bars; Enter opens one")),
            ("Esc", tr("HomePage", "Leave the form of the day")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.home: Home | None = None
        self._asked = ""
        self._panel: QWidget | None = None
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(area)
        self._column.addWidget(self._starts())
        below = WrapRow((self._left(), self._right()), (61, 39))
        self._column.addWidget(below, stretch=1)

    def _starts(self) -> WrapRow:
        self._register = StartTile("file-plus", self.tr("Register a weapon"), "F2", is_first=True)
        self._find = StartTile("scan-barcode", self.tr("Scan and find"), "Ctrl+K")
        self._find.say(self.tr("Scan and find"), self.tr("Any label, card or number"))
        self._day = StartTile("sun", self.tr("Open the day"), "Alt+D")
        self._day.setShortcut("Alt+D")
        self._register.clicked.connect(partial(self.office.go, "register", "new"))
        self._find.clicked.connect(self.office.find)
        self._day.clicked.connect(self._on_day)
        return WrapRow((self._register, self._find, self._day), (4, 3, 3))

    def _left(self) -> QWidget:
        self.figures = _Figures(
            self._figure(
                "file-plus", "primary", self.tr("Recorded today"), ("stockpile", "recorded")
            ),
            self._figure("warehouse", "ok", self.tr("In our hands"), ("stockpile", "in hand")),
            self._figure("hammer", "violet", self.tr("Not yet marked"), ("marking", None)),
            self._figure("flame", "orange", self.tr("Destroyed"), ("stockpile", "destroyed")),
        )
        figures = WrapRow(
            (
                self.figures.today,
                self.figures.held,
                self.figures.to_mark,
                self.figures.destroyed,
            )
        )
        self.bars = DayBars()
        self.bars.day_chosen.connect(self._on_day_chosen)
        self._days = SectionHeader(self.tr("Recorded each day"))
        days = Card()
        days.setAccessibleName(self.tr("Recorded each day"))
        days.column.addWidget(WrapRow((self._days, Legend()), (1, 0)))
        days.column.addWidget(self.bars, stretch=1)
        self.places = PlaceBars()
        self.places.place_chosen.connect(self._on_place_chosen)
        places = Card(self.tr("By place"), self.tr("Weapons in hand now"))
        places.column.addWidget(self.places)
        return _stacked(figures, days, places, grows=days)

    def _figure(
        self, icon: str, token: str, caption: str, opens: tuple[str, str | None]
    ) -> FigureTile:
        figure = FigureTile(icon, token, caption, self.tr("Opens the list"))
        figure.clicked.connect(partial(self.office.go, *opens))
        return figure

    def _right(self) -> QWidget:
        self.needs = NeedsList()
        self.needs.chosen.connect(self._on_need)
        self._waits = Card(self.tr("Needs you"))
        self._waits.column.addWidget(self.needs)
        if self._waits.header is not None:
            self._waits.header.add(self.needs.more)
        self.go_on = GoOn(self.office)
        self.go_on.chosen.connect(self.office.go)
        kept = Card(self.tr("Go on with"), self.tr("Kept even when power fails"))
        kept.column.addWidget(self.go_on)
        return _stacked(self._waits, kept)

    @override
    def shown(self, subject: str | None) -> None:
        self._asked = subject or ""
        if self._panel is None:  # else somebody is at work in it
            self.take_focus()
        self._read()

    @override
    def take_focus(self) -> None:
        self._register.setFocus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        self._read()

    def _read(self) -> None:
        self.office.read(self, home_of, self._on_home, latest="home")

    def _on_home(self, home: Home) -> None:
        self.home = home
        self.subtitle(f"{home.site} · {self._today(home.day.date)}")
        self._show_figures(home)
        self._show_day(home)
        self.bars.show_days(home.days)
        self._days.note(f"{long_date(home.days[0].date)} – {long_date(home.days[-1].date)}")
        self.places.show_places(home.places)
        now = self.office.register.clock().text
        self.needs.show_needs(needs_of(home, now))
        for key, count in side_counts(home, now).items():
            self.counted.emit(key, count)
        self.go_on.show_all(self._half_typed(), home.recent)
        asked, self._asked = self._asked, ""
        if asked in (OPEN_DAY, CLOSE_DAY, SIGN, UNTAGGED):
            self._open(asked, home.day.date)

    def _today(self, date: str) -> str:
        return QLocale().toString(
            QDate.fromString(date, Qt.DateFormat.ISODate), QLocale.FormatType.LongFormat
        )

    def _show_figures(self, home: Home) -> None:
        best = max(home.days, key=lambda day: day.total)
        best_day = self.tr("Best day: %1 on %2").replace("%1", f"{best.total:,}")
        nothing = self.tr("Nothing in two weeks")
        self.figures.today.show_figure(
            home.days[-1].total,
            best_day.replace("%2", long_date(best.date)) if best.total else nothing,
        )
        stored, away = (
            home.custody.get("in hand", 0),
            home.in_our_hands - home.custody.get("in hand", 0),
        )
        held = self.tr("%1 at our places, %2 away").replace("%1", f"{stored:,}")
        self.figures.held.show_figure(home.in_our_hands, held.replace("%2", f"{away:,}"))
        days = home.marks_wait_days
        waits = self.tr("Oldest waits %n day(s)", "", days) if days else self.tr("All of today")
        self.figures.to_mark.show_figure(home.to_mark, waits if home.to_mark else "")
        self.figures.destroyed.show_figure(
            home.custody.get("destroyed", 0) + home.custody.get("destroyed in situ", 0),
            self.tr("%n certificate(s) signed", "", home.certificates),
        )

    def _show_day(self, home: Home) -> None:
        day = home.day
        if day.closed is not None:
            self._day.say(self.tr("The day is closed"), self.tr("Print its sheet"))
        elif day.opened is not None:
            at = ltr(str(day.opened["claimed_at"])[11:16])
            by = f"{day.opened['opened_by_name']}, {day.opened['opened_second_name']}"
            self._day.say(
                self.tr("Close the day"),
                self.tr("Opened %1: %2").replace("%1", at).replace("%2", by),
            )
        else:
            self._day.say(self.tr("Open the day"), self.tr("Two people compare the clock"))

    def _half_typed(self) -> tuple[HalfTyped, ...]:
        """Pages on which something stands that nobody has finished."""
        pages = (
            HalfTyped("register", self.tr("A weapon at the table"), "file-plus"),
            HalfTyped("identify", self.tr("An identification"), "microscope"),
            HalfTyped("destruction", self.tr("A destruction order"), "flame"),
        )
        return tuple(each for each in pages if self.office.kept(f"draft.{each.page}") is not None)

    def _on_day(self) -> None:
        if self.home is None:
            return
        day = self.home.day
        if day.closed is not None:
            self.office.print_paper(DAY_SHEET, day.date)
        else:
            self._open(OPEN_DAY if day.opened is None else CLOSE_DAY, day.date)

    def _on_day_chosen(self, date: str) -> None:
        self.office.go("stockpile", f"recorded {date}")

    def _on_place_chosen(self, place: str) -> None:
        self.office.go("stockpile", f"place {place}")

    def _on_need(self, need: Need) -> None:
        if need.page in (OPEN_DAY, CLOSE_DAY, SIGN, UNTAGGED):
            self._open(need.page, need.subject or (self.home.day.date if self.home else ""))
        else:
            self.office.go(need.page, need.subject or None)

    def _open(self, what: str, date: str) -> None:
        """The form for it under the tiles; the one before goes."""
        self._leave()
        home = self.home
        if home is None:
            return
        if what == SIGN:
            self._open_signatures(home)
        elif what == OPEN_DAY:
            self._show_form(panels.open_day_form(), self._open_day)
        elif what == CLOSE_DAY:
            self._show_form(panels.close_day_form(date, home.day), partial(self._close_day, date))
        elif home.waiting.untagged:
            self._show_form(panels.solve_form(home.waiting.untagged), self._solve)

    def _open_signatures(self, home: Home) -> None:
        panel = panels.SignPanel()
        register = self.office.register
        panel.show_waiting(
            home.waiting.countersigns, register.operator.operator, register.clock().text
        )
        panel.chosen.connect(self._sign)
        panel.cancelled.connect(self._leave)
        self._place(panel)
        if panel.buttons:
            panel.buttons[0].setFocus()

    def _show_form(self, form: ActForm, submit: object) -> None:
        form.submitted.connect(submit)
        form.cancelled.connect(self._leave)
        self.fields = dict(form.fields)
        self._place(form)
        form.start()

    def _place(self, panel: QWidget) -> None:
        self._panel = panel
        self._column.insertWidget(1, panel)
        panel.show()

    def _leave(self) -> None:
        if self._panel is not None:
            self.fields = {}
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self._day.setFocus()

    def _open_day(self, values: Values) -> None:
        now = self.office.register.clock().claim
        said_at = panels.on_that_day(str(values["said_at"]), now)
        command = OpenDay(clock=str(values["clock"]), said_at=said_at)
        self._perform(command, self._on_opened)

    def _on_opened(self, changes: Changes) -> None:
        self._leave()
        breaches = changes.answer["breaches"]
        if isinstance(breaches, list) and breaches:
            self.bar.say(
                WARNING, self.tr("The day is open, but %1.").replace("%1", "; ".join(breaches))
            )
        else:
            self.bar.say(DONE, self.tr("The day is open; the clock is believed."))

    def _close_day(self, date: str, _: Values) -> None:
        self._perform(CloseDay(date=date), partial(self._on_closed, date))

    def _on_closed(self, date: str, changes: Changes) -> None:
        self._leave()
        event = str(changes.answer["newest_event"])[:8].upper()
        text = self.tr("%1 is closed at event %2. A second person signs it.")
        self.bar.say(
            DONE,
            text.replace("%1", ltr(date)).replace("%2", ltr(event)),
            self.tr("Print its sheet"),
            partial(self.office.print_paper, DAY_SHEET, date),
        )

    def _sign(self, row: Row) -> None:
        is_own = row["asked_by"] == self.office.register.operator.operator
        id_ = str(row["id"])
        command = CountersignHere(countersign=id_) if is_own else Countersign(countersign=id_)
        self._perform(command, self._on_signed)

    def _on_signed(self, _: Changes) -> None:
        left = len(self.home.waiting.countersigns) - 1 if self.home else 0
        self._leave()
        if left:
            self._asked = SIGN
        self.bar.say(DONE, self.tr("Signed. %n signature(s) to go.", "", left))

    def _solve(self, values: Values) -> None:
        self._perform(
            SolveUntagged(**{name: str(value) for name, value in values.items()}), self._on_solved
        )

    def _on_solved(self, changes: Changes) -> None:
        self._leave()
        number = ltr(str(changes.answer["number"]))
        self.bar.say(DONE, self.tr("%1 is known now.").replace("%1", number))

    def _perform(self, command: Command, on_done: object) -> None:
        self.bar.clear()
        self.office.perform(self, command, on_done, self._on_turned_down)  # type: ignore[arg-type]

    def _on_turned_down(self, error: Refusal | Trouble) -> None:
        """At its field while the form stands; the words of a second person who was not asked for go to the bar."""
        if isinstance(error, Refusal) and error.code == "second.missing":
            self.bar.say(WARNING, wording(error))
        else:
            self.turned_down(error)
