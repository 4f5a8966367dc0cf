"""Disks that fail at a chosen call, small and read-only volumes, and recorded machines."""

from __future__ import annotations

import ctypes
import errno
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from salw_desktop.files import os_calls

TREES = Path(__file__).parent / "trees"
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
def _nth_call_fails(nth: int, number: int) -> Iterator[Fault]:
    """Let the n-th call of the seam fail; a failing write has put half of its bytes down first."""
    fault = Fault()

    def failing(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            fault.seen += 1
            if fault.seen != nth:
                return real(*arguments)
            fault.call = name
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


@pytest.fixture
def nth_call_fails() -> Callable[[int, int], AbstractContextManager[Fault]]:
    """`with nth_call_fails(3, errno.EIO) as fault:` fails the third call of the seam made inside."""
    return _nth_call_fails


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
    _mount(str(folder), folder, "", _BIND, "")
    try:
        _mount("none", folder, "", _BIND | _REMOUNT | _READ_ONLY, "")
        yield folder
    finally:
        _detach(folder)


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str], Path]:
    """Builds a recorded /proc, /sys and /dev, with its mount folders, and names their root."""

    def build(name: str) -> Path:
        tree = json.loads((TREES / f"{name}.json").read_text(encoding="utf-8"))
        for folder in tree["folders"]:
            (tmp_path / folder).mkdir(parents=True)
        for path, lines in tree["files"].items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            text = "".join(f"{line}\n" for line in lines)
            (tmp_path / path).write_text(text.replace("{root}", str(tmp_path)), encoding="utf-8")
        for path, target in tree["links"].items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).symlink_to(target)
        return tmp_path

    return build
