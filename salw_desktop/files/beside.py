"""Work that other threads do beside the one that asks for it; a few pieces of it wait for their turn, never more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")
FOR_EACH = 3
"""So many pieces are under way for each thread, the one that is at work counted."""


class Beside(Generic[T]):
    """`at_once` threads. What a piece of work raises is raised where its result would have come out; none is begun after it.

    Once the block is left none of them is at work, and what was not begun is not done: who left it closes next what they
    worked on.
    """

    def __init__(self, *, at_once: int = 1) -> None:
        self._threads = ThreadPoolExecutor(max_workers=at_once)
        self._going: deque[Future[T]] = deque()
        self._has_failed = False
        self.at_most = at_once * FOR_EACH

    def give(self, work: Callable[[], T]) -> list[T]:
        """Hand over one piece of work; where there is no room for it the oldest result comes out, which is waited for."""
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

    def _do(self, work: Callable[[], T]) -> T:
        if self._has_failed:
            raise CancelledError
        try:
            return work()
        except BaseException:
            self._has_failed = True
            raise

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        interrupt = None
        while True:
            try:
                self._threads.shutdown(cancel_futures=True)
                break
            except (
                KeyboardInterrupt
            ) as pressed:  # a thread left behind would write into the next file that is opened
                interrupt = pressed
        if interrupt is not None:
            raise interrupt
