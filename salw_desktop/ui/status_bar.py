"""The line at the foot: only what is known, and a running job with the way to stop it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from salw_desktop.files import battery_percent
from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.idle import now_ms
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import EnterButton

HEIGHT_PX = 30
LOOK_EACH_MS, JOB_LOOK_MS = 30_000, 100
_MINUTE_MS = 60_000


class _Fact(QWidget):
    """An icon and a few words."""

    def __init__(self, name: str, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._mark = IconMark(icon, "grey", 14)
        self.line = one_line(text)
        self.line.setAccessibleName(name)
        row.addWidget(self._mark)
        row.addWidget(self.line)

    def say(self, icon: str, text: str) -> None:
        self._mark.show_icon(icon, "grey")
        self.line.setText(text)


class StatusBar(QFrame):
    """Entries that are not known are not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(HEIGHT_PX)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 18, 0)
        self._row.setSpacing(18)
        self._row.addStretch(1)
        self._facts: dict[str, _Fact] = {}
        self._jobs: dict[int, tuple[Job, QWidget, QProgressBar]] = {}
        self._scanned_ms: int | None = None
        self._scan = ""
        self._clock = QTimer(self, interval=LOOK_EACH_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self._stepper = QTimer(self, interval=JOB_LOOK_MS)
        self._stepper.timeout.connect(self._on_step)
        self.say("encrypted", "lock", self.tr("Encrypted"))
        self._look()

    def say(self, name: str, icon: str, text: str) -> None:
        """An entry by its name; without text it goes."""
        if not text:
            fact = self._facts.pop(name, None)
            if fact is not None:
                self._row.removeWidget(fact)
                fact.hide()
                fact.deleteLater()
        elif name in self._facts:
            self._facts[name].say(icon, text)
        else:
            self._facts[name] = _Fact(name, icon, text)
            self._row.insertWidget(len(self._facts) - 1, self._facts[name])

    def texts(self) -> dict[str, str]:
        """What stands there now, by name."""
        return {name: fact.line.text() for name, fact in self._facts.items()}

    def scanned(self, code: str) -> None:
        self._scan, self._scanned_ms = code, now_ms()
        self._look()

    def add_job(self, job: Job) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        progress = QProgressBar(textVisible=False)
        progress.setRange(0, 0)
        progress.setFixedWidth(120)
        progress.setAccessibleName(job.title)
        stop = EnterButton(self.tr("Stop"))
        stop.setAccessibleName(self.tr("Stop: %1").replace("%1", job.title))
        stop.clicked.connect(job.cancel)
        stop.clicked.connect(partial(stop.setEnabled, False))
        for widget in (one_line(job.title), progress, stop):
            row.addWidget(widget)
        self._row.addWidget(box)
        self._jobs[id(job)] = (job, box, progress)
        self._stepper.start()

    def remove_job(self, job: Job) -> None:
        _, box, _ = self._jobs.pop(id(job))
        self._row.removeWidget(box)
        box.hide()
        box.deleteLater()
        if not self._jobs:
            self._stepper.stop()

    def _on_step(self) -> None:
        for job, _, progress in self._jobs.values():
            done, total = job.latest
            if total:
                progress.setRange(0, total)
                progress.setValue(done)

    def _look(self) -> None:
        if self._scanned_ms is not None:
            minutes = (now_ms() - self._scanned_ms) // _MINUTE_MS
            age = self.tr("%n minute(s) ago", "", minutes) if minutes else self.tr("now")
            text = self.tr("Last scan %1, %2")
            self.say("scan", "scan-barcode", text.replace("%1", self._scan).replace("%2", age))
        percent = battery_percent()
        text = "" if percent is None else self.tr("Battery %1 %")
        self.say("battery", "battery-medium", text.replace("%1", str(percent)))
