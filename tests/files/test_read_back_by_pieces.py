"""What a medium gives back: each piece is proved by itself, and all of them prove the whole."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from salw_desktop.files import os_calls
from salw_desktop.files.private import PIECE_BYTES
from salw_desktop.files.read_back import Trail, came_back, sha256_there

PIECES = [bytes((n,)) * PIECE_BYTES for n in range(9)] + [b"the end"]  # more than are held at once


def a_trail() -> Trail:
    trail = Trail()
    for piece in PIECES:
        trail.add(piece)
    return trail


def lies(folder: Path, *pieces: bytes) -> Path:
    path = folder / "written"
    path.write_bytes(b"".join(pieces))
    return path


def test_that_what_comes_back_is_told_piece_by_piece(tmp_path: Path) -> None:
    path, trail, told = lies(tmp_path, *PIECES), a_trail(), list[int]()
    assert came_back(path, trail, told.append)
    assert told == [*range(PIECE_BYTES, 10 * PIECE_BYTES, PIECE_BYTES), path.stat().st_size]
    assert trail.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "there",
    [
        [*PIECES[:2], PIECES[3], PIECES[2], *PIECES[4:]],
        [*PIECES[:4], PIECES[4][:-1] + b"\xff", *PIECES[5:]],
        [PIECES[0], *PIECES],
        [*PIECES, b"!"],
        PIECES[:-1],
        [*PIECES[:-1], b"the en"],
        PIECES[1:],
        [],
    ],
    ids=["exchanged", "changed", "doubled", "longer", "shorter", "cut", "beheaded", "empty"],
)
def test_that_other_bytes_have_not_come_back(tmp_path: Path, there: list[bytes]) -> None:
    assert not came_back(lies(tmp_path, *there), a_trail(), lambda _: None)


def test_that_nothing_written_comes_back_as_nothing(tmp_path: Path) -> None:
    assert came_back(lies(tmp_path), Trail(), lambda _: None)
    assert not came_back(lies(tmp_path, b"x"), Trail(), lambda _: None)


def test_that_reading_ends_with_the_first_wrong_piece(tmp_path: Path) -> None:
    told: list[int] = []
    assert not came_back(lies(tmp_path, b"x" * PIECE_BYTES, *PIECES[1:]), a_trail(), told.append)
    assert told == [PIECE_BYTES]


@pytest.mark.parametrize("pieces", [PIECES, PIECES[:1], [b"small"], []])
def test_that_a_file_there_is_hashed_from_end_to_end(tmp_path: Path, pieces: list[bytes]) -> None:
    told: list[int] = []
    path = lies(tmp_path, *pieces)
    assert sha256_there(path, told.append) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told[-1:] == [path.stat().st_size][: len(told)]


@pytest.mark.skipif(sys.platform != "linux", reason="the wish has another name there")
def test_that_what_is_read_back_comes_from_the_medium(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked, real = lies(tmp_path, *PIECES), list[object](), os_calls.read_into

    def advise(_descriptor: int, begin: int, length: int, what: int) -> None:
        asked.append((begin, length) if what == os.POSIX_FADV_DONTNEED else what)

    def read_into(descriptor: int, room: memoryview) -> int:
        asked.append("read")
        return real(descriptor, room)

    monkeypatch.setattr(os, "posix_fadvise", advise)
    monkeypatch.setattr(os_calls, "read_into", read_into)
    assert came_back(path, a_trail(), lambda _: None)
    assert asked[:4] == [(0, 0), "read", (0, PIECE_BYTES), "read"]
