"""The view of a long list: its keys, its ticks, and nothing that asks about every row."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from salw_desktop.ui.look import for_text, look_in_use
from salw_desktop.ui.models.rows_model import TICK, Index, RowsModel
from salw_desktop.ui.widgets.row_delegate import TICK_COLUMN_PX, RowDelegate, row_px

HEADER_PX, EMPTY_PX = 34, 24


class RowsView(QTableView):
    """Space ticks, Shift with an arrow ticks on the way, Ctrl+A ticks all; letters are type-ahead."""

    current_changed = Signal(int)  # position, -1 for none
    opened = Signal(int)
    typed_ahead = Signal(str)
    resized = Signal(int)  # the room for columns, also after another size of texts

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._anchor = 0
        self.empty_text = ""  # said where no row is
        self._typed, self._since = "", QElapsedTimer()
        self._since.start()
        self.setModel(model)
        self.delegate = RowDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(TICK_COLUMN_PX)
        self.setColumnWidth(TICK, TICK_COLUMN_PX)
        header.setSectionResizeMode(TICK, QHeaderView.ResizeMode.Fixed)
        self._fit_texts()

    def _fit_texts(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_px())
        self.horizontalHeader().setFixedHeight(for_text(HEADER_PX))

    def go_to(self, position: int) -> None:
        """Makes a row the current one and brings it into sight."""
        index = self._rows.index(position, TICK + 1)
        keep = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, keep | rows)
        self.scrollTo(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text and not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(look_in_use().ink_soft))
            place = self.viewport().rect().adjusted(EMPTY_PX, 0, -EMPTY_PX, 0)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, int(wrapped), self.empty_text)
            painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_texts()
            self.resized.emit(self.viewport().width())

    @override
    def selectAll(self) -> None:
        self._rows.tick_all()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(current.row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, count = self.currentIndex().row(), self._rows.rowCount()
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._rows.tick_all()
        elif key == Qt.Key.Key_Space and not self._typed_now() and row >= 0:
            self._rows.toggle(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif key == Qt.Key.Key_Escape and self._rows.picked.count(count):
            self._rows.untick_all()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.go_to(0 if key == Qt.Key.Key_Home else count - 1)
        elif is_shifted and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and row >= 0:
            goal = row + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= goal < count:
                self._rows.toggle(row, goal)
                self.go_to(goal)
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        self._typed = (self._typed if self._typed_now() else "") + search
        self._since.restart()
        self.typed_ahead.emit(self._typed)

    def _typed_now(self) -> bool:
        return bool(self._typed) and not self._since.hasExpired(
            QApplication.keyboardInputInterval()
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == TICK:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._rows.toggle(self._anchor, index.row())
            else:
                self._rows.toggle(index.row())
            self._anchor = index.row()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK:
            self.mousePressEvent(event)
        elif index.isValid():
            self.opened.emit(index.row())
