"""Asks once more, in the page itself: the words say what will happen, the button repeats the verb."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.key_button import KeyButton


class ConfirmBar(QFrame):
    """Hidden until `ask`; the safe answer has the focus, Esc gives it, and the focus goes back where it was."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, text: str, yes_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None
        self.setProperty("role", "bar")
        self.setProperty("kind", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        self._text = label(text)
        self._no = KeyButton(self.tr("Leave it"), "x", "Esc")
        self._yes = KeyButton(yes_text, "check", kind="danger")
        self._no.clicked.connect(self._on_no)
        self._yes.clicked.connect(self._on_yes)
        row.addWidget(IconMark("triangle-alert", "warning"))
        row.addWidget(self._text, stretch=1)
        row.addWidget(self._no)
        row.addWidget(self._yes)
        self.hide()

    def ask(self, text: str = "") -> None:
        if text:
            self._text.setText(text)
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.show()
        self._no.setFocus()

    def give_up(self) -> None:
        """Something else was done meanwhile: the question is not asked any more."""
        if not self.isHidden():
            self._on_no()

    def _on_yes(self) -> None:
        self.hide()
        self.confirmed.emit()

    def _on_no(self) -> None:
        had_focus, before = self.isAncestorOf(self.window().focusWidget() or self), self._before
        self.hide()
        if had_focus and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()
        self.cancelled.emit()
