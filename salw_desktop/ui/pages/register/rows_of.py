"""A few rows of the same short fields: marks, parts, extras, numbers of other registers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.icons import icon
from salw_desktop.ui.look import for_text
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.badge import said

A_LINE = 3
NUMBER_PX = 140  # a number of another register is read in it whole
Column = tuple[str, str, tuple[str, ...]]
"""Name in the act, caption, and the closed list; no list: a text."""


class RowsOf(QWidget):
    """The last row is always empty: typing in it makes the next one."""

    def __init__(
        self, caption: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(caption)
        self._caption = caption
        self._columns = columns
        self._rows: list[dict[str, QComboBox | QLineEdit]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(one_line(caption, "strong"))
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        column.addLayout(self._column)
        self.fill([])

    @property
    def said(self) -> list[Json]:
        """Each row that holds a text, as the act takes it."""
        found: list[Json] = []
        for row in self._rows:
            values: dict[str, Json] = {
                name: str(each.currentData() or "")
                if isinstance(each, QComboBox)
                else each.text().strip()
                for name, each in row.items()
            }
            texts = [values[name] for name, _, words in self._columns if not words]
            if any(texts):
                found.append({name: value for name, value in values.items() if value})
        return found

    def fill(self, values: Sequence[Json]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = []
        for each in values:
            if isinstance(each, dict):
                self._add(each)
        self._add({})

    def _add(self, values: dict[str, Json]) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        grid = QGridLayout()
        grid.setSpacing(4)
        for column in range(min(A_LINE, len(self._columns))):
            grid.setColumnStretch(column, 1)
        row.addLayout(grid, stretch=1)
        made: dict[str, QComboBox | QLineEdit] = {}
        for name, caption, words in self._columns:
            value = str(values.get(name, ""))
            control = _combo(caption, words, value) if words else self._edit(caption, value)
            control.setAccessibleName(f"{self._caption}: {caption} {len(self._rows) + 1}")
            made[name] = control
            at = len(made) - 1
            grid.addWidget(control, at // A_LINE, at % A_LINE)
        away = QPushButton(icon("x", "ink_soft"), "")
        away.setProperty("kind", "icon")
        away.setAutoDefault(False)
        away.setAccessibleName(self.tr("Take out row %1").replace("%1", str(len(self._rows) + 1)))
        away.clicked.connect(partial(self._clear_row, made))
        row.addWidget(away, alignment=Qt.AlignmentFlag.AlignTop)
        self._rows.append(made)
        self._column.addWidget(line)

    def _edit(self, caption: str, value: str) -> QLineEdit:
        edit = QLineEdit(value)
        edit.setMinimumWidth(for_text(NUMBER_PX))
        edit.setPlaceholderText(caption)
        edit.textEdited.connect(self._on_edited)
        return edit

    def _on_edited(self) -> None:
        last = self._rows[-1].values()
        if any(isinstance(each, QLineEdit) and each.text() for each in last):
            self._add({})

    @staticmethod
    def _clear_row(row: dict[str, QComboBox | QLineEdit]) -> None:
        for each in row.values():
            if isinstance(each, QLineEdit):
                each.clear()
            else:
                each.setCurrentIndex(0)


def _combo(caption: str, words: tuple[str, ...], value: str) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    if words[0] == "":
        made.addItem(caption, "")
    for word in words:
        if word:
            made.addItem(said(word), word)
    made.setCurrentIndex(max(0, made.findData(value)))
    return made
