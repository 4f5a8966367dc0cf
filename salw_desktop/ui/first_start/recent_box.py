"""In the unlock box: which register, chosen by the arrow keys from those that were opened before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from salw_desktop.ui.first_start.recent import RecentRegisters, is_there
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.key_button import KeyButton


class RecentBox(QWidget):
    """One that is gone says so, and can be taken off the list."""

    chosen = Signal(object)  # Path

    def __init__(self, recent: RecentRegisters, current: Path) -> None:
        super().__init__()
        self._recent = recent
        self.list = QComboBox()
        self.list.setMinimumHeight(36)
        self.list.setMinimumContentsLength(20)
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setAccessibleName(self.tr("Register"))
        caption = QLabel(self.tr("&Register"))
        caption.setBuddy(self.list)
        self.forget = KeyButton(self.tr("Take it off the list"), "x", kind="ghost")
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addStretch()
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.list)
        current = current.absolute()
        for path in dict.fromkeys((current, *recent.paths)):
            self._add(path)
        self._show_way_out()
        self.setVisible(self.list.count() > 1)
        self.list.currentIndexChanged.connect(self._on_chosen)
        self.forget.clicked.connect(self._on_forget)

    @property
    def path(self) -> Path:
        return Path(self.list.currentData())

    def _add(self, path: Path) -> None:
        """Where it lies is told too: two of one name are two registers."""
        text = f"{ltr(path.stem)}   {ltr(str(path.parent))}"
        if not is_there(path):
            text = self.tr("%1 (not found)").replace("%1", ltr(path.stem))
        self.list.addItem(text, str(path))
        self.list.setItemData(self.list.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)

    def _show_way_out(self) -> None:
        self.forget.setVisible(not is_there(self.path))

    def _on_chosen(self) -> None:
        self._show_way_out()
        self.chosen.emit(self.path)

    def _on_forget(self) -> None:
        self._recent.forget(self.path)
        self.list.removeItem(self.list.currentIndex())
        self.list.setFocus()
