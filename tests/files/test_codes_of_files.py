"""Each code of this room has a sentence that its own facts fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salw_desktop import files
from salw_desktop.domain.calibres import read_calibres
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.words import sentence


def lock_twice(path: Path) -> None:
    with files.FolderLock(path):
        files.FolderLock(path)


SCENES: dict[str, Callable[[Path], object]] = {
    "folder.exists": lambda folder: files.make_private_folder(folder, new=True),
    "file.too-large": lambda folder: files.read_limited(folder / "full", 1),
    "file.exists": lambda folder: files.write_out(lambda: iter((b"x",)), folder, "full"),
    "name.unsafe": lambda _: files.safe_name(".."),
    "disk.failed": lambda folder: files.write_private(folder / "gone" / "x", b""),
    "file.missing": lambda folder: files.read_limited(folder / "gone", 1),
    "file.unreadable": lambda folder: files.read_limited(folder, 1),
    "register.in-use": lambda folder: lock_twice(folder / "full"),
    "program.incomplete": lambda _: files.resource("gone"),
    "program.damaged": lambda _: read_calibres(b"calibre"),
}


@pytest.mark.parametrize("code", SCENES)
def test_that_a_person_is_told_what_is_wrong_and_where(tmp_path: Path, code: str) -> None:
    (tmp_path / "full").write_bytes(b"full")
    with pytest.raises((Refusal, Trouble)) as raised:
        SCENES[code](tmp_path)
    error = raised.value
    assert isinstance(error, Refusal | Trouble)
    assert error.code == code
    told = sentence(code, error.facts)
    assert all(str(fact) in told for fact in error.facts.values())


@pytest.mark.parametrize("code", ["disk.full", "folder.read-only"])
def test_that_a_failing_disk_is_told_with_its_place(code: str) -> None:
    assert "/media/STICK" in sentence(code, {"path": "/media/STICK", "reason": "No space left"})
