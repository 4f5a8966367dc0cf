"""The weapons of a register by where they are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

STATE, COUNT = range(2)
ALIGNMENT = {
    STATE: Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
    COUNT: Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter,
}
NO_INDEX = QModelIndex()


class WeaponCounts(QAbstractTableModel):
    """One row for each custody word and its count."""

    def __init__(self, counts: tuple[tuple[str, int], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts = counts

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._counts)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(ALIGNMENT)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            word, count = self._counts[index.row()]
            return word if index.column() == STATE else f"{count:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENT[index.column()]
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("State"), self.tr("Weapons"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENT[section]
        return None
