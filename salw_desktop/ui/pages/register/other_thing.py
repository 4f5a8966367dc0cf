"""Ammunition, parts and other things of a hand-in: a declaration, one line each (practice a15)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.intake.lines import AddLine

KINDS = words_of("hand_in_line", "kind")[1:]  # a weapon has a record of its own
RECEIVED, TO_COME = words_of("hand_in_line", "state")[:2]


class OtherThing(Card):
    """What is no weapon."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ammunition or another thing"), parent=parent)
        self.kind = DigitRow.of_words(self.tr("What it is"), KINDS)
        self.described, self.calibre = QLineEdit(), QLineEdit()
        self.quantity, self.lies_at = QLineEdit(), QLineEdit()
        self.unit = _combo(words_of("hand_in_line", "unit"))
        self.packed = _combo(("", *words_of("hand_in_line", "packed")))
        self.state = _combo((RECEIVED, TO_COME))
        self.fields = (
            Field(self.tr("What it is"), self.kind, name="line_kind"),
            Field(self.tr("Described"), self.described, name="described", required=True),
            Field(self.tr("Calibre"), self.calibre, name="calibre"),
            Field(self.tr("How many"), self.quantity, name="quantity", required=True),
            Field(self.tr("Counted in"), self.unit, name="unit"),
            Field(self.tr("Packed"), self.packed, name="packed"),
            Field(self.tr("It is"), self.state, name="state"),
            Field(self.tr("Where it lies, if not here"), self.lies_at, name="lies_at"),
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.fields[0], 0, 0, 1, 3)
        for at, field in enumerate(self.fields[1:]):
            grid.addWidget(field, 1 + at // 3, at % 3)
            field.edited.connect(self.edited)
        self.column.addLayout(grid)
        self.clear()

    @property
    def chain(self) -> tuple[QWidget, ...]:
        return (
            *(self.kind, self.described, self.calibre, self.quantity),
            *(self.unit, self.packed, self.state, self.lies_at),
        )

    @property
    def is_begun(self) -> bool:
        return bool(self.described.text() or self.quantity.text())

    def take_focus(self) -> None:
        self.kind.setFocus()

    def clear(self) -> None:
        self.kind.choose(KINDS[0])
        for edit in (self.described, self.calibre, self.quantity, self.lies_at):
            edit.clear()
        for combo in (self.unit, self.packed, self.state):
            combo.setCurrentIndex(0)

    def command(self, hand_in: str) -> AddLine | None:
        """None where the quantity is no number: said at its field."""
        text = self.quantity.text().strip()
        if not text.isdecimal():
            self.fields[3].say_error(self.tr("A whole number, such as 46."))
            self.quantity.setFocus()
            return None
        return AddLine(
            hand_in=hand_in,
            line_kind=self.kind.choice,
            described=self.described.text(),
            quantity=int(text),
            unit=str(self.unit.currentData()),
            calibre=self.calibre.text(),
            packed=str(self.packed.currentData() or ""),
            lies_at=self.lies_at.text(),
            state=str(self.state.currentData()),
        )

    def as_draft(self) -> dict[str, Json]:
        return {
            "kind": self.kind.choice,
            "described": self.described.text(),
            "calibre": self.calibre.text(),
            "quantity": self.quantity.text(),
            "lies_at": self.lies_at.text(),
            "unit": str(self.unit.currentData()),
            "packed": str(self.packed.currentData() or ""),
            "state": str(self.state.currentData()),
        }

    def take_draft(self, draft: dict[str, Json]) -> None:
        self.clear()
        self.kind.choose(str(draft.get("kind", KINDS[0])))
        for name in ("described", "calibre", "quantity", "lies_at"):
            getattr(self, name).setText(str(draft.get(name, "")))
        for name in ("unit", "packed", "state"):
            combo = getattr(self, name)
            combo.setCurrentIndex(max(0, combo.findData(str(draft.get(name, "")))))


def _combo(words: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    for word in words:
        made.addItem(said(word) if word else "–", word)
    return made
