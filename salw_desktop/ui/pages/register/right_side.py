"""What stands beside the form: look-alikes, the number to come, the hand-in so far, papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.count_card import CountCard
from salw_desktop.ui.pages.register.hand_in_card import HandInCard, WaitingCard
from salw_desktop.ui.pages.register.papers_out import PapersOut
from salw_desktop.ui.pages.register.twin_card import TwinCard
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.card import Card

WIDTH_PX = 334


class NumberCard(Card):
    """The number that the next item gets; its label waits in the queue and is never part of saving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.addWidget(one_line(self.tr("Next number"), "caption"))
        self._number = one_line("", "title", self.tr("Next number"))
        self._what = label("", "soft", self.tr("What its label will say"))
        self.column.addWidget(self._number)
        self.column.addWidget(self._what)

    def show_number(self, number: str) -> None:
        self._number.setText(ltr(number))
        if not number:
            self._what.setText(self.tr("No number is left: it is recorded all the same."))

    def show_label(self, model: str, serial: str) -> None:
        """Type and the last four signs of the number, against swapped tags (practice d5)."""
        tail = ltr(f"…{serial[-4:]}") if serial else self.tr("no number read")
        self._what.setText(f"{model or '–'} · {tail}" if model or serial else "")


class RightSide(QScrollArea):
    """Scrolls by itself: the form beside it never moves because a card appears."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_width(self, WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.twins, self.number = TwinCard(office), NumberCard()
        self.hand_in, self.count = HandInCard(), CountCard()
        self.papers, self.waiting = PapersOut(office), WaitingCard()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for card in (
            *(self.twins, self.number, self.hand_in, self.count),
            *(self.papers, self.waiting),
        ):
            column.addWidget(card)
        column.addStretch()
        self.setWidget(inside)

    def show_stage(self, *, is_open: bool) -> None:
        """Before a hand-in is open only what waits is shown."""
        for card in (self.number, self.hand_in):
            card.setVisible(is_open)
        if not is_open:
            self.count.hide()
            self.twins.clear()
