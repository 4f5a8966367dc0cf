"""What is known about one thing, as labels and values under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.badge import Badge
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.fact_rows import FactRows


class DetailPane(Card):
    """`top` is for pictures, `rows` for facts, `bottom` for what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        head = QHBoxLayout()
        self._title = one_line("", "section", self.tr("Item"))
        self._badges = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addLayout(self._badges)
        self.top, self.bottom = QVBoxLayout(), QVBoxLayout()
        self._facts = FactRows()
        self.column.addLayout(head)
        self.column.addLayout(self.top)
        self.column.addLayout(self._facts)
        self.column.addStretch()
        self.column.addLayout(self.bottom)

    def show_title(self, text: str, badges: Sequence[Badge] = ()) -> None:
        self._title.setText(text)
        _empty(self._badges)
        for badge in badges:
            self._badges.addWidget(badge)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Label and value; a row without a value is left out."""
        while self._facts.rowCount():
            taken = self._facts.takeRow(0)
            for item in (taken.labelItem, taken.fieldItem):
                _drop(item.widget())
        for caption, value in rows:
            if value:
                self._facts.add(caption, value)


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        _drop(item.widget())


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
