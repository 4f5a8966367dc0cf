"""After the cut: witnesses, weights and counts, pictures before and after, and the end of the session."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from salw_desktop.ui.choosers import FILE, ask_path
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.view import View, beside, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.photo_strip import PhotoStrip
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.boards import SessionBoard
from salw_desktop.usecases.destruction.results import WITNESSES_AT_LEAST, RecordDestruction
from salw_desktop.usecases.destruction.sessions import RecordWitness
from salw_desktop.usecases.photos import AddPhoto

OUTSIDE, INSIDE = "outside", "inside"
BEFORE, AFTER = "before", "after"
GRAMS_IN_A_KILO = 1000
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")


class Pictures(Card):
    """Before and after, of the session as a whole; shrunk behind the work."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__()
        self._office = office
        self._page = page
        self._session = ""
        self._strip = PhotoStrip(office)
        row = beside(label(self.tr("Photographs"), "section"), self._strip, 1)
        for view, text, key in (
            (BEFORE, self.tr("Add one before"), "F7"),
            (AFTER, self.tr("Add one after"), "Shift+F7"),
        ):
            button = KeyButton(text, "image-plus", key)
            button.clicked.connect(partial(self.ask, view))
            row.addWidget(button)
        self.column.addLayout(row)

    def show_board(self, board: SessionBoard) -> None:
        if self._session != board.facts["id"] or len(board.photos) != self._shown:
            self._strip.show_photos(board.photos)
        self._session, self._shown = str(board.facts["id"]), len(board.photos)

    _shown = -1

    def ask(self, view: str) -> None:
        ask_path(
            self._page,
            self.tr("Photograph of the destruction"),
            "pictures",
            FILE,
            partial(self.add, view),
            workplace=self._office,
            filters=self.tr("Pictures (*.jpg *.jpeg *.png)"),
        )

    def add(self, view: str, file: str) -> None:
        command = AddPhoto(file=file, view=view, destruction_session=self._session)
        self._office.perform(self._page, command)


class FinishView(View):
    """Ends the session; whatever has no result by then is recorded as destroyed, and the page says so."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._board: SessionBoard | None = None
        self._back = self.make_back()
        self._confirm = self.make_confirm("", self.tr("End the session"), self._back)
        self._confirm.confirmed.connect(self._on_end)
        self.pictures = Pictures(office, page)
        self.column.addWidget(self._confirm)
        self.column.addLayout(beside(self._make_witnesses(), 1, self._make_counts(), 1), stretch=1)
        self.column.addWidget(self.pictures)
        self._end = KeyButton(self.tr("End the session"), "check", "Ctrl+Return", "primary")
        self._end.clicked.connect(self._on_ask)
        self._open = label("", "warning")
        self.column.addLayout(beside(self._back, self._open, 1, self._end))

    def _make_witnesses(self) -> Card:
        card = Card(self.tr("Witnesses"), self.tr("Two at least, one from outside the chain"))
        headings = (self.tr("Name"), self.tr("Organisation"), self.tr("Chain"))
        self.witnesses = Lines(self.tr("Witnesses"), headings, badge=2, wide=1)
        self.person = ChoiceBox(placeholder=self.tr("Choose from the roster"))
        self.chain = ChipRow(
            self.tr("Does this person belong to the chain of custody?"),
            ((OUTSIDE, self.tr("From outside")), (INSIDE, self.tr("Of the chain"))),
            kind=SEGMENT,
        )
        add = KeyButton(self.tr("Add witness"), "plus", "Alt+W")
        add.clicked.connect(self._on_witness)
        card.column.addWidget(self.witnesses)
        card.column.addWidget(self.add_field(Field(self.tr("Witness"), self.person, name="person")))
        card.column.addLayout(beside(self.chain, 1, add))
        return card

    def _make_counts(self) -> Card:
        card = Card(self.tr("Counted and weighed"))
        kilos = self.tr("in kg")
        before, self.before_edit = self.line_field(
            self.tr("Weight before"), "weight_before_g", kilos
        )
        after, self.after_edit = self.line_field(self.tr("Weight after"), "weight_after_g", kilos)
        counted, self.counted_edit = self.line_field(
            self.tr("Counted after"), "counted_after", self.tr("by their pieces")
        )
        reason, self.reason_edit = self.line_field(self.tr("Why it differs"), "reason")
        scrap, self.scrap_edit = self.line_field(self.tr("Scrap goes to"), "scrap_to")
        free, self.ffe_edit = self.line_field(
            self.tr("Free-of-explosives certificate"), "ffe_number"
        )
        for edit in (self.before_edit, self.after_edit, self.counted_edit, self.reason_edit):
            edit.textEdited.connect(self._confirm.give_up)
        for layout in (
            beside(before, 1, after, 1),
            beside(counted, 1, reason, 1),
            beside(scrap, 1, free, 1),
        ):
            card.column.addLayout(layout)
        card.column.addStretch()
        return card

    def show_board(self, board: SessionBoard) -> None:
        if self._board is None or self._board.facts["id"] != board.facts["id"]:
            self._clear()
        if self._board is not None and _told_of(self._board) != _told_of(board):
            self._confirm.give_up()  # what was asked is not so any more
        self._board = board
        self.pictures.show_board(board)
        self.witnesses.show_rows(
            [
                Shown(
                    each.name,
                    (each.name, each.organisation),
                    self.tr("Outside") if each.is_outside_chain else self.tr("Inside"),
                    "good" if each.is_outside_chain else "plain",
                )
                for each in board.witnesses
            ]
        )
        names = [self.person.itemText(place) for place in range(self.person.count())]
        if names != list(board.who_may_witness):
            self._confirm.give_up()
            self.person.clear()
            self.person.addItems(list(board.who_may_witness))
            self.person.setCurrentIndex(-1)
            self.chain.choose()
        self._open.setText(self._still_to_do(board))

    def _still_to_do(self, board: SessionBoard) -> str:
        if board.to_cut:
            said = self.tr("Without a result yet: %1. At the end this is recorded as destroyed.")
            untold = filled(said, len(board.to_cut))
            return " ".join(each for each in (self._witnesses_wanted(board), untold) if each)
        return self._witnesses_wanted(board)

    def _witnesses_wanted(self, board: SessionBoard) -> str:
        if len(board.witnesses) < WITNESSES_AT_LEAST:
            return self.tr("Two witnesses at least.")
        if not any(each.is_outside_chain for each in board.witnesses):
            return self.tr("One witness from outside the chain.")
        return ""

    def _clear(self) -> None:
        for edit in (
            self.before_edit,
            self.after_edit,
            self.counted_edit,
            self.reason_edit,
            self.scrap_edit,
            self.ffe_edit,
        ):
            edit.clear()

    def _on_witness(self) -> None:
        if not self.person.currentText():
            self._ask_person(self.tr("Say who witnesses."))
        elif not self.chain.choice:
            self._ask_person(self.tr("Say whether this person belongs to the chain of custody."))
            self.chain.setFocus()
        elif self._board is not None:
            command = RecordWitness(
                session=str(self._board.facts["id"]),
                person=self.person.currentText(),
                outside_chain=self.chain.choice == OUTSIDE,
            )
            self.office.perform(self.page, command, self._on_witnessed)

    def _on_witnessed(self, _: Changes) -> None:
        """Straight on to the next one."""
        self.person.setFocus()

    def _ask_person(self, text: str) -> None:
        self.fields["person"].say_error(text)
        self.fields["person"].take_focus()

    def _on_ask(self) -> None:
        if self._board is None or not self._may_end(self._board):
            return
        cut, untold = self._board.destroyed, len(self._board.to_cut)
        said = self.tr(
            "Recorded as destroyed: %1. Not destroyed, or missing: %2. This cannot be taken back."
        )
        if untold:
            said = self.tr(
                "Recorded as destroyed: %1, of them only now, at the end: %3. "
                "Not destroyed, or missing: %2. This cannot be taken back."
            )
        self._back.setEnabled(False)
        self.page.bar.clear()
        self._confirm.ask(filled(said, cut + untold, len(self._board.left), untold))

    def _may_end(self, board: SessionBoard) -> bool:
        """Nobody is asked for the last word before all is there that it wants."""
        wanted = self._witnesses_wanted(board)
        if wanted:
            self._ask_person(wanted)
        return not wanted and self._reads_well()

    def _reads_well(self) -> bool:
        for name, edit, read, said in (
            ("weight_before_g", self.before_edit, grams, self.tr("Write it as 341.5.")),
            ("weight_after_g", self.after_edit, grams, self.tr("Write it as 341.5.")),
            ("counted_after", self.counted_edit, whole, self.tr("Write it as 88.")),
        ):
            if edit.text().strip() and read(edit.text()) is None:
                self.fields[name].say_error(said)
                self.fields[name].take_focus()
                return False
        return True

    def _on_end(self) -> None:
        if self._board is not None:
            command = RecordDestruction(
                session=str(self._board.facts["id"]),
                weight_before_g=grams(self.before_edit.text()),
                weight_after_g=grams(self.after_edit.text()),
                scrap_to=self.scrap_edit.text(),
                counted_after=whole(self.counted_edit.text()),
                ffe_number=self.ffe_edit.text(),
                reason=self.reason_edit.text(),
            )
            self.office.perform(self.page, command, self._on_ended)

    def _on_ended(self, changes: Changes) -> None:
        breaches = changes.answer["breaches"]
        said = filled(self.tr("Destroyed: %1."), changes.answer["destroyed"])
        if isinstance(breaches, list) and breaches:
            self.page.bar.say("warning", filled("%1 %2", said, "; ".join(breaches)))
        else:
            self.page.bar.say("done", said)


def _told_of(board: SessionBoard) -> tuple[object, ...]:
    """What the last question speaks of."""
    return board.facts["id"], board.destroyed, len(board.left), len(board.to_cut)


def grams(kilos: str) -> int | None:
    """`341.5` or `341,5` of kilograms; None where it is no weight, or empty."""
    plain = kilos.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    return int(Decimal(plain.replace(",", ".")) * GRAMS_IN_A_KILO)


def whole(typed: str) -> int | None:
    """None where it is no whole number, or empty."""
    plain = typed.strip()
    return int(plain) if plain.isascii() and plain.isdigit() else None
