"""The journal table: events appended as signed, read back, and found by the item they touched."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from salw_desktop import files
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import REGISTER, fetch
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys import events
from salw_desktop.keys.chain import keys_in
from salw_desktop.keys.event_lines import line_bytes, text_of
from salw_desktop.keys.events import Event


@dataclass(frozen=True, slots=True)
class Tip:
    """The newest event: its running number in this file and its id, or nothing; and where its line ends.

    A bundle carries each event as a line of text. What all lines up to one take is kept with it, so that the size of any
    run of them is known before the first is read.
    """

    n: int
    event_id: str | None
    line_end: int


class Entry(NamedTuple):
    """One line of the journal as stored: the payload exactly as signed."""

    n: int
    event_id: bytes
    type: str
    line_end: int
    payload: bytes
    signature: bytes
    witness: bytes | None


def tip(connection: Connection) -> Tip:
    found = connection.execute(
        "SELECT n, event_id, line_end FROM journal ORDER BY n DESC LIMIT 1"
    ).fetchone()
    return Tip(found[0], found[1].hex(), found[2]) if found else Tip(0, None, 0)


def append(
    connection: Connection,
    last: Tip,
    event_id: bytes,
    kind: str,
    payload: bytes,
    signatures: Sequence[bytes],
    roots: Sequence[str],
) -> Tip:
    """Behind the event that is the newest one now; the new tip."""
    signature, witness = (*signatures, None)[:2]
    n = last.n + 1
    line_end = last.line_end + line_bytes(len(payload), is_witnessed=witness is not None)
    connection.execute(
        "INSERT INTO journal(n, event_id, type, line_end, packed, signature, witness)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (n, event_id, kind, line_end, events.pack(payload), signature, witness),
    )
    connection.executemany(
        "INSERT INTO touched(root, n) VALUES (?, ?)", [(root, n) for root in dict.fromkeys(roots)]
    )
    return Tip(n, event_id.hex(), line_end)


_COLUMNS = "SELECT n, event_id, type, line_end, packed, signature, witness FROM journal"


def _entry(row: tuple[int, bytes, str, int, bytes, bytes, bytes | None]) -> Entry:
    n, event_id, kind, line_end, packed, signature, witness = row
    return Entry(n, event_id, kind, line_end, events.unpack(packed), signature, witness)


def entries(connection: Connection, after: int = 0) -> Iterator[Entry]:
    for row in connection.execute(f"{_COLUMNS} WHERE n > ? ORDER BY n", (after,)):
        yield _entry(row)


class NoEvent(LookupError):
    """This file has no event of that number."""


def entry(connection: Connection, n: int) -> Entry:
    """Raises NoEvent."""
    found = connection.execute(f"{_COLUMNS} WHERE n = ?", (n,)).fetchone()
    if found is None:
        raise NoEvent(n)
    return _entry(found)


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
    # the words themselves, as above: of photographs there is an index too
    words = ", ".join(f"'{kind}'" for kind in kinds)
    for row in connection.execute(
        f"{_COLUMNS} WHERE n > ? AND type IN ({words}) ORDER BY n", (after,)
    ):
        yield _entry(row)


class Stretch(NamedTuple):
    """Events of one branch that follow each other, by their numbers in it and in this file; what their lines take."""

    branch: str
    first: int
    last: int
    first_n: int
    last_n: int
    last_event: str
    size_bytes: int


def stretches(connection: Connection, after: int) -> list[Stretch]:
    """All events after `after`, in order. Trouble register.damaged.

    A branch's events follow each other in this file: its opening tells where it begins.
    """
    openings = _openings(connection)
    ends = [n - 1 for n, _ in openings[1:]] + [tip(connection).n]
    found = []
    for (n, branch), last_n in zip(openings, ends, strict=True):
        if last_n > after:
            first_n = max(n, after + 1)
            begin = _end_of(connection, first_n - 1)[1] if first_n > 1 else 0
            last_event, end = _end_of(connection, last_n)
            size_bytes = end - begin
            found.append(
                Stretch(branch, first_n - n, last_n - n, first_n, last_n, last_event, size_bytes)
            )
    return found


def _openings(connection: Connection) -> list[tuple[int, str]]:
    rows = connection.execute(f"{_COLUMNS} WHERE type = 'branch.opened' ORDER BY n").fetchall()
    with told_as_damage():
        return [(row[0], events.read_event(_entry(row).payload).branch) for row in rows]


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Trouble register.damaged for an event that cannot be read, where a whole bundle would need it.

    The check reads each by itself, and names it.
    """
    try:
        yield
    except ValueError as damage:
        raise Trouble("register.damaged", path=REGISTER.name) from damage


def _end_of(connection: Connection, n: int) -> tuple[str, int]:
    """Id of an event that must be there, and where its line ends."""
    found = connection.execute(
        "SELECT event_id, line_end FROM journal WHERE n = ?", (n,)
    ).fetchone()
    if found is None:
        raise Trouble("register.damaged", path=REGISTER.name)
    return found[0].hex(), found[1]


_EVENTS_A_BATCH = 512  # some batches of the largest events there can be still fit the memory
# One row for all of them: SQLite opens their pages while other threads have the interpreter, and asks for it once.
# What is joined is text to SQLite, any bytes to us: in a UTF-8 file it looks into none.
_BATCH = """
SELECT max(n) AS last_n, CAST(group_concat(packed, '') AS BLOB) AS packed, group_concat(length(packed)) AS sizes,
  group_concat(hex(signature)) AS signatures, group_concat(iif(witness IS NULL, '-', hex(witness))) AS witnesses
FROM (SELECT n, packed, signature, witness FROM journal WHERE n > ? AND n <= ? ORDER BY n LIMIT ?)
"""
_NOBODY = "-"  # signed as a second person


class _Batch(NamedTuple):
    """Events that one query fetched: all packed payloads in one piece, sizes and hex of the rest parted by commas."""

    last_n: int
    packed: bytes
    sizes: str
    signatures: str
    witnesses: str

    @property
    def lines(self) -> tuple[int, bytes]:
        """How many, and their text."""
        ends = list(accumulate(map(int, self.sizes.split(","))))
        packed = [self.packed[begin:end] for begin, end in pairwise((0, *ends))]
        signatures = map(bytes.fromhex, self.signatures.split(","))
        witnesses = (
            None if each == _NOBODY else bytes.fromhex(each) for each in self.witnesses.split(",")
        )
        with told_as_damage():
            payloads = events.unpack_each(packed)
        return len(packed), text_of(payloads, signatures, witnesses)


def lines(connection: Connection, first_n: int, last_n: int) -> Generator[tuple[int, bytes]]:
    """These events as a bundle carries them, some at a time: how many, and their lines, each ended by a line feed.

    Another thread fetches the next while these are used: nobody else may use the connection meanwhile, and whoever
    leaves before the end must close this. Events that are missing are passed over. Trouble register.damaged.
    """
    batches = _batches(connection, first_n, last_n)
    begin = next(batches, None)
    if begin is None:
        return
    yield begin.lines
    # a branch is short as a rule, and a thread takes its time
    if begin.last_n >= last_n:
        return
    with files.Beside[_Batch | None]() as other:
        for batch in other.each(repeat(partial(next, batches, None))):
            if batch is None:
                return
            yield batch.lines


def _batches(connection: Connection, first_n: int, last_n: int) -> Iterator[_Batch]:
    """Each a query of its own: one that lasted as long as the bundle would keep the log from coming into the file."""
    after = first_n - 1
    # looked for and not counted up to: whoever gave an event a number far off would keep us counting
    while True:
        row = connection.execute(_BATCH, (after, last_n, _EVENTS_A_BATCH)).fetchone()
        if row[0] is None:
            return
        yield _Batch(*row)
        after = row[0]
