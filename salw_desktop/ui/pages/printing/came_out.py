"""After a print: a label counts only once somebody has looked at it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton


class CameOut(Card):
    """Hidden until `ask`. A jam in the middle: the number of good ones is typed, the others go on waiting."""

    answered = Signal(int)  # how many came out well, from the first on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, role="warning-card")
        self._text = one_line("", "strong", self.tr("Question"))
        self._of = one_line("")
        self.good = QSpinBox()
        self.good.setAccessibleName(self.tr("Labels that came out well"))
        self.good.setMinimumWidth(90)
        self.good.lineEdit().returnPressed.connect(self._on_count)
        count = KeyButton(self.tr("Count as printed"), "check", "Ctrl+Return", "primary")
        none = KeyButton(self.tr("None came out"), "x")
        count.clicked.connect(self._on_count)
        none.clicked.connect(self._on_none)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconMark("printer", "warning"))
        row.addWidget(self._text)
        row.addWidget(self.good)
        row.addWidget(self._of)
        row.addStretch(1)
        row.addWidget(none)
        row.addWidget(count)
        self.column.addLayout(row)
        self.hide()

    def ask(self, labels: int, good: int) -> None:
        """`good` is what is likely: all of them, or none where the printer stopped."""
        self._text.setText(self.tr("How many came out well?"))
        self._of.setText(self.tr("of %n", "", labels))
        self.good.setRange(0, labels)
        self.good.setValue(good)
        self.show()
        self.good.setFocus()
        self.good.selectAll()

    def _on_count(self) -> None:
        self.hide()
        self.answered.emit(self.good.value())

    def _on_none(self) -> None:
        self.hide()
        self.answered.emit(0)
