"""Work that other threads do beside the one that asks for it; a few pieces of it wait for their turn, never more."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Generic, TypeVar

from salw_desktop.files.private import PIECE_BYTES

T = TypeVar("T")
P = TypeVar("P")
PIECES_A_THREAD = 3
"""So many are under way for each thread, the one that is at work counted."""
WORTH_BYTES = PIECE_BYTES  # what fits one piece has nothing to be done beside


def worth_a_thread(size_bytes: int) -> int:
    """1 or 0: a small file is done with before a thread has begun."""
    return int(size_bytes > WORTH_BYTES)


class Beside(Generic[T]):
    """`at_once` threads; of 0 whoever hands work over does it. What a piece of work raises is raised where its result would have come out; none is begun after it.

    Once the block is left none of them is at work, however often Ctrl+C is pressed, and what was not begun is not done: a
    thread left behind would write into whatever file is opened next.
    """

    def __init__(self, *, at_once: int = 1) -> None:
        self._threads = ThreadPoolExecutor(max_workers=at_once) if at_once else None
        self._going: deque[Future[T]] = deque()
        # a thread that is waited for by `join` counts as ended once a key interrupts that (Python 3.11): so we count
        self._turn = threading.Condition()
        self._at_work = 0
        self._is_over = False
        self._failure: BaseException | None = None
        self.at_most = at_once * PIECES_A_THREAD

    def give(self, work: Callable[[], T]) -> list[T]:
        """Hand over one piece of work; where there is no room for it the oldest result comes out, which is waited for."""
        if self._threads is None:
            return [self._do(work)]
        due = [self._going.popleft().result()] if len(self._going) == self.at_most else []
        self._going.append(self._threads.submit(self._do, work))
        return due

    def rest(self) -> Iterator[T]:
        """The results that have not come out yet, in the order in which their work was handed over."""
        while self._going:
            yield self._going.popleft().result()

    def each(self, work: Iterable[Callable[[], T]]) -> Iterator[T]:
        """What all of it gives, in its order."""
        for piece in work:
            yield from self.give(piece)
        yield from self.rest()

    def showing(self, pieces: Iterable[P], to: Callable[[P], T]) -> Iterator[P]:
        """The same pieces, each handed to `to` as well; `wait` for it before what it makes of them is used."""
        for piece in pieces:
            self.give(partial(to, piece))
            yield piece

    def wait(self) -> None:
        """Until all that was handed over is done."""
        deque(self.rest(), maxlen=0)

    def _do(self, work: Callable[[], T]) -> T:
        with self._turn:
            if self._is_over:
                raise self._failure or CancelledError
            self._at_work += 1
        try:
            return work()
        except BaseException as failure:
            self._failure, self._is_over = failure, True
            raise
        finally:
            with self._turn:
                self._at_work -= 1
                self._turn.notify_all()

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        interrupt = self._stand_still()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        self._failure = None
        if interrupt is not None:
            raise interrupt

    def _stand_still(self) -> KeyboardInterrupt | None:
        interrupt = None
        while True:
            try:
                with self._turn:
                    self._is_over = True
                    self._turn.wait_for(lambda: not self._at_work)
            except KeyboardInterrupt as pressed:
                interrupt = pressed
            else:
                return interrupt
