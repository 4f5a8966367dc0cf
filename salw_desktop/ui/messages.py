"""Words a refusal, a trouble or a fault of the program for the person at the screen."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.look import wear
from salw_desktop.words import sentence

FAULT_STATUS = 4


def wording(error: BaseException) -> str:
    """The sentence of a refusal or trouble; any other error is a bug and goes on its way."""
    if isinstance(error, Refusal | Trouble):
        return sentence(error.code, error.facts)
    raise error


def notice(text: str) -> QMessageBox:
    """One dialog for one sentence."""
    box = QMessageBox(QMessageBox.Icon.Warning, QApplication.applicationDisplayName(), text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, frame by frame; never what was said, which may quote a record."""
    frames = [
        f"{frame.name}, {frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([kind.__name__, *frames])


class FaultDialog(QMessageBox):
    """Says that the program made a mistake, and offers what may be passed on about it."""

    def __init__(self, report: str) -> None:
        super().__init__()
        wear(self)
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setText(self.tr("The program has made a mistake and will close."))
        self.setInformativeText(
            self.tr(
                "What was saved before is safe. Please send the lines under “Show Details” to the "
                "people who look after the program; they hold no records."
            )
        )
        self.setDetailedText(report)


class FaultHook:
    """What `sys.excepthook` becomes: the first fault is shown and ends the program, others are silent."""

    def __init__(self, end: Callable[[int], None]) -> None:
        self._end = end
        self._dialog: FaultDialog | None = None

    def __call__(
        self, kind: type[BaseException], _: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._end(FAULT_STATUS)
        elif self._dialog is None:
            report = report_of(kind, trace)
            logging.getLogger(__name__).error(report)
            self._dialog = FaultDialog(report)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        self._end(FAULT_STATUS)
