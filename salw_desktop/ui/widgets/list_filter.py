"""What a list is asked for: chips with counts, a search box, and a menu of every other property."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.icons import icon
from salw_desktop.ui.models.list_words import chip_texts
from salw_desktop.ui.texts import AFTER_ICON, one_line
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.filter_menu import FilterMenu
from salw_desktop.usecases.listings import Listing, Term

TYPING_MS = 150
ALL = "all"
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListFilter(QWidget):
    """Holds the terms and the text; says `asked` when they are others, and `left` when the list should have the focus."""

    asked = Signal()
    left = Signal()

    def __init__(self, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self._in_row = {chip.key: chip.term for chip in listing.chips if chip.is_in_row}
        self._counts: Mapping[str, int] = {}
        self.terms: frozenset[Term] = frozenset()
        self.menu = FilterMenu(listing, self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        texts = chip_texts(listing)
        pairs = [(ALL, self.tr("All")), *((key, texts[key]) for key in self._in_row)]
        self._chips = ChipRow(self.tr("Show only"), pairs, exclusive=False)
        self._chips.choose(ALL)
        self._chips.setMinimumWidth(1)  # what has no room is in the menu
        self._search = QLineEdit()
        self._count = one_line("", "soft", self.tr("Rows shown"))
        self._button = QPushButton()
        self.tools = QHBoxLayout()  # a page may add to its end
        self._build()
        self._connect()
        self._tell_menu()
        self._fit_chips()

    @property
    def text(self) -> str:
        return self._search.text()

    def ask_for(self, terms: frozenset[Term], text: str = "") -> None:
        """These and nothing else."""
        self.terms = terms
        self._search.setText(text)
        self._typing.stop()
        pressed = [key for key, term in self._in_row.items() if term in terms]
        self._chips.choose(*(pressed or [ALL]))
        self._tell_menu()
        self._fit_chips()
        self.asked.emit()

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_rows(self, count: int, total: int) -> None:
        text = self.tr("{count} of {total}") if count != total else self.tr("{total} in all")
        self._count.setText(text.format(count=f"{count:,}", total=f"{total:,}"))

    def show_counts(self, counts: Mapping[str, int], total: int) -> None:
        """Of the chips, by key."""
        self._counts = counts
        self._chips.set_counts({ALL: total, **counts})
        self._fit_chips()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chips)
        column.addLayout(self.tools)
        self.tools.setSpacing(8)
        self._search.setAccessibleName(self.tr("Search this list"))
        self._search.setPlaceholderText(self.tr("Number or a piece of it"))
        self._search.setClearButtonEnabled(True)
        self._button.setIcon(icon("list-filter"))
        self._button.setMenu(self.menu)
        self._button.setAutoDefault(False)
        self.tools.addWidget(self._search, stretch=1)
        self.tools.addWidget(self._count)
        self.tools.addStretch(0 if self._listing.has_search else 1)
        self.tools.addWidget(self._button)
        self._chips.setHidden(not self._in_row)
        self._search.setHidden(not self._listing.has_search)
        self._button.setHidden(not self._listing.chips)

    def _connect(self) -> None:
        self._chips.chosen_changed.connect(self._on_chips)
        self._search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.asked)
        self._search.installEventFilter(self)
        self.menu.toggled_term.connect(self._on_term)
        self.menu.cleared.connect(self._on_cleared)

    def _fit_chips(self) -> None:
        """A chip that has nothing to show, or no room, is found in the menu."""
        spacing = 8
        left = self.width() - self._chips.chip(ALL).sizeHint().width()
        for key in self._in_row:
            chip = self._chips.chip(key)
            needed = chip.sizeHint().width() + spacing
            fits = chip.isChecked() or (bool(self._counts.get(key)) and needed <= left)
            chip.setVisible(fits)
            left -= needed if fits else 0

    def _tell_menu(self) -> None:
        beside = len(self.terms - set(self._in_row.values()))
        text = self.tr("Fil&ter ({count})").format(count=beside) if beside else self.tr("Fil&ter")
        self._button.setText(f"{AFTER_ICON}{text}")
        self._button.setAccessibleName(text.replace("&", ""))

    def _on_chips(self) -> None:
        shown = set(self._in_row.values())
        pressed = set(self._chips.chosen)
        had_one = bool(self.terms & shown)
        if ALL in pressed and (had_one or len(pressed) == 1):
            self.ask_for(frozenset(), self.text)
            return
        chosen = frozenset(self._in_row[key] for key in pressed - {ALL})
        self.ask_for(chosen | (self.terms - shown), self.text)

    def _on_term(self, term: Term) -> None:
        self.ask_for(self.terms ^ {term}, self.text)

    def _on_cleared(self) -> None:
        self.ask_for(frozenset())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_chips()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Escape and self.text:
                self.ask_for(self.terms)
                return True
            if is_press and event.key() in _DOWN:
                self.left.emit()
                return True
        return False
