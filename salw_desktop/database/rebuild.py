"""A new file made from an old one: copied whole, or its journal played into a fresh file under a new key."""

from __future__ import annotations

from pathlib import Path

from salw_desktop import files
from salw_desktop.database import journal, replay, sealed_keys
from salw_desktop.database.connection import Connection, connect, told_as_trouble
from salw_desktop.database.database import Database
from salw_desktop.database.schema import journalled, migrate
from salw_desktop.keys import events


def copy(database: Database, target: Path, data_key: bytes) -> None:
    """Page by page over the backup interface: a file copy would miss what is still in the write-ahead log."""
    files.write_private(target, b"")  # SQLite alone would let others read its file
    made = connect(target, data_key)
    try:
        with told_as_trouble(target):
            database.reader.backup(made)
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        made.close()


def rebuild(database: Database, target: Path, data_key: bytes) -> None:
    """The same journal byte for byte, its rows played anew, the same secrets, under another key."""
    files.write_private(target, b"")
    made = connect(target, data_key)
    try:
        with told_as_trouble(target):
            _play(database, made)
    finally:
        made.close()


def _play(database: Database, made: Connection) -> None:
    migrate(made, *database.migrations)
    player = replay.Replay(made, journalled(made), "main")
    made.execute("BEGIN IMMEDIATE")
    tip = journal.tip(made)
    for entry in journal.entries(database.reader):
        event = events.read_event(entry.payload)
        roots = player.apply(event)
        signatures = [entry.signature, *([entry.witness] if entry.witness else [])]
        tip = journal.append(
            made, tip, entry.event_id, entry.type, entry.payload, signatures, roots
        )
    _copy_local(database, made)
    made.commit()
    made.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# What no event carries and no replay brings back: secrets, keys of sealed values, what is counted outside the journal.
_LOCAL = ("secret", "sealed_key", "tick", "child_tally", "desk")


def _copy_local(database: Database, made: Connection) -> None:
    for table in _LOCAL:
        rows = database.reader.execute(f"SELECT * FROM {table}").fetchall()
        if table == "sealed_key":  # an erasure that the journal holds outlives every key
            rows = [row for row in rows if not sealed_keys.is_erased(made, row[0])]
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            made.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
