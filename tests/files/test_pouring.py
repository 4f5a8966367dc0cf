"""What comes into being while it is written to a stick."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import Word, os_calls

NAME = "LEN1-1a2b3c4d-0123456789-v01of01.salwb"
SEALED = bytes(range(256)) * 1024 * 20  # 5 MiB: two pieces
PIECE_BYTES = 4 * 1024 * 1024


def sealed() -> Iterator[bytes]:
    for start in range(0, len(SEALED), 1_000_000):
        yield SEALED[start : start + 1_000_000]


def test_that_what_is_made_while_it_is_written_is_written_once_and_read_back(stick: Path) -> None:
    poured: list[int] = []

    def into(write: Callable[[bytes], None]) -> None:
        poured.append(1)
        for piece in sealed():
            write(piece)

    written = files.write_out(files.Pour(len(SEALED) + 4096, into), stick, NAME)
    assert (written.word, written.bytes) == (Word.DONE, len(SEALED))
    assert written.sha256 == hashlib.sha256(SEALED).hexdigest()
    assert (stick / NAME).read_bytes() == SEALED
    assert poured == [1]


def test_that_what_cannot_be_made_leaves_nothing_behind(stick: Path) -> None:
    def into(write: Callable[[bytes], None]) -> None:
        write(SEALED)
        raise Trouble("photo.damaged", photo="0123")

    with pytest.raises(Trouble, match=r"photo\.damaged"):
        files.write_out(files.Pour(len(SEALED), into), stick, NAME)
    assert list(stick.iterdir()) == []


def test_that_what_is_not_made_yet_is_never_taken_for_what_lies_there(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / NAME).write_bytes(SEALED)
    read: list[Path] = []
    monkeypatch.setattr(os_calls, "open_read", read.append)
    with pytest.raises(Refusal, match=r"file\.exists"):
        files.write_out(files.Pour(len(SEALED), lambda write: write(SEALED)), stick, NAME)
    assert (stick / NAME).read_bytes() == SEALED
    assert read == []


@pytest.mark.parametrize("is_poured", [True, False])
def test_that_a_word_of_failure_says_what_was_to_be_written(
    stick: Path, monkeypatch: pytest.MonkeyPatch, *, is_poured: bool
) -> None:
    real = os_calls.write

    def write(descriptor: int, data: memoryview) -> int:
        if len(data) < PIECE_BYTES:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os_calls, "write", write)
    source = files.Pour(len(SEALED), lambda write: write(SEALED)) if is_poured else sealed
    written = files.write_out(source, stick, NAME)
    assert written.word is Word.FULL
    assert written.bytes == len(SEALED)
    assert written.sha256 == ("" if is_poured else hashlib.sha256(SEALED).hexdigest())
    assert list(stick.iterdir()) == []


def test_that_more_than_was_foretold_is_never_more_than_the_whole(stick: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    poured = files.Pour(1, lambda write: write(SEALED))
    assert (
        files.write_out(poured, stick, NAME, on_step=lambda *step: steps.append(step)).word
        is Word.DONE
    )
    assert [(done, total) for _, done, total in steps] == [
        (PIECE_BYTES, PIECE_BYTES),
        (len(SEALED), len(SEALED)),
    ] * 2
