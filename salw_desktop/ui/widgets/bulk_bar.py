"""What can be done with all the ticked rows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import KeyButton


@dataclass(frozen=True, slots=True)
class BulkAct:
    """A button of the bar; `run` gets the ids of the records."""

    text: str
    icon: str
    key: str
    run: Callable[[tuple[str, ...]], None]


class BulkBar(QFrame):
    """Seen while something is ticked."""

    pressed = Signal(object)  # a BulkAct
    cleared = Signal()

    def __init__(self, acts: Sequence[BulkAct], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bulk")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(4)
        self._count = one_line("", "strong", self.tr("Ticked rows"))
        row.addWidget(self._count)
        row.addStretch(1)
        for act in acts:
            button = KeyButton(act.text, act.icon, act.key, kind="bulk")
            button.clicked.connect(partial(self._on_pressed, act))
            row.addWidget(button)
        clear = KeyButton(self.tr("Clear"), "x", kind="bulk")
        clear.clicked.connect(self.cleared)
        row.addWidget(clear)

    def _on_pressed(self, act: BulkAct) -> None:
        self.pressed.emit(act)

    def show_count(self, count: int) -> None:
        self._count.setText(self.tr("{count} selected").format(count=f"{count:,}"))
        self.setVisible(bool(count))
