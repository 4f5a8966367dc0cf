"""Backups: which there are, whether one still opens, and those that an erasure since does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.database import check, journal, sealed_keys
from salw_desktop.database.database import Database
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.events import read_event
from salw_desktop.usecases.folder import SUFFIX, Folder
from salw_desktop.usecases.keeping import trusted_keys
from salw_desktop.usecases.register import Register

_NEWEST_EVENT = re.compile(rf".+-(\d{{7,}}){re.escape(SUFFIX)}")  # the name that `back_up` gives


@dataclass(frozen=True, slots=True)
class OutdatedBackup:
    """A backup in the register's own folder that still opens persons who were erased after it was made."""

    name: str
    made_on: str
    persons: int


def outdated(register: Register) -> tuple[OutdatedBackup, ...]:
    """Oldest first. Copies that were carried elsewhere are not known here."""
    lives = sealed_keys.lives_of_erased(register.reader)
    newest = journal.tip(register.reader).n
    found = []
    for path in sorted(register.folder.backups.glob(f"*{SUFFIX}")) if lives else ():
        named = _NEWEST_EVENT.fullmatch(path.name)
        if named is None or not Folder(path).backup_mark.is_file():
            continue
        n = int(named[1])
        persons = sum(made <= n < erased for made, erased in lives)
        if persons and 0 < n <= newest:
            found.append(OutdatedBackup(path.name, _date_of(register, n), persons))
    return tuple(found)


def _date_of(register: Register, n: int) -> str:
    time = read_event(journal.entry(register.reader, n).payload).members["time"]
    assert isinstance(time, dict)  # noqa: S101  # read_event has looked
    return str(time["claim"])[:10]


def destroy_outdated(register: Register) -> tuple[str, ...]:
    """Names of those that are gone. What a disk still holds of them is sealed under this register's key."""
    names = tuple(each.name for each in outdated(register))
    for name in names:
        # emptied by the next unlock where this one is cut off
        with files.temporary_folder(register.folder.path) as scratch:
            files.rename(register.folder.backups / name, scratch / name)
    return names


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that lies beside the register, or on a stick."""

    path: Path
    made_on: str
    event: int
    bytes: int


def backups_in(register: Register, folder: Path) -> tuple[Backup, ...]:
    """Newest first: those of this register's unit, by the name that `back_up` gives them."""
    newest, found = journal.tip(register.reader).n, []
    for path in folder.glob(f"{register.station['unit']}-*{SUFFIX}") if folder.is_dir() else ():
        named = _NEWEST_EVENT.fullmatch(path.name)
        if named is None or not Folder(path).backup_mark.is_file():
            continue
        n = int(named[1])
        made_on = _date_of(register, n) if 0 < n <= newest else ""
        size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        found.append(Backup(path, made_on, n, size))
    return tuple(sorted(found, key=lambda each: each.event, reverse=True))


def backups_under(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Newest first, of whatever register: for whoever has none open. A stick pulled out meanwhile has none."""
    found: list[tuple[float, Path]] = []
    for folder in folders:
        with suppress(OSError):
            found += [
                (path.stat().st_mtime, path)
                for path in folder.glob(f"*{SUFFIX}")
                if is_backup(path)
            ]
    return tuple(path for _, path in sorted(found, reverse=True))


def is_backup(path: Path) -> bool:
    """Whether it says of itself that it is restored, and never worked in."""
    return Folder(path).backup_mark.is_file()


def open_again(register: Register, path: Path) -> int:
    """The events of a backup that opens with this register's key and holds together.

    It is copied first, since opening writes. Trouble `backup.closed`; `backup.differs` names what does not hold.
    """
    backup = Folder.found_at(path)
    with files.temporary_folder(register.folder.path) as scratch:
        copied = Folder(scratch / path.name)
        files.make_private_folder(copied.path, new=True)
        files.copy_private(backup.database, copied.database)
        try:
            opened = Database(copied.database, register.data_key, *register.database.migrations)
        except Trouble as trouble:
            raise Trouble("backup.closed", name=path.name) from trouble
        try:
            trusted = trusted_keys(backup.read_slots(), register)
            found = [each for each in check.everything(opened, trusted) if not each.is_note]
            events = journal.tip(opened.reader).n
        finally:
            opened.close()
    if found:
        raise Trouble("backup.differs", finding=str(found[0]))
    return events
