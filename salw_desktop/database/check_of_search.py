"""What finds a serial number, against the serial numbers themselves.

The index is made again in memory, and each of its terms sought in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salw_desktop.database.connection import Connection

_AGAIN = "search_again"
_LEADS_TO = ("key", "weapon", "weapon_row")


class WrongLead(NamedTuple):
    """A serial number by which no weapon is found, or another one: whose it is, and what stands there amiss."""

    owner: str
    column: str
    found: str | int | None
    wanted: str | int | None


def wrong_leads(connection: Connection) -> Iterator[WrongLead]:
    wanted, found = (
        ", ".join(f"{table}.{column}" for column in _LEADS_TO) for table in ("wanted", "found")
    )
    for owner, *values in connection.execute(
        "WITH wanted(owner, key, weapon, weapon_row) AS (SELECT id, serial_key, id, rowid FROM weapon WHERE serial_key <> ''"
        " UNION ALL SELECT part.id, part.serial_key, weapon.id, weapon.rowid FROM part JOIN weapon ON weapon.id = part.weapon"
        " WHERE part.serial_key <> '')"
        f" SELECT owner, {found}, {wanted} FROM wanted FULL JOIN serial_key AS found USING (owner)"
        f" WHERE ({found}) IS NOT ({wanted})"
    ):
        half = len(_LEADS_TO)
        each = zip(_LEADS_TO, values[:half], values[half:], strict=True)
        wrong = [WrongLead(owner, *column) for column in each if column[1] != column[2]]
        # a whole entry too few or too many is told once
        yield from wrong[:1] if None in values else wrong


def lost_terms(connection: Connection) -> Iterator[str]:
    """Terms that lead to other rows than they should. It writes to nothing but memory: others may save meanwhile.

    FTS5's own check waits for the lock of whoever writes, and holds it for seconds; and it is blind to an old page of
    its index, which is met only where a term is sought.
    """
    made = connection.execute("SELECT sql FROM main.sqlite_schema WHERE name = 'serial_search'")
    if (row := made.fetchone()) is None:
        return  # whoever looks at the schema names it
    _make_again(connection, str(row[0]))
    wanted, found = _terms(connection, "temp", _AGAIN), _terms(connection, "main", "serial_search")
    for term in sorted({*wanted, *found}):
        is_told_alike = wanted.get(term) == found.get(term)
        if not is_told_alike or _rows_of(connection, term) != _rows_of(connection, term, _AGAIN):
            yield term


def _make_again(connection: Connection, sql: str) -> None:
    options = sql[sql.index("(") :].replace("'serial_piece'", "'piece_again'")
    connection.execute(
        "CREATE TEMP VIEW piece_again AS SELECT n, pieces FROM main.serial_piece"
        " WHERE n NOT IN (SELECT n FROM main.serial_waiting)"
    )
    connection.execute(f"CREATE VIRTUAL TABLE temp.{_AGAIN} USING fts5{options}")
    connection.execute(f"INSERT INTO temp.{_AGAIN}({_AGAIN}) VALUES ('rebuild')")


def _terms(connection: Connection, schema: str, table: str) -> dict[str, int]:
    """How many rows each term has, as the index itself tells it."""
    vocab = f"temp.vocab_of_{table}"
    connection.execute(
        f"CREATE VIRTUAL TABLE {vocab} USING fts5vocab('{schema}', '{table}', 'row')"
    )
    return dict(connection.execute(f"SELECT term, doc FROM {vocab}").fetchall())


def _rows_of(connection: Connection, term: str, table: str = "serial_search") -> tuple[int, ...]:
    """What tells one set of rows from another, as a search finds them."""
    found: tuple[int, ...] = connection.execute(
        f"SELECT count(*), sum(rowid), sum(rowid * rowid % 1000003) FROM {table} WHERE {table} MATCH ?",
        (f'"{term}"',),
    ).fetchone()
    return found
