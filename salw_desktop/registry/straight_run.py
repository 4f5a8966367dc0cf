"""Rows of events that follow each other, written many at once: a statement of its own costs more than the row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from salw_desktop.database.connection import Connection
from salw_desktop.domain.strict_json import Json

EVENTS_AT_ONCE, ROWS_AT_ONCE = 512, 2048
EVENT_SQL = (
    "INSERT INTO held_event(event_id, enrolled, branch, seq, prev, type, packed, signature, witness, is_applied)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
EventRow: TypeAlias = tuple[bytes | str | int | None, ...]


class NewRow(NamedTuple):
    """What an event puts into a table."""

    event_id: str
    table: str
    id: str
    values: Mapping[str, Json]


class StraightRun:
    """Waits until it is full, until somebody asks for what waits in it, or writes to it in another way."""

    def __init__(
        self, connection: Connection, enrolled: str, is_there: Callable[[NewRow], None]
    ) -> None:
        """`is_there` is told of rows that may have been there before."""
        self._connection = connection
        self._enrolled = enrolled
        self._is_there = is_there
        self._events: list[EventRow] = []
        self._rows: dict[tuple[str, tuple[str, ...]], list[tuple[int, NewRow]]] = {}
        self._ids: set[tuple[str, str]] = set()

    def add_event(self, row: EventRow) -> None:
        if len(self._events) >= EVENTS_AT_ONCE or len(self._ids) >= ROWS_AT_ONCE:
            self.settle()
        self._events.append(row)

    def add(self, row: NewRow) -> None:
        # the first one stands, whatever the shape of the second
        if self.holds(row.table, row.id):
            self.settle()
        self._ids.add((row.table, row.id))
        self._rows.setdefault((row.table, tuple(row.values)), []).append((len(self._ids), row))

    def holds(self, table: str, id_: str) -> bool:
        return (table, id_) in self._ids

    def settle(self) -> None:
        """Everything is written, in the transaction that is open; where that fails it is rolled back with all of this."""
        events, rows = self._events, self._rows
        self._events, self._rows, self._ids = [], {}, set()
        if events:
            self._connection.executemany(EVENT_SQL, events)
        not_all_new: list[tuple[int, NewRow]] = []
        for (table, names), found in rows.items():
            values = [(row.id, self._enrolled, *row.values.values()) for _, row in found]
            done = self._connection.executemany(_insert_sql(table, names), values)
            if done.rowcount < len(found):
                not_all_new += found
        for _, row in sorted(not_all_new, key=itemgetter(0)):  # as they came in
            self._is_there(row)


@lru_cache(maxsize=1024)
def _insert_sql(table: str, names: tuple[str, ...]) -> str:
    """A bundle has few shapes of rows and asks for each of them a hundred thousand times."""
    columns, marks = ", ".join(("id", "enrolled", *names)), ", ".join("?" * (len(names) + 2))
    return f"INSERT INTO held_{table}({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"
