"""A bundle that is sealed while it goes out, and whoever gives up in its midst."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from bundle_makers import IDENTITY, STATION, a_photo, contents

from salw_desktop.bundle.writer import BlobSource, pour

PIECE_BYTES, PIECES = 1024 * 1024, 64


def picture(number: int) -> bytes:
    return bytes((number,)) * PIECE_BYTES


def test_that_whoever_gives_up_leaves_nobody_behind_who_reads() -> None:
    """The register is locked next: a thread that still read in it would read in what is closed."""
    taken: list[int] = []

    def photo(number: int) -> tuple[bytes]:
        taken.append(number)
        return (picture(number),)

    def pulled(_: bytes) -> None:
        raise KeyboardInterrupt

    photos = [
        BlobSource(a_photo(picture(number)).blob, partial(photo, number))
        for number in range(PIECES)
    ]
    there = set(threading.enumerate())
    sealed = pour(contents(blobs=photos), signer=STATION, recipients=(IDENTITY.recipient,))
    with pytest.raises(KeyboardInterrupt) as raised:
        sealed.into(pulled)
    assert set(threading.enumerate()) == there
    assert len(taken) < PIECES
    assert raised.tb is not None  # it holds the frames, and whatever in them was left open
