"""How something ended, in letters that are read from across the table, and what to do now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, one_line, say_role
from salw_desktop.ui.widgets.card import Card

GOOD, WRONG, CAREFUL = "ok", "error", "warning"
_ICONS = {GOOD: "circle-check", WRONG: "octagon-alert", CAREFUL: "triangle-alert"}


class Outcome(Card):
    """Hidden until something has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark = IconMark("circle-check", "ok", 44)
        self._word = one_line("", "ok", self.tr("How it ended"))
        self._what = label("", "text", self.tr("What to do"))
        font = self._word.font()
        font.setPixelSize(40)
        self._word.setStyleSheet("font-size: 40px; font-weight: 700;")
        self._what.setStyleSheet("font-size: 15px;")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._word, stretch=1)
        self.column.addLayout(row)
        self.column.addWidget(self._what)
        self.hide()

    @property
    def word(self) -> str:
        return self._word.text()

    @property
    def what(self) -> str:
        return self._what.text()

    def tell(self, kind: str, word: str, what: str) -> None:
        self._mark.show_icon(_ICONS[kind], kind)
        say_role(self._word, kind, word)
        self._what.setText(what)
        self.show()
