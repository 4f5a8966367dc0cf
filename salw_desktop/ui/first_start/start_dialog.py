"""What the program asks where no register is named: open one, make the first, or restore a backup."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.key_button import KeyButton

WIDTH_PX, BUTTON_PX = 460, 48


class StartDialog(QDialog):
    """Practice stands first: nobody learns on a register that counts."""

    practice_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, message: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("SALW Register"))
        self.setMinimumWidth(WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(self.tr("SALW Register"), "title"))
        about = self.tr("A register is one folder, NAME.salw. It is kept on this computer alone.")
        column.addWidget(label(about, "soft"))
        if message:
            column.addWidget(label(message, "error", self.tr("Message")))
        self.practice = KeyButton(self.tr("Make a practice register"), "plus", kind="primary")
        self.new = KeyButton(self.tr("Make a register for a site"), "file-plus")
        self.open_one = KeyButton(self.tr("Open a register…"), "folder-open")
        self.restore = KeyButton(self.tr("Restore a backup"), "database-backup")
        for button, signal in (
            (self.practice, self.practice_wanted),
            (self.new, self.new_wanted),
            (self.open_one, self.open_wanted),
            (self.restore, self.restore_wanted),
        ):
            button.setMinimumHeight(BUTTON_PX)
            button.clicked.connect(signal)
            column.addWidget(button)
        (self.open_one if message else self.practice).setFocus()
