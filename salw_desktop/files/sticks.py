"""Writing to a stick so that it may be pulled out at the word DONE, and saying so at no other time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeAlias

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import os_calls
from salw_desktop.files.drives import Drive, drive_holding, removable_drives, unmount
from salw_desktop.files.gathering import Gathering
from salw_desktop.files.names import inside
from salw_desktop.files.os_errors import is_busy, is_full, is_gone, is_read_only
from salw_desktop.files.private import (
    PIECE_BYTES,
    read_pieces,
    remove_and_sync,
    remove_quietly,
    write_all,
)
from salw_desktop.files.read_back import Trail, came_back, sha256_there

Write: TypeAlias = "Callable[[bytes], None]"
OnStep: TypeAlias = "Callable[[str, int, int], None]"


class Word(StrEnum):
    """How a writing ended; there is no tenth way, and no word at all means failure."""

    DONE = "DONE"
    DONE_NOT_EJECTED = "DONE_NOT_EJECTED"
    NO_DRIVE = "NO_DRIVE"
    READ_ONLY = "READ_ONLY"
    FULL = "FULL"
    BUSY = "BUSY"
    PULLED = "PULLED"
    VERIFY_FAILED = "VERIFY_FAILED"
    FAILED = "FAILED"

    @property
    def is_done(self) -> bool:
        return self in (Word.DONE, Word.DONE_NOT_EJECTED)


@dataclass(frozen=True, slots=True)
class Pour:
    """A source that comes into being while it is written, once: `into` hands it piece by piece to what it is given."""

    size_at_most_bytes: int
    into: Callable[[Write], None]


Source: TypeAlias = "Callable[[], Iterator[bytes]] | Path | Pour"


@dataclass(frozen=True, slots=True)
class Written:
    """What was to be written, where, and the word it ended with.

    Of a `Pour` that was not written nobody knows what it would have been: no `sha256`, and the most bytes it could take.
    """

    word: Word
    path: Path
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class _Job:
    """`sha256` is None of what is not made yet; then `size_bytes` is the most it can be."""

    source: Source
    target: Path
    sha256: str | None
    size_bytes: int
    on_step: OnStep

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    def on_check(self, done_bytes: int) -> None:
        self.on_step("check", done_bytes, max(done_bytes, self.size_bytes))


def write_out(
    source: Source,
    folder: Path,
    name: str,
    *,
    on_step: OnStep | None = None,
    eject: bool = True,
    drives: Callable[[], tuple[Drive, ...]] = removable_drives,
) -> Written:
    """Write `source` as `folder/name`, read it back, and let go of the drive it lies on.

    A callable is run twice and must give the same bytes each time, a `Pour` once. `on_step` is told "read" (its
    total is 0: not known yet), "write" and "check" with bytes done and in all; what it raises stops
    the work and leaves nothing behind. Without `eject` (more files follow) a good end on a drive is
    DONE_NOT_EJECTED. Raises Refusal name.unsafe and file.exists, and Trouble where the source fails.
    """
    target = inside(folder, name)
    on_step = on_step or _nobody_asks
    if isinstance(source, Pour):
        job = _Job(source, target, None, source.size_at_most_bytes, on_step)
    else:
        job = _Job(source, target, *_measured(source, on_step), on_step)
    laid = _Laid(job)
    try:
        drive = drive_holding(folder, drives())
        word = _word_of_writing(job, laid)
        if word is Word.DONE and drive is not None and not (eject and unmount(drive)):
            word = Word.DONE_NOT_EJECTED
    except OSError as error:
        word = _word_of(error)
    if job.sha256 is None and word.is_done:
        return Written(word, target, laid.sha256, laid.size_bytes)
    return Written(word, target, job.sha256 or "", job.size_bytes)


def _nobody_asks(_step: str, _done: int, _total: int) -> None:
    pass


def _measured(source: Callable[[], Iterator[bytes]] | Path, on_step: OnStep) -> tuple[str, int]:
    digest, size_bytes, told_bytes = hashlib.sha256(), 0, 0
    for piece in _pieces(source):
        digest.update(piece)
        size_bytes += len(piece)
        if size_bytes - told_bytes >= PIECE_BYTES:
            told_bytes = size_bytes
            on_step("read", size_bytes, 0)
    on_step("read", size_bytes, 0)
    return digest.hexdigest(), size_bytes


def _word_of_writing(job: _Job, laid: _Laid) -> Word:
    if not job.target.parent.is_dir():
        return Word.NO_DRIVE
    if job.target.exists():
        if not _is_there_already(job):
            raise Refusal("file.exists", field="name", name=job.target.name)
        # who wrote it may not have had the time to bring it down
        _bring_down(job.target)
        return Word.DONE
    # file tables and rounding to clusters take their share
    if os_calls.free_bytes(job.target.parent) * 100 < job.size_bytes * 105:
        return Word.FULL
    try:
        _lay_down(job, laid)
        if job.sha256 in (None, laid.sha256) and came_back(job.target, laid.trail, job.on_check):
            return Word.DONE
    except BaseException:
        _clear_away(job)
        raise
    _clear_away(job)
    return Word.VERIFY_FAILED


def _is_there_already(job: _Job) -> bool:
    if job.sha256 is None or not job.target.is_file():
        return False
    has_its_size = job.target.stat().st_size == job.size_bytes
    return has_its_size and sha256_there(job.target, job.on_check) == job.sha256


class _Laid:
    """What is written so far."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        self._put_bytes = 0
        self.trail = Trail()
        self.size_bytes = 0

    @property
    def sha256(self) -> str:
        return self.trail.sha256

    def write_to(self, descriptor: int) -> None:
        """Some pieces are on their way down while the next one is made."""
        source = self._job.source
        with Gathering(partial(self._put, descriptor), self._count) as add:
            if isinstance(source, Pour):
                source.into(add)
            else:
                for piece in _pieces(source):
                    add(piece)

    def _put(self, descriptor: int, piece: memoryview) -> int:
        self.trail.add(piece)
        write_all(descriptor, piece)
        self._put_bytes += len(piece)
        os_calls.let_go(descriptor, self._put_bytes)
        return len(piece)

    def _count(self, went_down_bytes: int) -> None:
        self.size_bytes += went_down_bytes
        total = max(self.size_bytes, self._job.size_bytes)
        self._job.on_step("write", self.size_bytes, total)


def _lay_down(job: _Job, laid: _Laid) -> None:
    remove_quietly(job.part)
    descriptor = os_calls.open_new(job.part)
    try:
        # macOS reads back from its memory what it keeps there while it is written
        os_calls.forget_cached(descriptor)
        laid.write_to(descriptor)
        os_calls.fsync(descriptor)
    finally:
        os_calls.close(descriptor)
    os_calls.rename(job.part, job.target)
    _bring_down(job.target)


def _bring_down(target: Path) -> None:
    # On FAT the new name learns its size only when the file itself is synced under that name:
    # without this second fsync every file is empty once the stick is pulled.
    descriptor = os_calls.open_again(target)
    try:
        os_calls.fsync(descriptor)
    finally:
        os_calls.close(descriptor)
    os_calls.fsync_folder(target.parent)
    os_calls.sync_volume(target)


def _clear_away(job: _Job) -> None:
    remove_and_sync(job.part)
    remove_and_sync(job.target)


def _pieces(source: Callable[[], Iterator[bytes]] | Path) -> Iterator[bytes]:
    """The source's bytes; its own failing is Trouble, for the words speak of the stick."""
    if isinstance(source, Path):
        yield from read_pieces(source)
        return
    try:
        yield from source()
    except OSError as error:
        path = error.filename or "the data to be written"
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror) from error


def _word_of(error: OSError) -> Word:
    if is_full(error):
        return Word.FULL
    if is_read_only(error):
        return Word.READ_ONLY
    if is_busy(error):
        return Word.BUSY
    if is_gone(error):
        return Word.PULLED
    return Word.FAILED
