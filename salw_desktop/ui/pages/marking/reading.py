"""Read back from the metal: somebody types what he sees; what was ordered is nowhere on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from salw_desktop.domain.mark_strings import STAR
from salw_desktop.ui.pages.identify.roster_box import RosterBox
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.pages.register.enter_chain import EnterChain
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.marking.read_back import ReadBackMark
from salw_desktop.usecases.marking.workshop import MarkJob
from salw_desktop.usecases.weapons.bench import Person

ALL, SOME = "all", "some"
WIDE_PX = 640


class Reading(Card):
    """One strike of one job. The six qualities of `ITI §7` are judged, never assumed."""

    read = Signal(object)  # ReadBackMark
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("Reading", "Read back from the metal"), parent=parent
        )
        self.setMaximumWidth(WIDE_PX)
        self.job: MarkJob | None = None  # whose mark is read
        self._about = label("", "soft", self.tr("Job and weapon"))
        self._line = QComboBox()
        self.typed = QLineEdit()
        self.typed.setProperty("role", "serial")
        self.reader = RosterBox()
        self.qualities = DigitRow(
            self.tr("The six qualities"),
            ((ALL, self.tr("All six hold")), (SOME, self.tr("Some do not"))),
        )
        self.boxes = {
            "is_exposed": QCheckBox(self.tr("on an exposed surface")),
            "is_conspicuous": QCheckBox(self.tr("conspicuous without tools")),
            "is_recognisable": QCheckBox(self.tr("easily recognisable")),
            "is_readable": QCheckBox(self.tr("readable")),
            "is_durable": QCheckBox(self.tr("durable")),
            "is_recoverable": QCheckBox(self.tr("recoverable, as far as possible")),
        }
        self._lay_out()
        self._chain = EnterChain((self.typed, self.reader), self)
        self.reader.gone_on.connect(self._on_reader_done)
        self.qualities.chosen_changed.connect(self._on_qualities)

    def _lay_out(self) -> None:
        self.fields = {
            "line": Field(self.tr("Which strike"), self._line, name="line"),
            "read_as": Field(
                self.tr("&What stands in the metal"),
                self.typed,
                name="read_as",
                hint=self.tr("type * for the star"),
                required=True,
            ),
            "read_by": Field(self.tr("Read &by"), self.reader, name="read_by", required=True),
            "qualities": Field(
                self.tr("The six qualities"), self.qualities, name="qualities", required=True
            ),
        }
        advice = self.tr(
            "Take the weapon, not the card. Best somebody else than the one who struck it."
        )
        self.column.addWidget(self._about)
        self.column.addWidget(label(advice))
        for field in self.fields.values():
            self.column.addWidget(field)
        self._some = QWidget()
        grid = QGridLayout(self._some)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 2, place % 2)
        self.column.addWidget(self._some)
        self.column.addStretch()
        leave = KeyButton(self.tr("Leave it"), "", "Esc")
        self._do = KeyButton(
            self.tr("This is what stands there"), "check", "Ctrl+Return", "primary"
        )
        leave.clicked.connect(self.left)
        self._do.clicked.connect(self._on_do)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch()
        row.addWidget(self._do)
        self.column.addLayout(row)

    def know(self, people: tuple[Person, ...]) -> None:
        self.reader.know(people)

    def begin(self, job: MarkJob) -> None:
        """Empty: not even the length of the string is told."""
        self.job = job
        self._about.setText(f"{ltr(job.number)} · {ltr(job.weapon)} · {job.model}")
        self._line.clear()
        for each in job.to_read:
            self._line.addItem(f"{each.line}  {said(each.part)}", each.line)
        self.fields["line"].setVisible(len(job.to_read) > 1)
        self.typed.clear()
        self.reader.show_chosen("", "")
        self.qualities.choose()
        for box in self.boxes.values():
            box.setChecked(False)
        self._some.hide()
        for field in self.fields.values():
            field.say_nothing()
        self.typed.setFocus()

    def _on_reader_done(self, forward: bool) -> None:
        (self.qualities if forward else self.typed).setFocus()

    def _on_qualities(self) -> None:
        is_some = self.qualities.choice == SOME
        self._some.setVisible(is_some)
        (next(iter(self.boxes.values())) if is_some else self._do).setFocus()

    def _is_told(self) -> bool:
        """From the top: the first that is empty gets the focus, before the next keys do anything elsewhere."""
        for name, is_there, said_so in (
            ("read_as", bool(self.typed.text().strip()), self.tr("Type what stands in the metal.")),
            ("read_by", bool(self.reader.text().strip()), self.tr("Say who read it.")),
            (
                "qualities",
                bool(self.qualities.choice),
                self.tr("Look at the mark and say whether all six hold."),
            ),
        ):
            if not is_there:
                self.fields[name].say_error(said_so)
                self.fields[name].take_focus()
                return False
        return True

    def _on_do(self) -> None:
        if self.job is None or not self._is_told():
            return
        is_all = self.qualities.choice == ALL
        holds = {name: is_all or box.isChecked() for name, box in self.boxes.items()}
        self.read.emit(
            ReadBackMark(
                job=self.job.id,
                read_as=self.typed.text().replace("*", STAR),
                read_by=self.reader.text().strip(),
                line=int(self._line.currentData() or 0),
                is_exposed=holds["is_exposed"],
                is_conspicuous=holds["is_conspicuous"],
                is_recognisable=holds["is_recognisable"],
                is_readable=holds["is_readable"],
                is_durable=holds["is_durable"],
                is_recoverable=holds["is_recoverable"],
            )
        )
