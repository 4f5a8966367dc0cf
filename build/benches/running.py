"""The window's event loop, as the program runs it, for the processes that measure it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

MOST_MS = 30_000


def ms(*works: Callable[[], object]) -> float:
    start = time.perf_counter()
    for work in works:
        work()
    return (time.perf_counter() - start) * 1000


def let_go(*signals: SignalInstance, most_ms: int = MOST_MS) -> None:
    """Runs the window until one of these comes: QTest.qWait would keep the GIL from the workers."""
    loop = QEventLoop()
    for signal in signals:
        signal.connect(loop.quit)
    QTimer.singleShot(most_ms, loop.quit)
    loop.exec()
    for signal in signals:
        signal.disconnect(loop.quit)


def until(is_so: Callable[[], bool]) -> None:
    """Runs the window until it is so; TimeoutError after MOST_MS."""
    loop, looking = QEventLoop(), QTimer(interval=1)
    end = time.perf_counter() + MOST_MS / 1000
    looking.timeout.connect(lambda: loop.quit() if is_so() or time.perf_counter() > end else None)
    looking.start()
    loop.exec()
    if not is_so():
        raise TimeoutError
