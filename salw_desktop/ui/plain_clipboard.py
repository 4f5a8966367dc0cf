"""What is copied from this window is what stands in the register, and not how it was shown."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from salw_desktop.ui.texts import plain


class PlainClipboard(QObject):
    """Takes the marks of direction and the hyphens that do not break out of each text as it is copied."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        clipboard.dataChanged.connect(self._on_copied)

    def _on_copied(self) -> None:
        text = self._clipboard.text()
        is_ours = QApplication.focusWidget() is not None  # not every system tells the owner
        if is_ours and plain(text) != text:
            self._clipboard.setText(plain(text))
