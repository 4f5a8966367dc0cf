"""The hand-in on the table: its number, what it holds so far, and how it ends."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.confirm_bar import ConfirmBar
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import EnterButton, KeyButton
from salw_desktop.usecases.intake.at_the_table import OnTheTable, Waiting
from salw_desktop.usecases.intake.hand_ins import ENDS
from salw_desktop.usecases.paperwork.printing_out import ReadAloud

CLOSED, WITHDRAWN, LEFT = ENDS
MOST_SHOWN = 6


class HandInCard(Card):
    """Front desk: what this hand-in holds and nothing of any other."""

    ended = Signal(str)  # one of ENDS
    slip_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        head = QHBoxLayout()
        self._number = one_line("", "strong", self.tr("Number of the hand-in"))
        slip = KeyButton(self.tr("Slip"), key="Alt+I", kind="ghost")
        slip.clicked.connect(self.slip_asked)
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(slip)
        self.column.addLayout(head)
        self._count = label("", "soft", self.tr("Things of this hand-in"))
        self.column.addWidget(self._count)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.column.addLayout(self._lines)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        self.language, self.reader = QLineEdit(), ChoiceBox()
        self.language_field = Field(
            self.tr("Receipt read aloud in"), self.language, name="read_aloud_in"
        )
        self.reader_field = Field(self.tr("Read by"), self.reader, name="read_aloud_by")
        more.addWidget(self.language_field)
        more.addWidget(self.reader_field)
        self._ask = ConfirmBar("", self.tr("End it"))
        self._ask.confirmed.connect(self._on_confirmed)
        more.addWidget(self._ask)
        self._asked = ""
        row = QHBoxLayout()
        for end, text in (
            (WITHDRAWN, self.tr("Withdrawn…")),
            (LEFT, self.tr("Left without receipt…")),
        ):
            button = KeyButton(text)
            button.clicked.connect(partial(self._on_end, end))
            row.addWidget(button)
        more.addLayout(row)
        self._more.hide()
        toggle = KeyButton(self.tr("Receipt, other ends"), key="Alt+E", kind="ghost")
        toggle.clicked.connect(self._on_toggle)
        self.column.addWidget(toggle)
        self.column.addWidget(self._more)

    def show_hand_in(self, found: OnTheTable) -> None:
        self._number.setText(ltr(found.number))
        count = len(found.lines)
        text = self.tr("%n thing(s)", "", count) if count else self.tr("Nothing yet")
        if found.declared is not None:
            text += self.tr(" of %n announced", "", found.declared)
        self._count.setText(f"{text} · {said(found.brought_by)}")
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in found.lines[-MOST_SHOWN:][::-1]:
            role = "strong" if line.number else "text"
            name = ltr(line.number) if line.number else line.what
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(6)
            if line.number:
                is_tied = line.tag == "bound"
                across.addWidget(
                    IconMark(
                        "circle-check" if is_tied else "tag", "ok" if is_tied else "warning", 14
                    )
                )
            across.addWidget(one_line(name, role))
            if line.number:
                across.addWidget(one_line(line.what, "soft"))
            across.addStretch()
            row.setToolTip(
                self.tr("Tag read") if line.tag == "bound" else self.tr("Tag not read yet")
            )
            self._lines.addWidget(row)

    def show_people(self, names: tuple[str, ...]) -> None:
        self.reader.clear()
        self.reader.addItem("–", "")
        for name in names:
            self.reader.addItem(name, name)

    @property
    def read_aloud(self) -> ReadAloud:
        """In which language the receipt is read to the bringer, and by whom."""
        return ReadAloud(self.language.text().strip(), str(self.reader.currentData() or ""))

    def clear(self) -> None:
        self._ask.give_up()  # it was asked of the one before
        self.language.clear()
        self.reader.setCurrentIndex(0)
        self._more.hide()

    def _on_toggle(self) -> None:
        self._more.setVisible(self._more.isHidden())
        if not self._more.isHidden():
            self.language.setFocus()

    def _on_end(self, end: str) -> None:
        self._asked = end
        self._ask.ask(
            self.tr("The bringer takes everything back?")
            if end == WITHDRAWN
            else self.tr("The bringer has gone without a receipt?")
        )

    def _on_confirmed(self) -> None:
        self.ended.emit(self._asked)


class WaitingCard(Card):
    """Hand-ins that were opened and not ended: gone on with by a press, or by scanning their slip."""

    chosen = Signal(str)  # number

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.addWidget(one_line(self.tr("Not ended yet"), "section"))
        self.column.addWidget(label(self.tr("Press one, or scan its slip."), "soft"))
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self.column.addLayout(self._buttons)
        self.column.addStretch()

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in waiting:
            text = self.tr("%1  (%n thing(s))", "", each.items)
            if not each.items:
                text = self.tr("%1  (nothing yet)")
            text = text.replace("%1", ltr(each.number))
            button = EnterButton(text)
            button.setAutoDefault(False)
            button.setMinimumHeight(36)
            button.clicked.connect(partial(self.chosen.emit, each.number))
            self._buttons.addWidget(button)
        self.setVisible(bool(waiting))
