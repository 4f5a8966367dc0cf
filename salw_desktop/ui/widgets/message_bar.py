"""The bar of a page: what was done, what is wrong and what to do; it blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark, icon
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.key_button import EnterButton

DONE, NOTE, WARNING, ERROR = "done", "note", "warning", "error"
DONE_FOR_MS = 8_000
_ICONS = {
    DONE: ("circle-check", "ok"),
    NOTE: ("info", "info"),
    WARNING: ("triangle-alert", "warning"),
    ERROR: ("circle-alert", "error"),
}


class MessageBar(QFrame):
    """Hidden while there is nothing to say; what was done goes by itself, what is wrong stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(10)
        self._mark = IconMark("info", "info")
        self._text = label("", "text", self.tr("Message"))
        self._action = EnterButton()
        self._action.setAutoDefault(False)
        self._action.clicked.connect(self._on_action)
        close = EnterButton(icon("x", "ink_soft"), "")
        close.setProperty("kind", "icon")
        close.setAutoDefault(False)
        close.setAccessibleName(self.tr("Close the message"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.clear)
        row.addWidget(self._mark)
        row.addWidget(self._text, stretch=1)
        row.addWidget(self._action)
        row.addWidget(close)
        self._on_press: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=DONE_FOR_MS)
        self._timer.timeout.connect(self.clear)
        self.kind = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; nothing while it is hidden."""
        return self._text.text()

    def say(
        self,
        kind: str,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """`action` is the word of a button that does what the sentence asks for."""
        self.kind, self._on_press = kind, on_action
        self.setProperty("kind", kind)
        self._mark.show_icon(*_ICONS[kind])
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        for widget in (self, self._text):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()
        self._timer.stop()
        if kind == DONE:
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def take_focus(self) -> None:
        """To the button that does what the sentence asks for."""
        self._action.setFocus()

    def clear(self) -> None:
        self.kind = ""
        self._text.setText("")
        if self.focusWidget() is not None:
            self.focusNextChild()  # a hidden button would take the focus with it
        self.hide()

    def _on_action(self) -> None:
        press = self._on_press
        self.clear()
        if press is not None:
            press()
