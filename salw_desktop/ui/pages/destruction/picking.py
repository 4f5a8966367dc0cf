"""The list of a new order: scanned, typed, or picked from what may go; what may not is named with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.view import View, beside, filled, in_one_line, number_in
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.destruction.boards import (
    MOST_OFFERED,
    Candidate,
    candidate,
    candidates,
)
from salw_desktop.usecases.register import Register

T = TypeVar("T")
FILTER_AFTER_MS = 150
REFUSED_HEIGHT_PX = 128


class PickingView(View):
    """Holds the weapons of the list in the order in which they came."""

    changed_list = Signal()

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._campaign = ""
        self._waiting: list[str] = []  # scanned before it was known for which campaign
        self._looked_at: list[str] = []  # scanned, and not answered for yet
        self._round = 0  # one for each order and campaign
        self._offered: dict[str, Candidate] = {}
        self._listed: dict[str, Candidate] = {}
        self._refused: dict[str, str] = {}
        self._filter = QTimer(self, singleShot=True, interval=FILTER_AFTER_MS)
        self._filter.timeout.connect(self.again)
        number, self.number_edit = self.line_field(
            self.tr("Scan or type a number"),
            "weapons",
            self.tr("A part of a number, serial or model shows what may go"),
        )
        self.number_edit.returnPressed.connect(self._on_typed)
        self.number_edit.textEdited.connect(self._filter.start)
        self.column.addWidget(number)
        self.column.addLayout(beside(self._make_offered(), 4, self._make_listed(), 5), stretch=1)
        self._make_refused()

    def _make_offered(self) -> Card:
        card = Card(self.tr("May go"))
        self.offered = Lines(self.tr("What may go on this order"), self._headings())
        self.offered.opened.connect(self._take)
        self.offered.marked.connect(self._take)
        self._all_button = KeyButton(self.tr("Add all that are shown"), "plus", "Alt+A")
        self._all_button.clicked.connect(self._take_all)
        card.column.addWidget(self.offered)
        card.column.addWidget(self._all_button)
        self._offered_card = card
        return card

    def _make_listed(self) -> Card:
        card = Card(self.tr("On the list"))
        headings = (self.tr("Number"), self.tr("Model"), self.tr("To accept"))
        self.listed = Lines(self.tr("List of this order"), headings)
        # a long model leaves room for what is to accept
        self.listed.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.listed.struck.connect(self._take_off)
        off = KeyButton(self.tr("Take off the list"), "minus", "Alt+O")
        off.clicked.connect(self._on_take_off)
        card.column.addWidget(self.listed)
        card.column.addWidget(off)
        self._told = label("", "soft", self.tr("To accept"))
        self._told.hide()
        card.column.addWidget(self._told)
        self.listed.looked_at.connect(self._on_looked_at)
        self._listed_card = card
        return card

    def _on_looked_at(self, key: str) -> None:
        """What is to accept is longer than its column."""
        found = self._listed.get(key)
        told = in_one_line(found.warnings) if found is not None else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _make_refused(self) -> None:
        headings = (self.tr("Not taken"), self.tr("Why"))
        self.refused = Lines(self.tr("Items that were not taken"), headings, wraps=True)
        self.refused.setFixedHeight(REFUSED_HEIGHT_PX)
        self.refused.hide()
        self.column.addWidget(self.refused)

    def _headings(self) -> tuple[str, ...]:
        return self.tr("Number"), self.tr("Serial and model")

    @property
    def weapons(self) -> tuple[str, ...]:
        """Ids, in the order of the list."""
        return tuple(self._listed)

    def begin(self, campaign: str, weapons: Sequence[str] = ()) -> None:
        """For a campaign, by its code; what was on the list is looked at for this one."""
        wanted = [*weapons, *self._listed, *self._looked_at, *self._waiting]
        self._campaign = campaign
        self._listed, self._refused, self._waiting = {}, {}, []
        self._begin_round()
        for each in wanted:
            self.add(each)
        self._show()
        self.again()

    def _begin_round(self) -> None:
        self._round += 1
        self._looked_at = []

    @property
    def is_whole(self) -> bool:
        """Whether all that was scanned is on the list, or named as not taken."""
        return not self._looked_at

    @property
    def numbers(self) -> dict[str, str]:
        """Of what is on the list, by ids."""
        return {id_: each.item.number for id_, each in self._listed.items()}

    @property
    def looked_at(self) -> tuple[str, ...]:
        """What was scanned and is not answered for yet."""
        return tuple(number_in(each) for each in self._looked_at)

    def empty(self) -> None:
        self._begin_round()
        self._listed, self._refused = {}, {}
        self.number_edit.clear()
        self._show()

    def add(self, wanted: str) -> None:
        """By number, scan or id; looked at before it is taken."""
        if not self._campaign:
            self._waiting.append(wanted)
            return
        query = partial(_candidate, self._campaign, wanted)
        self._looked_at.append(wanted)
        fit = partial(self._take_answer, self._round, wanted, self._on_fit)
        unfit = partial(self._take_answer, self._round, wanted, partial(self._on_unfit, wanted))
        self.office.read(self.page, query, fit, unfit)
        self.changed_list.emit()

    def _take_answer(self, of_round: int, wanted: str, take: Callable[[T], None], found: T) -> None:
        if of_round == self._round:  # else it was for another order, or campaign
            self._looked_at.remove(wanted)
            try:
                take(found)
            finally:  # after a fault, too: the order waits for nothing more
                self.changed_list.emit()

    @override
    def scanned(self, code: str) -> bool:
        self.add(code)
        return True

    @override
    def again(self) -> None:
        query = partial(_candidates, self._campaign, self.number_edit.text().strip())
        self.office.read(self.page, query, self._on_offered, latest="candidates")

    def _on_typed(self) -> None:
        typed = self.number_edit.text().strip()
        if typed:
            self.number_edit.clear()
            self.add(self._only_one(typed) or typed)
            self.again()

    def _only_one(self, piece: str) -> str:
        """The number of the one item that is shown for a piece of it; nothing where there are more."""
        shown = [each.item for key, each in self._offered.items() if key not in self._listed]
        if len(shown) != 1:
            return ""
        told = f"{shown[0].number} {shown[0].model} {shown[0].serial}"
        return shown[0].number if piece.casefold() in told.casefold() else ""

    def _on_offered(self, found: tuple[Candidate, ...]) -> None:
        self._offered = {each.item.weapon: each for each in found}
        self._show()

    def _on_fit(self, found: Candidate) -> None:
        is_new = found.item.weapon not in self._listed
        self._listed.setdefault(found.item.weapon, found)
        self._refused.pop(found.item.number, None)
        if is_new:
            self.office.sounds.right()
        else:
            said = self.tr("%1 stands on the list already.")
            self.fields["weapons"].say_warning(filled(said, ltr(found.item.number)))
            self.office.sounds.wrong()
        self._show()
        self.listed.go_to(found.item.weapon)

    def _on_unfit(self, wanted: str, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._refused[str(error.facts.get("number") or wanted)] = wording(error)
        self.office.sounds.wrong()
        self._show()

    def _take(self, key: str) -> None:
        if key in self._offered:
            self._on_fit(self._offered[key])

    def _take_all(self) -> None:
        for each in self._offered.values():
            self._listed.setdefault(each.item.weapon, each)
        self._show()

    def _on_take_off(self) -> None:
        self._take_off(self.listed.current)

    def _take_off(self, key: str) -> None:
        self._listed.pop(key, None)
        self._show()

    def _show(self) -> None:
        free = [each for key, each in self._offered.items() if key not in self._listed]
        self.offered.show_rows([Shown(each.item.weapon, _in_two(each)) for each in free])
        self.listed.show_rows(
            [
                Shown(key, (*_cells(each)[:2], in_one_line(each.warnings)))
                for key, each in self._listed.items()
            ]
        )
        self.refused.show_rows(
            [Shown(number, (ltr(number), why)) for number, why in self._refused.items()]
        )
        self.refused.setVisible(bool(self._refused))
        self._all_button.setEnabled(bool(free))
        most = self.tr("the first %1") if len(self._offered) >= MOST_OFFERED else "%1"
        self._note(self._offered_card, filled(most, f"{len(free):,}"))
        self._note(self._listed_card, f"{len(self._listed):,}")
        self.changed_list.emit()

    @staticmethod
    def _note(card: Card, text: str) -> None:
        if card.header is not None:
            card.header.note(text)


def _cells(found: Candidate) -> tuple[str, str, str]:
    return ltr(found.item.number), found.item.model, ltr(found.item.serial)


def _in_two(found: Candidate) -> tuple[str, str]:
    number, model, serial = _cells(found)
    return number, " · ".join(text for text in (serial, model) if text)


def _candidate(campaign: str, wanted: str, register: Register) -> Candidate:
    return candidate(register, campaign, wanted)


def _candidates(campaign: str, piece: str, register: Register) -> tuple[Candidate, ...]:
    return candidates(register, campaign, piece) if campaign else ()
