"""The one door to other threads: work goes to one database worker, its result comes back here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Runner(QObject):
    """Runs jobs one after the other off the GUI thread and delivers each result on it."""

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._inbox: deque[Callable[[], None]] = deque()
        self._posted.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """Do `work` on the worker; nothing is delivered once `owner` is gone."""

        def deliver(future: Future[T]) -> None:  # on the worker: touches no widget
            self._inbox.append(partial(_finish, owner, future, on_done, on_error))
            self._posted.emit()

        self._database.submit(work).add_done_callback(deliver)

    def close(self) -> None:
        """Wait for what is running; deliver what it brought."""
        self._database.shutdown()
        self._drain()

    @Slot()
    def _drain(self) -> None:
        while self._inbox:
            self._inbox.popleft()()


def _finish(
    owner: QObject,
    future: Future[T],
    on_done: Callable[[T], None],
    on_error: Callable[[BaseException], None],
) -> None:
    if not shiboken6.isValid(owner):
        return
    error = future.exception()
    if error is None:
        on_done(future.result())
    else:
        on_error(error)
