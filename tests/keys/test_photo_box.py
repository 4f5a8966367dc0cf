"""Photographs on the disk: sealed, under names that tell nothing, and noticed when they are changed."""

from __future__ import annotations

import errno
import hashlib
import stat
from pathlib import Path

import pytest

from salw_desktop.domain.errors import Trouble
from salw_desktop.files import os_calls
from salw_desktop.keys.photo_box import (
    ORIGINAL,
    PhotoBox,
    copy_sealed,
    new_photo_key,
    open_original,
    seal_original,
)

KEY = bytes.fromhex(new_photo_key())
PICTURE = b"a picture of a rifle " * 1000
SHA256 = hashlib.sha256(PICTURE).hexdigest()
OTHER = hashlib.sha256(b"another").hexdigest()


@pytest.fixture
def box(tmp_path: Path) -> PhotoBox:
    return PhotoBox(tmp_path / "photos", KEY)


def files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_that_a_photograph_comes_back_byte_for_byte(box: PhotoBox) -> None:
    assert box.keep(SHA256, ORIGINAL, PICTURE)
    assert box.read(SHA256, ORIGINAL) == PICTURE


def test_that_neither_name_nor_bytes_on_the_disk_tell_of_it(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    (file,) = files_in(tmp_path)
    assert SHA256[:8] not in str(file.relative_to(tmp_path))
    assert PICTURE[:21] not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_that_two_registers_name_the_same_photograph_differently(tmp_path: Path) -> None:
    for place, key in (("a", KEY), ("b", bytes(32))):
        PhotoBox(tmp_path / place, key).keep(SHA256, ORIGINAL, PICTURE)
    first, second = (files_in(tmp_path / place)[0].name for place in "ab")
    assert first != second


def test_that_the_same_photograph_twice_is_one_file(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    (file,) = files_in(tmp_path)
    before = file.read_bytes()
    assert not box.keep(SHA256, ORIGINAL, PICTURE)
    assert [each.read_bytes() for each in files_in(tmp_path)] == [before]


def test_that_original_and_copy_lie_side_by_side(box: PhotoBox) -> None:
    box.keep(SHA256, "320", b"small")
    assert not box.has(SHA256)
    box.keep(SHA256, ORIGINAL, PICTURE)
    assert box.has(SHA256)
    assert box.read(SHA256, "320") == b"small"


def test_that_a_missing_photograph_is_named(box: PhotoBox) -> None:
    with pytest.raises(Trouble) as trouble:
        box.read(SHA256, ORIGINAL)
    assert trouble.value.code == "photo.missing"
    assert trouble.value.facts == {"photo": SHA256[:8]}


def test_that_a_disk_that_cannot_say_whether_it_is_there_is_named(
    box: PhotoBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    assert box.lies_here(SHA256, len(PICTURE))

    def stat(path: Path, **_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(Trouble, match=r"file\.unreadable"):
        box.read(SHA256, ORIGINAL)
    assert not box.lies_here(SHA256, len(PICTURE))


@pytest.mark.parametrize("damage", ["bit", "cut", "emptied", "longer"])
def test_that_a_changed_file_is_named_and_written_anew(
    box: PhotoBox, tmp_path: Path, damage: str
) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    (file,) = files_in(tmp_path)
    whole = file.read_bytes()
    spoilt = {
        "bit": whole[:500] + bytes([whole[500] ^ 1]) + whole[501:],
        "cut": whole[:-1],
        "emptied": b"",
        "longer": whole + b"\0",
    }
    file.write_bytes(spoilt[damage])
    with pytest.raises(Trouble) as trouble:
        box.read(SHA256, ORIGINAL)
    assert trouble.value.code == "photo.damaged"
    assert box.keep(SHA256, ORIGINAL, PICTURE)
    assert box.read(SHA256, ORIGINAL) == PICTURE


def test_that_no_file_passes_for_another_one(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    (first,) = files_in(tmp_path)
    box.keep(OTHER, ORIGINAL, b"another")
    (second,) = [path for path in files_in(tmp_path) if path != first]
    second.write_bytes(first.read_bytes())
    assert box.is_whole(SHA256)
    assert not box.is_whole(OTHER)


def test_that_another_key_opens_nothing(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    assert not PhotoBox(tmp_path / "photos", bytes(32)).has(SHA256)


def test_that_a_copy_of_the_folder_has_all_but_the_halves(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    (file,) = files_in(tmp_path)
    (file.parent / f".{file.name}.part").write_bytes(b"half")
    copy_sealed(tmp_path / "photos", tmp_path / "copy")
    assert PhotoBox(tmp_path / "copy", KEY).read(SHA256, ORIGINAL) == PICTURE
    assert len(files_in(tmp_path / "copy")) == 1


def test_that_what_is_dropped_is_gone_for_the_folder_too_and_asked_for_once(
    box: PhotoBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every unlock drops all that is gone: a folder that holds none of it is left alone."""
    box.keep(SHA256, ORIGINAL, PICTURE)
    synced: list[Path] = []
    monkeypatch.setattr(os_calls, "fsync_folder", synced.append)
    for _ in range(3):
        box.drop(SHA256, ORIGINAL)
    assert len(synced) == 1


def test_that_what_is_dropped_is_gone_and_what_lies_beside_it_stays(box: PhotoBox) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    box.keep(SHA256, "320", b"small")
    for _ in range(2):
        box.drop(SHA256, "320")
    assert (box.has(SHA256), box.is_whole(SHA256, "320")) == (True, False)


def test_that_a_file_of_no_photograph_is_a_stranger(box: PhotoBox, tmp_path: Path) -> None:
    box.keep(SHA256, ORIGINAL, PICTURE)
    box.keep(OTHER, ORIGINAL, b"another")
    (stranger,) = box.strangers([(SHA256, ORIGINAL), (SHA256, "320")])
    assert stranger in files_in(tmp_path)
    assert list(box.strangers([(SHA256, ORIGINAL), (OTHER, ORIGINAL)])) == []


def test_that_a_sealed_original_opens_with_its_key_alone_and_is_sealed_anew_each_time() -> None:
    key, sealed = new_photo_key(), seal_original(KEY.hex(), PICTURE)
    assert open_original(KEY.hex(), sealed) == PICTURE
    assert sealed != seal_original(KEY.hex(), PICTURE)
    for wrong, data in ((key, sealed), (KEY.hex(), sealed[:-1]), (KEY.hex(), b"")):
        with pytest.raises(Trouble) as trouble:
            open_original(wrong, data)
        assert trouble.value.code == "sealed.damaged"
