"""The removable drives of this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from salw_desktop.files.drive import Drive

if sys.platform == "win32":
    from salw_desktop.files.drives_windows import removable_drives, unmount
elif sys.platform == "darwin":
    from salw_desktop.files.drives_macos import removable_drives, unmount
else:
    from salw_desktop.files.drives_linux import removable_drives, unmount

__all__ = ["Drive", "drive_holding", "removable_drives", "unmount"]


def drive_holding(folder: Path, drives: Iterable[Drive]) -> Drive | None:
    """The drive on which the folder lies, or None where it lies on the machine's own disk."""
    place = folder.resolve()
    holding = [drive for drive in drives if place.is_relative_to(drive.folder.resolve())]
    # a drive may be mounted inside another one
    return max(holding, key=lambda drive: len(drive.folder.parts), default=None)
