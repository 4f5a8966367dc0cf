"""Whether a medium gives back what was written to it, piece by piece, on as many processors as there are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeAlias, TypeVar

from salw_desktop.files import os_calls
from salw_desktop.files.beside import Beside
from salw_desktop.files.private import PIECE_BYTES

T = TypeVar("T")
OnRead: TypeAlias = "Callable[[int], None]"
_AT_ONCE = 2


class Trail:
    """The SHA-256 of all that was written, as it stood after each piece of PIECE_BYTES.

    By it each piece is proved by itself, in any order, and all of them prove the whole.
    """

    def __init__(self) -> None:
        self._states: list[hashlib._Hash] = [hashlib.sha256()]

    @property
    def pieces(self) -> int:
        return len(self._states) - 1

    @property
    def sha256(self) -> str:
        return self._states[-1].hexdigest()

    def add(self, piece: bytes | memoryview) -> None:
        if piece:  # what ends with a piece is followed by none
            self._states.append(_after(self._states[-1], piece))

    def holds(self, n: int, piece: memoryview) -> bool:
        """Whether this is what was added as the n-th piece, counted from 0."""
        if n >= self.pieces:
            return False
        return _after(self._states[n], piece).digest() == self._states[n + 1].digest()


def came_back(path: Path, trail: Trail, on_read: OnRead) -> bool:
    """Whether the file is, on its medium, what the trail tells of; `on_read` is told the bytes that are."""
    found = 0
    with closing(_each(path, trail.holds, on_read, at_once=_AT_ONCE)) as pieces:
        for is_what_was_written in pieces:
            if not is_what_was_written:
                return False
            found += 1
    return found == trail.pieces


def sha256_there(path: Path, on_read: OnRead) -> str:
    """Of a file that lies there, read from its medium."""
    digest = hashlib.sha256()
    for _ in _each(path, lambda _n, piece: digest.update(piece), on_read, at_once=1):
        pass
    return digest.hexdigest()


def _each(
    path: Path, use: Callable[[int, memoryview], T], on_read: OnRead, *, at_once: int
) -> Generator[T]:
    """What `use` makes of each piece, of `at_once` beside each other, while the next are read."""

    def used(n: int, piece: memoryview) -> tuple[T, int]:
        return use(n, piece), len(piece)

    descriptor = os_calls.open_read(path)
    try:
        os_calls.forget_cached(descriptor)
        done_bytes = 0
        with Beside[tuple[T, int]](at_once=at_once) as others:
            pieces = enumerate(_pieces(descriptor, others.at_most + 1))
            for result, size_bytes in others.each(partial(used, n, each) for n, each in pieces):
                done_bytes += size_bytes
                on_read(done_bytes)
                yield result
    finally:
        os_calls.close(descriptor)


def _pieces(descriptor: int, held: int) -> Iterator[memoryview]:
    """PIECE_BYTES at a time; so many are held at once, for all lie in the same rooms again and again."""
    rooms: list[bytearray] = []
    read_bytes = 0
    for n in count():
        if len(rooms) < held:
            rooms.append(bytearray(PIECE_BYTES))
        piece = memoryview(rooms[n % held])
        filled = 0
        while filled < PIECE_BYTES and (more := os_calls.read_into(descriptor, piece[filled:])):
            filled += more
        read_bytes += filled
        os_calls.let_go(descriptor, read_bytes)
        if filled:
            yield piece[:filled]
        if filled < PIECE_BYTES:
            return


def _after(state: hashlib._Hash, piece: bytes | memoryview) -> hashlib._Hash:
    following = state.copy()
    following.update(piece)
    return following
