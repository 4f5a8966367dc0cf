"""Removable drives as macOS tells of them through diskutil."""

from __future__ import annotations

import os
import plistlib
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from salw_desktop.files.drive import Drive
from salw_desktop.files.programs import answer_of

_VOLUMES = Path("/Volumes")


def removable_drives(volumes: Path = _VOLUMES) -> tuple[Drive, ...]:
    """The mounted drives that a person could pull out."""
    return tuple(drive for folder in sorted(volumes.glob("*")) for drive in _drive(folder))


def unmount(drive: Drive) -> bool:
    """True once the system has let go of the drive, so that it may be pulled out."""
    return answer_of("diskutil", "unmount", str(drive.folder)) is not None


def _drive(folder: Path) -> Iterator[Drive]:
    answer = answer_of("diskutil", "info", "-plist", str(folder))
    if answer is None:
        return
    with suppress(OSError, plistlib.InvalidFileException):
        facts = plistlib.loads(answer)
        if not facts.get("RemovableMediaOrExternalDevice", False):
            return
        usage = shutil.disk_usage(folder)
        yield Drive(
            folder=folder,
            name=facts.get("VolumeName") or folder.name,
            size_bytes=usage.total,
            free_bytes=usage.free,
            is_writable=facts.get("WritableVolume", False) and os.access(folder, os.W_OK),
            device=facts.get("DeviceNode", ""),
        )
