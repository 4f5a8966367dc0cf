"""Disks that fail at a chosen call, small and read-only volumes: for every room that writes files."""

from __future__ import annotations

import ctypes
import errno
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from salw_desktop.files import os_calls

_READ_ONLY = 1
_REMOUNT = 32
_BIND = 4096
_DETACH = 2


@dataclass
class Fault:
    """What the failing call was, once it was reached."""

    call: str = ""
    seen: int = 0


@contextmanager
def nth_call_failing(
    nth: int, number: int, *, only: str = "", lasts: bool = False
) -> Iterator[Fault]:
    """Let the n-th call of the seam fail (`only` of that name), and where it `lasts` every one after it.

    A failing write has put half of its bytes down first.
    """
    fault = Fault()

    def failing(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            is_counted = only in ("", name)
            fault.seen += is_counted
            is_first = not fault.call and is_counted and fault.seen == nth
            if not is_first and not (fault.call and lasts):
                return real(*arguments)
            fault.call = fault.call or name
            if name == "write":
                descriptor, data = arguments
                assert isinstance(data, memoryview)
                real(descriptor, data[: len(data) // 2])
            if name == "close":
                real(*arguments)
            raise OSError(number, os.strerror(number))

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name, real in inspect.getmembers(os_calls, inspect.isfunction):
            patch.setattr(os_calls, name, failing(name, real))
        yield fault


@contextmanager
def calls_listed() -> Iterator[list[str]]:
    """The names of the calls of the seam made inside, in their order."""
    seen: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            seen.append(name)
            return real(*arguments)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name, real in inspect.getmembers(os_calls, inspect.isfunction):
            patch.setattr(os_calls, name, noted(name, real))
        yield seen


@pytest.fixture
def nth_call_fails() -> Callable[[int, int], AbstractContextManager[Fault]]:
    """`with nth_call_fails(3, errno.EIO) as fault:` fails the third call of the seam made inside."""
    return nth_call_failing


def _mount(source: str, folder: Path, kind: str, flags: int, options: str) -> None:
    if sys.platform != "linux":
        pytest.skip("volumes are mounted on Linux alone")
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (source.encode(), os.fsencode(folder), kind.encode(), flags, options.encode())
    if libc.mount(*arguments) != 0:
        reason = os.strerror(ctypes.get_errno())
        pytest.skip(f"mounting is not allowed here: {reason}")


def _detach(folder: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(os.fsencode(folder), _DETACH) != 0 and ctypes.get_errno() != errno.EINVAL:
        raise OSError(ctypes.get_errno(), "left mounted", str(folder))


@pytest.fixture
def mounted_small() -> Iterator[Callable[[Path], None]]:
    """Mounts a volume of 4 MB on a folder, and takes it away at the end."""
    folders: list[Path] = []

    def mount(folder: Path) -> None:
        _mount("none", folder, "tmpfs", 0, "size=4m")
        folders.append(folder)

    yield mount
    for folder in folders:
        _detach(folder)


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "read-only"
    folder.mkdir()
    with made_read_only(folder):
        yield folder


@contextmanager
def made_read_only(folder: Path) -> Iterator[None]:
    """The folder and all that lies in it, as a stick with its switch pushed."""
    _mount(str(folder), folder, "", _BIND, "")
    try:
        _mount("none", folder, "", _BIND | _REMOUNT | _READ_ONLY, "")
        yield
    finally:
        _detach(folder)
