"""A short table that is known whole: some hundreds of rows of texts, each with an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class FewRow:
    """A text for each column; a number stands at the end of its cell."""

    id: str
    cells: tuple[str | int | None, ...]


class FewRows(QAbstractTableModel):
    """What nobody knows is shown as a dash."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: tuple[FewRow, ...] = ()

    def show_rows(self, rows: Sequence[FewRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def id_at(self, row: int) -> str:
        return self._rows[row].id if 0 <= row < len(self._rows) else ""

    def row_of(self, id_: str) -> int:
        """-1 where it is not there."""
        return next((n for n, each in enumerate(self._rows) if each.id == id_), -1)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            if isinstance(cell, int):
                return f"{cell:,}"
            return cell or "–"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell if isinstance(cell, str) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(isinstance(cell, int)) | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = any(isinstance(row.cells[section], int) for row in self._rows)
            return _side(is_number) | Qt.AlignmentFlag.AlignVCenter
        return None


def _side(is_number: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading
