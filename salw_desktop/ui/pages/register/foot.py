"""What ends an item, always in sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import KeyButton


class Foot(QFrame):
    """Save is never disabled: a gap is pointed at instead (ux.md §1.3)."""

    clear_asked = Signal()
    next_item = Signal()
    next_person = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._mark = IconMark("circle-check", "ok", 16)
        self._draft = one_line("", "soft", self.tr("Draft"))
        self.clear = KeyButton(self.tr("Clear"), "undo-2", "Alt+X")
        self.item = KeyButton(self.tr("Save, next item"), "save", "Ctrl+Shift+Return")
        self.person = KeyButton(self.tr("Save, receipt, next"), "printer", "Ctrl+Return", "primary")
        self.clear.clicked.connect(self.clear_asked)
        self.item.clicked.connect(self.next_item)
        self.person.clicked.connect(self.next_person)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.next_person)
        QShortcut(QKeySequence("Ctrl+Shift+Enter"), self).activated.connect(self.next_item)
        row.addWidget(self._mark)
        row.addWidget(self._draft)
        row.addStretch(1)
        for button in (self.clear, self.item, self.person):
            row.addWidget(button)
        self.show_kept(False)

    def show_kept(self, is_kept: bool) -> None:
        self._mark.setVisible(is_kept)
        self._draft.setText(self.tr("Draft kept") if is_kept else "")

    def show_undo(self, can_undo: bool) -> None:
        self.clear.set_caption(self.tr("Undo clear") if can_undo else self.tr("Clear"))
