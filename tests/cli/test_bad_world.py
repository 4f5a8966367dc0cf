"""Disk, lock and key say no: trouble with its code, and what was there is there afterwards."""

from __future__ import annotations

import errno
import os
import subprocess  # noqa: TID251  a second program is a second process
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ready import Ready
from terminal import done, refused, salw

from salw_desktop.files import os_calls

HOLDS_THE_LOCK = """
import sys
from pathlib import Path
from salw_desktop.files import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def a_full_disk() -> Iterator[None]:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os_calls, "write", full)
        yield


@contextmanager
def another_program(register: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLDS_THE_LOCK, str(register / "lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_two_programs_never_share_a_register(ready: Ready) -> None:
    before = ready.file()
    with another_program(ready.register):
        said = refused("find", ready.register, "1", *ready.words)
        assert (said.status, said.code) == (3, "register.in-use")
        assert ready.file() == before
    assert salw("find", ready.register, "1", *ready.words).status == 0


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "a table"])
def test_that_no_register_is_said_to_be_missing(tmp_path: Path, there: str) -> None:
    path = tmp_path / "lendo.salw"
    if there == "an empty folder":
        path.mkdir()
    elif there == "a table":
        path.write_text("number;serial\n1;AB 1234\n", encoding="ascii")
    said = refused("check", path)
    assert (said.status, said.code) == (3, "register.missing")


def test_that_a_table_in_the_place_of_the_file_is_damage(ready: Ready) -> None:
    (ready.register / "register.db").write_text("number;serial\n" * 900, encoding="ascii")
    said = refused("check", ready.register, *ready.words)
    assert (said.status, said.code) == (3, "register.damaged")


def test_that_the_copy_of_the_slots_opens_the_register(ready: Ready) -> None:
    (ready.register / "slots.json").write_bytes(b"{")
    assert salw("find", ready.register, "1", *ready.words).status == 0


def test_that_without_slots_nothing_opens_and_nothing_is_touched(ready: Ready) -> None:
    before = ready.file()
    for name in ("slots.json", "slots.copy.json"):
        (ready.register / name).write_bytes(b"{")
    said = refused("find", ready.register, "1", *ready.words)
    assert (said.status, said.code) == (3, "slots.damaged")
    assert ready.file() == before


def test_that_a_missing_passphrase_file_is_said(ready: Ready) -> None:
    said = refused("find", ready.register, "1", "--passphrase-file", ready.home / "gone.txt")
    assert (said.status, said.code) == (3, "file.missing")


def test_that_a_full_disk_leaves_no_half_register(tmp_path: Path) -> None:
    path = tmp_path / "lendo.salw"
    with a_full_disk():
        said = refused("new", path, "--unit", "LEN1", "--site", "LEN")
    assert (said.status, said.code) == (3, "disk.full")
    assert names(tmp_path) == []
    assert salw("new", path, "--unit", "LEN1", "--site", "LEN").status == 0


def test_that_a_full_disk_leaves_no_half_backup(ready: Ready) -> None:
    target = ready.home / "backups"
    with a_full_disk():
        said = salw("backup", ready.register, target, *ready.words, "--json")
    assert (said.status, said.code) == (3, "disk.full")
    assert names(target) == []
    made = Path(done("backup", ready.register, target, *ready.words)["backup"])
    assert names(target) == [made.name]


def test_that_a_full_stick_gets_no_half_bundle(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = ready.home / "stick"
    stick.mkdir()
    monkeypatch.setattr(os_calls, "free_bytes", lambda _: 100)
    said = refused("export", ready.register, stick, *ready.words)
    assert (said.status, said.code) == (3, "stick.full")
    assert names(stick) == []


@pytest.mark.parametrize(
    "verb", ["labels", "enrol", "identity", "sheet", "passphrases", "recovery"]
)
def test_that_no_file_is_written_over(ready: Ready, verb: str, tmp_path: Path) -> None:
    out = ready.home / "mine.txt"
    out.write_text("mine", encoding="ascii")
    new = ("new", tmp_path / "new.salw", "--unit", "LEN1", "--site", "LEN")
    hq = ("registry", "init", "--at", tmp_path / "hq.salw", "--series", "XA26")
    arguments: dict[str, tuple[object, ...]] = {
        "labels": ("labels", ready.register, "--out", out, *ready.words),
        "enrol": ("enrol", ready.register, "--out", out, *ready.words),
        "identity": ("registry", "identity", *ready.at_hq, "--out", out, "--yes"),
        "sheet": (*new, "--sheet", out),
        "passphrases": (*new, "--passphrase-out", out),
        "recovery": (*hq, "--recovery-out", out),
    }
    said = refused(*arguments[verb])
    assert (said.status, said.code) == (1, "file.exists")
    assert out.read_text(encoding="ascii") == "mine"
    assert names(tmp_path) == ["home"]


def test_that_a_register_is_never_made_over_another(ready: Ready) -> None:
    before = ready.file()
    said = refused("new", ready.register, "--unit", "LEN1", "--site", "LEN")
    assert (said.status, said.code) == (1, "folder.exists")
    assert ready.file() == before


@pytest.mark.parametrize(
    ("unit", "site", "more", "code"),
    [
        ("L", "LEN", (), "unit.malformed"),
        ("../..", "LEN", (), "unit.malformed"),
        ("LEN1", "LENDO", (), "site.malformed"),
        ("LEN1", "LEN", ("--block", "7"), "block.malformed"),
        ("LEN1", "LEN", ("--block", "XA26-NGT-1-9"), "block.other-site"),
        ("LEN1", "LEN", ("--block", "CD26-LEN-1-9", "--practice"), "block.practice-mixed"),
    ],
)
def test_that_names_and_numbers_of_a_register_are_looked_at(
    tmp_path: Path, unit: str, site: str, more: tuple[str, ...], code: str
) -> None:
    said = refused("new", tmp_path / "new.salw", "--unit", unit, "--site", site, *more)
    assert (said.status, said.code) == (1, code)
    assert names(tmp_path) == []


def test_that_station_and_registry_are_not_taken_for_each_other(ready: Ready) -> None:
    words = ready.at_hq[2:]
    said = refused("find", ready.folder.registry, "1", *words)
    assert (said.status, said.code) == (1, "register.is-a-registry")
    said = refused("registry", "status", "--at", ready.register, *ready.words)
    assert (said.status, said.code) == (1, "register.is-a-station")


def test_that_files_are_ours_alone(ready: Ready) -> None:
    """Nobody but the account that made them may read or list them."""
    done("backup", ready.register, *ready.words)
    made = [path for path in ready.register.rglob("*") if path.is_file()]
    assert len(made) >= 6
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
