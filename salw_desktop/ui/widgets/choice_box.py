"""A closed list whose words are found by typing them, blanks and all."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override


class ChoiceBox(QComboBox):
    """Space opens it as ever; while a word is being typed it belongs to the word, as in a name with two parts."""

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._typing = QTimer(self, singleShot=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if is_plain and event.key() == Qt.Key.Key_Space and self._typing.isActive():
            self._typing.start()
            self._go_on(event.text())
            return
        if is_plain and event.text().isprintable() and event.text().strip():
            self._typing.start(QGuiApplication.styleHints().keyboardInputInterval())
        super().keyPressEvent(event)

    def _go_on(self, text: str) -> None:
        view, before = self.view(), self.currentIndex()
        view.setCurrentIndex(self.model().index(before, self.modelColumn()))
        view.keyboardSearch(text)
        self.setCurrentIndex(view.currentIndex().row())
        if self.currentIndex() != before:
            self.activated.emit(self.currentIndex())  # as each other letter does
