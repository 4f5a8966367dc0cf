"""What strace saw of a day, read as a disk would: which bytes and names had not come down when something was promised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

TRACED = (
    *("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "syncfs", "ftruncate"),
    *("rename", "renameat", "renameat2", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir"),
)
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_OPEN_FILE = re.compile(r"(?P<number>\d+)<(?P<path>[^>]*)>")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PROMISE = re.compile(r'\\"promised\\": \\"([^"\\]+)')
_WRITES = ("write", "pwrite64", "writev", "pwritev", "ftruncate")


@dataclass
class Disk:
    """Files with bytes, and folders with names, that a power cut would still lose."""

    home: str
    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def write(self, path: str) -> None:
        if self._counts(path):
            self.files.add(path)

    def sync(self, path: str) -> None:
        self.files.discard(path)
        self.folders.discard(path)

    def make_folder(self, path: str) -> None:
        if self._counts(path) and not _is_for_a_moment(path):
            self.folders.add(_parent(path))

    def rename(self, source: str, target: str) -> None:
        self.files = {_moved(path, source, target) for path in self.files}
        self.folders = {_moved(path, source, target) for path in self.folders}
        if self._counts(target):
            self.folders.add(_parent(target))

    def remove(self, path: str) -> None:
        self.files.discard(path)
        self.folders.discard(path)

    @property
    def unsafe(self) -> set[str]:
        """What lies in a temporary folder of ours does not count: nothing was promised of it."""
        return {path for path in self.files | self.folders if not _is_for_a_moment(path)}

    def _counts(self, path: str) -> bool:
        # the index of the log is built anew from the log, and pictures are the camera's own
        is_ours = not path.endswith(("-shm", "/lock", ".jpg"))
        return path.startswith(f"{self.home}/") and is_ours


def broken_promises(lines: Iterable[str], home: str) -> Iterator[tuple[str, set[str]]]:
    """Each promise made, and what had not come down to the disk by then."""
    disk = Disk(home)
    for call, arguments in _calls(lines):
        if call in _WRITES:
            opened = _OPEN_FILE.match(arguments)
            promised = _PROMISE.search(arguments)
            if opened and opened["number"] == "1" and promised:
                yield promised[1], set(disk.unsafe)
            elif opened:
                disk.write(opened["path"])
        elif call in ("fsync", "fdatasync"):
            opened = _OPEN_FILE.match(arguments)
            assert opened
            disk.sync(opened["path"])
        else:
            _change_names(disk, call, _QUOTED.findall(arguments))


def _change_names(disk: Disk, call: str, paths: list[str]) -> None:
    if call.startswith("rename"):
        disk.rename(paths[0], paths[1])
    elif call.startswith("mkdir"):
        disk.make_folder(paths[0])
    elif call.startswith(("unlink", "rmdir")):
        disk.remove(paths[0])


def _calls(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those that succeeded; a call that another process interrupted is put together again."""
    begun: dict[str, str] = {}
    for line in lines:
        pid = line.split(" ", 1)[0]
        if line.rstrip().endswith("<unfinished ...>"):
            begun[pid] = line.rstrip().removesuffix("<unfinished ...>")
            continue
        whole = begun.pop(pid) + line.split(" resumed>", 1)[1] if " resumed>" in line else line
        found = _LINE.match(whole)
        if found and int(found["result"]) >= 0:
            yield found["call"], found["arguments"]


def _is_for_a_moment(path: str) -> bool:
    return "/salw-" in path


def _parent(path: str) -> str:
    return path.rsplit("/", 1)[0]


def _moved(path: str, source: str, target: str) -> str:
    is_there = path == source or path.startswith(f"{source}/")
    return target + path[len(source) :] if is_there else path
