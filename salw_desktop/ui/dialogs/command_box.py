"""One box for everything: go to a page, begin an act, find a weapon by number or serial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.ui.icons import icon
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.queries import Found, find
from salw_desktop.usecases.register import Register

SHOWN = 8
SEARCH_AFTER_MS = 120
_TARGET = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Target:
    """A line of the box and where it leads."""

    text: str
    icon: str
    page: str
    subject: str | None = None
    key: str = ""


class CommandBox(QDialog):
    """Type, arrow, Enter; Esc closes it. What the operator may not do is not offered."""

    chosen = Signal(object)  # Target

    def __init__(
        self, office: Workplace, targets: Sequence[Target], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find"))
        self.setMinimumWidth(560)
        self._office = office
        self._targets = targets
        self.edit = QLineEdit(placeholderText=self.tr("Number, serial, page or act"))
        self.edit.setAccessibleName(self.tr("Number, serial, page or act"))
        self.edit.setClearButtonEnabled(True)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self._on_enter)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setModel(self._model)
        self.list.setIconSize(QSize(18, 18))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(SHOWN * 38)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)
        self._hint = label("", "soft")
        frame = QFrame()  # the edge of the box where no window manager draws one
        frame.setProperty("role", "box")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 12)
        for widget in (self.edit, self.list, self._hint):
            column.addWidget(widget)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._search)
        self._on_text_changed("")

    def _on_text_changed(self, text: str) -> None:
        asked = text.casefold().split()
        self._model.clear()
        for target in self._targets:
            if all(word in target.text.casefold() for word in asked):
                self._add(target)
        self._point_at_first()
        self._hint.setText("")
        if text.strip():
            self._wait.start()

    def _search(self) -> None:
        text = self.edit.text()
        query = partial(_found, text)
        self._office.read(self, query, partial(self._on_found, text), latest="found")

    def _on_found(self, text: str, weapons: tuple[Found, ...]) -> None:
        if text != self.edit.text():
            return
        for weapon in weapons:
            parts = (weapon.number, weapon.model, weapon.serial, weapon.place)
            line = " · ".join(ltr(part) for part in parts if part)
            self._add(Target(line, "tag", "item", weapon.id))
        self._point_at_first()
        if not self._model.rowCount():
            self._hint.setText(self.tr("Nothing has this number, serial or name."))

    def _add(self, target: Target) -> None:
        text = f"{target.text}    {target.key}" if target.key else target.text
        item = QStandardItem(icon(target.icon, "ink_soft"), text)
        item.setData(target, _TARGET)
        self._model.appendRow(item)

    def _point_at_first(self) -> None:
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _on_enter(self) -> None:
        self._on_activated(self.list.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        target = index.data(_TARGET)
        if isinstance(target, Target):
            self.chosen.emit(target)
            self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            row = self.list.currentIndex().row() + step
            if step:
                if 0 <= row < self._model.rowCount():
                    self.list.setCurrentIndex(self._model.index(row, 0))
                return True
        return super().eventFilter(watched, event)


def _found(text: str, register: Register) -> tuple[Found, ...]:
    try:
        return find(register, text)[:SHOWN]
    except Refusal:  # nothing in it that could be a number: pages and acts are found all the same
        return ()
