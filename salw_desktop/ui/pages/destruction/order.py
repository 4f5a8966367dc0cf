"""One order: its facts and its frozen list, and what its people do with it: approve, amend, begin, withdraw."""

from __future__ import annotations

from functools import partial

from typing_extensions import override

from salw_desktop.domain.people import Role
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.view import View, beside, filled, in_one_line
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.badge import Badge
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.amendments import AmendOrder
from salw_desktop.usecases.destruction.boards import Line, OrderSheet, order_sheet, who_may_cut
from salw_desktop.usecases.destruction.orders import (
    ApproveOrder,
    ApproveOrderTogether,
    WithdrawOrder,
)
from salw_desktop.usecases.destruction.sessions import StartSession
from salw_desktop.usecases.register import Register

PANE_PX = 340
LETTERS = 14


class OrderView(View):
    """Space marks lines for an amendment; the button that is next is the blue one."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._wanted = ""
        self._sheet: OrderSheet | None = None
        self._marked: set[str] = set()
        self._warned = ("", "")
        self._is_to_begin = False  # just approved here: the next question gets the focus
        self._back = self.make_back()
        self._confirm = self.make_confirm(
            self.tr("The order is withdrawn for good; its items are free for another one."),
            self.tr("Withdraw it"),
            self._back,
        )
        self._confirm.confirmed.connect(self._on_withdraw)
        headings = (
            self.tr("Line"),
            self.tr("Number"),
            self.tr("Model"),
            self.tr("Serial"),
            self.tr("Now"),
            self.tr("What to know"),
        )
        self.lines = Lines(self.tr("List of the order"), headings, badge=4)
        self.lines.marked.connect(self._mark)
        self._pane = DetailPane()
        keep_width(self._pane, PANE_PX)
        self._pane.bottom.addWidget(self._make_begin())
        self.column.addWidget(self._confirm)
        self.column.addLayout(beside(self.lines, 1, self._pane), stretch=1)
        self._told = label("", "soft", self.tr("What to know of this line"))
        self.lines.looked_at.connect(self._on_looked_at)
        self.column.addWidget(self._told)
        self._make_buttons()

    def _make_begin(self) -> Card:
        """The session's own question: who cuts."""
        self._begin_card = Card(self.tr("Begin the session"))
        self.responsible = ChoiceBox(placeholder=self.tr("Choose from the roster"))
        who = Field(self.tr("Who cuts"), self.responsible, name="responsible", required=True)
        self._begin_card.column.addWidget(self.add_field(who))
        self._begin_card.column.addWidget(
            label(self.tr("Both keys are needed. Every item is then checked by scan."), "soft")
        )
        return self._begin_card

    def _make_buttons(self) -> None:
        self._withdraw = KeyButton(self.tr("Withdraw"), "undo-2")
        self._withdraw.clicked.connect(self._on_ask_withdraw)
        self._amend = KeyButton(self.tr("Take off the list"), "minus", "Alt+O")
        self._amend.clicked.connect(self._on_amend)
        self._print = KeyButton(self.tr("Print"), "printer", "F8")
        self._print.clicked.connect(self._on_print)
        self._approve = KeyButton(self.tr("Approve"), "badge-check", "Ctrl+Return", "primary")
        self._approve.clicked.connect(self._on_approve)
        self._begin = KeyButton(self.tr("Begin the session"), "play", "Ctrl+Return", "primary")
        self._begin.clicked.connect(self._on_begin)
        self.column.addLayout(
            beside(
                self._back, 0, self._withdraw, self._amend, self._print, self._approve, self._begin
            )
        )

    def open(self, wanted: str) -> None:
        """By id or number."""
        if wanted != self._wanted:
            self._confirm.give_up()  # it was asked of the other order
            self._marked, self._sheet = set(), None
            self._offer("")
        self._wanted = wanted
        self.again()
        self.office.read(self.page, who_may_cut, self._on_people, latest="who cuts")
        self.lines.setFocus()

    @property
    def id(self) -> str:
        return str(self._sheet.facts["id"]) if self._sheet else ""

    @override
    def again(self) -> None:
        if self._wanted:
            query = partial(_sheet, self._wanted)
            self.office.read(self.page, query, self._on_sheet, latest="order")

    @override
    def scanned(self, code: str) -> bool:
        """A label marks its line for an amendment."""
        plain = code.upper().removeprefix("SALW1").replace("-", "")
        for line in self._sheet.standing if self._sheet else ():
            if line.item.number.replace("-", "") == plain:
                self.lines.go_to(line.item.weapon)
                self._mark(line.item.weapon)
                return True
        return False

    def _on_people(self, names: tuple[str, ...]) -> None:
        chosen = self.responsible.currentText()
        self.responsible.clear()
        self.responsible.addItems(list(names))
        self.responsible.setCurrentIndex(self.responsible.findText(chosen) if chosen else -1)

    def _on_sheet(self, sheet: OrderSheet) -> None:
        self._sheet = sheet
        if sheet.session:
            self.session_wanted.emit(sheet.session)
            return
        self._show()

    def _show(self) -> None:
        if self._sheet is None:
            return
        facts, state = self._sheet.facts, str(self._sheet.facts["state"])
        self.page.subtitle(filled(self.tr("Order %1"), ltr(str(facts["number"]))))
        badges = {
            "written": Badge(self.tr("To approve"), "warning"),
            "approved": Badge(self.tr("Approved"), "registered"),
            "withdrawn": Badge(self.tr("Withdrawn"), "ended"),
        }
        self._pane.show_title(ltr(str(facts["number"])), [badges[state]] if state in badges else [])
        self._pane.show_rows(self._facts(self._sheet))
        is_new = state == "written"
        self._warned = (
            (self.tr("Accept?"), "warning") if is_new else (self.tr("Accepted"), "marked")
        )
        self.lines.show_rows([self._row(line) for line in self._sheet.lines])
        self._offer(state)
        if self._is_to_begin and state == "approved":
            self._is_to_begin = False
            self.responsible.setFocus()

    def _offer(self, state: str) -> None:
        """What can be done with an order in that state; nothing before it is known."""
        is_open = state in ("written", "approved")
        self._approve.setVisible(state == "written")
        self._begin.setVisible(state == "approved")
        self._begin_card.setVisible(state == "approved")
        self._withdraw.setVisible(is_open and self.office.may(WithdrawOrder))
        self._amend.setVisible(is_open)
        self._amend.setEnabled(bool(self._marked))

    def _facts(self, sheet: OrderSheet) -> list[tuple[str, str]]:
        facts = sheet.facts
        outside = facts["authority_kind"] == "external"
        stopped = sum(line.stop is not None for line in sheet.standing)
        warned = sum(bool(line.warnings) for line in sheet.standing)
        issuer = filled("%1, %2, %3", facts["issuer"], facts["issuer_number"], facts["issued_on"])
        amended = [
            filled(self.tr("%1: %2 left"), ltr(each.number), each.items)
            for each in sheet.amendments
        ]
        return [
            (self.tr("Items"), f"{len(sheet.standing):,}"),
            (self.tr("Stopped"), f"{stopped:,}" if stopped and not self._is_ended else ""),
            (self.tr("With a warning"), f"{warned:,}" if warned and not self._is_ended else ""),
            (self.tr("Ordered by"), ltr(issuer) if outside else self.tr("Approved here")),
            (self.tr("Scan of it"), ltr(str(facts["scan_sha256"] or "")[:LETTERS])),
            (self.tr("Legal basis"), str(facts["legal_basis"])),
            (self.tr("Method"), str(facts["method"])),
            (self.tr("Place"), str(facts["place_name"])),
            (self.tr("Planned for"), ltr(str(facts["planned_on"]))),
            (self.tr("Written by"), str(facts["writer_name"])),
            (self.tr("Approved by"), str(facts["approver_name"] or "")),
            (self.tr("List frozen"), ltr(str(facts["list_sha256"])[:LETTERS])),
            (self.tr("Amendments"), "\n".join(amended)),
        ]

    def _row(self, line: Line) -> Shown:
        item = line.item
        cells = (str(item.line), ltr(item.number), item.model, ltr(item.serial))
        if self._is_ended:
            return Shown(item.weapon, (*cells, ""))
        if line.is_withdrawn:
            return Shown(item.weapon, (*cells, ""), self.tr("Withdrawn"), "ended")
        told = wording(line.stop) if line.stop else in_one_line(line.warnings)
        if item.weapon in self._marked:
            return Shown(item.weapon, (*cells, told), self.tr("Take off"), "road")
        if line.stop:
            return Shown(item.weapon, (*cells, told), self.tr("Stopped"), "alarm")
        if line.warnings:
            return Shown(item.weapon, (*cells, told), *self._warned)
        return Shown(item.weapon, (*cells, told), self.tr("May go"), "good")

    @property
    def _is_ended(self) -> bool:
        """Withdrawn: none of its lines goes anywhere by it."""
        return self._sheet is not None and self._sheet.facts["state"] == "withdrawn"

    def _on_looked_at(self, key: str) -> None:
        """A sentence that is too long for its column stands whole under the list."""
        rows = [row for row in self.lines.lines.rows if row.key == key]
        self._told.setText(filled("%1: %2", rows[0].cells[1], rows[0].cells[-1]) if rows else "")
        self._told.setVisible(bool(rows and rows[0].cells[-1]))

    def _mark(self, key: str) -> None:
        standing = {line.item.weapon for line in self._sheet.standing} if self._sheet else set()
        if key in standing:
            self._marked ^= {key}
        self._show()

    def _on_approve(self) -> None:
        """Whoever may approve signs alone; else the second person does, in front of the same laptop."""
        if self._sheet is None:
            return
        order = str(self._sheet.facts["number"])
        is_mine = self._sheet.facts["written_by"] == self.office.register.operator.operator
        alone = not is_mine and Role.SUPERVISOR in self.office.roles
        act = ApproveOrder if alone else ApproveOrderTogether
        self.office.perform(self.page, act(order=order), self._on_approved)

    def _on_approved(self, changes: Changes) -> None:
        said = self.tr("%1 is approved. Two people begin the session.")
        self.page.bar.say("done", filled(said, ltr(str(changes.answer["number"]))))
        self._is_to_begin = True

    def _on_begin(self) -> None:
        if not self.responsible.currentText():
            self.fields["responsible"].say_error(self.tr("Say who cuts."))
            self.fields["responsible"].take_focus()
            return
        command = StartSession(order=self._wanted, responsible=self.responsible.currentText())
        self.office.perform(self.page, command, self._on_begun)

    def _on_begun(self, changes: Changes) -> None:
        self.session_wanted.emit(str(changes.answer["session"]))

    def _on_amend(self) -> None:
        command = AmendOrder(order=self._wanted, weapons=tuple(sorted(self._marked)))
        self.office.perform(self.page, command, self._on_amended)

    def _on_amended(self, changes: Changes) -> None:
        self._marked = set()
        said = self.tr("Amendment %1. Left on the list: %2.")
        answer = changes.answer
        self.page.bar.say("done", filled(said, ltr(str(answer["number"])), answer["items"]))

    def _on_ask_withdraw(self) -> None:
        self._back.setEnabled(False)
        self._confirm.ask()

    def _on_withdraw(self) -> None:
        command = WithdrawOrder(order=self._wanted)
        self.office.perform(self.page, command, self._on_withdrawn)

    def _on_withdrawn(self, _: Changes) -> None:
        self.page.bar.say("done", self.tr("The order is withdrawn: its items are free again."))

    def _on_print(self) -> None:
        if self._sheet is not None:
            self.office.print_paper("destruction order", str(self._sheet.facts["number"]))


def _sheet(wanted: str, register: Register) -> OrderSheet:
    return order_sheet(register, wanted)
