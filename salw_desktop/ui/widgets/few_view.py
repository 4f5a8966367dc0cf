"""The view of a short table: rows are chosen by arrows, Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from salw_desktop.ui.models.few_rows import FewRow, FewRows

ROW_PX, HEADER_PX, LEAST_COLUMN_PX = 40, 32, 64


class FewView(QTableView):
    """`wide` is the column that takes what room is left."""

    chosen = Signal(str)  # the id of the current row, "" for none
    opened = Signal(str)

    def __init__(
        self, headings: Sequence[str], name: str, wide: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = FewRows(headings, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setObjectName("few")
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.rows, self))
        header.setFixedHeight(HEADER_PX)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST_COLUMN_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def current_id(self) -> str:
        return self.rows.id_at(self.currentIndex().row())

    def show_rows(self, rows: Sequence[FewRow], current: str = "") -> None:
        """The row that was current stays so; where it is gone, the one that took its place."""
        place = max(0, self.currentIndex().row())
        wanted = current or self.current_id
        self.selectionModel().blockSignals(True)
        self.rows.show_rows(rows)
        self.selectionModel().blockSignals(False)
        at = self.rows.row_of(wanted)
        self.go_to(at if at >= 0 else min(place, len(rows) - 1))

    def go_to(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
        else:
            self.chosen.emit("")

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current_id)

    def _on_double_clicked(self) -> None:
        self.opened.emit(self.current_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)
