"""`salw check`: pages, schema, chain, signatures, and the tables against the journal that made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from salw_desktop.database import journal, replay, schema
from salw_desktop.database.check_of_search import lost_terms, wrong_leads
from salw_desktop.database.connection import Connection, DatabaseError, connect
from salw_desktop.database.database import Database
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys import events
from salw_desktop.keys.chain import (
    CLOSED,
    OPENED,
    RECOVERED,
    RECOVERY,
    BranchState,
    Broken,
    Chain,
)
from salw_desktop.keys.event_lines import line_bytes
from salw_desktop.keys.events import Event
from salw_desktop.words.findings import finding

NEWEST_EVENTS = 1000
_EVENTS_A_STEP = 256
_OPCODES_AN_ASK = 10_000
_TERMS_NAMED, _LOOKS_AT_PAGES = 5, 3
Step = Callable[[int, int], None]  # events done, of how many; may raise, to end the check
KEY_CHANGES = ("operator.renewed", "register.rekeyed")


@dataclass(frozen=True, slots=True)
class Trusted:
    """Keys from outside the file; a file that names its own keys proves nothing."""

    device: bytes
    operators: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was signed: its code, and the facts of its sentence."""

    code: str
    facts: Mapping[str, str | int | None]

    @property
    def is_note(self) -> bool:
        """To be read, but no reason to stop: a power cut leaves a branch unclosed too."""
        return self.code in ("unclosed", "recovered", "renewed-without-slot")

    def __str__(self) -> str:
        return finding(self.code, dict(self.facts))


def _found(code: str, **facts: str | int | None) -> Finding:
    return Finding(code, facts)


def _unclosed(branch: str, n: int) -> Finding:
    return _found("unclosed", branch=branch, n=n)


class _Watch:
    """Tells how far the check is, and asks in the midst of a long statement too whether it is still wanted."""

    def __init__(self, on_step: Step | None) -> None:
        self._on_step = on_step
        self._at = (0, 0)
        self.refused: BaseException | None = None

    def step(self, done: int, total: int) -> None:
        self._at = (done, total)
        if self._on_step:
            self._on_step(done, total)

    def ask(self) -> int:
        """Of SQLite, which hears no exception: 1 ends the statement."""
        try:
            self.step(*self._at)
        except BaseException as refused:  # noqa: BLE001  # raised again at the end
            self.refused = refused
        return int(self.refused is not None)


def everything(
    database: Database, trusted: Trusted, on_step: Step | None = None
) -> Iterator[Finding]:
    """The whole file. Each finding names what it can: table, id and column, or event, or page.

    On a connection of its own, in one snapshot and without a lock: others may write meanwhile.
    """
    connection, watch = connect(database.path, database.data_key), _Watch(on_step)
    try:
        connection.set_progress_handler(watch.ask, _OPCODES_AN_ASK)
        yield from _pages(connection)
        yield from _schema(connection, database)
        replay.attach(connection, database.tables)
        connection.execute("BEGIN")
        yield from _chain_and_replay(connection, database, trusted, watch.step)
        for table in database.tables:
            for each in replay.differences(connection, table):
                yield _row(each)
        for lead in wrong_leads(connection):
            yield _found("lead", **lead._asdict())
        if lost := list(islice(lost_terms(connection), _TERMS_NAMED)):
            yield _found("search", what=", ".join(lost))
        connection.execute("COMMIT")
    except DatabaseError as damage:
        if watch.refused is None:
            yield _found("unreadable", why=str(damage))
    finally:
        connection.close()
    if watch.refused is not None:
        raise watch.refused


def newest(database: Database, trusted: Trusted) -> Iterator[Finding]:
    """At each start: the newest events, and every value they last set against the tables."""
    connection = database.reader
    yield from _schema(connection, database)
    tip = journal.tip(connection)
    since = max(0, tip.n - NEWEST_EVENTS)
    wanted: dict[tuple[str, str], dict[str, object]] = {}
    good = since
    try:
        chain, last = _chain_at(connection, trusted, since)
        line_ends = _LineEnds(journal.entry(connection, since).line_end if since else 0)
        for entry in journal.entries(connection, since):
            event = _verified(chain, entry, last)
            yield from line_ends.follow(entry)
            chain.learn(event)
            last, good = event.id, entry.n
            for table, id_, new, *_ in event.rows:
                wanted.setdefault((str(table), str(id_)), {}).update(new)  # type: ignore[arg-type]
    except journal.NoEvent:
        yield _found("event-missing", n=since, type="")
        return
    except (Broken, ValueError) as broken:
        yield _broken(broken, connection, last_good=good)
        return
    except Trouble as damage:
        yield _found("unreadable", why=str(damage.__cause__))
        return
    yield from _strange_keys(chain, trusted)
    try:
        for (table, id_), values in wanted.items():
            yield from _last_set(connection, table, id_, values)
    except Trouble as damage:
        yield _found("unreadable", why=str(damage.__cause__))


def _last_set(
    connection: Connection, table: str, id_: str, values: Mapping[str, object]
) -> Iterator[Finding]:
    columns = ", ".join(values) or "id"
    row = connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)).fetchone()
    if row is None:
        yield _found("row-missing", table=table, id=id_)
        return
    for (column, value), found in zip(values.items(), row, strict=False):
        if value != found:
            yield _found(
                "value", table=table, id=id_, column=column, found=found, signed=str(value)
            )


def _schema(connection: Connection, database: Database) -> Iterator[Finding]:
    for name, what in schema.differences(connection, *database.migrations):
        yield _found("schema", name=name, what=what)


def _pages(connection: Connection) -> Iterator[Finding]:
    for line in _damaged_pages(connection):
        yield _found("page", what=line)
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield _found("page", what=line)
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        named = "without a number" if rowid is None else rowid
        yield _found("reference", table=table, id=named, parent=parent)


def _damaged_pages(connection: Connection) -> list[str]:
    """As they lie in the file. That counts only where the log is wholly in it and stands still.

    While it is moved there, or where a power cut broke that off, pages of the file are old, torn or empty and SQLite
    reads them from the log. Each page in use is looked at by `integrity_check` too.
    """
    for _ in range(_LOOKS_AT_PAGES):
        before = _log_in_file(connection)
        lines = [str(line) for (line,) in connection.execute("PRAGMA cipher_integrity_check")]
        if not lines or (before is not None and _log_in_file(connection) == before):
            return lines
    return []


def _log_in_file(connection: Connection) -> int | None:
    """How long the log is; None where not all of it could be moved into the file."""
    try:
        moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except DatabaseError:  # a full disk is no damage
        return None
    is_busy, frames, in_file = moved
    return None if is_busy or frames != in_file else int(frames)


def _chain_and_replay(
    connection: Connection, database: Database, trusted: Trusted, on_step: Step
) -> Iterator[Finding]:
    """One pass: each event is verified, then played.

    After the first that does not hold nothing is believed any more; the rest is played all the same, so that the rows
    that somebody changed can be told from those that later events changed.
    """
    chain, last, n, holds = Chain(trusted.device, {}), None, 0, True
    total = journal.tip(connection).n
    player = replay.Replay(connection, database.tables, replay.SCHEMA)
    branches, line_ends = _Branches(), _LineEnds(0)
    touched: set[tuple[str, int]] = set()
    try:
        chain = Chain(trusted.device, journal.first_keys(connection))
        for entry in journal.entries(connection):
            if entry.n % _EVENTS_A_STEP == 0:
                on_step(entry.n, total)
            event: Event | None = None
            if holds:
                try:
                    if entry.n != n + 1:
                        raise Broken("missing")
                    event = _verified(chain, entry, last)
                except (Broken, ValueError) as broken:
                    yield _broken(broken, connection, last_good=n)
                    holds = False
            event = event or events.read_event(entry.payload)
            yield from branches.follow(event, entry.n)
            if holds:
                yield from line_ends.follow(entry)
            touched.update((root, entry.n) for root in _played(player, event, is_strict=holds))
            chain.learn(event)
            last, n = event.id, entry.n
        if holds:
            yield from _strange_keys(chain, trusted)
    except ValueError as broken:
        if holds:
            yield _broken(broken, connection, last_good=n)
        return
    except replay.NotThere as missing:
        yield _found("replay", table=missing.table, id=missing.id, n=n + 1)
    except KeyError as newer:
        yield _found("newer", what=str(newer), n=n + 1)
    except DatabaseError as refused:
        yield _found("replay", table="", id=str(refused), n=n + 1)
    yield from branches.left_open()
    found = set(connection.execute("SELECT root, n FROM main.touched"))
    for root, at in sorted(found ^ touched)[:20]:
        yield _found("history", id=root, n=at)


def _played(player: replay.Replay, event: Event, *, is_strict: bool) -> list[str]:
    """The items it touched. Behind a broken event a row may be missing that the lost one had made."""
    try:
        return player.apply(event)
    except (replay.NotThere, DatabaseError):
        if is_strict:
            raise
        return []


class _LineEnds:
    """Whether each line ends where the file says: a bundle promises its size by that before it reads an event."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._is_off_by = 0

    def follow(self, entry: journal.Entry) -> Iterator[Finding]:
        """Names the first of several that are wrong by as much."""
        self._end += line_bytes(len(entry.payload), is_witnessed=entry.witness is not None)
        is_off_by = entry.line_end - self._end
        if is_off_by not in (0, self._is_off_by):
            yield _found(
                "value",
                table="journal",
                id=str(entry.n),
                column="line_end",
                found=entry.line_end,
                signed=self._end,
            )
        self._is_off_by = is_off_by


class _Branches:
    """Which branch is open while the journal goes by: one that never closes is told."""

    def __init__(self) -> None:
        self._open: tuple[str, int] | None = None

    def follow(self, event: Event, n: int) -> Iterator[Finding]:
        if event.type == CLOSED:
            self._open = None
        elif event.type == OPENED:
            yield from self.left_open()
            self._open = (event.branch, n)
            if event.text("why") == RECOVERED:
                yield _found("recovered", n=n, operator=event.operator)

    def left_open(self) -> Iterator[Finding]:
        if self._open:
            yield _unclosed(*self._open)


def _strange_keys(chain: Chain, trusted: Trusted) -> Iterator[Finding]:
    for id_, key in trusted.operators.items():
        if chain.operators.get(id_) == key:
            continue
        if id_ in chain.renewed and key in chain.former.get(id_, ()):
            yield _found("renewed-without-slot", id=id_)
        else:
            yield _found("operator-key", id=id_)


def _keys_before(connection: Connection, trusted: Trusted, since: int) -> dict[str, bytes]:
    """The keys that counted after event `since`: today's, with what was changed later taken back."""
    known = {
        id_: bytes.fromhex(key)
        for id_, key in connection.execute("SELECT id, sign_key FROM operator")
    } | dict(trusted.operators)
    for entry in reversed(list(journal.of_type(connection, KEY_CHANGES, since))):
        for table, id_, _, *old in events.read_event(entry.payload).rows:
            if old and isinstance(old[0], dict):
                key = old[0].get("sign_key" if table == "operator" else "recovery_key")
                if isinstance(key, str):
                    known[str(id_) if table == "operator" else RECOVERY] = bytes.fromhex(key)
    return known


def _chain_at(connection: Connection, trusted: Trusted, since: int) -> tuple[Chain, str | None]:
    """The chain as it stood after event number `since`, taken on trust up to there."""
    if not since:
        return Chain(trusted.device, journal.first_keys(connection)), None
    operators = _keys_before(connection, trusted, since)
    opening = journal.newest_of_type(connection, OPENED, since)
    if opening is None:
        return Chain(trusted.device, operators), None
    opened = events.read_event(opening.payload)
    at = events.read_event(journal.entry(connection, since).payload)
    state = BranchState(
        bytes.fromhex(opened.text("key")), opened.operator, at.seq, at.type == CLOSED
    )
    return Chain(trusted.device, operators, {opened.branch: state}), at.id


def _verified(chain: Chain, entry: journal.Entry, last: str | None) -> Event:
    event = events.read_event(entry.payload)
    if bytes.fromhex(event.id) != entry.event_id or event.type != entry.type:
        raise Broken("hash")
    if event.prev != last:
        raise Broken("chain")
    chain.look(event, entry.signature, entry.witness)
    return event


def _broken(broken: Broken | ValueError, connection: Connection, *, last_good: int) -> Finding:
    what = broken.what if isinstance(broken, Broken) else "payload"
    row = connection.execute("SELECT type FROM journal WHERE n = ?", (last_good + 1,)).fetchone()
    return _found(f"event-{what}", n=last_good + 1, type=row[0] if row else "")


def _row(each: replay.Difference) -> Finding:
    if each.column:
        return _found(
            "value",
            table=each.table,
            id=each.id,
            column=each.column,
            found=each.in_table,
            signed=each.in_journal,
        )
    code = "row-missing" if each.in_table is None else "row-added"
    return _found(code, table=each.table, id=each.id)
