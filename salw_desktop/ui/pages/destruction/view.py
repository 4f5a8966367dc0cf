"""One view of the page: the list of orders, a form, an order, a session."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.widgets.confirm_bar import ConfirmBar
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton

GAP_PX = 12


class View(QWidget):
    """Has fields of its own, so that a refusal finds the one that can be seen."""

    left = Signal()  # back to the orders
    order_wanted = Signal(str)  # id or number
    session_wanted = Signal(str)

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__()
        self.office = office
        self.page = page
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP_PX)

    def add_field(self, field: Field) -> Field:
        self.fields[field.name] = field
        return field

    def line_field(
        self, text: str, name: str, hint: str = "", *, required: bool = False
    ) -> tuple[Field, QLineEdit]:
        """A field for one line of text."""
        edit = QLineEdit()
        return self.add_field(Field(text, edit, name=name, hint=hint, required=required)), edit

    def make_back(self) -> KeyButton:
        """The way back to the orders; Esc is the confirm bar's while that is asked."""
        back = KeyButton(self.tr("All orders"), "chevron-left", "Esc", "ghost")
        back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        back.clicked.connect(self.left)
        return back

    def make_confirm(self, text: str, yes_text: str, back: KeyButton) -> ConfirmBar:
        """Asks once more before what cannot be taken back."""
        confirm = ConfirmBar(text, yes_text)
        confirm.confirmed.connect(partial(back.setEnabled, True))
        confirm.cancelled.connect(partial(back.setEnabled, True))
        return confirm

    def scanned(self, code: str) -> bool:
        """A scan while it is in front; True takes it."""
        del code
        return False

    def again(self) -> None:
        """Something changed: what is shown is asked anew."""


def beside(*widgets: QWidget | int) -> QHBoxLayout:
    """In one row; a number is the stretch of what stands before it, a leading 0 a gap."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP_PX)
    for each in widgets:
        if isinstance(each, Field):
            row.addWidget(each, alignment=Qt.AlignmentFlag.AlignTop)  # what is said grows downwards
        elif isinstance(each, QWidget):
            row.addWidget(each)
        elif row.count() and each:
            row.setStretch(row.count() - 1, each)
        else:
            row.addStretch(1)
    return row


def filled(text: str, *values: object) -> str:
    """`text` with %1, %2 … filled in: translators move them as they like."""
    for place, value in enumerate(values, 1):
        text = text.replace(f"%{place}", str(value))
    return text


def number_in(code: str) -> str:
    """The number that a label's code bears, as people read it; somebody else's code as it came."""
    try:
        return read_number(code)
    except Refusal:
        return code


def in_one_line(sentences: Sequence[str]) -> str:
    return "; ".join(sentences)
