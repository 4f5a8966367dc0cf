"""Pieces made on another processor while those before them are used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import repeat
from typing import TypeVar

T = TypeVar("T")
_AT_ONCE_BYTES = 4 * 1024 * 1024
TIMES_AHEAD = 3
"""So many wait for each that is at work."""


def ahead(pieces: Iterable[bytes]) -> Generator[bytes]:
    """The same pieces in the same order; what making them raises is raised here. Closed, it makes no more."""
    source = iter(pieces)

    def some() -> list[bytes]:
        found: list[bytes] = []
        size_bytes = 0
        for piece in source:
            found.append(piece)
            size_bytes += len(piece)
            if size_bytes >= _AT_ONCE_BYTES:
                break
        return found

    with closing(each_ahead(repeat(some))) as coming:
        for now in coming:
            if not now:
                break
            yield from now


def each_ahead(makers: Iterable[Callable[[], T]], *, at_once: int = 1) -> Generator[T]:
    """What each of these gives, in their order: `at_once` of them run beside each other, a few before their turn."""
    other = ThreadPoolExecutor(max_workers=at_once)
    coming: deque[Future[T]] = deque()
    try:
        for make in makers:
            coming.append(other.submit(make))
            if len(coming) == at_once * TIMES_AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        other.shutdown(cancel_futures=True)
