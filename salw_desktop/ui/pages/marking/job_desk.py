"""Jobs: one is found by its card, struck, and read back; the laptop may be off between the three."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.identify.roster_box import RosterBox
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.badge import Badge, said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.listings import MARK_JOBS
from salw_desktop.usecases.marking.jobs import VoidMarkJob
from salw_desktop.usecases.marking.strikes import RecordStrike
from salw_desktop.usecases.marking.workshop import MarkJob, Strike, mark_job
from salw_desktop.usecases.weapons.bench import Person

STRIKER = "marking.striker"
CARD_PX = 420
LIVE = ("ordered", "struck")
OK, MIS_STRIKE, NOT_STRUCK = "struck", "mis-strike", "not struck"
_KINDS = {"ordered": "registered", "struck": "marked", "read back": "good", "mis-strike": "alarm"}


class JobDesk(QWidget):
    """The list of all jobs, and the one that is worked on."""

    acted = Signal(object)  # a command of this job
    read_back = Signal(object)  # the MarkJob
    card_wanted = Signal(str)  # the number of a job

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.job: MarkJob | None = None
        self._wanted = ""  # the newest that was asked for; it may not have come yet
        self.table = RowsTable(office, MARK_JOBS, self.tr("Marking jobs"))
        self.table.current_changed.connect(self.show_job)
        self.striker = RosterBox()
        self.striker.show_chosen("", str(office.kept(STRIKER, "") or ""))
        self.striker_field = Field(
            self.tr("&Struck by"), self.striker, name="struck_by", required=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.table, stretch=1)
        row.addWidget(self._card())
        self._show_nothing()

    def _card(self) -> Card:
        card = Card()
        keep_width(card, CARD_PX)
        head = QHBoxLayout()
        self._number = one_line("", "section", self.tr("Job"))
        self._state = Badge("")
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(self._state)
        self._about = label("", "soft", self.tr("Weapon and machine"))
        self._string = label("", "mark", self.tr("Ordered"))
        card.column.addLayout(head)
        card.column.addWidget(self._about)
        card.column.addWidget(self._string)
        card.column.addWidget(self.striker_field)
        self._strikes = QVBoxLayout()
        self._strikes.setSpacing(8)
        self._lines: list[QWidget] = []
        card.column.addLayout(self._strikes)
        card.column.addStretch()
        card.column.addLayout(self._foot())
        return card

    def _foot(self) -> QVBoxLayout:
        self._print = KeyButton(self.tr("Print its card"), "printer", "Ctrl+P")
        self._void = KeyButton(self.tr("Void…"), "ban", kind="danger")
        self.read = KeyButton(self.tr("Read back"), "eye", "Ctrl+Return", "primary")
        self._print.clicked.connect(self._on_print)
        self._void.clicked.connect(self._on_void)
        self.read.clicked.connect(self._on_read)
        row = QHBoxLayout()
        row.addWidget(self._print)
        row.addWidget(self._void)
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(self.read)
        return column

    def know(self, people: tuple[Person, ...]) -> None:
        self.striker.know(people)

    def open(self, subject: str = "") -> None:
        """The list, and in it a job by its id where one is asked for."""
        self.table.reload()
        if subject:
            self.table.select(subject)
            self.show_job(subject)

    def show_job(self, job: str) -> None:
        if job:
            self._wanted = job
            query = partial(mark_job, wanted=job)
            self._office.read(self, query, self._on_job, self._on_gone, latest="job")

    def again(self) -> None:
        """After a command."""
        self.show_job(self._wanted)

    def _on_gone(self, error: BaseException) -> None:
        del error
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.job, self._wanted = None, ""
        self._number.setText(self.tr("No job"))
        self._about.setText(self.tr("Scan a job card, or order a mark first."))
        self._string.setText("")
        self._state.hide()
        self.striker_field.hide()
        for button in (self._print, self._void, self.read):
            button.setEnabled(False)

    def _on_job(self, job: MarkJob) -> None:
        if job == self.job:
            return  # whoever is about to press one of its buttons keeps it
        self.job = job
        is_live = job.state in LIVE
        self._number.setText(ltr(job.number))
        self._state.show_word(said(job.state), _KINDS.get(job.state, "ended"))
        self._state.show()
        self._about.setText(f"{ltr(job.weapon)} · {job.model}\n{job.machine}")
        self._string.setText(ltr(job.string))
        self.striker_field.setVisible(is_live and bool(job.to_strike))
        self._print.setEnabled(is_live)
        self._void.setEnabled(is_live and self._office.may(VoidMarkJob))
        self.read.setEnabled(is_live and bool(job.to_read))
        self._show_strikes(job)

    def _show_strikes(self, job: MarkJob) -> None:
        for old in self._lines:
            self._strikes.removeWidget(old)
            old.hide()
            old.deleteLater()
        has_key = next((each.line for each in job.to_strike), 0)
        self._lines = [self._line(job, each, has_key == each.line) for each in job.strikes]
        for line in self._lines:
            self._strikes.addWidget(line)

    def _line(self, job: MarkJob, strike: Strike, has_key: bool) -> QWidget:
        """Of the first that is still to be struck the keys work too."""
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(one_line(f"{strike.line}  {said(strike.part)}", "strong"))
        head.addStretch()
        head.addWidget(Badge(said(strike.outcome), _KINDS.get(strike.outcome, "plain")))
        column.addLayout(head)
        if strike in job.to_strike and job.state in LIVE:
            row = QHBoxLayout()
            for text, key, outcome in (
                (self.tr("OK"), "Alt+O", OK),
                (self.tr("Mis-strike"), "Alt+X", MIS_STRIKE),
                (self.tr("Not struck"), "", NOT_STRUCK),
            ):
                button = KeyButton(text, key=key if has_key else "")
                button.setAccessibleName(f"{text}: {strike.line}, {said(strike.part)}")
                button.clicked.connect(partial(self._on_outcome, strike.line, outcome))
                row.addWidget(button)
            column.addLayout(row)
        return line

    def _on_outcome(self, line: int, outcome: str) -> None:
        if self.job is not None:
            self.strike(self.job.id, outcome, line)

    def strike(self, job: str, outcome: str, line: int = 0) -> None:
        """Also from a scan: `outcome` may be the code beside OK or MIS-STRIKE of the card."""
        name = self.striker.text().strip()
        if not name:
            self.striker_field.show()
            self.striker_field.say_error(self.tr("Say who runs the machine."))
            self.striker_field.take_focus()
            return
        self._office.keep(STRIKER, name)
        self.acted.emit(RecordStrike(job=job, outcome=outcome, struck_by=name, line=line))

    def _on_print(self) -> None:
        if self.job is not None:
            self.card_wanted.emit(self.job.number)

    def _on_void(self) -> None:
        if self.job is not None:
            self.acted.emit(VoidMarkJob(job=self.job.id))

    def _on_read(self) -> None:
        if self.job is not None:
            self.read_back.emit(self.job)
