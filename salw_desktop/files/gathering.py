"""Small pieces gathered into large ones, each of which another thread uses while the next is filled."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Generic, TypeVar

from salw_desktop.files.beside import Beside
from salw_desktop.files.private import PIECE_BYTES

T = TypeVar("T")


def _nobody_asks(_result: object) -> None:
    pass


@contextmanager
def gathered(
    use: Callable[[memoryview], T],
    on_used: Callable[[T], None] = _nobody_asks,
    *,
    threads: int = 1,
) -> Iterator[Callable[[bytes], None]]:
    """What is handed to the yielded call is used in pieces of PIECE_BYTES, in order; `on_used` is told what came of each.

    All of it is used when the block ends; where the block fails, no more is.
    """
    with Beside[T](at_once=threads) as other:
        gathering = _Gathering(use, on_used, other)
        yield gathering.add
        gathering.hand_on()
        gathering.tell(other.rest())


class _Gathering(Generic[T]):
    """Each piece is gathered in one of several rooms while those before it are used."""

    def __init__(
        self, use: Callable[[memoryview], T], on_used: Callable[[T], None], other: Beside[T]
    ) -> None:
        self._use, self._on_used, self._other = use, on_used, other
        # they grow as they are filled: most files are small, and room for a large one takes its time
        self._rooms = deque(bytearray() for _ in range(other.at_most + 1))
        self._filled_bytes = 0

    def add(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            begin = self._filled_bytes
            end = min(begin + len(rest), PIECE_BYTES)
            self._rooms[0][begin:end] = rest[: end - begin]
            rest = rest[end - begin :]
            self._filled_bytes = end
            if end == PIECE_BYTES:
                self.hand_on()

    def hand_on(self) -> None:
        piece = memoryview(self._rooms[0])[: self._filled_bytes]
        self._filled_bytes = 0
        self._rooms.rotate(-1)
        self.tell(self._other.give(partial(self._use, piece)))

    def tell(self, results: Iterable[T]) -> None:
        for result in results:
            self._on_used(result)
