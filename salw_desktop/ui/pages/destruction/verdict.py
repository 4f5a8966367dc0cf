"""The answer to a scan, read from across the table: a colour, an icon, and the words."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, one_line
from salw_desktop.ui.widgets.card import Card

RIGHT, AGAIN, WRONG, READY = "done", "warning", "error", "note"
_ICONS = {
    RIGHT: ("circle-check", "ok"),
    AGAIN: ("copy-check", "warning"),
    WRONG: ("octagon-alert", "error"),
    READY: ("scan-barcode", "info"),
}
HEIGHT_PX, ICON_PX = 56, 28


class HugeCounter(Card):
    """A number that is read from across the table, what it counts beside it."""

    def __init__(self, caption: str, icon: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(caption)
        self.column.setContentsMargins(14, 0, 10, 0)
        self._number = one_line("–", "huge", caption)
        self._note = label("", "soft")
        row, words, head = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(14)
        words.setSpacing(2)
        head.setSpacing(6)
        head.addWidget(IconMark(icon, token))
        head.addWidget(label(caption, "strong"), stretch=1)
        words.addStretch()
        words.addLayout(head)
        words.addWidget(self._note)
        words.addStretch()
        row.addWidget(self._number)
        row.addLayout(words, stretch=1)
        self.column.addLayout(row)

    @property
    def number(self) -> str:
        return self._number.text()

    def show_number(self, number: int, note: str = "") -> None:
        self._number.setText(f"{number:,}")
        self._note.setText(note)
        self._note.setVisible(bool(note))


class Verdict(QFrame):
    """Shows the newest one until the next."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(14)
        self._mark = IconMark("scan-barcode", "info", ICON_PX)
        self._text = one_line("", "title", name)
        self._what = one_line("", "text", name)
        row.addWidget(self._mark)
        row.addWidget(self._text)
        row.addStretch()
        row.addWidget(self._what)
        self.kind = ""

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, kind: str, text: str, what: str = "") -> None:
        self.kind = kind
        self.setProperty("kind", kind)
        self._mark.show_icon(*_ICONS[kind])
        self._text.setText(text)
        self._what.setText(what)
        for widget in (self, self._text, self._what):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))
