"""Broken off and gone on with: what is left is sealed, and counted again before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from salw_desktop.domain.time import minutes
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.finish import whole
from salw_desktop.ui.pages.destruction.view import View, beside, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.boards import SessionBoard
from salw_desktop.usecases.destruction.interruptions import InterruptSession, ResumeSession

CARD_PX = 560
WHOLE, BROKEN = "whole", "broken"


class InterruptView(View):
    """Asks for the seals and the reason; Esc goes back to the session."""

    given_up = Signal()

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._session = ""
        card = Card(self.tr("Interrupt the session"))
        card.setFixedWidth(CARD_PX)
        self._left = label("", "text")
        card.column.addWidget(self._left)
        reason, self.reason_edit = self.line_field(self.tr("Why"), "reason", required=True)
        seals, self.seals_edit = self.line_field(
            self.tr("Numbers of the seals put on"), "seals", required=True
        )
        self.reason_edit.returnPressed.connect(self.seals_edit.setFocus)
        self.seals_edit.returnPressed.connect(self._on_interrupt)
        for field in (reason, seals):
            card.column.addWidget(field)
        no = KeyButton(self.tr("Go on without a break"), "undo-2", "Esc")
        no.clicked.connect(self.given_up)
        yes = KeyButton(self.tr("Seal and interrupt"), "pause", "Ctrl+Return", "primary")
        yes.clicked.connect(self._on_interrupt)
        card.column.addLayout(beside(no, 0, yes))
        self.column.addWidget(card, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch()

    def show_board(self, board: SessionBoard) -> None:
        self._session = str(board.facts["id"])
        said = self.tr(
            "%1 items of %2 are not cut. Seal what lies here, all of it, and note the seals."
        )
        self._left.setText(filled(said, board.lying_here, board.items))

    def begin(self) -> None:
        self.reason_edit.clear()
        self.seals_edit.clear()
        self.reason_edit.setFocus()

    def _on_interrupt(self) -> None:
        if not self.reason_edit.text().strip():
            self.fields["reason"].say_error(self.tr("Type why it is done."))
            self.fields["reason"].take_focus()
            return
        command = InterruptSession(
            session=self._session, seals=self.seals_edit.text(), reason=self.reason_edit.text()
        )
        self.office.perform(self.page, command)


class RecountView(View):
    """What was left, and the count that lets it go on; a broken seal or another count checks all anew."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._session = ""
        self.column.addWidget(self._make_card(), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch()

    def _make_card(self) -> QFrame:
        card = Card(self.tr("Interrupted: count what is left"))
        card.setFixedWidth(CARD_PX)
        self._pane = DetailPane()
        card.column.addWidget(self._pane)
        counted, self.counted_edit = self.line_field(
            self.tr("Counted now"), "counted", self.tr("everything that is not cut"), required=True
        )
        card.column.addWidget(counted)
        self.seals = ChipRow(
            self.tr("Seals"),
            ((WHOLE, self.tr("All whole")), (BROKEN, self.tr("One is broken"))),
            kind=SEGMENT,
        )
        card.column.addWidget(
            self.add_field(Field(self.tr("Seals"), self.seals, name="seals_whole", required=True))
        )
        go_on = KeyButton(self.tr("Go on"), "play", "Ctrl+Return", "primary")
        go_on.clicked.connect(self._on_go_on)
        card.column.addLayout(beside(self.make_back(), 0, go_on))
        return card

    def show_board(self, board: SessionBoard) -> None:
        self._session = str(board.facts["id"])
        row = board.broken_off
        if row is None:
            return
        self._pane.show_title(ltr(str(board.facts["number"])))
        self._pane.show_rows(
            (
                (self.tr("Since"), ltr(minutes(str(row["began_at"])))),
                (self.tr("Why"), str(row["reason"])),
                (self.tr("Seals put on"), ltr(str(row["seals"]))),
                (self.tr("Destroyed so far"), f"{board.destroyed:,}"),
            )
        )

    def begin(self) -> None:
        self.counted_edit.clear()
        self.seals.choose()
        self.counted_edit.setFocus()

    def _on_go_on(self) -> None:
        counted = whole(self.counted_edit.text())
        if counted is None:
            self._ask("counted", self.tr("Count the items that lie here and type the number."))
        elif not self.seals.choice:
            self._ask("seals_whole", self.tr("Look at each seal and say whether all are whole."))
        else:
            command = ResumeSession(
                session=self._session,
                counted=counted,
                seals_whole=self.seals.choice == WHOLE,
            )
            self.office.perform(self.page, command, self._on_resumed)

    def _ask(self, name: str, text: str) -> None:
        self.fields[name].say_error(text)
        self.fields[name].take_focus()

    def _on_resumed(self, changes: Changes) -> None:
        answer = changes.answer
        breaches, warnings = answer["breaches"], answer["warnings"]
        if isinstance(breaches, list) and breaches:
            said = self.tr("%1. Every item is checked by scan again.")
            self.page.bar.say("warning", filled(said, "; ".join(breaches)))
        elif isinstance(warnings, list) and warnings:
            said = self.tr("Held since the break: %1. Leave these whole.")
            self.page.bar.say("warning", filled(said, "; ".join(warnings)))
        else:
            self.page.bar.say("done", self.tr("The count and the seals are right: it goes on."))

    @override
    def scanned(self, code: str) -> bool:
        """Nothing is scanned before the count."""
        self.page.bar.say("warning", self.tr("Count first; then scan."))
        self.office.sounds.wrong()
        return True
