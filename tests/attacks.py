"""What somebody who holds the key can do to the file behind the program's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from factory import Desk

from salw_desktop.database import journal
from salw_desktop.database.branch import Key
from salw_desktop.database.connection import Connection, connect
from salw_desktop.keys import events
from salw_desktop.keys.chain import OPENED
from salw_desktop.keys.signing import Signer


@contextmanager
def file_of(desk: Desk) -> Iterator[Connection]:
    """The file as any SQLCipher shell opens it with the key; the guards in it are off and made anew."""
    connection = connect(desk.register.database.path, desk.register.data_key)
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("BEGIN")  # some hundred guards, one sync
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()


def run(desk: Desk, sql: str, *values: object) -> None:
    with file_of(desk) as connection:
        connection.execute(sql, values)


def bare(desk: Desk, sql: str) -> None:
    """One statement, with the guards as they are."""
    connection = connect(desk.register.database.path, desk.register.data_key)
    connection.execute(sql)
    connection.close()


def place_of(desk: Desk, kind: str) -> int:
    """The running number of the newest event of a type."""
    reader = desk.register.reader
    found = journal.newest_of_type(reader, kind, journal.tip(reader).n)
    assert found is not None
    return found.n


def remove_event(desk: Desk, n: int) -> None:
    with file_of(desk) as connection:
        connection.execute("DELETE FROM touched WHERE n = ?", (n,))
        connection.execute("DELETE FROM journal WHERE n = ?", (n,))


def undo_from(desk: Desk, first: int) -> None:
    """The newest events removed, and everything that they did to the tables taken back."""
    entries = list(journal.entries(desk.register.reader, first - 1))
    with file_of(desk) as connection:
        for entry in reversed(entries):
            for table, id_, _, *old in reversed(events.read_event(entry.payload).rows):
                if old and isinstance(old[0], dict):
                    sets = ", ".join(f"{column} = ?" for column in old[0])
                    values = (*old[0].values(), id_)
                    connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", values)
                else:
                    connection.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
        for table in ("touched", "journal"):
            connection.execute(f"DELETE FROM {table} WHERE n >= ?", (first,))


def close_the_gap(desk: Desk, n: int) -> None:
    """An event removed, and those after it moved up."""
    remove_event(desk, n)
    with file_of(desk) as connection:
        for table in ("journal", "touched"):
            connection.execute(f"UPDATE {table} SET n = -n WHERE n > ?", (n,))
            connection.execute(f"UPDATE {table} SET n = -n - 1 WHERE n < 0")


def swap(desk: Desk, one: int, other: int) -> None:
    with file_of(desk) as connection:
        for before, after in ((one, -1), (other, one), (-1, other)):
            connection.execute("UPDATE journal SET n = ? WHERE n = ?", (after, before))


def edit_payload(desk: Desk, n: int, old: bytes, new: bytes, *, mend_the_id: bool) -> None:
    entry = journal.entry(desk.register.reader, n)
    payload = entry.payload.replace(old, new)
    assert payload != entry.payload
    event_id = entry.event_id
    if mend_the_id:
        event_id = events.event_id(events.pae(entry.type, payload))
    run(
        desk,
        "UPDATE journal SET packed = ?, event_id = ? WHERE n = ?",
        events.pack(payload),
        event_id,
        n,
    )


@dataclass(frozen=True)
class Forger:
    """Signs every branch anew, from one opening to the end of the file, with keys of his own where he has no other."""

    device: Signer
    operator: Signer

    def sign_anew(self, desk: Desk, first: int, edit: Callable[[bytes], bytes]) -> None:
        reader, branch = desk.register.reader, Signer()
        was: bytes | None = None
        now: bytes | None = None
        with file_of(desk) as connection:
            for entry in list(journal.entries(reader, first - 1)):
                payload, signers = edit(entry.payload), [branch]
                if was and now:
                    payload = payload.replace(was.hex().encode(), now.hex().encode())
                if entry.type == OPENED:
                    branch = Signer()
                    opened = events.read_event(entry.payload)
                    for old, new in (
                        (opened.text("key"), branch),
                        (opened.text("device"), self.device),
                    ):
                        payload = payload.replace(old.encode(), new.public.hex().encode())
                    signers = [self.device, self.operator]
                message = events.pae(entry.type, payload)
                was, now = entry.event_id, events.event_id(message)
                made = [signer.sign(message) for signer in signers]
                second = made[1] if len(made) > 1 else entry.witness
                connection.execute(
                    "UPDATE journal SET packed = ?, event_id = ?, signature = ?, witness = ? WHERE n = ?",
                    (events.pack(payload), now, made[0], second, entry.n),
                )


def own_device(desk: Desk) -> Signer:
    """It lies under the data key, so that every operator has it."""
    return Signer(bytes.fromhex(desk.register.database.secret("device_seed")))


def open_in_the_name_of(desk: Desk, operator: str) -> int:
    """A branch opened with the device key by somebody who has no key of that operator."""
    database = desk.register.database
    stolen = Key(desk.row("operator", name=operator)["id"], Signer())
    branch = database.branch(
        device=own_device(desk).seed, operator=stolen, clock=desk.practice.clock
    )
    with database.opening(branch):
        branch.open("unlocked")
    return journal.tip(desk.register.reader).n


def enter_search(desk: Desk) -> None:
    """What the save of the sixty-fourth serial number does: all that wait enter the index."""
    connection = desk.register.database._connection
    connection.execute(
        "INSERT INTO serial_search(rowid, pieces) SELECT n, pieces FROM serial_piece JOIN serial_waiting USING (n)"
    )
    connection.execute("DELETE FROM serial_waiting")
