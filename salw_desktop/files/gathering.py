"""Small pieces gathered into large ones, each of which another thread uses while the next is filled."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from types import TracebackType
from typing import Generic, TypeVar

from salw_desktop.files.beside import Beside
from salw_desktop.files.private import PIECE_BYTES

T = TypeVar("T")


def _nobody_asks(_result: object) -> None:
    pass


class Gathering(Generic[T]):
    """What is handed to the call it gives is used in pieces of PIECE_BYTES, in order; the last is shorter, or empty.

    `on_used` is told what came of each. All of it is used when the block ends; where the block fails, no more is.
    """

    def __init__(
        self,
        use: Callable[[memoryview], T],
        on_used: Callable[[T], None] = _nobody_asks,
        *,
        threads: int = 1,
    ) -> None:
        self._use, self._on_used = use, on_used
        self._other = Beside[T](at_once=threads)
        # each piece is gathered in one of them while those before it are used
        # they grow as they are filled: most files are small, and room for a large one takes its time
        self._rooms = deque(bytearray() for _ in range(self._other.at_most + 1))
        self._filled_bytes = 0

    def __enter__(self) -> Callable[[bytes], None]:
        return self._add

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with self._other:
            if kind is None:
                self._hand_on()
                self._tell(self._other.rest())

    def _add(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            begin = self._filled_bytes
            end = min(begin + len(rest), PIECE_BYTES)
            self._rooms[0][begin:end] = rest[: end - begin]
            rest = rest[end - begin :]
            self._filled_bytes = end
            if end == PIECE_BYTES:
                self._hand_on()

    def _hand_on(self) -> None:
        piece = memoryview(self._rooms[0])[: self._filled_bytes]
        self._filled_bytes = 0
        self._rooms.rotate(-1)
        self._tell(self._other.give(partial(self._use, piece)))

    def _tell(self, results: Iterable[T]) -> None:
        for result in results:
            self._on_used(result)
