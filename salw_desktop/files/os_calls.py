"""Every call by which this room changes or reads a file: the one seam where a test makes the n-th fail."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)


def make_folder(path: Path) -> None:
    path.mkdir(mode=0o700)


def open_new(path: Path) -> int:
    """A descriptor of a file that was not there before, 0600; a link in its place is never followed."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)


def open_read(path: Path) -> int:
    # a named pipe put in the place of a file must not hold us for ever
    return os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)


def open_again(path: Path) -> int:
    return os.open(path, os.O_RDWR | _BINARY)


def read(descriptor: int, size_bytes: int) -> bytes:
    return os.read(descriptor, size_bytes)


def read_into(descriptor: int, room: memoryview) -> int:
    """How many bytes were read; 0 at the end."""
    with open(descriptor, "rb", buffering=0, closefd=False) as file:  # Windows has no readv
        return file.readinto(room)


def write(descriptor: int, data: memoryview) -> int:
    return os.write(descriptor, data)


def fsync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # macOS: fsync alone leaves the bytes in the drive's own cache
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def close(descriptor: int) -> None:
    os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    source.replace(target)


def remove(path: Path) -> None:
    path.unlink()


def remove_folder(path: Path) -> None:
    path.rmdir()


def fsync_folder(path: Path) -> None:
    if sys.platform == "win32":
        return  # NTFS journals names by itself, and a folder cannot be opened for flushing
    descriptor = os.open(path, os.O_RDONLY | _FOLDER | _BINARY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # some drivers cannot sync a folder at all; that is no failed write
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def sync_volume(path: Path) -> None:
    """Have all of the volume that holds `path` written out; an error of the driver is raised, not lost."""
    if sys.platform != "linux":
        return  # fsync above already empties the drive's cache on macOS and Windows
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(path))
    finally:
        os.close(descriptor)


def forget_cached(descriptor: int) -> None:
    """Make the next reads come from the medium; Windows offers no such wish for a plain descriptor."""
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    elif sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_NOCACHE, 1)


def let_go(descriptor: int, size_bytes: int) -> None:
    """Of so many bytes from the start: have those brought down that wait for it, and hold them in memory no longer.

    A wish, which promises nothing. The medium works while more is made, and a large file takes no room from others.
    """
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, size_bytes, os.POSIX_FADV_DONTNEED)


def free_bytes(path: Path) -> int:
    return shutil.disk_usage(path).free
