"""Destruction: from the order to the certificate, in the one page where it is done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.form import OrderForm
from salw_desktop.ui.pages.destruction.order import OrderView
from salw_desktop.ui.pages.destruction.orders import OrdersView
from salw_desktop.ui.pages.destruction.session import SessionView
from salw_desktop.ui.pages.destruction.view import View, filled
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.seen_stack import SeenStack
from salw_desktop.usecases.destruction.boards import orders
from salw_desktop.usecases.destruction.orders import WriteOrder

NEW, SESSION = "new", "DS-"
TABLES = frozenset(
    {
        "destruction_order",
        "order_amendment",
        "destruction_session",
        "session_scan",
        "session_result",
        "session_batch",
        "session_break",
        "session_witness",
        "certificate",
        "photo",
        "hold",
        "alarm",
        "weapon",
    }
)


class DestructionPage(Page):
    """Shows orders; `new`, or `new:ID,ID`, begins an order with these weapons; else the number of an order or session."""

    key = "destruction"
    number = 6
    icon = "flame"
    help_page = "destruction"

    @classmethod
    @override
    def title(cls) -> str:
        return QCoreApplication.translate("DestructionPage", "Destruction")

    @classmethod
    @override
    def offers(cls) -> tuple[Offer, ...]:
        text = QCoreApplication.translate("DestructionPage", "Write a destruction order")
        return (Offer(text, WriteOrder, NEW),)

    @classmethod
    @override
    def keys(cls) -> tuple[tuple[str, str], ...]:
        translate = QCoreApplication.translate
        return (
            ("Ctrl+D", translate("DestructionPage", "New destruction order")),
            ("Ctrl+Return", translate("DestructionPage", "The next step: approve, begin, end")),
            ("Ctrl+S", translate("DestructionPage", "Write the order, record the crate")),
            ("Space", translate("DestructionPage", "Mark an item")),
            ("Delete", translate("DestructionPage", "Strike an item, or make it an exception")),
            ("Alt+M", translate("DestructionPage", "Name an item as missing")),
            ("Ctrl+I", translate("DestructionPage", "Interrupt the session")),
            (
                "Alt+A",
                translate("DestructionPage", "Add all that are shown, or put all in the crate"),
            ),
            ("Alt+O", translate("DestructionPage", "Take off the list")),
            ("Alt+L", translate("DestructionPage", "Leave this item whole")),
            ("Alt+W", translate("DestructionPage", "Add a witness")),
            ("F7", translate("DestructionPage", "Photograph before")),
            ("Shift+F7", translate("DestructionPage", "Photograph after")),
            ("F8", translate("DestructionPage", "Print the paper")),
            ("Shift+F8", translate("DestructionPage", "Print the ceremony sheet")),
            ("Esc", translate("DestructionPage", "Back to the orders")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.orders = OrdersView(office, self)
        self.form = OrderForm(office, self)
        self.order = OrderView(office, self)
        self.session = SessionView(office, self)
        self._views = SeenStack()
        for view in (self.orders, self.form, self.order, self.session):
            self._views.addWidget(view)
            view.left.connect(self._show_orders)
            view.order_wanted.connect(self._show_order)
            view.session_wanted.connect(self._show_session)
        self.orders.new_wanted.connect(self._show_form)
        self.orders.waiting.connect(self._on_waiting)
        self._new = KeyButton(self.tr("New order"), "plus", "Ctrl+D", "primary")
        self._new.clicked.connect(self._show_form)
        self._new.setEnabled(office.may(WriteOrder))
        self._new.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.head_buttons = [self._new]
        self.body.addWidget(self._views)
        self._is_fresh = True
        self._bring(self.orders)

    @property
    def in_front(self) -> View:
        views: tuple[View, ...] = (self.orders, self.form, self.order, self.session)
        return next(view for view in views if view is self._views.currentWidget())

    @override
    def shown(self, subject: str | None) -> None:
        is_fresh, self._is_fresh = self._is_fresh, False
        word, _, rest = (subject or "").partition(":")
        if word == NEW:
            self._show_form(tuple(each for each in rest.split(",") if each))
        elif subject and subject.startswith(SESSION):
            self._show_session(subject)
        elif subject:
            self._show_order(subject)
        elif is_fresh and self.in_front is self.orders:
            self._go_on()
        if is_fresh:
            self.orders.again()  # how many wait for somebody is told, whatever is in front
        self._show_new()  # the head shows it each time
        self.in_front.again()
        if self.in_front is self.orders:
            self.orders.take_focus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.orders.again()
            if self.in_front is not self.orders:
                self.in_front.again()

    @override
    def scanned(self, code: str) -> bool:
        if self.in_front is self.orders:
            order = self.orders.order_of(code)
            if order is not None:
                self._show_order(order.id)
            return order is not None
        return self.in_front.scanned(code)

    @override
    def draft(self) -> Json:
        return self.form.draft()

    @override
    def take_draft(self, draft: Json) -> None:
        if isinstance(draft, Mapping):
            self._bring(self.form)
            self.form.take_draft(draft)

    def _go_on(self) -> None:
        """A session that was under way when the program ended stands where it was: it comes first."""
        found = [each for each in orders(self.office.register) if each.session_state]
        under_way = [each for each in found if each.session_state != "closed"]
        if len(under_way) == 1:
            self._show_session(under_way[0].session)
            said = self.tr(
                "The session %1 stands as it was left. If the items lay alone meanwhile, interrupt it and count them."
            )
            self.bar.say("note", filled(said, ltr(under_way[0].session)))

    def _show_orders(self) -> None:
        self.bar.clear()
        self.orders.point_at(self._order_in_front())
        self._bring(self.orders)
        self.orders.again()
        self.orders.take_focus()

    def _order_in_front(self) -> str:
        if self.in_front is self.session and self.session.board is not None:
            return str(self.session.board.order["id"])
        return self.order.id if self.in_front is self.order else ""

    def _show_form(self, weapons: tuple[str, ...] | bool = ()) -> None:
        self._bring(self.form)
        self.form.begin(weapons if isinstance(weapons, tuple) else ())

    def _show_order(self, wanted: str) -> None:
        self._bring(self.order)
        self.order.open(wanted)

    def _show_session(self, wanted: str) -> None:
        self._bring(self.session)
        self.session.open(wanted)

    def _bring(self, view: View) -> None:
        self._views.setCurrentWidget(view)
        self._show_new()
        self.fields = self.session.in_front.fields if view is self.session else view.fields
        title = {id(self.orders): self.tr("Orders"), id(self.form): self.tr("New order")}
        self.subtitle(title.get(id(view), ""))

    def _show_new(self) -> None:
        if self._new.parentWidget() is not None:  # else it would be a window of its own
            self._new.setVisible(self.in_front is self.orders)

    def _on_waiting(self, count: int) -> None:
        self.counted.emit(self.key, count)
