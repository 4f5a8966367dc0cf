"""What is known about one thing, as labels and values under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.texts import label, one_line
from salw_desktop.ui.widgets.badge import Badge
from salw_desktop.ui.widgets.card import Card


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
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(head)
        self.column.addLayout(self.top)
        self.column.addLayout(self._grid)
        self.column.addStretch()
        self.column.addLayout(self.bottom)

    def show_title(self, text: str, badges: Sequence[Badge] = ()) -> None:
        self._title.setText(text)
        _empty(self._badges)
        for badge in badges:
            self._badges.addWidget(badge)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Label and value; a row without a value is left out."""
        _empty(self._grid)
        for place, (caption, value) in enumerate(row for row in rows if row[1]):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(caption, "soft"), place, 0, top)
            self._grid.addWidget(label(value, "text", caption), place, 1, top)


def _empty(layout: QHBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
