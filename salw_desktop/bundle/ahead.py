"""Pieces made on another processor while those before them are used."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor

_AT_ONCE_BYTES = 4 * 1024 * 1024


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

    with ThreadPoolExecutor(max_workers=1) as other:
        coming = other.submit(some)
        while now := coming.result():
            coming = other.submit(some)
            yield from now
