"""A list of any length: rowids in order, and the few pages of rows that somebody looks at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from salw_desktop.ui.models.picked import Picked
from salw_desktop.ui.texts import ltr
from salw_desktop.usecases.listings import Column, Listing

PAGE = 64
PAGES_KEPT = 48
TICK = 0  # the column in front of those of the listing
Row = Mapping[str, "str | int | None"]
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_TOLD = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,  # what had no room
    Qt.ItemDataRole.UserRole,
)
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel):
    """Shows one listing; a page is fetched when it is looked at, and forgotten when many others were."""

    picked_changed = Signal()

    def __init__(
        self,
        listing: Listing,
        headings: Mapping[str, str],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        parent: QObject | None = None,
    ) -> None:
        """`fetch` brings rows by rowid, on this thread: a page is 2 ms."""
        super().__init__(parent)
        self.listing = listing
        self.picked = Picked()
        self._headings = headings
        self._fetch = fetch
        self._rowids = array("I")
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()

    @property
    def rowids(self) -> array[int]:
        return self._rowids

    def show_rows(self, rowids: array[int]) -> None:
        """Another list, or the same one anew; ticks stay on rows that are still in it."""
        self.beginResetModel()
        self._rowids = rowids
        self._pages.clear()
        self.picked.narrow(rowids)
        self.endResetModel()
        self.picked_changed.emit()

    def row(self, position: int) -> Row | None:
        """None where it cannot be read."""
        number, offset = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            wanted = self._rowids[number * PAGE : (number + 1) * PAGE]
            found = self._fetch(wanted)
            page = self._pages[number] = [found.get(rowid) for rowid in wanted]
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def id_of(self, position: int) -> str:
        """The record's id; nothing where there is no such row."""
        row = self.row(position) if 0 <= position < len(self._rowids) else None
        return str(row["id"]) if row else ""

    def position_of(self, rowid: int) -> int:
        """-1 where it is not in the list."""
        try:
            return self._rowids.index(rowid)
        except ValueError:
            return -1

    def column(self, section: int) -> Column | None:
        """None for the ticks."""
        return self.listing.columns[section - 1] if section > TICK else None

    def toggle(self, first: int, last: int | None = None) -> None:
        """Tick or untick one row; with `last` tick all from one to the other."""
        if last is None:
            self.picked.toggle(self._rowids[first])
        else:
            self.picked.add(self._rowids[min(first, last) : max(first, last) + 1])
        self._ticks_changed()

    def tick_all(self) -> None:
        self.picked.everything()
        self._ticks_changed()

    def untick_all(self) -> None:
        self.picked.nothing()
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        if self._rowids:
            ends = self.index(0, TICK), self.index(len(self._rowids) - 1, TICK)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.CheckStateRole])
        self.picked_changed.emit()

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rowids)

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.listing.columns) + 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else usual

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, roles = self.column(index.column()), Qt.ItemDataRole
        if role == roles.CheckStateRole and column is None:
            is_ticked = self.picked.holds(self._rowids[index.row()])
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == roles.TextAlignmentRole and column is not None:
            return _TRAILING if column.is_number else _LEADING
        if role not in _TOLD:
            return None
        row = self.row(index.row())
        if role == roles.UserRole:
            return row
        if role == roles.AccessibleTextRole and column is None:
            return self._spoken(row)
        return _cell(row, column)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        if wanted != self.picked.holds(self._rowids[index.row()]):
            self.toggle(index.row())
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self.column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[column.key] if column else ""
        if role == Qt.ItemDataRole.AccessibleTextRole and column is None:
            return self.tr("Ticked")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TRAILING if column and column.is_number else _LEADING
        return None

    def _spoken(self, row: Row | None) -> str:
        """The whole row, as a screen reader says it at the tick."""
        if row is None:
            return self.tr("This record cannot be read")
        return ", ".join(str(row[each.key]) for each in self.listing.columns if row[each.key])


def _cell(row: Row | None, column: Column | None) -> str:
    value = row[column.key] if row and column else None
    text = "" if value is None else str(value)
    return ltr(text) if column and column.is_code else text
