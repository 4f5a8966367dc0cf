"""Drives found in recorded machines, and let go by the programs at hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salw_desktop.files import drives_linux, drives_macos
from salw_desktop.files.drives import Drive, drive_holding

TREES = Path(__file__).parent / "trees"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and scripts of Unix")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a script of that name alone on the PATH; what it was told is in the file it returns."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, lines: str) -> Path:
        told = tmp_path / f"{name}.told"
        (folder / name).write_text(f'#!/bin/sh\necho "$@" >> "{told}"\n{lines}\n')
        (folder / name).chmod(0o700)
        return told

    return put


def a_drive(folder: Path) -> Drive:
    return Drive(folder, "STICK", 8_000_000, 4_000_000, is_writable=True, device="/dev/sdb1")


@pytest.fixture
def by_name(machine: Callable[[str], Path]) -> dict[str, Drive]:
    return {drive.name: drive for drive in drives_linux.removable_drives(machine("laptop"))}


def test_that_only_what_can_be_pulled_out_is_listed(by_name: dict[str, Drive]) -> None:
    assert sorted(by_name) == ["0123-4567", "FIELD STICK", "FIREWIRE", "Stock archive", "Vault"]


def test_that_a_drive_is_known_by_its_last_folder_device_and_room(
    by_name: dict[str, Drive], tmp_path: Path
) -> None:
    stick = by_name["FIELD STICK"]
    assert (stick.folder, stick.device) == (tmp_path / "media/officer/FIELD STICK", "/dev/sdb1")
    assert stick.size_bytes >= stick.free_bytes > 0


def test_that_a_drive_mounted_read_only_is_not_writable(by_name: dict[str, Drive]) -> None:
    assert {name for name, drive in by_name.items() if not drive.is_writable} == {"Stock archive"}


def test_that_the_stick_a_system_was_started_from_is_not_offered(
    machine: Callable[[str], Path],
) -> None:
    assert drives_linux.removable_drives(machine("live_stick")) == ()


def test_that_a_machine_without_a_list_of_mounts_has_no_drives(tmp_path: Path) -> None:
    assert drives_linux.removable_drives(tmp_path) == ()


def test_that_this_machines_own_system_disk_is_no_removable_drive() -> None:
    assert Path("/") not in {drive.folder for drive in drives_linux.removable_drives()}


def test_that_a_folder_deep_in_a_drive_lies_on_it(tmp_path: Path) -> None:
    outer, inner = a_drive(tmp_path), a_drive(tmp_path / "inner")
    assert drive_holding(tmp_path / "inner" / "SALW", (inner, outer)) is inner
    assert drive_holding(tmp_path / "inner-2", (inner, outer)) is outer


def test_that_a_folder_elsewhere_lies_on_no_drive(tmp_path: Path) -> None:
    assert drive_holding(tmp_path, (a_drive(tmp_path / "stick"),)) is None


def test_that_the_desktop_is_asked_first_to_let_go(
    program: Callable[[str, str], Path], tmp_path: Path
) -> None:
    told = program("udisksctl", "exit 0")
    assert drives_linux.unmount(a_drive(tmp_path))
    assert told.read_text() == "unmount --no-user-interaction -b /dev/sdb1\n"


def test_that_the_system_is_asked_where_the_desktop_cannot(
    program: Callable[[str, str], Path], tmp_path: Path
) -> None:
    program("udisksctl", "exit 1")
    told = program("umount", "exit 0")
    assert drives_linux.unmount(a_drive(tmp_path))
    assert told.read_text() == f"-- {tmp_path}\n"


@pytest.mark.usefixtures("program")
def test_that_a_drive_nobody_can_unmount_is_not_let_go(tmp_path: Path) -> None:
    assert not drives_linux.unmount(a_drive(tmp_path))


@pytest.mark.parametrize(
    ("recorded", "names"), [("diskutil_stick", ["FIELD STICK"]), ("diskutil_built_in", [])]
)
def test_that_a_mac_lists_only_what_can_be_pulled_out(
    program: Callable[[str, str], Path], tmp_path: Path, recorded: str, names: list[str]
) -> None:
    told = program("diskutil", f'while read -r l; do echo "$l"; done < "{TREES / recorded}.plist"')
    volume = tmp_path / "Volumes" / "STICK"
    volume.mkdir(parents=True)
    drives = drives_macos.removable_drives(tmp_path / "Volumes")
    assert [drive.name for drive in drives] == names
    assert told.read_text() == f"info -plist {volume}\n"


def test_that_a_mac_is_asked_to_let_go(program: Callable[[str, str], Path], tmp_path: Path) -> None:
    told = program("diskutil", "exit 0")
    assert drives_macos.unmount(a_drive(tmp_path))
    assert told.read_text() == f"unmount {tmp_path}\n"
