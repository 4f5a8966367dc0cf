"""Writing to a stick: every way in which it may end, and what then lies there."""

from __future__ import annotations

import errno
import hashlib
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import Drive, Word, os_calls
from salw_desktop.files.drives_linux import removable_drives

Failing: TypeAlias = "Callable[[int, int], AbstractContextManager[Any]]"
NAME = "LEN1-1a2b3c4d-0123456789-v01of01.salwb"
SEALED = bytes(range(256)) * 1024 * 20  # 5 MiB: two pieces
WORDS = {
    errno.ENOSPC: Word.FULL,
    errno.EROFS: Word.READ_ONLY,
    errno.EACCES: Word.READ_ONLY,
    errno.EBUSY: Word.BUSY,
    errno.EIO: Word.PULLED,
    errno.ENODEV: Word.PULLED,
    errno.ENXIO: Word.PULLED,
    errno.ENOENT: Word.PULLED,
    errno.ENOMEM: Word.FAILED,
}


class CancelledError(Exception):
    """What the person at the window asked for."""


def sealed() -> Iterator[bytes]:
    for start in range(0, len(SEALED), 1_000_000):
        yield SEALED[start : start + 1_000_000]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the calls of the seam, in their order."""
    seen: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            seen.append(name)
            return real(*arguments)

        return call

    for name, real in inspect.getmembers(os_calls, inspect.isfunction):
        monkeypatch.setattr(os_calls, name, noted(name, real))
    return seen


@pytest.fixture
def mounted_stick(
    machine: Callable[[str], Path], mounted_small: Callable[[Path], None]
) -> tuple[Path, Callable[[], tuple[Drive, ...]]]:
    """A volume of 4 MB where a recorded machine has a stick, and that machine's list of drives."""
    root = machine("laptop")
    folder = root / "media/officer/FIELD STICK"
    mounted_small(folder)
    return folder, lambda: removable_drives(root)


def test_that_a_folder_that_is_no_drive_ends_with_done(stick: Path) -> None:
    written = files.write_out(sealed, stick, NAME)
    assert written == files.Written(
        Word.DONE, stick / NAME, hashlib.sha256(SEALED).hexdigest(), len(SEALED)
    )
    assert (stick / NAME).read_bytes() == SEALED
    assert list(stick.iterdir()) == [stick / NAME]


@pytest.mark.parametrize("pieces", [[], [b""], [b"x" * 2**22], [b"x" * 2**23], [b"", b"x"]])
def test_that_a_source_that_ends_with_a_piece_comes_back(stick: Path, pieces: list[bytes]) -> None:
    assert files.write_out(lambda: iter(pieces), stick, NAME).word is Word.DONE
    assert (stick / NAME).read_bytes() == b"".join(pieces)


def test_that_a_file_is_written_out_as_it_is(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(SEALED)
    assert files.write_out(tmp_path / "source", stick, NAME).word is Word.DONE
    assert (stick / NAME).read_bytes() == SEALED


def test_that_the_steps_are_those_that_survive_a_pulled_fat_stick(
    stick: Path, calls: list[str]
) -> None:
    files.write_out(sealed, stick, NAME)
    assert calls == [
        *("free_bytes", "remove", "open_new", "forget_cached"),
        *("write", "let_go", "write", "let_go"),
        *("fsync", "close", "rename"),
        *("open_again", "fsync", "close", "fsync_folder", "sync_volume"),
        *("open_read", "forget_cached", "read_into", "let_go", "read_into", "read_into", "let_go"),
        "close",
    ]


def test_that_a_file_found_there_is_read_back_and_brought_down_too(
    stick: Path, calls: list[str]
) -> None:
    (stick / NAME).write_bytes(SEALED)
    files.write_out(sealed, stick, NAME)
    assert calls == [
        *("open_read", "forget_cached", "read_into", "let_go", "read_into", "read_into", "let_go"),
        "close",
        *("open_again", "fsync", "close", "fsync_folder", "sync_volume"),
    ]


def test_that_each_step_is_told_with_its_bytes(stick: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    files.write_out(sealed, stick, NAME, on_step=lambda *step: steps.append(step))
    cut, whole = 4 * 1024 * 1024, len(SEALED)
    assert steps == [
        ("read", 5_000_000, 0),  # the first that goes over a piece
        ("read", whole, 0),
        ("write", cut, whole),
        ("write", whole, whole),
        ("check", cut, whole),
        ("check", whole, whole),
    ]


@pytest.mark.parametrize("step", ["read", "write", "check"])
def test_that_work_cancelled_at_any_step_leaves_nothing(stick: Path, step: str) -> None:
    def cancel(at: str, _done: int, _total: int) -> None:
        if at == step:
            raise CancelledError

    with pytest.raises(CancelledError):
        files.write_out(sealed, stick, NAME, on_step=cancel)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("number", WORDS, ids=errno.errorcode.get)
def test_that_any_failing_call_ends_in_its_word_and_leaves_no_file(
    tmp_path: Path, number: int, nth_call_fails: Failing
) -> None:
    failed = []
    for nth in range(1, 100):
        stick = tmp_path / str(nth)
        stick.mkdir()
        with nth_call_fails(nth, number) as fault:
            word = files.write_out(sealed, stick, NAME).word
        if not fault.call:
            break
        failed.append(fault.call)
        if fault.call == "remove":  # of a left-over that was not there
            assert (word, (stick / NAME).read_bytes()) == (Word.DONE, SEALED)
        else:
            assert (fault.call, word, list(stick.iterdir())) == (fault.call, WORDS[number], [])
    assert len(failed) == 24


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_that_a_failing_call_of_source_or_stick_never_leaves_half_a_file(
    tmp_path: Path, number: int, nth_call_fails: Failing
) -> None:
    (tmp_path / "source").write_bytes(SEALED)
    endings = set()
    for nth in range(1, 100):
        stick = tmp_path / str(nth)
        stick.mkdir()
        with nth_call_fails(nth, number) as fault:
            try:
                ending = str(files.write_out(tmp_path / "source", stick, NAME).word)
            except Trouble as trouble:
                ending = trouble.code
        if not fault.call:
            break
        endings.add(ending)
        whole = [SEALED] if ending == "DONE" else []
        assert [path.read_bytes() for path in stick.iterdir()] == whole
    assert endings == {"DONE", "file.unreadable", str(WORDS[number])}


@pytest.mark.parametrize(
    ("windows_number", "word"),
    [(19, Word.READ_ONLY), (21, Word.PULLED), (32, Word.BUSY), (1167, Word.PULLED)],
)
def test_that_the_numbers_windows_folds_into_one_are_told_apart(
    stick: Path, monkeypatch: pytest.MonkeyPatch, windows_number: int, word: Word
) -> None:
    def fail(_path: Path) -> int:
        error = OSError(errno.EACCES, "Access is denied")
        error.winerror = windows_number  # type: ignore[attr-defined] # as Windows gives it
        raise error

    monkeypatch.setattr(os_calls, "open_new", fail)
    assert files.write_out(sealed, stick, NAME).word is word


def test_that_bytes_changed_on_the_medium_are_found_and_removed(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rot(path: Path) -> None:
        with path.open("r+b") as medium:
            medium.seek(4_500_000)
            medium.write(b"\xff")

    synced: list[list[Path]] = []
    monkeypatch.setattr(os_calls, "fsync_folder", lambda path: synced.append(list(path.iterdir())))
    monkeypatch.setattr(os_calls, "sync_volume", rot)
    assert files.write_out(sealed, stick, NAME).word is Word.VERIFY_FAILED
    assert list(stick.iterdir()) == []
    assert synced == [[stick / NAME], []]


def test_that_a_source_giving_other_bytes_the_second_time_is_no_success(stick: Path) -> None:
    runs = iter((b"first", b"other"))
    assert files.write_out(lambda: iter((next(runs),)), stick, NAME).word is Word.VERIFY_FAILED
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(("free", "word"), [(1049, Word.FULL), (1050, Word.DONE)])
def test_that_a_twentieth_more_than_the_size_must_be_free(
    stick: Path, monkeypatch: pytest.MonkeyPatch, free: int, word: Word
) -> None:
    monkeypatch.setattr(os_calls, "free_bytes", lambda _path: free)
    assert files.write_out(lambda: iter((bytes(1000),)), stick, NAME).word is word


def test_that_a_missing_folder_is_a_missing_drive(tmp_path: Path) -> None:
    assert files.write_out(sealed, tmp_path / "gone", NAME).word is Word.NO_DRIVE


def test_that_a_small_volume_is_full_before_it_is_written(
    stick: Path, mounted_small: Callable[[Path], None]
) -> None:
    mounted_small(stick)
    assert files.write_out(sealed, stick, NAME).word is Word.FULL
    assert list(stick.iterdir()) == []


def test_that_a_volume_lying_about_its_room_is_found_full(
    stick: Path, mounted_small: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted_small(stick)
    monkeypatch.setattr(os_calls, "free_bytes", lambda _path: 10**12)
    assert files.write_out(sealed, stick, NAME).word is Word.FULL
    assert list(stick.iterdir()) == []


def test_that_a_read_only_volume_is_named(read_only_folder: Path) -> None:
    assert files.write_out(sealed, read_only_folder, NAME).word is Word.READ_ONLY


def test_that_a_drive_is_unmounted_before_done_is_said(
    mounted_stick: tuple[Path, Callable[[], tuple[Drive, ...]]],
) -> None:
    folder, drives = mounted_stick
    written = files.write_out(lambda: iter((b"sealed",)), folder, NAME, drives=drives)
    assert (written.word, os.path.ismount(folder)) == (Word.DONE, False)


def test_that_a_drive_in_use_is_done_but_not_ejected(
    mounted_stick: tuple[Path, Callable[[], tuple[Drive, ...]]],
) -> None:
    folder, drives = mounted_stick
    with (folder / "open elsewhere").open("wb"):
        written = files.write_out(lambda: iter((b"sealed",)), folder, NAME, drives=drives)
    assert (written.word, os.path.ismount(folder)) == (Word.DONE_NOT_EJECTED, True)
    assert (folder / NAME).read_bytes() == b"sealed"


def test_that_a_drive_stays_where_more_is_to_follow(
    mounted_stick: tuple[Path, Callable[[], tuple[Drive, ...]]],
) -> None:
    folder, drives = mounted_stick
    written = files.write_out(lambda: iter((b"sealed",)), folder, NAME, eject=False, drives=drives)
    assert (written.word, os.path.ismount(folder)) == (Word.DONE_NOT_EJECTED, True)


def test_that_a_drive_on_which_the_writing_failed_stays_mounted(
    mounted_stick: tuple[Path, Callable[[], tuple[Drive, ...]]],
) -> None:
    folder, drives = mounted_stick
    written = files.write_out(sealed, folder, NAME, drives=drives)
    assert (written.word, os.path.ismount(folder)) == (Word.FULL, True)


def test_that_the_same_file_already_there_is_checked_and_done(stick: Path) -> None:
    files.write_out(sealed, stick, NAME)
    before = (stick / NAME).stat().st_mtime_ns
    steps: list[str] = []
    written = files.write_out(sealed, stick, NAME, on_step=lambda step, *_: steps.append(step))
    assert (written.word, (stick / NAME).stat().st_mtime_ns) == (Word.DONE, before)
    assert set(steps) == {"read", "check"}


@pytest.mark.parametrize("other", [b"", b"another bundle", bytes(len(SEALED))], ids=len)
def test_that_another_file_of_that_name_is_left_alone(stick: Path, other: bytes) -> None:
    (stick / NAME).write_bytes(other)
    with pytest.raises(Refusal) as refused:
        files.write_out(sealed, stick, NAME)
    assert (refused.value.code, (stick / NAME).read_bytes()) == ("file.exists", other)


def test_that_a_folder_of_that_name_is_left_alone(stick: Path) -> None:
    (stick / NAME).mkdir()
    with pytest.raises(Refusal) as refused:
        files.write_out(sealed, stick, NAME)
    assert refused.value.code == "file.exists"


def test_that_the_rest_of_a_writing_cut_off_is_replaced(stick: Path) -> None:
    (stick / f"{NAME}.part").write_bytes(SEALED[:1000])
    assert files.write_out(sealed, stick, NAME).word is Word.DONE
    assert list(stick.iterdir()) == [stick / NAME]


def test_that_a_name_leading_out_of_the_stick_is_refused(stick: Path) -> None:
    with pytest.raises(Refusal) as refused:
        files.write_out(sealed, stick, "../register.db")
    assert refused.value.code == "name.unsafe"


@pytest.mark.parametrize("run", [1, 2])
def test_that_a_failing_source_is_trouble_and_not_the_sticks_fault(stick: Path, run: int) -> None:
    runs: list[int] = []

    def source() -> Iterator[bytes]:
        runs.append(1)
        yield b"sealed"
        if len(runs) == run:
            raise OSError(errno.EIO, "Input/output error", "register.db")

    with pytest.raises(Trouble) as trouble:
        files.write_out(source, stick, NAME)
    assert (trouble.value.code, trouble.value.facts["path"]) == ("file.unreadable", "register.db")
    assert list(stick.iterdir()) == []
