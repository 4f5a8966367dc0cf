"""What finds a serial number, against the serial numbers themselves.

The index is made again in memory, and each of its terms sought in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salw_desktop.database.connection import Connection

_AGAIN = "search_again"
_LEADS_TO = ("key", "weapon", "weapon_row")
_WANTED = (
    "WITH wanted(owner, key, weapon, weapon_row) AS (SELECT id, serial_key, id, rowid FROM weapon WHERE serial_key <> ''"
    " UNION ALL SELECT part.id, part.serial_key, weapon.id, weapon.rowid FROM part JOIN weapon ON weapon.id = part.weapon"
    " WHERE part.serial_key <> '')"
)


class WrongLead(NamedTuple):
    """An entry of `serial_key` that is wrong: a number leads to no weapon, or to another one, or is nobody's."""

    owner: str
    column: str
    found: str | int | None
    wanted: str | int | None


def wrong_leads(connection: Connection) -> Iterator[WrongLead]:
    """Of an entry that is gone, or is one too many, the key alone."""
    here, wanted = (
        ", ".join(f"{side}.{name}" for name in _LEADS_TO) for side in ("here", "wanted")
    )
    rows = connection.execute(
        f"{_WANTED} SELECT owner, {here}, {wanted} FROM wanted JOIN serial_key AS here USING (owner)"
        f" WHERE ({here}) IS NOT ({wanted})"
    )
    width = len(_LEADS_TO)
    for owner, *values in rows:
        for name, one, other in zip(_LEADS_TO, values[:width], values[width:], strict=True):
            if one != other:
                yield WrongLead(owner, name, one, other)
    for owner, key in connection.execute(
        f"{_WANTED} SELECT owner, key FROM wanted WHERE owner NOT IN (SELECT owner FROM serial_key)"
    ):
        yield WrongLead(owner, "key", None, key)
    for owner, key in connection.execute(
        f"{_WANTED} SELECT owner, key FROM serial_key WHERE owner NOT IN (SELECT owner FROM wanted)"
    ):
        yield WrongLead(owner, "key", key, None)


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
