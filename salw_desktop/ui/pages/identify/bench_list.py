"""The worklist beside the bench, the oldest first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.look import for_text
from salw_desktop.ui.texts import ltr, one_line
from salw_desktop.ui.widgets.badge import said
from salw_desktop.usecases.weapons.bench import Waiting, Worklist

WIDE_PX, ROW_PX = 218, 48


class BenchList(QWidget):
    """Walking it brings an item to the bench; Enter goes on to the form."""

    wanted = Signal(str)  # the id of a weapon
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(for_text(WIDE_PX))
        self._count = one_line("", "soft")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Items to identify, the oldest first"))
        self._list.currentItemChanged.connect(self._on_current)
        self._list.itemActivated.connect(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._count)
        column.addWidget(self._list, stretch=1)
        self.ids: tuple[str, ...] = ()
        self.row = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(for_text(WIDE_PX))
            for row in range(self._list.count()):
                self._list.item(row).setSizeHint(QSize(0, for_text(ROW_PX)))

    def fill(self, found: Worklist) -> None:
        """Tells nobody; the row stays where it was, for the item after one that is done."""
        shown = self.tr("%n item(s)", "", found.count)
        if found.count > len(found.items):
            first = self.tr("%1, the %2 oldest shown").replace("%1", shown)
            shown = first.replace("%2", str(len(found.items)))
        self._count.setText(shown)
        self.row = max(0, self._list.currentRow())
        self.ids = tuple(each.id for each in found.items)
        self._list.blockSignals(True)
        self._list.clear()
        for each in found.items:
            self._list.addItem(self._item(each))
        self._list.blockSignals(False)

    def select(self, weapon: str) -> None:
        self._list.blockSignals(True)
        self._list.setCurrentRow(self.ids.index(weapon) if weapon in self.ids else -1)
        self._list.blockSignals(False)

    def step(self) -> None:
        """The next one; after the last the first again."""
        if self.ids:
            self._list.setCurrentRow((self._list.currentRow() + 1) % len(self.ids))

    def _item(self, each: Waiting) -> QListWidgetItem:
        what = each.model if each.is_second_look else said(each.kind)
        days = self.tr("%n day(s)", "", each.days) if each.days else self.tr("today")
        mark = self.tr("second look") if each.is_second_look else days
        item = QListWidgetItem(f"{ltr(each.number)}\n{what} · {mark}")
        item.setData(Qt.ItemDataRole.UserRole, each.id)
        item.setSizeHint(QSize(0, for_text(ROW_PX)))
        return item

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))
