"""All orders: what waits for whom, and the way into each."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.standing import (
    APPROVED,
    ENDED,
    KINDS,
    STANDINGS,
    TO_APPROVE,
    TO_CERTIFY,
    UNDER_WAY,
    session_in_words,
    standing_in_words,
    standing_of,
)
from salw_desktop.ui.pages.destruction.view import View, beside, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.badge import Badge
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.destruction.boards import Order, orders

PANE_PX = 356
ALL = "all"


class OrdersView(View):
    """Chips with counts, the table, and what is next for the order under the cursor."""

    new_wanted = Signal()
    waiting = Signal(int)  # orders that somebody has to do something about

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._orders: tuple[Order, ...] = ()
        self._wanted = ""
        chips = ((ALL, self.tr("All")), *((each, standing_in_words(each)) for each in STANDINGS))
        self.chips = ChipRow(self.tr("Orders by how they stand"), chips)
        self.chips.choose(ALL)
        self.chips.chosen_changed.connect(self._show)
        headings = (
            self.tr("Order"),
            self.tr("How it stands"),
            self.tr("Items"),
            self.tr("Planned for"),
            self.tr("Ordered by"),
        )
        self.table = Lines(self.tr("Destruction orders"), headings, badge=1)
        self.table.opened.connect(self._open)
        self.table.looked_at.connect(self._on_looked_at)
        self._empty = EmptyState(
            "flame",
            self.tr("No order here"),
            self.tr("An order names what is to be destroyed, by whose authority, and how."),
            self.tr("Write an order"),
        )
        self._empty.pressed.connect(self.new_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.column.addWidget(self.chips)
        self.column.addLayout(beside(self._pages, 1, self._make_pane()), stretch=1)

    def _make_pane(self) -> DetailPane:
        self._pane = DetailPane()
        keep_width(self._pane, PANE_PX)
        self._open_button = KeyButton(self.tr("Open"), "eye", kind="primary")
        self._open_button.clicked.connect(self._on_open)
        self._pane.bottom.addWidget(self._open_button)
        return self._pane

    def take_focus(self) -> None:
        """To the list; where nothing stands in it, to the button that begins an order."""
        shown = self._pages.currentWidget()
        (self.table if shown is self.table else self._empty).setFocus()

    def point_at(self, key: str) -> None:
        """The order somebody comes back from, once it is shown."""
        self._wanted = key
        self.table.go_to(key)

    def again(self) -> None:
        self.office.read(self.page, orders, self._on_orders, latest="orders")

    def order_of(self, number: str) -> Order | None:
        """One that is shown, by its number or by the code on its paper."""
        plain = number.upper().removeprefix("SALW1").replace("-", "")
        return next((each for each in self._orders if each.number.replace("-", "") == plain), None)

    def under_way(self) -> tuple[Order, ...]:
        return tuple(each for each in self._orders if standing_of(each) == UNDER_WAY)

    def _on_orders(self, found: tuple[Order, ...]) -> None:
        self._orders = found
        counts = Counter(standing_of(each) for each in found)
        self.chips.set_counts({ALL: len(found), **{each: counts[each] for each in STANDINGS}})
        self.waiting.emit(sum(count for each, count in counts.items() if each in _TO_DO))
        self._show()

    def _show(self) -> None:
        chosen = self.chips.choice
        shown = [each for each in self._orders if chosen in (ALL, standing_of(each))]
        self.table.show_rows([self._row(each) for each in shown])
        if self._wanted:
            self.table.go_to(self._wanted)
            self._wanted = ""
        self._pages.setCurrentWidget(self.table if shown else self._empty)
        self._pane.setVisible(bool(shown))
        self._on_looked_at(self.table.current)

    def _row(self, order: Order) -> Shown:
        standing = standing_of(order)
        by = order.ordered_by or self.tr("Approved here")
        cells = (ltr(order.number), f"{order.items:,}", ltr(order.planned_on), by)
        return Shown(order.id, cells, standing_in_words(standing), KINDS[standing])

    def _on_looked_at(self, key: str) -> None:
        order = next((each for each in self._orders if each.id == key), None)
        self._open_button.setEnabled(order is not None)
        if order is None:
            return
        standing = standing_of(order)
        badge = Badge(standing_in_words(standing), KINDS[standing])
        self._pane.show_title(ltr(order.number), (badge,))
        session = filled(
            self.tr("%1 · %2"), ltr(order.session), session_in_words(order.session_state)
        )
        self._pane.show_rows(
            (
                (self.tr("Items"), f"{order.items:,}"),
                (self.tr("Campaign"), order.campaign),
                (self.tr("Ordered by"), order.ordered_by or self.tr("Approved here")),
                (self.tr("Planned for"), ltr(order.planned_on)),
                (self.tr("Place"), order.place),
                (self.tr("Session"), session if order.session else ""),
                (self.tr("Certificate"), ltr(order.certificate)),
                (self.tr("Next"), self._next(standing)),
            )
        )

    def _next(self, standing: str) -> str:
        return {
            TO_APPROVE: self.tr("A supervisor who did not write it approves it."),
            APPROVED: self.tr("Two people begin the session."),
            UNDER_WAY: self.tr("Go on with the session."),
            TO_CERTIFY: self.tr("A supervisor issues the certificate."),
            ENDED: self.tr("Nothing: print the papers again if they are wanted."),
        }.get(standing, "")

    def _on_open(self) -> None:
        self._open(self.table.current)

    def _open(self, key: str) -> None:
        order = next((each for each in self._orders if each.id == key), None)
        if order is not None and order.session:
            self.session_wanted.emit(order.session)
        elif order is not None:
            self.order_wanted.emit(order.id)


_TO_DO = (TO_APPROVE, APPROVED, UNDER_WAY, TO_CERTIFY)
