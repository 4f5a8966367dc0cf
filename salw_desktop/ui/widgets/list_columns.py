"""The columns of a list as the operator likes them: which, how wide, in what place, by which one sorted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QWidget

from salw_desktop.ui.icons import icon
from salw_desktop.ui.look import for_text
from salw_desktop.ui.models.list_words import headings
from salw_desktop.ui.models.rows_model import TICK
from salw_desktop.ui.models.table_state import TableState
from salw_desktop.ui.texts import AFTER_ICON
from salw_desktop.ui.widgets.row_delegate import PAD_PX
from salw_desktop.usecases.listings import Column, Listing


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
        self._room_px = 0
        self._picture_px = 0
        self._no_room: frozenset[str] = frozenset()
        self._is_fitting = False
        self.has_pictures = True
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
                header.resizeSection(section, self._wanted_px(column))
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
        if self._listing.columns[0].key not in self.state.widths_px:
            self._picture_px = extra_px
            self.fit(self._room_px)

    def fit(self, room_px: int) -> None:
        """Texts become narrower, then pictures go, then columns, before the list goes beyond its edge."""
        self._room_px = room_px
        for has_pictures, shown in self._plans():
            least = {column.key: self._least_px(column) for column in shown}
            least[self._listing.columns[0].key] += self._picture_px if has_pictures else 0
            rest_px = room_px - self._header.sectionSize(TICK) - sum(least.values())
            if rest_px >= 0:
                break
        self.has_pictures = has_pictures
        self._no_room = frozenset(
            column.key for column in self._wished() if column.key not in least
        )
        self._share(shown, least, max(rest_px, 0))

    def _plans(self) -> Iterator[tuple[bool, list[Column]]]:
        """From all that is wished for to what cannot be done without."""
        shown = self._wished()
        yield True, shown
        if self._picture_px:
            yield False, shown
        for leaver in sorted((each for each in shown if each.leaves), key=lambda each: each.leaves):
            shown = [each for each in shown if each is not leaver]
            yield not self._picture_px, shown

    def _wished(self) -> list[Column]:
        return [each for each in self._listing.columns if each.key not in self.state.hidden]

    def _wanted_px(self, column: Column) -> int:
        drawn_px = max(for_text(column.width_px), self._heading_px(column))
        return self.state.widths_px.get(column.key, drawn_px)

    def _heading_px(self, column: Column) -> int:
        """Of its text, which is longer in other languages."""
        text = headings(self._listing)[column.key]
        return self._header.fontMetrics().horizontalAdvance(text) + 2 * PAD_PX

    def _least_px(self, column: Column) -> int:
        wanted_px = self._wanted_px(column)
        least_px = max(for_text(column.least_px), self._heading_px(column))
        return min(wanted_px, least_px) if column.least_px else wanted_px

    def _share(self, shown: list[Column], least: dict[str, int], rest_px: int) -> None:
        """What is left goes to those that were made narrower; the wide one takes the last of it."""
        is_filled = any(column.is_wide for column in shown)
        self._is_fitting = True
        for section, column in enumerate(self._listing.columns, TICK + 1):
            self._header.setSectionHidden(section, column.key not in least)
            if column.key in least and not column.is_wide:
                more_px = max(self._wanted_px(column) - least[column.key], 0)
                more_px = min(rest_px, more_px) if is_filled or not column.least_px else rest_px
                self._header.resizeSection(section, least[column.key] + more_px)
                rest_px -= more_px
        self._is_fitting = False

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
        if section == TICK or not width or self._is_fitting:  # hidden, or not by hand
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
            text = texts[column.key].replace("&", "&&")
            if column.key in self._no_room:
                text = self.tr("%1 (no room)").replace("%1", text)
            action = self._menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(column.key not in self.state.hidden)
            action.setData(column.key)
            action.triggered.connect(self._on_column)

    def _on_column(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.state.hidden ^= {str(action.data())}
            self._dress()
            self.fit(self._room_px)
            self.kept.emit()
