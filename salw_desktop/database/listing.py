"""SQL of long lists: their rows in any order, those with a property, and the few that are looked at."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salw_desktop.database.connection import Connection, told_as_trouble
from salw_desktop.database.rows import REGISTER, Cell, Row, fetch
from salw_desktop.database.weapons import search_terms

FOUND_AT_MOST = 2_000  # of a text: whoever reads so many types one more character
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Source:
    """How one listing stands in the file; a row is known by its rowid, for no record is ever deleted."""

    table: str
    select: str  # what a row shows; ends before WHERE, and calls the table by its name
    sorts: Mapping[str, tuple[str, ...]]  # () is the order of recording
    facets: Mapping[str, str]  # {} stands for the words asked for
    found: tuple[str, ...] = ()  # each a SELECT of rowids by :text, :key, :terms or :running
    reads: tuple[str, ...] = ()  # other tables, whose change makes the list another
    words: Mapping[str, str] = field(default_factory=dict)  # facet -> SELECT word, its text, count


def in_order(connection: Connection, source: Source, sort: str) -> array[int]:
    """Every rowid, ascending; of a million in 0.2 s where an index has the order."""
    if not source.sorts[sort]:
        return _in_order_of_recording(connection, source)
    by = ", ".join((*source.sorts[sort], "rowid"))
    return _packed(connection, f"SELECT rowid AS at FROM {source.table} ORDER BY {by}", {})


def _in_order_of_recording(connection: Connection, source: Source) -> array[int]:
    table = source.table
    asked = f"SELECT (SELECT count(*) FROM {table}), (SELECT min(rowid) FROM {table}), (SELECT max(rowid) FROM {table})"
    with told_as_trouble(REGISTER):
        count, least, most = connection.execute(asked).fetchone()
    if (least, most) == (1, count):  # nothing is ever deleted: these are all there are
        return array("I", range(1, count + 1))
    # with the plus it walks the smallest index and not the table
    return _packed(connection, f"SELECT rowid AS at FROM {source.table} ORDER BY +rowid", {})


def first(
    connection: Connection, source: Source, sort: str, limit: int, *, descending: bool
) -> array[int]:
    """The rows at the top, without asking for the others."""
    down = " DESC" if descending else ""
    by = ", ".join(f"{column}{down}" for column in (*source.sorts[sort], "rowid"))
    sql = f"SELECT rowid AS at FROM {source.table} ORDER BY {by} LIMIT {limit}"
    return _packed(connection, sql, {})


def with_facet(
    connection: Connection, source: Source, facet: str, words: Sequence[str]
) -> array[int]:
    marks = ", ".join("?" * len(words))
    where = source.facets[facet].replace("{}", marks)
    return _packed(connection, f"SELECT rowid AS at FROM {source.table} WHERE {where}", words)


def with_text(connection: Connection, source: Source, text: str, key: str) -> array[int]:
    """At most FOUND_AT_MOST of each kind; `key` is the text as serials are compared."""
    terms = " AND ".join(f'"{term}"' for term in search_terms(key))
    values: dict[str, Cell] = {
        "text": _no_patterns(text.upper()),
        "part": _no_patterns(text.casefold()),
        "key": key,
        "terms": terms,
        "running": int(key) if key.isascii() and key.isdigit() else None,
        "most": FOUND_AT_MOST,
    }
    asked = [sql for sql in source.found if terms or ":terms" not in sql]
    if not asked:
        return array("I")
    every = " UNION ".join(f"SELECT * FROM ({sql} LIMIT :most)" for sql in asked)
    # a row that was changed past the program leads nowhere, and nowhere is far beyond what can be packed
    is_there = f"rowid BETWEEN 1 AND (SELECT max(rowid) FROM {source.table})"
    return _packed(connection, f"SELECT rowid AS at FROM ({every}) WHERE {is_there}", values)


def _no_patterns(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def rows(connection: Connection, source: Source, rowids: Sequence[int]) -> dict[int, Row]:
    """What those rows show, by rowid; one that cannot be read is absent."""
    marks = ", ".join("?" * len(rowids))
    sql = f"{source.select} WHERE {source.table}.rowid IN ({marks})"
    return {int(row["at"] or 0): row for row in fetch(connection, sql, rowids)}


def ids(connection: Connection, source: Source, rowids: Sequence[int]) -> list[str]:
    """The ids of the records, in the order asked for."""
    found: list[str] = []
    for start in range(0, len(rowids), _AT_ONCE):
        some = rowids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT rowid AS at, id FROM {source.table} WHERE rowid IN ({marks})"
        known = {row["at"]: str(row["id"]) for row in fetch(connection, sql, some)}
        found.extend(known[at] for at in some if at in known)
    return found


def rowid_of(connection: Connection, source: Source, id_: str) -> int | None:
    sql = f"SELECT rowid AS at FROM {source.table} WHERE id = ?"
    return next((int(row["at"] or 0) for row in fetch(connection, sql, (id_,))), None)


def sorted_by(connection: Connection, source: Source, sort: str, rowid: int) -> Cell:
    """What the order compares first of one row."""
    sql = f"SELECT {source.sorts[sort][0]} AS value FROM {source.table} WHERE rowid = ?"
    return next((row["value"] for row in fetch(connection, sql, (rowid,))), None)


def words_of(connection: Connection, source: Source, facet: str) -> list[tuple[str, str]]:
    """(word, text) of each value that a facet may be asked for."""
    return [(str(row["word"]), str(row["text"])) for row in fetch(connection, source.words[facet])]


def _packed(
    connection: Connection, sql: str, values: Sequence[Cell] | Mapping[str, Cell]
) -> array[int]:
    # SQLite walks and packs by itself: row by row through Python it takes thrice as long and holds up the window.
    # group_concat keeps the order of its subquery.
    packed = f"SELECT unhex(group_concat(printf('%08x', at), '')) FROM ({sql})"
    bound = values if isinstance(values, Mapping) else tuple(values)
    with told_as_trouble(REGISTER):
        (blob,) = connection.execute(packed, bound).fetchone()
    found = array("I")
    found.frombytes(blob or b"")
    if sys.byteorder == "little":
        found.byteswap()
    return found
