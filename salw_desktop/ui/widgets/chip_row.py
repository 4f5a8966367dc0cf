"""A row of chips or segments: one or several of a few words, by arrow keys, by digits, by mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

CHIP, SEGMENT = "chip", "segment"


class _Chip(QPushButton):
    """As wide as its text is when chosen, so that nothing is cut or moves when it is."""

    @override
    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        text = self.text().replace("&", "")
        plain_px = self.fontMetrics().horizontalAdvance(text)
        more_px = QFontMetrics(bold).horizontalAdvance(text) - plain_px
        return super().sizeHint() + QSize(max(0, more_px), 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChipRow(QWidget):
    """One tab stop where one is chosen; 1-9 choose by place."""

    chosen_changed = Signal()

    def __init__(
        self,
        name: str,
        chips: Sequence[tuple[str, str]],
        *,
        exclusive: bool = True,
        kind: str = CHIP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._kind = kind
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._texts = dict(chips)
        self._chips: dict[str, QPushButton] = {}
        for key, text in chips:
            self._chips[key] = self._chip(text)
        if kind == CHIP:
            self._row.addStretch()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of all that are chosen, in their order."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    @property
    def choice(self) -> str:
        """The one that is chosen, or nothing."""
        return next(iter(self.chosen), "")

    def choose(self, *keys: str) -> None:
        """These and no others; tells nobody."""
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)
        self._group.setExclusive(exclusive)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        for key, chip in self._chips.items():
            text = self._texts[key]
            shortcut = chip.shortcut()
            chip.setText(f"{text}  {counts[key]:,}" if key in counts else text)
            chip.setShortcut(shortcut)  # another text takes it away

    def chip(self, key: str) -> QPushButton:
        return self._chips[key]

    def _chip(self, text: str) -> QPushButton:
        chip = _Chip(text)
        chip.setProperty("kind", self._kind)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.clicked.connect(self.chosen_changed)
        self._group.addButton(chip)
        self._row.addWidget(chip, stretch=1 if self._kind == SEGMENT else 0)
        return chip

    @override
    def setFocus(self, *reason: Qt.FocusReason) -> None:
        chosen = self.choice or next(iter(self._chips), "")
        if chosen:
            self._chips[chosen].setFocus(*reason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        chips = list(self._chips.values())
        if event.modifiers() in _PLAIN and 0 <= place < len(chips):
            chips[place].setFocus()
            chips[place].click()
        else:
            super().keyPressEvent(event)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
