"""Private folders and files, atomic writes, path checks, locks and removable drives."""

from __future__ import annotations

from salw_desktop.files.battery import battery_percent
from salw_desktop.files.beside import Beside, worth_a_thread
from salw_desktop.files.drives import Drive, removable_drives
from salw_desktop.files.gathering import Gathering
from salw_desktop.files.locks import FolderLock
from salw_desktop.files.names import inside, safe_name
from salw_desktop.files.packaged import resource, resource_folder, resource_path
from salw_desktop.files.private import (
    copy_private,
    free_bytes,
    make_private_folder,
    move_in,
    read_limited,
    read_pieces,
    read_split,
    remove_and_sync,
    remove_quietly,
    rename,
    settle,
    size_of,
    sweep,
    temporary_folder,
    write_private,
)
from salw_desktop.files.programs import another_process
from salw_desktop.files.sticks import Pour, Word, Written, write_out

__all__ = [
    "Beside",
    "Drive",
    "FolderLock",
    "Gathering",
    "Pour",
    "Word",
    "Written",
    "another_process",
    "battery_percent",
    "copy_private",
    "free_bytes",
    "inside",
    "make_private_folder",
    "move_in",
    "read_limited",
    "read_pieces",
    "read_split",
    "removable_drives",
    "remove_and_sync",
    "remove_quietly",
    "rename",
    "resource",
    "resource_folder",
    "resource_path",
    "safe_name",
    "settle",
    "size_of",
    "sweep",
    "temporary_folder",
    "worth_a_thread",
    "write_out",
    "write_private",
]
