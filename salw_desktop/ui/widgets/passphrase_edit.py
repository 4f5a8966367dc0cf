"""Where a passphrase is typed: it cannot be read there, so it says what else would be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override


class PassphraseEdit(QLineEdit):
    """Hidden as it is typed. Qt does not tell whether Caps Lock is on: a capital that came without Shift does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, echoMode=QLineEdit.EchoMode.Password)
        self._is_caps_on = False

    @property
    def caps_warning(self) -> str:
        """What to tell whoever types now, or nothing."""
        if not self._is_caps_on:
            return ""
        return self.tr("Caps Lock seems to be on: press its key once, and type the words anew.")

    def with_caps(self, text: str) -> str:
        """What is said of a wrong passphrase, and beside it what may have made it wrong."""
        return " ".join(filter(None, (text, self.caps_warning)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isupper() or text.islower():  # a space or a digit tells nothing
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._is_caps_on = text.isupper() != bool(shift)
        super().keyPressEvent(event)
