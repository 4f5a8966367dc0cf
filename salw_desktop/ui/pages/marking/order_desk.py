"""To mark: the worklist with its reasons, and the order of one job with the string as it will stand in the metal."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.word_lists import MARK_PLACES
from salw_desktop.ui.messages import wording
from salw_desktop.ui.models.few_rows import FewRow
from salw_desktop.ui.office import Office
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr, one_line, say_role
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.few_view import FewView
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.marking.jobs import OrderMarkJob, PartToStrike, Planned, plan_of
from salw_desktop.usecases.marking.worklist import ToMark
from salw_desktop.usecases.marking.workshop import Workshop

MACHINE = "marking.machine"
ORDER_PX = 372


class OrderDesk(QWidget):
    """The longest here first; what the order would be refused for stands where its string would."""

    ordered = Signal(object)  # OrderMarkJob, to be performed by the page
    opened = Signal(str)  # a weapon's id
    card_wanted = Signal(str)  # the number of a job

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._items: dict[str, ToMark] = {}
        self._shown: Workshop | None = None
        self._live_job = ""  # of the weapon that is chosen
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Number, model or serial"))
        self._search.setAccessibleName(self.tr("Find in this list"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        self._count = one_line("", "soft")
        headings = (
            self.tr("Number"),
            self.tr("Weapon"),
            self.tr("Where"),
            self.tr("Why"),
            self.tr("Days"),
            self.tr("Job"),
        )
        self.table = FewView(headings, self.tr("Weapons to mark"), 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        listed = QVBoxLayout()
        listed.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._search, stretch=1)
        head.addWidget(self._count)
        listed.addLayout(head)
        listed.addWidget(self.table, stretch=1)
        row.addLayout(listed, stretch=1)
        row.addWidget(self._order_card())

    def _order_card(self) -> Card:
        card = Card(self.tr("Order a mark"))
        self._weapon = label("", "section", self.tr("Weapon"))
        self.machine = QComboBox()
        self.machine.currentIndexChanged.connect(self._plan)
        self.string = label("", "mark", self.tr("It will read"))
        self._said = label("", "soft", self.tr("About this order"))
        self._places = QWidget()
        self._grid = QGridLayout(self._places)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._where: dict[str, QComboBox] = {}
        self.order = KeyButton(self.tr("Order this mark"), "hammer", "Ctrl+Return", "primary")
        self.order.clicked.connect(self._on_order)
        self.machine_field = Field(self.tr("&Machine"), self.machine, name="machine")
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            *(self._weapon, self.machine_field, self._places),
            *(one_line(self.tr("It will read"), "caption"), self.string, self._said),
        ):
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea(widgetResizable=True)  # the button stays in sight below it
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(asked)
        self.card = KeyButton(self.tr("Print its card"), "printer", "Ctrl+P")
        self.card.clicked.connect(self._on_card)
        self.card.hide()
        card.column.addWidget(area, stretch=1)
        card.column.addWidget(self.card)
        card.column.addWidget(self.order)
        keep_width(card, ORDER_PX)
        return card

    def show_workshop(self, found: Workshop) -> None:
        """Everything anew; machine and places chosen before stay."""
        self._shown = found
        self._items = {each.id: each for each in found.to_mark}
        kept = self.machine.currentText() or str(self._office.kept(MACHINE, "") or "")
        self.machine.blockSignals(True)
        self.machine.clear()
        self.machine.addItems([each.name for each in found.machines])
        self.machine.setCurrentIndex(max(0, self.machine.findText(kept)))
        self.machine.blockSignals(False)
        if tuple(self._where) != found.parts:
            self._show_parts(found.parts)
        self._fill()

    def select(self, weapon: str) -> bool:
        """Whether it is in the list."""
        self._search.clear()
        row = self.table.rows.row_of(weapon)
        self.table.go_to(row)
        return row >= 0

    def _show_parts(self, parts: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._where = {}
        for at, part in enumerate(parts):
            combo = QComboBox()
            for place in MARK_PLACES:
                combo.addItem(said(place), place)
            combo.setCurrentIndex(max(0, combo.findData(part)))
            combo.currentIndexChanged.connect(self._plan)
            caption = self.tr("%1, struck on").replace("%1", said(part))
            self._grid.addWidget(Field(caption, combo, name=part), at // 2, at % 2)
            self._where[part] = combo

    def _fill(self) -> None:
        wanted = self._search.text().strip().casefold()
        rows = [
            FewRow(
                each.id,
                (
                    ltr(each.number),
                    each.model,
                    each.place,
                    said(each.cause),
                    each.days_without_outcome,
                    said(each.job_state) if each.job else "",
                ),
            )
            for each in self._items.values()
            if wanted in f"{each.number} {each.model} {each.serial}".casefold()
        ]
        total = self._shown.to_mark_count if self._shown else 0
        text = self.tr("%n weapon(s)", "", total)
        if len(rows) < total:
            text = self.tr("%1, %2 shown").replace("%1", text).replace("%2", f"{len(rows):,}")
        self._count.setText(text)
        self.table.show_rows(rows)

    def _command(self) -> OrderMarkJob | None:
        weapon = self.table.current_id
        if not weapon or not self.machine.currentText():
            return None
        struck = [
            PartToStrike(part=part, place=str(combo.currentData()))
            for part, combo in self._where.items()
        ]
        return OrderMarkJob(
            weapon=weapon, machine=self.machine.currentText(), strikes=tuple(struck)
        )

    def _on_chosen(self, weapon: str) -> None:
        item = self._items.get(weapon)
        serial = f" · {ltr(item.serial)}" if item and item.serial else ""
        self._weapon.setText(f"{ltr(item.number)}\n{item.model}{serial}" if item else "")
        self._plan()

    def _on_opened(self) -> None:
        self.order.setFocus()

    def _plan(self) -> None:
        """What the job would be, as the order itself would say it."""
        command = self._command()
        self.order.setEnabled(False)
        self.card.hide()
        self.string.setText("")
        if command is None:
            is_empty = not self._items
            none = self.tr("No machine is entered yet: see Machines.")
            say_role(self._said, "soft", self.tr("Nothing is left to mark.") if is_empty else none)
            return
        query = partial(plan_of, order=command)
        self._office.read(self, query, self._on_plan, self._on_no_plan, latest="plan")

    def _on_plan(self, plan: Planned) -> None:
        self.string.setText(ltr(plan.string))
        told = [*plan.breaches, *plan.warnings]
        say_role(self._said, "warning" if told else "soft", ". ".join(told))
        self.order.setEnabled(True)

    def _on_no_plan(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        is_ordered = error.code == "mark-job.live"  # by us, a moment ago: nothing is wrong
        self._live_job = str(error.facts.get("job") or "") if is_ordered else ""
        self.card.setVisible(is_ordered)
        say_role(self._said, "soft" if is_ordered else "error", wording(error))

    def _on_card(self) -> None:
        self.card_wanted.emit(self._live_job)

    def _on_order(self) -> None:
        command = self._command()
        if command is not None and self.order.isEnabled():
            self._office.keep(MACHINE, command.machine)
            self.order.setEnabled(False)
            self.ordered.emit(command)
