"""The cut: item by item or by the crate, with the exceptions named; a scan puts an item into the crate."""

from __future__ import annotations

from PySide6.QtCore import Signal
from typing_extensions import override

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.verdict import HugeCounter
from salw_desktop.ui.pages.destruction.view import View, beside, filled, number_in
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.batches import RecordBatch
from salw_desktop.usecases.destruction.boards import Outcome, SessionBoard
from salw_desktop.usecases.destruction.results import DESTROYED, MISSING, NotDestroyed

CARD_PX = 300
CUT, WHOLE = "cut", "whole"


class CutView(View):
    """Space puts an item into this crate, Delete makes it an exception of it."""

    interrupt_wanted = Signal()
    witnesses_wanted = Signal()

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._board: SessionBoard | None = None
        self._marks: dict[str, str] = {}
        self._make_counters()
        headings = (self.tr("Number"), self.tr("Model"), self.tr("Serial"), self.tr("This crate"))
        self.to_cut = Lines(self.tr("Still to cut"), headings, badge=3, wide=1)
        self.to_cut.marked.connect(self._mark_cut)
        self.to_cut.opened.connect(self._mark_cut)
        self.to_cut.struck.connect(self._mark_whole)
        done = (self.tr("Number"), self.tr("Outcome"), self.tr("Note"))
        self.done = Lines(self.tr("What became of each item"), done, badge=1)
        self.column.addLayout(beside(self.to_cut, 13, self._make_crate(), self.done, 10), stretch=1)
        self._told = label("", "soft", self.tr("Note"))
        self.done.looked_at.connect(self._on_looked_at)
        self.column.addWidget(self._told)
        self._make_buttons()

    def _make_counters(self) -> None:
        self.counters = {
            name: HugeCounter(caption, icon, token)
            for name, caption, icon, token in (
                ("to cut", self.tr("Still to cut"), "flame", "orange"),
                ("cut", self.tr("Destroyed"), "circle-check", "ok"),
                ("left", self.tr("Not destroyed, or missing"), "hand", "warning"),
            )
        }
        row = beside()
        for counter in self.counters.values():
            row.addWidget(counter, stretch=1)
        self.column.addLayout(row)

    def _make_crate(self) -> Card:
        card = Card(self.tr("This crate"))
        card.setFixedWidth(CARD_PX)
        self._in_crate = label(self.tr("Scan what goes into it, or mark it with Space."), "soft")
        card.column.addWidget(self._in_crate)
        name, self.name_edit = self.line_field(self.tr("Its name"), "name", required=True)
        began, self.began_edit = self.line_field(self.tr("Begun at"), "began_at", ltr("10:40"))
        ended, self.ended_edit = self.line_field(
            self.tr("Ended at"), "ended_at", self.tr("empty: now")
        )
        reason, self.reason_edit = self.line_field(
            self.tr("Why the exceptions stay whole"), "reason", required=True
        )
        card.column.addWidget(name)
        card.column.addLayout(beside(began, 1, ended, 1))
        card.column.addWidget(reason)
        self._record = KeyButton(self.tr("Crate is cut"), "flame", "Ctrl+S", "primary")
        self._record.clicked.connect(self._on_record)
        all_ = KeyButton(self.tr("All that is left is in it"), "layers", "Alt+A")
        all_.clicked.connect(self._mark_all)
        card.column.addWidget(all_)
        card.column.addWidget(self._record)
        card.column.addStretch()
        return card

    def _make_buttons(self) -> None:
        self._leave = KeyButton(self.tr("Leave this one whole"), "hand", "Alt+L")
        self._leave.clicked.connect(self._on_leave)
        interrupt = KeyButton(self.tr("Interrupt"), "pause", "Ctrl+I")
        interrupt.clicked.connect(self.interrupt_wanted)
        self._on = KeyButton(self.tr("On to the witnesses"), "users", "Ctrl+Return")
        self._on.clicked.connect(self.witnesses_wanted)
        self.column.addLayout(beside(self.make_back(), 0, self._leave, interrupt, self._on))

    def show_board(self, board: SessionBoard) -> None:
        self._board = board
        open_ = {each.weapon for each in board.to_cut}
        self._marks = {key: mark for key, mark in self._marks.items() if key in open_}
        self.counters["to cut"].show_number(len(board.to_cut))
        self.counters["cut"].show_number(
            board.destroyed, filled(self.tr("of %1"), f"{board.items:,}")
        )
        self.counters["left"].show_number(len(board.left))
        self.done.show_rows([self._outcome(each) for each in board.outcomes])
        self._show()

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        words = {CUT: (self.tr("Cut"), "destroy"), WHOLE: (self.tr("Exception"), "hold")}
        self.to_cut.show_rows(
            [
                Shown(
                    each.weapon,
                    (ltr(each.number), each.model, ltr(each.serial)),
                    *words.get(self._marks.get(each.weapon, ""), ("", "plain")),
                )
                for each in board.to_cut
            ]
        )
        cut, whole = self._marked(CUT), self._marked(WHOLE)
        said = self.tr("In it: %1. Exceptions: %2.")
        empty = self.tr("Scan what goes into it, or mark it with Space.")
        self._in_crate.setText(filled(said, len(cut), len(whole)) if cut or whole else empty)
        self.fields["reason"].setVisible(bool(whole))
        self.name_edit.setPlaceholderText(self._usual_name(board))
        self._record.setEnabled(bool(cut))
        self._leave.setEnabled(bool(board.to_cut))

    def _usual_name(self, board: SessionBoard) -> str:
        """One item goes by its own number, several by the next crate."""
        cut = self._marked(CUT)
        if len(cut) == 1:
            return next(each.number for each in board.to_cut if each.weapon == cut[0])
        nth = len(board.batches) + 1
        while (name := filled(self.tr("crate %1"), nth)) in board.batches:
            nth += 1
        return name

    def _outcome(self, each: Outcome) -> Shown:
        word, kind = {
            DESTROYED: (self.tr("Destroyed"), "good"),
            MISSING: (self.tr("Missing"), "alarm"),
        }.get(each.outcome, (self.tr("Not destroyed"), "hold"))
        told = each.item.remark or each.batch
        return Shown(each.item.weapon, (ltr(each.item.number), told), word, kind)

    def _on_looked_at(self, key: str) -> None:
        """A reason is longer than its column; it stands whole under the lists."""
        outcomes = self._board.outcomes if self._board else ()
        item = next((each.item for each in outcomes if each.item.weapon == key), None)
        told = item is not None and item.remark
        self._told.setText(filled("%1: %2", ltr(item.number), told) if item and told else "")
        self._told.setVisible(bool(told))

    def _marked(self, mark: str) -> tuple[str, ...]:
        return tuple(key for key, each in self._marks.items() if each == mark)

    def _mark_cut(self, key: str) -> None:
        self._mark(key, CUT)

    def _mark_whole(self, key: str) -> None:
        self._mark(key, WHOLE)

    def _mark(self, key: str, mark: str) -> None:
        if self._marks.get(key) == mark:
            del self._marks[key]
        elif key:
            self._marks[key] = mark
        self.page.say_nothing()
        self._show()

    def _mark_all(self) -> None:
        for each in self._board.to_cut if self._board else ():
            self._marks.setdefault(each.weapon, CUT)
        self._show()

    @override
    def scanned(self, code: str) -> bool:
        plain = number_in(code).replace("-", "")
        for each in self._board.to_cut if self._board else ():
            if each.number.replace("-", "") == plain:
                self._marks[each.weapon] = CUT
                self.page.say_nothing()
                self._show()
                self.to_cut.go_to(each.weapon)
                self.office.sounds.right()
                return True
        self.office.sounds.wrong()
        said = self.tr("%1 is not among what is still to cut. Put it aside.")
        self.page.bar.say("error", filled(said, ltr(number_in(code))))
        return True

    def _on_record(self) -> None:
        if self._board is None:
            return
        command = RecordBatch(
            session=str(self._board.facts["id"]),
            name=self.name_edit.text().strip() or self.name_edit.placeholderText(),
            weapons=(*self._marked(CUT), *self._marked(WHOLE)),
            exceptions=self._marked(WHOLE),
            began_at=self.began_edit.text(),
            ended_at=self.ended_edit.text(),
            reason=self.reason_edit.text() if self._marked(WHOLE) else "",
        )
        self.office.perform(self.page, command, self._on_recorded)

    def _on_recorded(self, changes: Changes) -> None:
        for edit in (self.name_edit, self.began_edit, self.ended_edit, self.reason_edit):
            edit.clear()
        answer, breaches = changes.answer, changes.answer["breaches"]
        said = filled(self.tr("Cut: %1. Still to cut: %2."), answer["destroyed"], answer["to_cut"])
        if isinstance(breaches, list) and breaches:
            self.page.bar.say("warning", filled("%1 %2", said, "; ".join(breaches)))
        else:
            self.page.bar.say("done", said)
        self.to_cut.setFocus()

    def _on_leave(self) -> None:
        if self._board is not None and self.to_cut.current:
            command = NotDestroyed(session=str(self._board.facts["id"]), weapon=self.to_cut.current)
            self.office.perform(self.page, command)
