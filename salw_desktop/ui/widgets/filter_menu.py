"""Every property that a list can be asked for, as a menu of groups with ticks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from salw_desktop.ui.models.list_words import chip_texts, day_texts, facet_texts
from salw_desktop.usecases.listings import Listing, Term

DATES = "recorded"


class FilterMenu(QMenu):
    """Made anew each time it opens, from the listing's chips and the words that are in the register now."""

    toggled_term = Signal(object)  # a Term
    cleared = Signal()

    def __init__(self, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self._groups: dict[str, QMenu] = {}

    def fill(
        self,
        chosen: Collection[Term],
        words: Mapping[str, Sequence[tuple[str, str]]],
        today: str,
    ) -> None:
        """`words`: of each facet of changing words; `today` is an ISO date."""
        self.clear()
        self._groups = {}
        texts = chip_texts(self._listing)
        for chip in self._listing.chips:
            self._offer(chip.term, texts[chip.key], chip.term in chosen)
        for facet, pairs in words.items():
            for word, text in pairs:
                term = Term(facet, (word,))
                self._offer(term, text, term in chosen)
        if DATES in self._listing.facets:
            for days, text in day_texts().items():
                term = since(today, days)
                self._offer(term, text, term in chosen)
        self.addSeparator()
        nothing = self.addAction(self.tr("&Show everything"))
        nothing.triggered.connect(self._on_cleared)

    def _offer(self, term: Term, text: str, is_chosen: bool) -> None:
        group = term.facet if term.words else ""
        if group not in self._groups:
            self._groups[group] = self.addMenu(facet_texts()[group])
        action = self._groups[group].addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.setData(term)
        action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.toggled_term.emit(action.data())

    def _on_cleared(self) -> None:
        self.cleared.emit()


def since(today: str, days: int) -> Term:
    """What was recorded on the last so many days, today among them."""
    first = date.fromisoformat(today) - timedelta(days=days - 1)
    return Term(DATES, (first.isoformat(), f"{today}~"))  # after every hour of today
