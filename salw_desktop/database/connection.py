"""Opens the encrypted file; the only module that imports sqlcipher3."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import sqlcipher3
from sqlcipher3 import dbapi2

# Before the first import of sqlite_utils: it catches the errors of the driver that it finds under this name, and
# without that some of its writes leave a transaction open and are lost at close.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from salw_desktop.domain.errors import Trouble  # noqa: E402

Connection: TypeAlias = Any  # sqlcipher3 ships no types
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError

SQLITE_AT_LEAST = (3, 51, 3)  # older ones have the WAL-reset corruption
PAGE_BYTES = 4096
PAGE_RESERVE_BYTES = 80  # IV and HMAC at the end of each page
_PRAGMAS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else OR REPLACE deletes past the DELETE triggers
    "cell_size_check": 1,
    "trusted_schema": 0,
    "synchronous": 2,  # FULL: NORMAL drops acknowledged records at a power cut
    "temp_store": 2,
    "secure_delete": 1,  # a key that is destroyed must be in no page, not even where a page was split
}


def connect(path: Path, data_key: bytes, *, read_only: bool = False) -> Connection:
    """Trouble `register.damaged` where the key fits no page; `program.old-sqlite`."""
    if dbapi2.sqlite_version_info < SQLITE_AT_LEAST:
        raise Trouble("program.old-sqlite", found=dbapi2.sqlite_version)
    kind = _Reader if read_only else dbapi2.Connection
    connection = dbapi2.connect(
        str(path), check_same_thread=False, isolation_level=None, factory=kind
    )
    try:
        _furnish(connection, path, data_key, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _furnish(connection: Connection, path: Path, data_key: bytes, *, read_only: bool) -> None:
    with told_as_trouble(path):
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        if not read_only:
            _set(connection, "journal_mode", "wal")
        for name, value in _PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
            _assert(connection, name, value)
        if read_only:
            connection.path = path
            connection.execute("PRAGMA query_only = 1")
            _assert(connection, "query_only", 1)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def in_memory() -> Connection:
    """An empty, plain database: to build the program's own schema beside a file's."""
    return dbapi2.connect(":memory:", isolation_level=None)


def _set(connection: Connection, name: str, value: str) -> None:
    connection.execute(f"PRAGMA {name} = {value}")
    _assert(connection, name, value)


def _assert(connection: Connection, name: str, value: str | int) -> None:
    found = connection.execute(f"PRAGMA {name}").fetchone()[0]
    if found != value:
        raise RuntimeError(f"PRAGMA {name} is {found}, not {value}")


_FULL, _READ_ONLY, _BUSY = 13, 8, 5
_DAMAGED = frozenset({11, 26})
_DISK = frozenset({10, 14})


@contextmanager
def told_as_trouble(path: Path) -> Iterator[None]:
    """Faults of the world in SQLite's clothes; a broken constraint stays what it is, a fault of ours."""
    try:
        yield
    except dbapi2.IntegrityError:
        raise
    except dbapi2.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        text = str(error)
        name = path.name
        if code == _FULL or "disk is full" in text:
            raise Trouble("disk.full", path=name) from error
        if code == _READ_ONLY or "readonly" in text:
            raise Trouble("folder.read-only", path=name) from error
        if code in _DAMAGED or "not a database" in text or "malformed" in text:
            raise Trouble("register.damaged", path=name) from error
        if code in _DISK or "disk I/O" in text or "unable to open" in text:
            raise Trouble("disk.failed", path=name, reason=text) from error
        if code == _BUSY or "locked" in text:
            raise Trouble("register.in-use", path=name) from error
        raise


@contextmanager
def _told_of_reading(path: Path) -> Iterator[None]:
    try:
        yield
    except dbapi2.DatabaseError as error:
        if "readonly" in str(error):
            raise  # whoever writes over a reader is at fault himself
        with told_as_trouble(path):
            raise


class _Reader(dbapi2.Connection):  # type: ignore[misc]  # sqlcipher3 ships no types
    """Queries run outside of any transaction: what they meet is told as trouble here."""

    path = Path("register.db")

    def cursor(self, *_: object) -> _ReadingCursor:
        made: _ReadingCursor = super().cursor(_ReadingCursor)
        return made

    def execute(self, *arguments: object) -> _ReadingCursor:
        return self.cursor().execute(*arguments)


class _ReadingCursor(dbapi2.Cursor):  # type: ignore[misc]  # sqlcipher3 ships no types
    """A damaged page may be met at any row, not at the first alone."""

    def execute(self, *arguments: object) -> _ReadingCursor:
        with _told_of_reading(self.connection.path):
            super().execute(*arguments)
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        with _told_of_reading(self.connection.path):
            row: tuple[Any, ...] | None = super().fetchone()
        return row

    def fetchall(self) -> list[Any]:
        with _told_of_reading(self.connection.path):
            rows: list[Any] = super().fetchall()
        return rows

    def __iter__(self) -> Iterator[Any]:
        with _told_of_reading(self.connection.path):
            while (row := super().fetchone()) is not None:
                yield row


def wal_path(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
