"""A bundle that is sealed while it goes out, and whoever gives up in its midst."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import repeat
from pathlib import Path

import pytest
from bundle_makers import IDENTITY, STATION, Desk, a_photo, contents

from salw_desktop import files
from salw_desktop.bundle.writer import BlobSource, Run, plain, pour
from salw_desktop.domain.errors import Trouble

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


class Reading:
    """A run of events of which another thread would read on, were it not closed."""

    def __init__(self) -> None:
        self.is_over = False

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        try:
            yield from repeat((1, b"a line\n"), 1000)
        finally:
            self.is_over = True

    def into_nothing(self, *, size_bytes: int) -> None:
        run = Run("0" * 32, 0, 999, "0" * 64, size_bytes, self.pieces)
        _, tar = plain(contents(runs=(run,)), signer=STATION)
        for _ in tar:
            assert not self.is_over


def test_that_events_that_are_more_than_promised_are_read_no_further() -> None:
    reading = Reading()
    with pytest.raises(Trouble) as raised:
        reading.into_nothing(size_bytes=70)
    assert raised.value.code == "bundle.source-changed"
    assert reading.is_over


def test_that_events_are_read_no_further_when_a_key_is_pressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pressed(_: object, work: partial[None]) -> list[None]:
        if work.args == (b"a line\n",):
            raise KeyboardInterrupt
        work()
        return []

    monkeypatch.setattr(files.Beside, "give", pressed)
    reading = Reading()
    with pytest.raises(KeyboardInterrupt) as raised:
        reading.into_nothing(size_bytes=7000)
    assert reading.is_over
    assert raised.tb is not None


def poured(stick: Path, *photos: BlobSource) -> files.Written:
    stick.mkdir()
    sealed = pour(contents(blobs=photos), signer=STATION, recipients=(IDENTITY.recipient,))
    return files.write_out(sealed, stick, "b.salwb")


@pytest.mark.parametrize("size_bytes", [512, 1024, 64 * 1024, 4 * 1024 * 1024, 5_000_000])
def test_that_a_picture_of_any_size_arrives_whole(desk: Desk, size_bytes: int) -> None:
    """One that fills its blocks has no padding: an empty piece is not the end."""
    photos = [a_photo(bytes((n,)) * size_bytes) for n in (1, 2)]
    written = poured(desk.folder / "stick", *photos)
    assert written.word is files.Word.DONE
    with desk.open(written.path) as opened:
        for photo in photos:
            assert b"".join(opened.blob(photo.blob.sha256)) == b"".join(photo.pieces())


def unreadable() -> Iterable[bytes]:
    raise OSError(5, "Input/output error", "photos/ab/cd")


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        (unreadable, "file.unreadable"),
        (lambda: (b"short",), "bundle.source-changed"),
        (lambda: repeat(b"without end"), "bundle.source-changed"),
        (lambda: (bytes(1000),), "bundle.source-changed"),
    ],
    ids=["failing disk", "less", "more", "other bytes"],
)
def test_that_what_the_own_disk_does_is_no_word_about_the_stick(
    desk: Desk, pieces: Callable[[], Iterable[bytes]], code: str
) -> None:
    photo = BlobSource(a_photo(b"\1" * 1000).blob, pieces)
    with pytest.raises(Trouble) as trouble:
        poured(desk.folder / "stick", photo)
    assert trouble.value.code == code
    assert list((desk.folder / "stick").iterdir()) == []
