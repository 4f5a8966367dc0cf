"""The 100 % check: every item of the list is scanned or named as missing before the first cut."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.numbers import read_number
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.verdict import (
    AGAIN,
    READY,
    RIGHT,
    WRONG,
    HugeCounter,
    Verdict,
)
from salw_desktop.ui.pages.destruction.view import View, beside, filled, number_in
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.boards import Item, Scan, SessionBoard
from salw_desktop.usecases.destruction.results import MISSING, NotDestroyed
from salw_desktop.usecases.destruction.sessions import FinishCheck, ScanForDestruction

FOUND, LEFT, STRANGE, TWICE = "found", "missing", "strange", "twice"
SHORTEST_END = 3  # two digits and the check character
LONGEST_CODE = 18


class CheckView(View):
    """A counter over each of four live lists; the newest scan stands on top of its list."""

    interrupt_wanted = Signal()
    photo_wanted = Signal()

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._board: SessionBoard | None = None
        self.verdict = Verdict(self.tr("Last scan"))
        self.verdict.say(READY, self.tr("Scan the first item"))
        number, self.number_edit = self.line_field(
            self.tr("Number, if it cannot be scanned"), "code"
        )
        number.setFixedWidth(300)
        self.number_edit.returnPressed.connect(self._on_typed)
        self.column.addLayout(beside(self.verdict, 1, number))
        self.column.addLayout(self._make_lists(), stretch=1)
        self._make_buttons()

    def _make_lists(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.counters: dict[str, HugeCounter] = {}
        self.lists: dict[str, Lines] = {}
        headings = (self.tr("Number"), self.tr("Model"))
        for place, (key, caption, icon, token) in enumerate(
            (
                (FOUND, self.tr("Found"), "circle-check", "ok"),
                (LEFT, self.tr("Missing"), "search", "error"),
                (STRANGE, self.tr("Not on the order"), "octagon-alert", "error"),
                (TWICE, self.tr("Scanned twice"), "copy-check", "warning"),
            )
        ):
            self.counters[key] = HugeCounter(caption, icon, token)
            self.lists[key] = Lines(caption, headings)
            grid.addWidget(self.counters[key], 0, place)
            grid.addWidget(self.lists[key], 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)
        return grid

    def _make_buttons(self) -> None:
        self._miss = KeyButton(self.tr("Name as missing"), "search", "Alt+M")
        self._miss.clicked.connect(self._on_miss)
        photo = KeyButton(self.tr("Photograph"), "camera", "F7")
        photo.clicked.connect(self.photo_wanted)
        self._interrupt = KeyButton(self.tr("Interrupt"), "pause", "Ctrl+I")
        self._interrupt.clicked.connect(self.interrupt_wanted)
        self._finish = KeyButton(self.tr("End the check"), "check", "Ctrl+Return", "primary")
        self._finish.clicked.connect(self._on_finish)
        self.column.addLayout(
            beside(self.make_back(), 0, photo, self._miss, self._interrupt, self._finish)
        )

    def show_board(self, board: SessionBoard) -> None:
        if self._board is None or self._board.facts["id"] != board.facts["id"]:
            self._say_ready(board)
        self._board = board
        named = [each for each in board.left if each.outcome == MISSING]
        note = filled(self.tr("of %1"), f"{board.items:,}")
        if named:
            note = filled(self.tr("%1, %2 named as missing"), note, len(named))
        self.counters[FOUND].show_number(len(board.found), note)
        nth = filled(self.tr("check %1"), board.checks) if board.checks > 1 else ""
        self.counters[LEFT].show_number(len(board.missing), nth)
        self.counters[STRANGE].show_number(len(board.strangers))
        self.counters[TWICE].show_number(len(board.again))
        self.lists[LEFT].show_rows([_of_item(each) for each in board.missing])
        for key, scans in ((FOUND, board.found), (STRANGE, board.strangers), (TWICE, board.again)):
            self.lists[key].show_rows([_of_scan(place, each) for place, each in _numbered(scans)])
            self.lists[key].go_first()
        self._finish.setEnabled(not board.missing)
        self._miss.setEnabled(bool(board.missing))

    def _say_ready(self, board: SessionBoard) -> None:
        """Opened again, it says how far it was."""
        if not board.scans:
            self.verdict.say(READY, self.tr("Scan the first item"))
        elif board.missing:
            missing = filled(self.tr("Still missing: %1"), len(board.missing))
            self.verdict.say(READY, self.tr("Scan the next item"), missing)
        else:
            self.verdict.say(READY, self.tr("Every item is found: end the check"))

    @override
    def scanned(self, code: str) -> bool:
        if self._board is not None:
            command = ScanForDestruction(session=str(self._board.facts["id"]), code=code)
            done, refused = partial(self._on_scanned, code), partial(self._on_not_scanned, code)
            self.office.perform(self.page, command, done, refused)
        return True

    def _on_typed(self) -> None:
        """Only a number is recorded: a slip of the finger would stand on the certificate for good."""
        typed = self.number_edit.text().strip()
        number = self._number_of(typed)
        if number:
            self.number_edit.clear()
            self.scanned(number)
        elif typed:
            self.fields["code"].say_error(
                self.tr("No such number. Type it as it stands on the label, or its end, as 43-9.")
            )
            self.fields["code"].take_focus()
            self.verdict.say(WRONG, self.tr("Nothing was recorded"))  # no green of the one before
            self.office.sounds.wrong()

    def _number_of(self, typed: str) -> str:
        """A whole number, or the end of one of this order with its check character; else nothing."""
        try:
            return read_number(typed)
        except Refusal:
            end = typed.upper().replace("-", "").replace(" ", "")
        found = [each for each in self._numbers() if each.replace("-", "").endswith(end)]
        return found[0] if len(end) >= SHORTEST_END and len(found) == 1 else ""

    def _numbers(self) -> frozenset[str]:
        """What lies here, or should."""
        if self._board is None:
            return frozenset()
        found = {each.item.number for each in self._board.found}
        return frozenset(found | {each.number for each in self._board.missing})

    def _on_scanned(self, code: str, changes: Changes) -> None:
        answer = changes.answer
        result, number = str(answer["result"]), ltr(str(answer["number"]) or number_in(code))
        kind, said = {
            "on the list": (RIGHT, self.tr("%1 is on the list")),
            "again": (AGAIN, self.tr("%1 was scanned before")),
            "not on the list": (WRONG, self.tr("%1 is NOT on this order")),
        }.get(result, (WRONG, self.tr("%1 is unknown here")))
        missing = filled(self.tr("Still missing: %1"), answer["missing"])
        if not answer["missing"]:
            missing = self.tr("Every item is found: end the check")
        elif kind == WRONG:
            missing = self.tr("Put it aside: it must not be cut")
        self.verdict.say(kind, filled(said, number), missing)
        play = self.office.sounds.right if kind == RIGHT else self.office.sounds.wrong
        play()

    def _on_not_scanned(self, code: str, error: Refusal | Trouble) -> None:
        self.verdict.say(WRONG, filled(self.tr("%1 was not recorded"), ltr(code)))
        self.page.turned_down(error)

    def _on_miss(self) -> None:
        if self._board is not None:
            weapon = self.lists[LEFT].current
            command = NotDestroyed(
                session=str(self._board.facts["id"]), weapon=weapon, outcome=MISSING
            )
            self.office.perform(self.page, command)

    def _on_finish(self) -> None:
        if self._board is not None:
            self.office.perform(self.page, FinishCheck(session=str(self._board.facts["id"])))


def _numbered(scans: tuple[Scan, ...]) -> list[tuple[int, Scan]]:
    return [(len(scans) - place, each) for place, each in enumerate(scans)]


def _of_item(item: Item) -> Shown:
    return Shown(item.weapon, (ltr(item.number), item.model))


def _of_scan(place: int, scan: Scan) -> Shown:
    """Somebody else's code may be of any length: its beginning is enough to know it by."""
    code = number_in(scan.code)
    code = code if len(code) <= LONGEST_CODE else f"{code[:LONGEST_CODE]}…"
    name = ltr(scan.item.number or code)
    return Shown(str(place), (name, scan.item.model))
