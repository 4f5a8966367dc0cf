"""A list of any length with all that belongs to it: filter, columns, ticks and the bar for what is ticked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.ui.models.list_words import headings
from salw_desktop.ui.models.rows_model import Row, RowsModel
from salw_desktop.ui.models.table_state import TableState
from salw_desktop.ui.widgets.bulk_bar import BulkAct, BulkBar
from salw_desktop.ui.widgets.list_columns import ListColumns
from salw_desktop.ui.widgets.list_filter import ListFilter
from salw_desktop.ui.widgets.row_delegate import PAD_PX, PICTURE_PX
from salw_desktop.ui.widgets.rows_view import RowsView
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.finder import Finder
from salw_desktop.usecases.listings import Listing, Query, Term


class RowsTable(QWidget):
    """One listing on a page. It asks off the GUI thread and shows its first rows before the others are known."""

    opened = Signal(str)  # Return or a double click on a record: its id
    current_changed = Signal(str)  # id, "" for none
    picked_changed = Signal(int)  # how many are ticked
    shown = Signal(int)  # how many rows answer, once all are known

    def __init__(
        self,
        office: Workplace,
        listing: Listing,
        name: str,
        acts: Sequence[BulkAct] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the list. Nothing is asked before `reload` or `show_chips`."""
        super().__init__(parent)
        self.office = office
        self.finder = Finder(listing)
        self._desk_name = f"table.{listing.key}"
        self._wanted: int | None = None  # the current row, which a new order keeps
        self._told = ""
        self._total = 0
        self._emptied: dict[frozenset[Term], str] = {}
        self._is_asked = self._is_whole = self._is_counted = False
        self.model = RowsModel(listing, headings(listing), self._fetch, self)
        self.view = RowsView(self.model, name, self)
        self.filter = ListFilter(listing)
        state = TableState.of(listing, office.kept(self._desk_name))
        self.columns = ListColumns(listing, self.view.horizontalHeader(), state, self)
        self._bulk = BulkBar(acts)
        self._keys = [self._key(act) for act in acts if act.key]
        self._build()
        self._connect()

    @property
    def query(self) -> Query:
        state = self.columns.state
        return Query(state.sort, state.descending, self.filter.terms, self.filter.text)

    @property
    def current_id(self) -> str:
        return self.model.id_of(self.view.currentIndex().row())

    @property
    def current_row(self) -> Row | None:
        position = self.view.currentIndex().row()
        return self.model.row(position) if position >= 0 else None

    def set_pictures(self, picture: Callable[[str], QPixmap | None]) -> None:
        """A small picture by the record's id, at once or None; `view.viewport().update()` when one has come."""
        self.view.delegate.picture = picture
        self.columns.make_room(PICTURE_PX.width() + PAD_PX)

    def show_chips(self, *keys: str) -> None:
        """Opens the list with these chips pressed and no other filter."""
        terms = {chip.key: chip.term for chip in self.finder.listing.chips}
        self.ask_for(*(terms[key] for key in keys))

    def say_emptied(self, key: str, text: str) -> None:
        """What is said where nothing is under this chip alone, as when all work is done."""
        terms = {chip.key: chip.term for chip in self.finder.listing.chips}
        self._emptied[frozenset({terms[key]})] = text

    def ask_for(self, *terms: Term, text: str = "") -> None:
        """As `show_chips`, also for what has no chip, such as one model, and for a search."""
        self.filter.ask_for(frozenset(terms), text)

    def select(self, id_: str) -> None:
        """Makes a record the current row if it is in the list, now or once the list is known."""
        found = self.finder.rowid_of(self.office.register, id_)
        if found is not None:
            self._wanted = found
            self._go_to_wanted(else_first=False)

    def chosen(self, on_done: Callable[[tuple[str, ...]], None]) -> None:
        """The ids of the ticked records, or of the current one where nothing is ticked; off the GUI thread."""
        rowids = self.model.rowids
        if self.model.picked.count(len(rowids)):
            ticked = self.model.picked.rows(rowids)
            self.office.read(self, partial(self.finder.items, rowids=ticked), on_done)
        elif self.current_id:
            on_done((self.current_id,))

    def changed(self, tables: frozenset[str]) -> None:
        """After a command: the list is asked anew where it is another now."""
        if self.finder.forget(tables):
            self._is_counted = False
            if self._is_asked:
                self.reload()

    def reload(self) -> None:
        """Asks the register; rows that were ticked or current stay so."""
        query = self.query
        self._is_asked, self._is_whole = True, False
        top = partial(self.finder.top, query=query)
        self.office.read(self, top, partial(self._on_top, query), latest="list")

    def _fetch(self, rowids: Sequence[int]) -> Mapping[int, Row]:
        """A page of the list; of a register that is about to be closed none is left to be read."""
        return {} if self.office.is_left else self.finder.rows(self.office.register, rowids)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        self.filter.tools.addWidget(self.columns.button)
        column.addWidget(self.view, stretch=1)
        column.addWidget(self._bulk)
        self._bulk.hide()

    def _on_resized(self, room_px: int) -> None:
        self.columns.fit(room_px)
        self.view.delegate.has_pictures = self.columns.has_pictures

    def _key(self, act: BulkAct) -> QShortcut:
        key = QShortcut(QKeySequence(act.key), self)
        key.activated.connect(partial(self._on_bulk, act))
        return key

    def _connect(self) -> None:
        self.view.resized.connect(self._on_resized)
        self.view.opened.connect(self._on_opened)
        self.view.current_changed.connect(self._on_current)
        self.view.typed_ahead.connect(self._on_typed_ahead)
        self.model.picked_changed.connect(self._on_picked)
        self.filter.asked.connect(self.reload)
        self.filter.left.connect(self._on_filter_left)
        self.filter.menu.aboutToShow.connect(self._on_filter_menu)
        self.columns.sorted_anew.connect(self.reload)
        self.columns.tick_pressed.connect(self._on_tick_pressed)
        self.columns.kept.connect(self._on_kept)
        self._bulk.pressed.connect(self._on_bulk)
        self._bulk.cleared.connect(self.model.untick_all)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.filter.focus_search)

    def _on_top(self, query: Query, rowids: array[int]) -> None:
        self._show(rowids)
        every = partial(self.finder.all, query=query)
        self.office.read(self, every, partial(self._on_all, query), latest="list")

    def _on_all(self, query: Query, rowids: array[int]) -> None:
        self._is_whole = True
        self._show(rowids)
        self._say_empty(query)
        if not query.is_narrowed:
            self._total = len(rowids)
        self.filter.show_rows(len(rowids), max(self._total, len(rowids)))
        self.shown.emit(len(rowids))
        if not self._is_counted:
            self._is_counted = True
            self.office.read(self, self.finder.counts, self._on_counts, latest="counts")

    def _on_counts(self, counts: dict[str, int]) -> None:
        self._total = counts[""]
        self.filter.show_counts(counts, self._total)
        self.filter.show_rows(len(self.model.rowids), self._total)

    def _say_empty(self, query: Query) -> None:
        text = self.tr("Nothing is recorded here yet.")
        if query.is_narrowed:
            text = self.tr("Nothing here. “Show everything” in the filter menu brings all back.")
        if not query.text:
            text = self._emptied.get(query.terms, text)
        self.view.empty_text = text
        self.view.setAccessibleDescription("" if self.model.rowids else text)

    def _show(self, rowids: array[int]) -> None:
        self.model.show_rows(rowids)
        self._go_to_wanted(else_first=self._is_whole or self._wanted is None)

    def _go_to_wanted(self, *, else_first: bool) -> None:
        position = self.model.position_of(self._wanted) if self._wanted is not None else -1
        if position < 0 and else_first and self.model.rowids:
            position = 0
        if position >= 0:
            self.view.go_to(position)
        elif self._is_whole:
            self._on_current(-1)

    def _on_current(self, position: int) -> None:
        if position >= 0:
            self._wanted = self.model.rowids[position]
        id_ = self.model.id_of(position)
        if id_ != self._told:
            self._told = id_
            self.current_changed.emit(id_)

    def _on_opened(self, position: int) -> None:
        if id_ := self.model.id_of(position):
            self.opened.emit(id_)

    def _on_typed_ahead(self, typed: str) -> None:
        register, rowids = self.office.register, self.model.rowids
        found = self.finder.starts_with(register, rowids, self.query, typed)
        if found is not None:
            self.view.go_to(found)

    def _on_picked(self) -> None:
        count = self.model.picked.count(len(self.model.rowids))
        self._bulk.show_count(count)
        for key in self._keys:  # the buttons of the bar have them now
            key.setEnabled(not count)
        self.picked_changed.emit(count)

    def _on_tick_pressed(self) -> None:
        count = len(self.model.rowids)
        if self.model.picked.count(count) < count:
            self.model.tick_all()
        else:
            self.model.untick_all()

    def _on_bulk(self, act: BulkAct) -> None:
        self.chosen(act.run)

    def _on_filter_menu(self) -> None:
        register, finder = self.office.register, self.finder
        words = {
            facet: finder.words_of(register, facet) for facet in finder.listing.changing_facets
        }
        self.filter.menu.fill(self.filter.terms, words, register.clock().date)

    def _on_filter_left(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self) -> None:
        self.office.keep(self._desk_name, self.columns.state.json)
