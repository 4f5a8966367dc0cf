"""The one writing connection of a register, and the one transaction through which anything is written."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

import sqlite_utils

from salw_desktop.database import recorder, schema
from salw_desktop.database.branch import Branch, Key
from salw_desktop.database.connection import Connection, connect, told_as_trouble
from salw_desktop.database.migrations import VERSION
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.ids import day_id
from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.time import Clock, Moment
from salw_desktop.keys.signing import Signer

_ACTION_TRANSACTION = 22
_ALLOW, _DENY = 0, 1
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # what strict_json reads back from no event


Hour: TypeAlias = Callable[[Connection, Moment], Moment]


def as_it_is(connection: Connection, now: Moment) -> Moment:
    """The whole of what the clock claims."""
    del connection
    return now


@dataclass(frozen=True, slots=True)
class Act:
    """What an event says of itself: its type, and the reason given."""

    kind: str
    reason: str = ""


def as_recorded(text: str, field: str) -> str:
    """NFC, which every reader spells alike. Refusal `text.unwritable` for what is no character."""
    if text.isascii() and "\0" not in text:
        return text
    if _NO_TEXT.search(text):
        raise Refusal("text.unwritable", field=field, name=field)
    return normalize("NFC", text)


def _cells(values: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
    return {
        column: as_recorded(value, column) if isinstance(value, str) else value
        for column, value in values.items()
    }


class Transaction:
    """What a command writes through. Reading goes over `connection`, in the SQL of database/."""

    def __init__(
        self,
        connection: Connection,
        now: Moment,
        branch: Branch,
        operator: str,
        witness: str | None,
        record: Callable[[str], None],
    ) -> None:
        self.connection = connection
        self.record = record  # before SQL of its own writes to a table
        self.now = now
        self.operator = operator
        self.witness = witness
        self.newest_event = branch.newest_event
        self._nth = branch.next_n
        self.device = branch.device
        self.remote_code: str | None = None  # stands in for the witness (class C)
        self.roster: dict[str, Json] = {}
        self.seen: list[Json] = []  # the newest events of others that came in with this act
        self.blobs: list[Json] = []  # {sha256, size, media} of files that lie on the disk already
        self.changed: set[tuple[str, str]] = set()
        self.events: list[str] = []

    def insert(self, table: str, values: Mapping[str, str | int | None]) -> str:
        """A new row; returns its id, made here unless the values bring one."""
        id_ = str(values.get("id") or day_id(self.now.claim, self._nth))
        row = _cells({**values, "id": id_})
        self.record(table)
        marks = ", ".join("?" * len(row))
        self.connection.execute(
            f"INSERT INTO {table}({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        return id_

    def name_people(self, *, performed_by: str | None, verified_by: str | None) -> None:
        """Who did it and who verified it, of the roster: seldom the one who types."""
        people = {"performed_by": performed_by, "verified_by": verified_by}
        self.roster = {role: person for role, person in people.items() if person}

    def change(self, table: str, id_: str, **values: str | int | None) -> None:
        """New values of one row, which must be there."""
        self.record(table)
        sets = ", ".join(f"{column} = ?" for column in values)
        done = self.connection.execute(
            f"UPDATE {table} SET {sets} WHERE id = ?", (*_cells(values).values(), id_)
        )
        if done.rowcount != 1:
            raise RuntimeError(f"{table} {id_} is not there")


class Database:
    """An open register file. Written through `transaction` alone; read over connections of its own."""

    def __init__(self, path: Path, data_key: bytes, *extra: sqlite_utils.Migrations) -> None:
        self._path = path
        self._data_key = data_key
        self._is_shut = False
        self._is_closed = False
        self._connection = connect(path, data_key)
        with told_as_trouble(path):
            schema.migrate(self._connection, *extra)
            self._recorder = recorder.Recorder(
                self._connection, schema.journalled(self._connection)
            )
            self._connection.set_authorizer(self._authorize)
        self._readers = threading.local()
        self._open_readers: list[Connection] = []
        self._opening_or_closing = threading.Lock()
        self.migrations = extra

    @property
    def path(self) -> Path:
        return self._path

    @property
    def data_key(self) -> bytes:
        return self._data_key

    @property
    def tables(self) -> tuple[schema.Table, ...]:
        return self._recorder.tables

    @property
    def schema_version(self) -> int:
        return VERSION

    @property
    def reader(self) -> Connection:
        """A read-only connection of this thread: queries see the last commit and can change nothing."""
        mine: Connection | None = getattr(self._readers, "connection", None)
        return mine if mine is not None and not self._is_closed else self._new_reader()

    def _new_reader(self) -> Connection:
        with self._opening_or_closing:
            if self._is_closed:  # a new connection would outlive the lock, and hold the key
                raise RuntimeError("a question to a register that is closed")
            mine = self._readers.connection = connect(self._path, self._data_key, read_only=True)
            self._open_readers.append(mine)
            return mine

    @contextmanager
    def room_in_memory(self, mib: int) -> Iterator[None]:
        """For work that touches most pages of a large file: else each is sealed, written, read and opened again."""
        (usual,) = self._connection.execute("PRAGMA cache_size").fetchone()
        self._connection.execute(f"PRAGMA cache_size = {-mib * 1024}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA cache_size = {usual}")

    def branch(self, *, device: bytes, operator: Key, clock: Clock) -> Branch:
        return Branch(
            self._connection,
            device=Signer(device),
            operator=operator,
            schema=VERSION,
            clock=clock,
        )

    def secret(self, name: str) -> str:
        """Key material of this device: it lies under the data key and is never exported."""
        with told_as_trouble(self._path):
            (value,) = self.reader.execute(
                "SELECT value FROM secret WHERE name = ?", (name,)
            ).fetchone()
        return str(value)

    def keep_secrets(self, values: Mapping[str, str]) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO secret VALUES (?, ?)", values.items())

    @contextmanager
    def opening(self, branch: Branch) -> Iterator[None]:
        """The transaction of a branch's own first or last event; it stands where it stood if the disk says no."""
        mark = branch.mark
        with told_as_trouble(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.commit()
            except BaseException:
                branch.return_to(mark)
                self._roll_back()
                raise

    @contextmanager
    def transaction(
        self,
        branch: Branch,
        act: Act,
        now: Moment,
        operator: str,
        witness: Key | None,
        hour: Hour = as_it_is,
    ) -> Iterator[Transaction]:
        """All of it or nothing: the rows, the events that carry them, and their signatures.

        `hour` says how much of `now` is kept.

        While the block runs SQLite itself refuses BEGIN, COMMIT and ROLLBACK.
        """
        mark, unarmed = branch.mark, self._recorder.mark
        seconder = witness.operator if witness else None
        with told_as_trouble(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                kept = hour(self._connection, now)
                tx = Transaction(
                    self._connection, kept, branch, operator, seconder, self._recorder.arm
                )
                self._recorder.look_at_schema()
                recorder.begin(self._connection, tx.operator, tx.witness)
                self._is_shut = True
                yield tx
                self._is_shut = False
                rows = recorder.collect(self._connection)
                tx.changed = {(row.table, row.id) for row in rows}
                tx.events = _append(branch, act, tx, recorder.parts(rows), witness)
                # not execute("COMMIT"): a cached statement is not shown to the authorizer again
                self._connection.commit()
            except BaseException:
                self._is_shut = False
                branch.return_to(mark)
                self._roll_back()
                self._recorder.return_to(unarmed)
                raise

    @contextmanager
    def counting(self) -> Iterator[Connection]:
        """For the tables that no event carries; a journalled row is refused here by its recorder."""
        with told_as_trouble(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.commit()
            except BaseException:
                self._roll_back()
                raise

    def checkpoint(self) -> None:
        """Everything into the file itself, so that its pages can be sealed."""
        with told_as_trouble(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._opening_or_closing:
            self._is_closed = True
            for reader in self._open_readers:
                reader.close()
            self._open_readers.clear()
        self._readers = threading.local()
        # no collector sees the ring of connection, authorizer and this object, which holds the data key
        self._connection.set_authorizer(None)
        self._connection.close()

    def _authorize(self, action: int, name: object, *_: object) -> int:
        is_denied = (self._is_shut and action == _ACTION_TRANSACTION) or self._recorder.denies(
            action, name
        )
        return _DENY if is_denied else _ALLOW

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def _append(
    branch: Branch,
    act: Act,
    tx: Transaction,
    parts: Sequence[Sequence[recorder.Row]],
    witness: Key | None,
) -> list[str]:
    """One event a part; an act that fits no single event carries its own id, for it is applied whole or not at all."""
    act_id = secrets.token_hex(16)
    made = []
    for part, rows in enumerate(parts, 1):
        more: dict[str, Json] = {
            "witness": witness.operator if witness else None,
            "roster": tx.roster,
            "act": {"id": act_id, "part": part, "parts": len(parts)} if len(parts) > 1 else None,
            "reason": act.reason,
            "seen": tx.seen,
            "blobs": tx.blobs if part == 1 else None,
        }
        signers = (branch.signer, witness.signer) if witness else ()
        made.append(branch.append(act.kind, rows, more, signers=signers, now=tx.now))
    return made
