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
        clipboard.selectionChanged.connect(self._on_selected)

    def _on_copied(self) -> None:
        self._make_plain(QClipboard.Mode.Clipboard)

    def _on_selected(self) -> None:
        """Linux: what is marked with the mouse goes where its middle button is pressed."""
        self._make_plain(QClipboard.Mode.Selection)

    def _make_plain(self, mode: QClipboard.Mode) -> None:
        if QApplication.focusWidget() is None:  # not every system tells the owner
            return  # what another program copies may be secret, and long in coming: it is not read
        text = self._clipboard.text(mode)
        if plain(text) != text:
            self._clipboard.setText(plain(text), mode)
