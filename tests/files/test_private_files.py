"""Private folders and files: their modes, their wholeness, their limits."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import os_calls

Failing: TypeAlias = "Callable[[int, int], AbstractContextManager[Any]]"
OLD = b"old" * 100_000
NEW = b"new!" * 200_000
CODES = {errno.ENOSPC: "disk.full", errno.EIO: "disk.failed", errno.EROFS: "folder.read-only"}
posix_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@posix_modes
@pytest.mark.usefixtures("open_umask")
def test_that_every_folder_made_is_the_owners_alone(tmp_path: Path) -> None:
    files.make_private_folder(tmp_path / "unit" / "LEN1.salw")
    assert [mode(tmp_path / "unit"), mode(tmp_path / "unit" / "LEN1.salw")] == [0o700, 0o700]


@posix_modes
@pytest.mark.usefixtures("open_umask")
def test_that_every_file_written_is_the_owners_alone(tmp_path: Path) -> None:
    files.write_private(tmp_path / "slots.json", OLD)
    files.copy_private(tmp_path / "slots.json", tmp_path / "slots.copy")
    assert [mode(tmp_path / "slots.json"), mode(tmp_path / "slots.copy")] == [0o600, 0o600]


def test_that_a_folder_already_there_is_no_new_one(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        files.make_private_folder(tmp_path, new=True)
    assert refused.value.code == "folder.exists"


def test_that_a_folder_already_there_will_do_where_none_new_is_asked(tmp_path: Path) -> None:
    files.make_private_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "LEN1.salw").write_bytes(OLD)
    with pytest.raises(Refusal) as refused:
        files.make_private_folder(tmp_path / "LEN1.salw" / "photos")
    assert refused.value.code == "folder.exists"


@pytest.mark.parametrize("number", CODES)
def test_that_a_failing_call_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, number: int, nth_call_fails: Failing
) -> None:
    path = tmp_path / "slots.json"
    failed = []
    for nth in range(1, 100):
        path.write_bytes(OLD)
        with nth_call_fails(nth, number) as fault:
            try:
                files.write_private(path, NEW)
            except Trouble as trouble:
                failed.append((fault.call, trouble.code))
        assert path.read_bytes() in (OLD, NEW)
        assert list(tmp_path.iterdir()) == [path]
        if not fault.call:
            break
    calls = ["open_new", "write", "fsync", "close", "rename", "fsync_folder"]
    assert failed == [(call, CODES[number]) for call in calls]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOENT, errno.EACCES])
def test_that_a_source_failing_at_any_call_is_named_and_nothing_is_copied(
    tmp_path: Path, number: int, nth_call_fails: Failing
) -> None:
    source = tmp_path / "source"
    source.write_bytes(OLD)
    seen = []
    for nth in range(1, 100):
        with nth_call_fails(nth, number) as fault:
            try:
                files.read_limited(source, len(OLD))
            except Trouble as trouble:
                seen.append((fault.call, trouble.code))
        if not fault.call:
            break
    code = "file.missing" if number == errno.ENOENT else "file.unreadable"
    assert seen == [(call, code) for call in ("open_read", "read", "read", "close")]


def test_that_a_copy_of_a_missing_file_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        files.copy_private(tmp_path / "gone", tmp_path / "copy")
    assert trouble.value.code == "file.missing"
    assert list(tmp_path.iterdir()) == []


def test_that_a_copy_holds_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(OLD)
    files.copy_private(tmp_path / "source", tmp_path / "copy", limit_bytes=len(OLD))
    assert (tmp_path / "copy").read_bytes() == OLD


def test_that_a_link_is_replaced_and_what_it_led_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(OLD)
    (tmp_path / "slots.json").symlink_to(tmp_path / "elsewhere")
    files.write_private(tmp_path / "slots.json", NEW)
    assert (tmp_path / "elsewhere").read_bytes() == OLD
    assert not (tmp_path / "slots.json").is_symlink()


def test_that_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "head.json").write_bytes(OLD)
    assert files.read_limited(tmp_path / "head.json", len(OLD)) == OLD


def test_that_a_file_over_the_limit_is_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "head.json").write_bytes(OLD)
    reads: list[int] = []
    monkeypatch.setattr(os_calls, "read", lambda _descriptor, size: reads.append(size))
    with pytest.raises(Refusal) as refused:
        files.read_limited(tmp_path / "head.json", len(OLD) - 1)
    assert refused.value.code == "file.too-large"
    assert reads == []


def test_that_a_file_growing_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "head.json"
    path.write_bytes(OLD)
    real_read = os_calls.read

    def grow_and_read(descriptor: int, size_bytes: int) -> bytes:
        with path.open("ab") as growing:
            growing.write(b"more")
        return real_read(descriptor, size_bytes)

    monkeypatch.setattr(os_calls, "read", grow_and_read)
    with pytest.raises(Refusal) as refused:
        files.read_limited(path, len(OLD))
    assert refused.value.code == "file.too-large"


def test_that_a_file_growing_beyond_what_was_asked_for_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real_read, grown = tmp_path / "log", os_calls.read, bytes(200_000)
    path.write_bytes(OLD)

    def grow_and_read(descriptor: int, size_bytes: int) -> bytes:
        if path.stat().st_size == len(OLD):
            path.write_bytes(OLD + grown)
        return real_read(descriptor, size_bytes)

    monkeypatch.setattr(os_calls, "read", grow_and_read)
    assert b"".join(files.read_pieces(path)) == OLD + grown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_that_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bundle.salwb")
    with pytest.raises(Trouble) as trouble:
        files.read_limited(tmp_path / "bundle.salwb", 10)
    assert trouble.value.code == "file.unreadable"


@posix_modes
def test_that_a_temporary_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with files.temporary_folder(tmp_path / "work") as folder:
        files.write_private(folder / "plain.tar", OLD)
        assert (mode(folder), folder.parent) == (0o700, tmp_path / "work")
    assert list((tmp_path / "work").iterdir()) == []


def test_that_a_temporary_folder_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), files.temporary_folder(tmp_path):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_that_a_renamed_file_takes_the_place_of_the_other(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(OLD)
    (tmp_path / "register.next").write_bytes(NEW)
    files.rename(tmp_path / "register.next", tmp_path / "register.db")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [NEW]


def test_that_a_renaming_that_fails_is_named_at_each_call(
    tmp_path: Path, nth_call_fails: Failing
) -> None:
    (tmp_path / "register.next").write_bytes(NEW)
    for nth, call in enumerate(("rename", "fsync_folder"), start=1):
        with nth_call_fails(nth, errno.EIO) as fault, pytest.raises(Trouble) as trouble:
            files.rename(tmp_path / "register.next", tmp_path / "register.db")
        assert (fault.call, trouble.value.code) == (call, "disk.failed")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [NEW]


def test_that_removing_what_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    files.remove_quietly(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_that_a_full_volume_is_named(tmp_path: Path, mounted_small: Callable[[Path], None]) -> None:
    mounted_small(tmp_path)
    with pytest.raises(Trouble) as trouble:
        files.write_private(tmp_path / "photo", bytes(5 * 1024 * 1024))
    assert trouble.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_that_the_free_room_of_a_volume_is_told(
    tmp_path: Path, mounted_small: Callable[[Path], None]
) -> None:
    mounted_small(tmp_path)
    files.write_private(tmp_path / "photo", bytes(1024 * 1024))
    assert files.free_bytes(tmp_path) == 3 * 1024 * 1024


def test_that_a_read_only_folder_is_named(read_only_folder: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        files.write_private(read_only_folder / "slots.json", NEW)
    assert trouble.value.code == "folder.read-only"


def test_that_what_the_program_brings_along_is_read_by_name() -> None:
    assert files.resource("catalogue/weapon_models.csv").count(b"\n") > 100


def test_that_a_missing_part_of_the_program_is_named() -> None:
    with pytest.raises(Trouble) as trouble:
        files.resource("fonts/none.ttf")
    assert (trouble.value.code, trouble.value.facts) == (
        "program.incomplete",
        {"name": "fonts/none.ttf"},
    )


@pytest.mark.parametrize(
    ("data", "first", "rest"),
    [(b"nonce and seal", b"nonce", b" and seal"), (b"non", b"non", b""), (b"", b"", b"")],
)
def test_that_a_file_comes_in_two_parts(
    tmp_path: Path, data: bytes, first: bytes, rest: bytes
) -> None:
    (tmp_path / "photo").write_bytes(data)
    assert files.read_split(tmp_path / "photo", 5, len(data)) == (first, rest)


def test_that_a_disk_that_gives_little_at_a_time_gives_the_same_two_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo").write_bytes(b"nonce and seal")
    real = os_calls.read
    monkeypatch.setattr(os_calls, "read", lambda file, most: real(file, min(most, 3)))
    assert files.read_split(tmp_path / "photo", 5, 100) == (b"nonce", b" and seal")


def test_that_the_size_of_a_file_is_told_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"12345")
    assert files.size_of(tmp_path / "photo") == 5
    assert files.size_of(tmp_path) is None
    assert files.size_of(tmp_path / "none") is None
    assert files.size_of(tmp_path / "photo" / "none") is None


def test_that_a_file_longer_than_a_piece_is_read_whole(tmp_path: Path) -> None:
    data = b"0123456789abcdef" * (2**19 + 1)  # 8 MiB and 16 bytes
    (tmp_path / "photo").write_bytes(data)
    assert files.read_split(tmp_path / "photo", 5, len(data)) == (data[:5], data[5:])
    assert files.read_limited(tmp_path / "photo", len(data)) == data
