"""Segments that show their digits: one key says it, and the form goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from typing_extensions import override

from salw_desktop.ui.look import for_text
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow

TENTH = 9
GAP_PX, LEAST_PX, LEAST_COLUMNS = 5, 140, 2
# six words of a closed list must stand in one line at 1366 pixels
FONT_PX, PAD_PX = 12, 7  # as the style sheet has it for what is dense, and its edge


class DigitRow(ChipRow):
    """1-9 choose by place; with `zero` the last one goes by 0, as what nobody has done yet."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        zero: bool = False,
        per_line: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, (), kind=SEGMENT, parent=parent)
        self._zero, self._per_line = zero, per_line
        self._columns = 0
        self.setMinimumWidth(LEAST_PX)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PX)
        self._row.addLayout(self._grid)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """These in place of those before, of which none is chosen then."""
        if self._chips and tuple(self._chips) == tuple(key for key, _ in choices):
            return
        for old in self._chips.values():
            self._group.removeButton(old)
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips.clear()
        digits = [str(place) for place in range(1, len(choices) + 1)]
        self._has_zero = self._zero or len(choices) > TENTH
        if self._has_zero:
            digits[-1] = "0"
        for (key, text), digit in zip(choices, digits, strict=True):
            is_figure = text[:1].isdigit()  # else 60+ is read as +60 where the window is mirrored
            self._texts[key] = f"{digit}  {ltr(text) if is_figure else text}"
            chip = self._chips[key] = self._chip(self._texts[key])
            chip.setProperty("dense", True)
            self._row.removeWidget(chip)
        self._fit()

    def _fit(self) -> None:
        """To the size of the texts as it is now."""
        for key, chip in self._chips.items():
            chip.setMinimumWidth(_bold_width(chip, self._texts[key]) + 2 * PAD_PX)
        self._lay_out(self.width())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            # a moment later: the chips get their new size after this event
            QTimer.singleShot(0, self, self._fit)

    def _lay_out(self, width_px: int) -> None:
        """In as few lines as the width allows: a larger font or a longer language takes another one."""
        chips = list(self._chips.values())
        columns = min(len(chips), self._per_line)
        while columns > LEAST_COLUMNS and _width(chips, columns) > width_px:
            columns -= 1
        if columns == self._columns and len(chips) == self._grid.count():
            return
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, chip in enumerate(chips):
            self._grid.addWidget(chip, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
            chip.show()  # at once, so that the focus can go there
        self._columns = columns

    @classmethod
    def of_words(
        cls, name: str, words: Sequence[str], *, zero: bool = False, per_line: int = 10
    ) -> DigitRow:
        """Of a closed list, as this language says its words."""
        return cls(name, [(word, said(word)) for word in words], zero=zero, per_line=per_line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(event.size().width())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        by_place = len(self._chips) - 1 if self._has_zero else len(self._chips)
        if plain == Qt.KeyboardModifier.NoModifier and digit == 0 and self._has_zero:
            last = list(self._chips.values())[-1]
            last.setFocus()
            last.click()
        elif digit <= by_place or not 0 <= digit <= TENTH:
            super().keyPressEvent(event)


def _bold_width(chip: QPushButton, text: str) -> int:
    """What is chosen stands in bold: the row must not need more room then."""
    font = QFont(chip.font())
    font.setPixelSize(for_text(FONT_PX))
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(text)


def _width(chips: Sequence[QPushButton], columns: int) -> int:
    widest = [
        max(chip.minimumWidth() for chip in chips[column::columns]) for column in range(columns)
    ]
    return sum(widest) + GAP_PX * (columns - 1)
