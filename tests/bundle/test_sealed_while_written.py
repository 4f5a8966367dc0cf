"""A bundle that is sealed while it goes out, and whoever gives up in its midst."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from bundle_makers import IDENTITY, STATION, contents

from salw_desktop.bundle.head import Blob
from salw_desktop.bundle.writer import BlobSource, pour

PIECE_BYTES, PIECES = 1024 * 1024, 24


def test_that_whoever_gives_up_leaves_nobody_behind_who_reads() -> None:
    """The register is locked next: a thread that still read in it would read in what is closed."""
    taken: list[int] = []

    def photo() -> Iterator[bytes]:
        for number in range(PIECES):
            taken.append(number)
            yield bytes(PIECE_BYTES)

    def pulled(_: bytes) -> None:
        raise KeyboardInterrupt

    big = BlobSource(Blob("0" * 64, PIECE_BYTES * PIECES), photo)
    there = set(threading.enumerate())
    sealed = pour(contents(blobs=(big,)), signer=STATION, recipients=(IDENTITY.recipient,))
    with pytest.raises(KeyboardInterrupt) as raised:
        sealed.into(pulled)
    assert set(threading.enumerate()) == there
    assert len(taken) < PIECES
    assert raised.tb is not None  # it holds the frames, and whatever in them was left open
