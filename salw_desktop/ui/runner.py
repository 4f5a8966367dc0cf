"""The one door to other threads: work goes to workers, what it brings comes back here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
READERS = 2


class Cancelled(Exception):
    """The person no longer wants this work; nothing of it is left behind."""


class Job:
    """A long work as both sides see it: the worker steps, the window looks and may cancel."""

    def __init__(self, title: str, *, is_beside: bool = False) -> None:
        self.title = title
        self.is_beside = is_beside
        self.latest = (0, 0)  # done, total
        self._is_cancelled = False

    def step(self, done: int, total: int) -> None:
        """On the worker: Cancelled once the person has asked for it."""
        if self._is_cancelled:
            raise Cancelled
        self.latest = (done, total)

    def cancel(self) -> None:
        self._is_cancelled = True


@dataclass(slots=True)
class _Errand:
    """What was asked for and what came of it. The GUI thread alone keeps it, and lets go of it last."""

    owner: QObject
    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[BaseException], None]
    result: Any = None
    error: BaseException | None = None

    def finish(self) -> None:
        if not shiboken6.isValid(self.owner):
            return
        if self.error is None:
            self.on_done(self.result)
        else:
            self.on_error(self.error)


class Runner(QObject):
    """Writes go one after the other to the database worker, reads beside them; each result comes back in this thread.

    A worker holds nothing of an errand once it has told that it is done: whoever lets go of a widget last destroys it,
    and a widget destroyed on a worker takes the program with it.
    """

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._readers = ThreadPoolExecutor(max_workers=READERS, thread_name_prefix="reader")
        self._reads: set[Future[None]] = set()
        self._errands: dict[int, _Errand] = {}
        self._numbers = count()
        self._inbox: deque[int] = deque()
        self._is_closed = False
        self._posted.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """Do `work` on the database worker; nothing is delivered once `owner` is gone."""
        self._submit(self._database, _Errand(owner, work, on_done, on_error))

    def read(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """As `run`, beside the writes: for work that changes nothing."""
        self._submit(self._readers, _Errand(owner, work, on_done, on_error))

    def run_after_reads(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """As `run`, when every read that was asked for has ended: a connection in use is never closed."""
        reads = tuple(self._reads)

        def after_reads() -> T:
            wait(reads)
            return work()

        self._submit(self._database, _Errand(owner, after_reads, on_done, on_error))

    def close(self) -> None:
        """Wait for what is running; deliver what it brought, and do nothing more that this asks for."""
        self._is_closed = True
        self._readers.shutdown()
        self._database.shutdown()
        self._drain()

    def _submit(self, pool: ThreadPoolExecutor, errand: _Errand) -> None:
        if self._is_closed:
            return
        number = next(self._numbers)
        self._errands[number] = errand
        future = pool.submit(self._do, number)
        if pool is self._readers:
            self._reads = {each for each in self._reads if not each.done()} | {future}

    def _do(self, number: int) -> None:
        """On the worker: touches no widget."""
        errand = self._errands[number]
        try:
            errand.result = errand.work()
        except BaseException as error:  # noqa: BLE001  # told in the thread that asked
            errand.error = error
        del errand  # before it is told
        self._inbox.append(number)
        self._posted.emit()

    @Slot()
    def _drain(self) -> None:
        while self._inbox:
            self._errands.pop(self._inbox.popleft()).finish()
