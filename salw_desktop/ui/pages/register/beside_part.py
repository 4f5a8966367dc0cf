"""What came with the weapon: magazines, and rounds as declared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field

MOST_DIGITS = 6


class BesidePart(Card):
    """Rounds here are a declaration, never stock (practice a15)."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Handed over with it"), parent=parent)
        self.magazines, self.rounds = QLineEdit(), QLineEdit()
        self.magazines_field = Field(self.tr("Magazines"), self.magazines, name="accessories")
        self.rounds_field = Field(self.tr("Rounds, declared"), self.rounds, name="rounds_declared")
        self.fields = (self.magazines_field, self.rounds_field)
        for field in self.fields:
            self.column.addWidget(field)
            field.edited.connect(self.edited)
        for edit in (self.magazines, self.rounds):
            edit.setMaxLength(MOST_DIGITS)
        self.column.addStretch()

    def look(self) -> bool:
        """Whether both are numbers or empty; what is none is told where it stands."""
        for field, edit in zip(self.fields, (self.magazines, self.rounds), strict=True):
            text = edit.text().strip()
            if text and not text.isdecimal():
                field.say_error(self.tr("A whole number, such as 2."))
                edit.setFocus()
                return False
        return True

    def said(self, extras: Json) -> dict[str, Json]:
        """Fields of the act; `extras` are the other accessories."""
        told: dict[str, Json] = {}
        listed = list(extras) if isinstance(extras, list) else []
        if self.magazines.text().strip() and int(self.magazines.text()):
            listed.append({"kind": "magazine", "count": int(self.magazines.text())})
        if listed:
            told["accessories"] = listed
        if self.rounds.text().strip():
            told["rounds_declared"] = int(self.rounds.text())
        return told

    def as_draft(self) -> Json:
        return [self.magazines.text(), self.rounds.text()]

    def take_draft(self, draft: Json) -> None:
        texts = draft if isinstance(draft, list) and len(draft) == 2 else ["", ""]
        for edit, text in zip((self.magazines, self.rounds), texts, strict=True):
            edit.setText(str(text))

    def clear(self) -> None:
        self.take_draft(None)
        for field in self.fields:
            field.say_nothing()
