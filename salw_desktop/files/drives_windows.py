"""Removable drives as Windows tells of them through kernel32."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    raise ImportError("for Windows alone")

import ctypes
import shutil
from collections.abc import Iterator
from contextlib import suppress
from ctypes import wintypes
from pathlib import Path

from salw_desktop.files.drive import Drive

_DRIVE_REMOVABLE = 2
_READ_ONLY_VOLUME = 0x0008_0000
_NO_DIALOGS = 0x0001
_GENERIC_READ_WRITE = 0xC000_0000
_SHARE_READ_WRITE = 0x3
_OPEN_EXISTING = 3
_INVALID_HANDLE = wintypes.HANDLE(-1).value
_LOCK_VOLUME = 0x0009_0018
_DISMOUNT_VOLUME = 0x0009_0020
_EJECT_MEDIA = 0x002D_4808
_LABEL_LETTERS = 261

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.GetDriveTypeW.argtypes = (wintypes.LPCWSTR,)
_kernel32.CreateFileW.restype = wintypes.HANDLE
_kernel32.CreateFileW.argtypes = (
    wintypes.LPCWSTR,
    wintypes.DWORD,
    wintypes.DWORD,
    wintypes.LPVOID,
    wintypes.DWORD,
    wintypes.DWORD,
    wintypes.HANDLE,
)
_kernel32.DeviceIoControl.argtypes = (
    wintypes.HANDLE,
    wintypes.DWORD,
    wintypes.LPVOID,
    wintypes.DWORD,
    wintypes.LPVOID,
    wintypes.DWORD,
    wintypes.LPDWORD,
    wintypes.LPVOID,
)
_kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)


def removable_drives() -> tuple[Drive, ...]:
    """The drives with a letter that a person could pull out."""
    # an empty card reader would otherwise put up "There is no disk in the drive"
    _kernel32.SetThreadErrorMode(_NO_DIALOGS, None)
    letters = _kernel32.GetLogicalDrives()
    folders = (f"{chr(ord('A') + n)}:\\" for n in range(26) if letters >> n & 1)
    return tuple(
        drive
        for folder in folders
        if _kernel32.GetDriveTypeW(folder) == _DRIVE_REMOVABLE
        for drive in _drive(folder)
    )


def unmount(drive: Drive) -> bool:
    """True once the system has let go of the drive, so that it may be pulled out."""
    handle = _kernel32.CreateFileW(
        f"\\\\.\\{drive.device}",
        _GENERIC_READ_WRITE,
        _SHARE_READ_WRITE,
        None,
        _OPEN_EXISTING,
        0,
        None,
    )
    if handle == _INVALID_HANDLE:
        return False
    try:
        return all(_told(handle, order) for order in (_LOCK_VOLUME, _DISMOUNT_VOLUME, _EJECT_MEDIA))
    finally:
        _kernel32.CloseHandle(handle)


def _told(handle: int, order: int) -> bool:
    returned = wintypes.DWORD()
    return bool(
        _kernel32.DeviceIoControl(handle, order, None, 0, None, 0, ctypes.byref(returned), None)
    )


def _drive(folder: str) -> Iterator[Drive]:
    label = ctypes.create_unicode_buffer(_LABEL_LETTERS)
    flags = wintypes.DWORD()
    is_ready = _kernel32.GetVolumeInformationW(
        wintypes.LPCWSTR(folder), label, _LABEL_LETTERS, None, None, ctypes.byref(flags), None, 0
    )
    if not is_ready:
        return
    with suppress(OSError):
        usage = shutil.disk_usage(folder)
        yield Drive(
            folder=Path(folder),
            name=label.value or folder,
            size_bytes=usage.total,
            free_bytes=usage.free,
            is_writable=not flags.value & _READ_ONLY_VOLUME,
            device=folder.rstrip("\\"),
        )
