"""When nobody is at the screen: it is covered after ten minutes or what its operator chose, and locked after an hour under the cover."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

COVER_AFTER_MS = 10 * 60 * 1000
LOCK_AFTER_MS = 60 * 60 * 1000
LOOK_EACH_MS = 5_000


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Idle(QObject):
    """A scan counts as activity, and so does a running job (practice a3)."""

    cover_due = Signal()
    lock_due = Signal()

    def __init__(
        self,
        last_input_ms: Callable[[], int],
        is_working: Callable[[], bool],
        parent: QObject | None = None,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        super().__init__(parent)
        self._last_input_ms = last_input_ms
        self._is_working = is_working
        self._clock = clock
        self.cover_after_ms = COVER_AFTER_MS
        self._worked_ms = 0
        self._covered_ms: int | None = None
        self._timer = QTimer(self, interval=LOOK_EACH_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def covered(self, is_covered: bool) -> None:
        self._covered_ms = self._clock() if is_covered else None

    def look(self) -> None:
        now = self._clock()
        if self._is_working():
            self._worked_ms = now
        if self._covered_ms is not None:
            if now - max(self._covered_ms, self._worked_ms) >= LOCK_AFTER_MS:
                self._covered_ms = None
                self.lock_due.emit()
        elif now - max(self._last_input_ms(), self._worked_ms) >= self.cover_after_ms:
            self.cover_due.emit()
