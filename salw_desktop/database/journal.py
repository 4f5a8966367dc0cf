"""The journal table: events appended as signed, read back, and found by the item they touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import fetch
from salw_desktop.keys import events
from salw_desktop.keys.chain import keys_in
from salw_desktop.keys.events import Event


@dataclass(frozen=True, slots=True)
class Tip:
    """The newest event: its running number in this file and its id, or nothing."""

    n: int
    event_id: str | None


class Entry(NamedTuple):
    """One line of the journal as stored: the payload exactly as signed."""

    n: int
    event_id: bytes
    type: str
    payload: bytes
    signature: bytes
    witness: bytes | None


def tip(connection: Connection) -> Tip:
    found = connection.execute("SELECT n, event_id FROM journal ORDER BY n DESC LIMIT 1").fetchone()
    return Tip(found[0], found[1].hex()) if found else Tip(0, None)


def append(
    connection: Connection,
    n: int,
    event_id: bytes,
    kind: str,
    payload: bytes,
    signatures: Sequence[bytes],
    roots: Sequence[str],
) -> None:
    signature, *second = signatures
    connection.execute(
        "INSERT INTO journal(n, event_id, type, packed, signature, witness) VALUES (?, ?, ?, ?, ?, ?)",
        (n, event_id, kind, events.pack(payload), signature, second[0] if second else None),
    )
    connection.executemany(
        "INSERT INTO touched(root, n) VALUES (?, ?)", [(root, n) for root in dict.fromkeys(roots)]
    )


_COLUMNS = "SELECT n, event_id, type, packed, signature, witness FROM journal"


def _entry(row: tuple[int, bytes, str, bytes, bytes, bytes | None]) -> Entry:
    n, event_id, kind, packed, signature, witness = row
    return Entry(n, event_id, kind, events.unpack(packed), signature, witness)


def entries(connection: Connection, after: int = 0) -> Iterator[Entry]:
    for row in connection.execute(f"{_COLUMNS} WHERE n > ? ORDER BY n", (after,)):
        yield _entry(row)


def entry(connection: Connection, n: int) -> Entry:
    return _entry(connection.execute(f"{_COLUMNS} WHERE n = ?", (n,)).fetchone())


def place_of(connection: Connection, event_id: str) -> int | None:
    """The running number of an event, None where this file has no such event."""
    found = connection.execute(
        "SELECT n FROM journal WHERE event_id = ?", (bytes.fromhex(event_id),)
    ).fetchone()
    return found[0] if found else None


def history(connection: Connection, root: str) -> Iterator[tuple[Entry, Event]]:
    """Every event that touched an item, oldest first."""
    for row in connection.execute(
        f"{_COLUMNS} JOIN touched USING (n) WHERE root = ? ORDER BY n", (root,)
    ):
        found = _entry(row)
        yield found, events.read_event(found.payload)


def branches_opened(connection: Connection) -> int:
    (found,) = fetch(
        connection, "SELECT count(*) AS count FROM journal WHERE type = 'branch.opened'"
    )
    return int(found["count"] or 0)


def newest_of_type(connection: Connection, kind: str, at_most: int) -> Entry | None:
    # the word itself stands in the SQL: only so is the index of that kind alone used
    row = connection.execute(
        f"{_COLUMNS} WHERE type = '{kind}' AND n <= ? ORDER BY n DESC LIMIT 1", (at_most,)
    ).fetchone()
    return _entry(row) if row else None


def first_keys(connection: Connection) -> dict[str, bytes]:
    """The signing keys that the register was made with: of its two first operators and of the recovery sheet."""
    for each in entries(connection):
        if keys := keys_in(events.read_event(each.payload)):
            return keys
    return {}


def every_key(connection: Connection) -> dict[str, set[str]]:
    """Each operator's public keys, today's and those before a renewal, as the journal names them."""
    found: dict[str, set[str]] = {}
    for each in of_type(connection, ("register.made", "operator.added", "operator.renewed"), 0):
        for table, id_, new, *_ in events.read_event(each.payload).rows:
            if table == "operator" and isinstance(new, dict) and "sign_key" in new:
                found.setdefault(str(id_), set()).add(str(new["sign_key"]))
    return found


def of_type(connection: Connection, kinds: Sequence[str], after: int) -> Iterator[Entry]:
    marks = ", ".join("?" * len(kinds))
    for row in connection.execute(
        f"{_COLUMNS} WHERE n > ? AND type IN ({marks}) ORDER BY n", (after, *kinds)
    ):
        yield _entry(row)


def segments(connection: Connection, after: int) -> list[tuple[str, int, int, int, int, str]]:
    """(branch, first seq, last seq, first n, last n, last event) of the runs after `after`, in order.

    A branch's events follow each other in this file: its opening tells where it begins.
    """
    openings = _openings(connection)
    ends = [n - 1 for n, _ in openings[1:]] + [tip(connection).n]
    found = []
    for (n, branch), last_n in zip(openings, ends, strict=True):
        if last_n > after:
            first_n = max(n, after + 1)
            (last_event,) = connection.execute(
                "SELECT event_id FROM journal WHERE n = ?", (last_n,)
            ).fetchone()
            found.append((branch, first_n - n, last_n - n, first_n, last_n, last_event.hex()))
    return found


def _openings(connection: Connection) -> list[tuple[int, str]]:
    rows = connection.execute(f"{_COLUMNS} WHERE type = 'branch.opened' ORDER BY n").fetchall()
    return [(row[0], events.read_event(_entry(row).payload).branch) for row in rows]
