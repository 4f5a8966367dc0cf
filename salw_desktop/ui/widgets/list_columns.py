"""The columns of a list as the operator likes them: which, how wide, in what place, by which one sorted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QWidget

from salw_desktop.ui.icons import icon
from salw_desktop.ui.models.list_words import headings
from salw_desktop.ui.models.rows_model import TICK
from salw_desktop.ui.models.table_state import TableState
from salw_desktop.ui.texts import AFTER_ICON
from salw_desktop.usecases.listings import Listing


class ListColumns(QObject):
    """Between the header and what is kept of it."""

    sorted_anew = Signal()
    tick_pressed = Signal()
    kept = Signal()  # the state is another: to be written

    def __init__(
        self, listing: Listing, header: QHeaderView, state: TableState, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._listing = listing
        self._header = header
        self.state = state
        self._menu = QMenu(parent)
        self.button = QPushButton(f"{AFTER_ICON}{self.tr('Colum&ns')}")
        self.button.setAccessibleName(self.tr("Columns"))
        self.button.setIcon(icon("columns-3"))
        self.button.setAutoDefault(False)
        self.button.setMenu(self._menu)
        self._dress()
        self._menu.aboutToShow.connect(self._on_menu)
        header.sectionClicked.connect(self._on_heading)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)

    def _dress(self) -> None:
        header, columns, state = self._header, self._listing.columns, self.state
        header.blockSignals(True)
        for section, column in enumerate(columns, TICK + 1):
            takes_rest = column.is_wide
            mode = (
                QHeaderView.ResizeMode.Stretch if takes_rest else QHeaderView.ResizeMode.Interactive
            )
            header.setSectionResizeMode(section, mode)
            if not takes_rest:
                header.resizeSection(section, state.widths_px.get(column.key, column.width_px))
            header.setSectionHidden(section, column.key in state.hidden)
        keys = [column.key for column in columns]
        for place, key in enumerate(state.places, TICK + 1):
            header.moveSection(header.visualIndex(keys.index(key) + TICK + 1), place)
        header.blockSignals(False)
        self._show_sort()

    def _show_sort(self) -> None:
        sorts = [column.sort for column in self._listing.columns]
        section = sorts.index(self.state.sort) + TICK + 1 if self.state.sort in sorts else -1
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(section, down if self.state.descending else up)

    def make_room(self, extra_px: int) -> None:
        """In the first column, for pictures; a width that the operator chose stays."""
        first = self._listing.columns[0]
        if first.key not in self.state.widths_px:
            self._header.blockSignals(True)
            self._header.resizeSection(TICK + 1, first.width_px + extra_px)
            self._header.blockSignals(False)

    def sort_by(self, sort: str) -> None:
        """Upwards first; again, the other way round; a third time, as the listing opens."""
        state, listing = self.state, self._listing
        if state.sort != sort:
            state.sort, state.descending = sort, False
        elif not state.descending:
            state.descending = True
        else:
            state.sort, state.descending = listing.sort, listing.descending
        self._show_sort()
        self.kept.emit()
        self.sorted_anew.emit()

    def _on_heading(self, section: int) -> None:
        if section == TICK:
            self.tick_pressed.emit()
        elif sort := self._listing.columns[section - 1].sort:
            self.sort_by(sort)
        self._show_sort()

    def _on_resized(self, section: int, _: int, width: int) -> None:
        if section == TICK or not width:  # hidden
            return
        column, widths_px = self._listing.columns[section - 1], self.state.widths_px
        if not column.is_wide and width != widths_px.get(column.key, column.width_px):
            widths_px[column.key] = width
            self.kept.emit()

    def _on_moved(self) -> None:
        columns = self._listing.columns
        order = sorted(range(len(columns)), key=lambda at: self._header.visualIndex(at + 1))
        self.state.places = [columns[at].key for at in order]
        self.kept.emit()

    def _on_menu(self) -> None:
        self._menu.clear()
        texts = headings(self._listing)
        for column in self._listing.columns[1:]:
            action = self._menu.addAction(texts[column.key].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column.key not in self.state.hidden)
            action.setData(column.key)
            action.triggered.connect(self._on_column)

    def _on_column(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.state.hidden ^= {str(action.data())}
            self._dress()
            self.kept.emit()
