"""A dialog that asks for a few fields: its heading, its fields, its two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton

WIDTH_PX = 460


class AskingDialog(QDialog):
    """Opened with `open()`, so that it blocks its window and not the program; freed when it closes."""

    def __init__(self, heading: str, text: str, yes_text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._last: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setMinimumWidth(WIDTH_PX)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label(heading, "title"))
        if text:
            outer.addWidget(label(text, "soft"))
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        outer.addLayout(self.column)
        outer.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        self.no_button = KeyButton(self.tr("Cancel"), key="Esc")
        self.yes_button = KeyButton(yes_text, "check", kind="primary")
        self.yes_button.setDefault(True)
        self.no_button.clicked.connect(self.reject)
        self.yes_button.clicked.connect(self.on_yes)
        foot.addWidget(self.no_button)
        foot.addWidget(self.yes_button)
        outer.addLayout(foot)

    def add(self, field: Field) -> Field:
        """The first one has the focus; Tab goes through them in this order and then to the buttons."""
        is_first = self._last is None
        self.column.addWidget(field)
        field.told.connect(self._grow)
        if self._last is not None:
            self.setTabOrder(self._last, field.control)
        self.setTabOrder(field.control, self.no_button)
        self._last = field.control
        if is_first:
            field.control.setFocus()
        return field

    def _grow(self) -> None:
        """A dialog does not grow by itself for a sentence that is said at a field."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def on_yes(self) -> None:
        """What the main button and Enter do."""
        raise NotImplementedError
