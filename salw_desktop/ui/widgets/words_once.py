"""A new passphrase: shown once, large enough to be written down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton


class WordsOnce(Card):
    """It is taken off the screen when it is written down, and by everything that hides the page."""

    written_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New passphrase"), parent=parent, role="warning-card")
        self._whose = label("", "strong", self.tr("Whose"))
        self._words = label("", "section", self.tr("The passphrase"))
        about = self.tr(
            "Shown once and kept nowhere. Its owner writes it down now and gives it to nobody."
        )
        self.button = KeyButton(self.tr("It is written down"), "check", kind="primary")
        self.button.clicked.connect(self.written_down)
        self.column.addWidget(self._whose)
        self.column.addWidget(self._words)
        self.column.addWidget(label(about, "text"))
        self.column.addWidget(self.button)
        self.column.addStretch()

    @property
    def words(self) -> str:
        return self._words.text().strip("\u2066\u2069")

    def show_words(self, whose: str, words: str) -> None:
        self._whose.setText(whose)
        self._words.setText(ltr(words))
        self.button.setFocus()

    def forget(self) -> None:
        self._words.clear()
        self._whose.clear()
