"""Brings a file's schema to this program's and says what a file has instead of it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import sqlite_utils

from salw_desktop.database import guards
from salw_desktop.database.connection import Connection, in_memory
from salw_desktop.database.migrations import STATION, VERSION
from salw_desktop.domain.errors import Trouble

_NOT_JOURNALLED = frozenset(
    {
        "journal",
        "touched",
        "secret",
        "nat",
        "serial_key",
        "serial_waiting",
        "sealed_key",
        "tick",
        "child_tally",
        "desk",
    }
)
_HELD_PREFIX = "held_"  # at HQ: what stations sent, never an act of HQ's own


@dataclass(frozen=True, slots=True)
class Table:
    """A journalled table and its columns in order, `id` first."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    @property
    def root(self) -> str:
        """The column whose item this row belongs to, so that an item's history is found at once."""
        return "weapon" if "weapon" in self.names else "id"


def migrate(connection: Connection, *extra: sqlite_utils.Migrations) -> None:
    """Applies what is missing, each step whole or not at all, then makes the triggers anew.

    Guards and word lists are part of a version: whoever changes one raises VERSION.

    Trouble `register.newer` where a newer program has been here: nothing is touched.
    """
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise Trouble("register.newer", found=found, known=VERSION)
    db = sqlite_utils.Database(connection)
    wanted = [migrations for migrations in (STATION, *extra) if migrations.pending(db)]
    if not wanted:
        return  # a guard that somebody dropped stays dropped, for the check to name it
    for migrations in wanted:
        migrations.apply(db)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    guards.renew(connection, {table.name: table.names for table in journalled(connection)})


def journalled(connection: Connection) -> tuple[Table, ...]:
    """RuntimeError names a table that the journal could not carry exactly."""
    found = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY rowid"
    ).fetchall()
    return tuple(
        _known.get(sql) or _look_at_table(connection, name, sql)
        for name, sql in found
        if name not in _NOT_JOURNALLED and not name.startswith(_HELD_PREFIX)
    )


_known: dict[str, Table] = {}  # by the text that made it: every unlock meets the same hundred


def _look_at_table(connection: Connection, name: str, sql: str) -> Table:
    columns = connection.execute(
        "SELECT name, type FROM pragma_table_xinfo(?, 'main') ORDER BY cid", (name,)
    ).fetchall()
    _known[sql] = table = _table(name, sql, tuple(columns))
    return table


def _table(name: str, sql: str, columns: tuple[tuple[str, str], ...]) -> Table:
    if (
        columns[0] != ("id", "TEXT")
        or {kind for _, kind in columns} - {"TEXT", "INTEGER"}
        or re.search(r"\b(COLLATE|DEFAULT|GENERATED)\b| AS ", sql)
    ):
        raise RuntimeError(
            f"{name}: id TEXT first, only TEXT and INTEGER, no COLLATE, DEFAULT or generated columns"
        )
    return Table(name, columns)


@functools.lru_cache(maxsize=4096)
def _squeezed(sql: str) -> str:
    return " ".join(sql.split())


def _objects(connection: Connection) -> dict[str, str]:
    return {
        name: _squeezed(sql or "")
        for name, sql in connection.execute(
            "SELECT name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
        )
    }


@functools.cache
def _of_the_program(*extra: sqlite_utils.Migrations) -> dict[str, str]:
    connection = in_memory()
    migrate(connection, *extra)
    return _objects(connection)


def differences(connection: Connection, *extra: sqlite_utils.Migrations) -> list[tuple[str, str]]:
    """(name, what) of each table, index, view or trigger that is not as this program makes it."""
    ours, found = _of_the_program(*extra), _objects(connection)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return [
        *([("user_version", "was changed")] if version != VERSION else []),
        *((name, "is missing") for name in sorted(ours.keys() - found.keys())),
        *((name, "is not of this program") for name in sorted(found.keys() - ours.keys())),
        *(
            (name, "was changed")
            for name in sorted(ours.keys() & found.keys())
            if ours[name] != found[name]
        ),
    ]
