"""Frames that hold things together: a card, a heading, a large number."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, one_line, say_role

GAP_PX = 8


class SectionHeader(QWidget):
    """A heading, and at the far end a note about what stands under it."""

    def __init__(self, text: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        self._text = one_line(text, "section")
        self._note = one_line(note, "soft")
        row.addWidget(self._text)
        row.addStretch()
        row.addWidget(self._note)

    def add(self, widget: QWidget) -> None:
        """At the far end, after the note."""
        self._row.addWidget(widget)

    def note(self, text: str, role: str = "soft") -> None:
        say_role(self._note, role, text)


class Card(QFrame):
    """White ground with an edge; fill `column`."""

    def __init__(
        self,
        heading: str = "",
        note: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "card",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(GAP_PX)
        self.header: SectionHeader | None = None
        if heading:
            self.header = SectionHeader(heading, note)
            self.column.addWidget(self.header)
            self.setAccessibleName(heading)


class BigCounter(Card):
    """One number that is read from across the table."""

    def __init__(
        self, caption: str, icon: str = "", ink: str = "primary", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(caption)
        row = QHBoxLayout()
        if icon:
            row.addWidget(IconMark(icon, ink))
        row.addWidget(one_line(caption, "strong"))
        row.addStretch()
        self._number = one_line("–", "number", caption)
        self._note = label("", "soft")
        self.column.setSpacing(2)
        self.column.addLayout(row)
        self.column.addWidget(self._number)
        self.column.addWidget(self._note)

    def show_number(self, number: int | str, note: str = "") -> None:
        self._number.setText(f"{number:,}" if isinstance(number, int) else number)
        self._note.setText(note)
