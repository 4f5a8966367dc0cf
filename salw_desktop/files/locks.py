"""One program at a time in a register folder, held by the operating system and freed when we die."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from salw_desktop.domain.errors import Trouble
from salw_desktop.files.private import worded

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from its making until `release`; `path` is the lock file, which stays behind, empty.

    A second holder, in this process or another, gets Trouble register.in-use.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = None
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
        with worded(path):
            descriptor = os.open(path, flags, 0o600)
            try:
                _take(descriptor)
            except (BlockingIOError, PermissionError):
                os.close(descriptor)
                raise Trouble("register.in-use", path=str(path.parent)) from None
            except OSError:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next one in; a second call changes nothing."""
        # removing the file instead would let two programs hold two different files of one name
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
