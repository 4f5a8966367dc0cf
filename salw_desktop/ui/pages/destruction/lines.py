"""A list of items in columns, one of them a word that says how each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from salw_desktop.ui.widgets.badge import HEIGHT_PX, badge_font, badge_width, paint_badge

ROW_PX = 36
_BADGE_PAD_PX = 16
KIND = Qt.ItemDataRole.UserRole
NO_INDEX = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Shown:
    """One row; `word` with its kind of badge fills the column that the list keeps for it."""

    key: str
    cells: tuple[str, ...]
    word: str = ""
    kind: str = "plain"


class LinesModel(QAbstractTableModel):
    """Rows under headings; `badge` is the column of the words."""

    def __init__(
        self, headings: Sequence[str], badge: int | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self.badge = badge
        self.rows: tuple[Shown, ...] = ()

    def show(self, rows: Sequence[Shown]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """-1 where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def _text(self, row: Shown, column: int) -> str:
        if column == self.badge:
            return row.word
        place = column - (self.badge is not None and column > self.badge)
        return row.cells[place]

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == KIND and index.column() == self.badge:
            return row.kind
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class BadgeDelegate(QStyledItemDelegate):
    """Paints the word as a badge: an icon and a word, never colour alone."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        text, empty.text = empty.text, ""
        widget = option.widget
        widget.style().drawControl(
            widget.style().ControlElement.CE_ItemViewItem, empty, painter, widget
        )
        if not text:
            return
        painter.setFont(badge_font(widget.font()))
        room = QRectF(option.rect)
        width = min(badge_width(text, painter.font()), int(room.width()) - 4)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = room.right() - width - 2 if is_mirrored else room.left() + 2
        place = QRectF(left, room.center().y() - HEIGHT_PX / 2, width, HEIGHT_PX)
        paint_badge(painter, place, str(index.data(KIND)), text, option.direction)


class Lines(QTableView):
    """Enter opens a row, Space marks it, Delete strikes it; Tab goes on to the next field."""

    opened = Signal(str)
    marked = Signal(str)
    struck = Signal(str)
    looked_at = Signal(str)  # the current row's key, empty for none

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        *,
        badge: int | None = None,
        wide: int = -1,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LinesModel(headings, badge, self)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setObjectName("few")
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wide = wide if wide >= 0 else len(headings) - 1
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        if badge is not None:
            self.setItemDelegateForColumn(badge, BadgeDelegate(self))
            header.setSectionResizeMode(badge, QHeaderView.ResizeMode.Interactive)
            self._fit_badge(badge)
        if wraps:
            self.setWordWrap(True)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    @property
    def current(self) -> str:
        """The key of the row the cursor stands on."""
        place = self.currentIndex().row()
        return self.lines.rows[place].key if 0 <= place < len(self.lines.rows) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.lines.rows)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """The cursor stays on its row, or near where that was."""
        if tuple(rows) == self.lines.rows:
            return
        was, place = self.current, self.currentIndex().row()
        self.lines.show(rows)
        if self.lines.badge is not None:
            self._fit_badge(self.lines.badge)
        found = self.lines.row_of(was)
        if found < 0:
            found = min(max(place, 0), len(self.lines.rows) - 1)
        if found >= 0:
            self.go_to(self.lines.rows[found].key)

    def go_first(self) -> None:
        """To the newest, unless somebody is looking through the list."""
        if not self.hasFocus():
            self.setCurrentIndex(self.lines.index(0, 0))
            self.scrollToTop()

    def go_to(self, key: str) -> None:
        place = self.lines.row_of(key)
        if place >= 0:
            self.setCurrentIndex(self.lines.index(place, 0))

    def _fit_badge(self, column: int) -> None:
        font = badge_font(self.font())
        words = {row.word for row in self.lines.rows if row.word}
        widest = max((badge_width(word, font) for word in words), default=0) + _BADGE_PAD_PX
        heading = self.horizontalHeader().sectionSizeHint(column) + _BADGE_PAD_PX
        self.setColumnWidth(column, max(widest, heading))

    def _on_current(self) -> None:
        self.looked_at.emit(self.current)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self.lines.badge:
            self.marked.emit(self.current)

    def _on_double_clicked(self) -> None:
        self.opened.emit(self.current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not current:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif key == Qt.Key.Key_Space:
            self.marked.emit(current)
        elif key == Qt.Key.Key_Delete:
            self.struck.emit(current)
        else:
            super().keyPressEvent(event)
