"""Rows as the queries hand them out: frozen, by name, never a live object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from salw_desktop.database.connection import Connection, told_as_trouble

Cell: TypeAlias = "str | int | None"
Row: TypeAlias = Mapping[str, Cell]
REGISTER = Path("register.db")


def fetch(
    connection: Connection, sql: str, values: Sequence[Cell] = ()
) -> Iterator[dict[str, Cell]]:
    with told_as_trouble(REGISTER):
        cursor = connection.execute(sql, tuple(values))
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))


def fetch_one(
    connection: Connection, sql: str, values: Sequence[Cell] = ()
) -> dict[str, Cell] | None:
    with told_as_trouble(REGISTER):
        cursor = connection.execute(sql, tuple(values))
        row = cursor.fetchone()
        cursor.close()
    names = [column[0] for column in cursor.description] if row else ()
    return dict(zip(names, row, strict=True)) if row else None
