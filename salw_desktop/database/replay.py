"""The journal played again into empty tables, and those tables held beside the ones that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salw_desktop.database.connection import Connection
from salw_desktop.database.schema import Table
from salw_desktop.domain.strict_json import Json
from salw_desktop.keys.events import Event

SCHEMA = "replay"


class NotThere(Exception):  # the house's own word
    """A change of a row that was never made, or a row made twice: (table, id)."""

    def __init__(self, table: str, id_: str) -> None:
        super().__init__(f"{table} {id_}")
        self.table = table
        self.id = id_


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the table and the journal do not agree on; column "" is the whole row."""

    table: str
    id: str
    column: str
    in_table: str | int | None
    in_journal: str | int | None


def attach(connection: Connection, tables: Sequence[Table]) -> None:
    """Empty copies of the journalled tables, in memory."""
    connection.execute(f"ATTACH ':memory:' AS {SCHEMA} KEY ''")
    for table in tables:
        (sql,) = connection.execute(
            "SELECT sql FROM main.sqlite_schema WHERE name = ?", (table.name,)
        ).fetchone()
        connection.execute(
            re.sub(r'^CREATE TABLE "?\w+"?', f"CREATE TABLE {SCHEMA}.{table.name}", sql)
        )


class Replay:
    """Strict: an insert must be new, a change must hit one row."""

    def __init__(self, connection: Connection, tables: Sequence[Table], schema: str) -> None:
        self._connection = connection
        self._columns = {table.name: frozenset(table.names) for table in tables}
        self._roots = {table.name: table.root for table in tables}
        self._schema = schema
        self._sql: dict[tuple[object, ...], str] = {}

    def apply(self, event: Event) -> list[str]:
        """The items it touched. KeyError for a table or a column that this program does not know."""
        roots = []
        for table, id_, new, *old in event.rows:
            assert isinstance(table, str)  # noqa: S101  # read_event has looked
            assert isinstance(new, dict)  # noqa: S101
            if not self._columns[table].issuperset(new):
                raise KeyError(table)
            shape = (table, bool(old), *new)
            if shape not in self._sql:
                self._sql[shape] = self._write(table, list(new), is_change=bool(old))
            done = self._connection.execute(self._sql[shape], (*new.values(), id_))
            if done.rowcount != 1:
                raise NotThere(table, str(id_))
            roots.append(self._root_of(table, str(id_), new))
        return list(dict.fromkeys(roots))

    def _root_of(self, table: str, id_: str, new: Mapping[str, Json]) -> str:
        column = self._roots[table]
        if column == "id" or column in new:
            return str(new.get(column) or id_)
        (found,) = self._connection.execute(
            f"SELECT {column} FROM {self._schema}.{table} WHERE id = ?", (id_,)
        ).fetchone()
        return str(found or id_)

    def _write(self, table: str, columns: list[str], *, is_change: bool) -> str:
        name = f"{self._schema}.{table}"
        if is_change:
            sets = ", ".join(f"{column} = ?" for column in columns)
            return f"UPDATE {name} SET {sets} WHERE id = ?"
        marks = ", ".join("?" * (len(columns) + 1))
        return f"INSERT INTO {name}({', '.join((*columns, 'id'))}) VALUES ({marks})"


def differences(connection: Connection, table: Table) -> Iterator[Difference]:
    """Every value and every row that the table has and the journal has not, or the other way."""
    here, played = (", ".join(f"{side}.{name}" for name in table.names) for side in "ab")
    rows = connection.execute(
        f"SELECT {here}, {played} FROM main.{table.name} AS a JOIN {SCHEMA}.{table.name} AS b USING (id)"
        f" WHERE ({here}) IS NOT ({played})"
    )
    width = len(table.names)
    for row in rows:
        for name, found, wanted in zip(table.names, row[:width], row[width:], strict=True):
            if found != wanted:
                yield Difference(table.name, row[0], name, found, wanted)
    yield from _rows_of_one_side(connection, table.name, "main", SCHEMA, "row", None)
    yield from _rows_of_one_side(connection, table.name, SCHEMA, "main", None, "row")


def _rows_of_one_side(
    connection: Connection,
    table: str,
    has: str,
    has_not: str,
    in_table: str | None,
    in_journal: str | None,
) -> Iterator[Difference]:
    for (id_,) in connection.execute(
        f"SELECT id FROM {has}.{table} EXCEPT SELECT id FROM {has_not}.{table}"
    ):
        yield Difference(table, id_, "", in_table, in_journal)
