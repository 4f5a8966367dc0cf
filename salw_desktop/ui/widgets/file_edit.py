"""A path that is typed, pasted or chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from salw_desktop.ui.choosers import FILE, FOLDER, ask_path
from salw_desktop.ui.widgets.key_button import EnterButton


class FileEdit(QWidget):
    """A line and a button beside it that opens the system's chooser, which blocks nothing."""

    edited = Signal()

    def __init__(self, *, is_folder: bool = False, filters: str = "") -> None:
        super().__init__()
        self._is_folder = is_folder
        self._filters = filters
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._line = QLineEdit()
        self._line.setAccessibleName(self.tr("Folder") if is_folder else self.tr("File"))
        self._line.textEdited.connect(self.edited)
        choose = EnterButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        row.addWidget(self._line, stretch=1)
        row.addWidget(choose)
        self.setFocusProxy(self._line)

    @property
    def path(self) -> str:
        return self._line.text().strip()

    def show_path(self, path: str) -> None:
        self._line.setText(path)
        self.edited.emit()

    def _on_choose(self) -> None:
        mode = FOLDER if self._is_folder else FILE
        ask_path(
            self,
            self.tr("Choose"),
            self._line.accessibleName(),
            mode,
            self.show_path,
            start=self.path,
            filters=self._filters,
        )
