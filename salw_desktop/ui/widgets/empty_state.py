"""A page or a list with nothing in it says why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.key_button import KeyButton


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and the button that does it."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        text: str,
        what_to_do: str,
        button_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon, "ink_soft", 36), alignment=middle)
        self._text, self._what = label(text, "section"), label(what_to_do, "soft")
        for each in (self._text, self._what):
            each.setAlignment(middle)
            column.addWidget(each)
        if button_text:
            button = KeyButton(button_text, kind="primary")
            button.clicked.connect(self.pressed)
            column.addWidget(button, alignment=middle)
            self.setFocusProxy(button)
        column.addStretch()

    def say(self, text: str, what_to_do: str) -> None:
        self._text.setText(text)
        self._what.setText(what_to_do)
