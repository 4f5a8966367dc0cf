"""The steps of writing to a stick: which are done, which is at work and how far."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import one_line, say_role
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton

PREPARE, WRITE, CHECK = "read", "write", "check"
WHOLE = 1_000


class Progress:
    """What the worker says and the window reads: no signal for each piece of a gigabyte."""

    def __init__(self) -> None:
        self.step = PREPARE

    def told(self, job: Job, step: str, done: int, total: int) -> None:
        """On the worker. Raises Cancelled where nobody wants it any more."""
        self.step = step
        job.step(done, total)


class Steps(Card):
    """Hidden until `begin`; Cancel leaves nothing on the stick."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        texts = {
            PREPARE: self.tr("Prepare"),
            WRITE: self.tr("Write"),
            CHECK: self.tr("Read back"),
        }
        self._marks: dict[str, IconMark] = {}
        self._words = {step: one_line(text, "soft") for step, text in texts.items()}
        row = QHBoxLayout()
        row.setSpacing(8)
        for step, word in self._words.items():
            self._marks[step] = IconMark("circle-check", "line", 20)
            row.addWidget(self._marks[step])
            row.addWidget(word)
            row.addStretch(1)
        cancel = KeyButton(self.tr("Cancel"), "x", "Esc")
        cancel.clicked.connect(self.cancelled)
        row.addWidget(cancel)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        inner = QVBoxLayout()
        inner.addLayout(row)
        inner.addWidget(self.bar)
        self.column.addLayout(inner)
        self.hide()

    def begin(self) -> None:
        self.show_step(PREPARE, 0, 0)
        self.show()

    def show_step(self, now: str, done: int, total: int) -> None:
        order = list(self._marks)
        for step, mark in self._marks.items():
            is_done, is_now = order.index(step) < order.index(now), step == now
            mark.show_icon(
                "refresh-cw" if is_now else "circle-check",
                "ok" if is_done else "primary" if is_now else "line",
            )
            say_role(self._words[step], "strong" if is_now else "soft", self._words[step].text())
        # a total of 0 is not known yet: the bar runs to and fro
        self.bar.setRange(0, WHOLE if total else 0)
        self.bar.setValue(done * WHOLE // total if total else 0)
