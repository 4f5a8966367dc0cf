"""A line that is searched while it is typed; what it may mean stands under it, and the focus never leaves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

Found = Sequence[tuple[str, str]]  # what is taken, how it is shown
MOST = 8
EDGE_PX = 4


class SearchBox(QLineEdit):
    """Enter takes the best, or the one that the arrows went to; what nobody knows stays as it was typed."""

    taken = Signal(str)  # the key of what was chosen, "" for a text that means nothing known
    gone_on = Signal(bool)  # Enter: True, Shift+Enter: False

    def __init__(self, search: Callable[[str], Found], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._list: QListWidget | None = None
        self.chosen = ""
        self._settled = "", ""  # the last choice, and the text that stood for it
        self.textEdited.connect(self._on_edited)

    def show_chosen(self, key: str, text: str) -> None:
        """What stands in it without anybody having typed; tells nobody."""
        self.chosen, self._settled = key, (key, text)
        self.setText(text)
        self._hide()

    def _on_edited(self, text: str) -> None:
        key, settled = self._settled
        self.chosen = key if text == settled else ""
        if self.chosen:  # a scan fell into it and was taken out again
            self._hide()
            return
        found = list(self._search(text))[:MOST] if text.strip() else []
        shown = self._shown_list()
        shown.clear()
        for key, said in found:
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, key)
            shown.addItem(item)
        if not found:
            shown.hide()
            return
        shown.setCurrentRow(0)
        below = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        width = max(self.width(), shown.sizeHintForColumn(0) + 40)
        height = shown.sizeHintForRow(0) * len(found) + 2 * EDGE_PX
        shown.setGeometry(below.x(), below.y(), width, height)
        shown.show()
        shown.raise_()

    def _shown_list(self) -> QListWidget:
        if self._list is None or self._list.parentWidget() is not self.window():
            self._list = QListWidget(self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(self.tr("What it may be"))
            self._list.itemClicked.connect(self._take)
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _take(self, item: QListWidgetItem | None = None) -> None:
        self._hide()
        self.chosen = str(item.data(Qt.ItemDataRole.UserRole)) if item else ""
        self.taken.emit(self.chosen)
        self._settled = self.chosen, self.text()

    def _settle(self) -> None:
        """What was typed is what the first line says, if there is one."""
        shown = self._list
        if shown is not None and shown.isVisible():
            self._take(shown.currentItem())
        elif not self.chosen:
            self._take()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self._list
        is_listing = shown is not None and shown.isVisible()
        if is_listing and shown is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow((shown.currentRow() + step) % shown.count())
        elif is_listing and key == Qt.Key.Key_Escape:
            self._hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            self.gone_on.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._settle()
        self._hide()
        super().focusOutEvent(event)
