"""Removable drives as Linux tells of them in /proc and /sys."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from salw_desktop.files.drive import Drive
from salw_desktop.files.programs import answer_of

_ROOT = Path("/")
_KINDS = frozenset({"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4"})
# a system started from a stick lives on these; nobody carries it to HQ
_SYSTEM_FOLDERS = frozenset(map(Path, ("/", "/boot", "/boot/efi", "/efi", "/home", "/usr", "/var")))
_USB_PORT = re.compile(r"usb\d+")


@dataclass(frozen=True, slots=True)
class _Mount:
    device_number: str
    part: str
    folder: Path
    kind: str
    source: str
    is_writable: bool


def removable_drives(root: Path = _ROOT) -> tuple[Drive, ...]:
    """The mounted drives that a person could pull out; `root` is where proc, sys and dev lie."""
    return tuple(
        drive
        for mount in _mounts(root / "proc/self/mountinfo")
        if mount.kind in _KINDS and mount.part == "/" and mount.folder not in _SYSTEM_FOLDERS
        if _is_removable(root / "sys/dev/block" / mount.device_number)
        for drive in _drive(mount, root)
    )


def unmount(drive: Drive) -> bool:
    """True once the system has let go of the drive, so that it may be pulled out."""
    by_desktop = ("udisksctl", "unmount", "--no-user-interaction", "-b", drive.device)
    by_system = ("umount", "--", str(drive.folder))
    return answer_of(*by_desktop) is not None or answer_of(*by_system) is not None


def _mounts(mountinfo: Path) -> tuple[_Mount, ...]:
    try:
        text = os.fsdecode(mountinfo.read_bytes())
    except OSError:
        return ()
    # of two mounts on one folder only the later is seen
    seen = {mount.folder: mount for mount in map(_mount, text.splitlines())}
    return tuple(seen.values())


def _mount(line: str) -> _Mount:
    before, _, after = line.partition(" - ")
    _, _, device_number, part, folder, options, *_ = before.split(" ")
    kind, source, super_options = after.split(" ")
    return _Mount(
        device_number,
        part,
        Path(_plain(folder)),
        kind,
        _plain(source),
        is_writable="rw" in options.split(",") and "rw" in super_options.split(","),
    )


def _plain(field: str) -> str:
    """The kernel writes blanks, line ends and backslashes as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _is_removable(device: Path) -> bool:
    device = device.resolve()
    # an encrypted stick is a device upon a device
    below = tuple((device / "slaves").glob("*"))
    if below:
        return all(map(_is_removable, below))
    disk = device.parent if (device / "partition").exists() else device
    return (
        any(_USB_PORT.fullmatch(part) for part in disk.parts)
        or _word_in(disk / "removable") == "1"
        or _word_in(disk / "device/type") == "SD"
    )


def _word_in(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="ascii").strip()
    return ""


def _drive(mount: _Mount, root: Path) -> Iterator[Drive]:
    # a drive pulled out a moment ago is still in the list, but no longer answers
    with suppress(OSError):
        usage = shutil.disk_usage(mount.folder)
        yield Drive(
            folder=mount.folder,
            name=_label(mount.source, root) or mount.folder.name,
            size_bytes=usage.total,
            free_bytes=usage.free,
            is_writable=mount.is_writable and os.access(mount.folder, os.W_OK),
            device=mount.source,
        )


def _label(source: str, root: Path) -> str:
    device = (root / source.lstrip("/")).resolve()
    for link in (root / "dev/disk/by-label").glob("*"):
        if link.resolve() == device:
            # udev writes a blank in a label as \x20
            return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), link.name)
    return ""
