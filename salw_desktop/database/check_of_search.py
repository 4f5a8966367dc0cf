"""The index of serial numbers against the serial numbers: made again in memory, and each of its terms sought in both."""

from __future__ import annotations

from collections.abc import Iterator

from salw_desktop.database.connection import Connection

_AGAIN = "search_again"


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
