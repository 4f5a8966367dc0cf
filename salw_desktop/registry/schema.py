"""What the registry's file has beside the common tables: its own acts, and everything that stations sent."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import sqlite_utils
from sqlite_utils import Migrations

from salw_desktop.database.migrations.m0001_first_register import JOURNALLED

REGISTRY = Migrations("salw-registry")

# HQ's own acts: journalled like everybody's.
_ACTS = """
CREATE TABLE number_series(id TEXT PRIMARY KEY NOT NULL, series TEXT NOT NULL, since TEXT NOT NULL) STRICT;
CREATE TABLE enrolled(id TEXT PRIMARY KEY NOT NULL, unit TEXT NOT NULL, site TEXT NOT NULL, device_key TEXT NOT NULL UNIQUE,
  age_recipient TEXT NOT NULL, register TEXT NOT NULL, block TEXT NOT NULL, enrolled_at TEXT NOT NULL) STRICT;
CREATE TABLE known_block(id TEXT PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL REFERENCES enrolled(id), site TEXT NOT NULL,
  block TEXT NOT NULL UNIQUE, was_brought INTEGER NOT NULL) STRICT;
CREATE TABLE known_operator(id TEXT PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL REFERENCES enrolled(id), operator TEXT NOT NULL,
  name TEXT NOT NULL, sign_key TEXT NOT NULL, UNIQUE(enrolled, operator)) STRICT;
CREATE TABLE code_given(id TEXT PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL REFERENCES enrolled(id), position INTEGER NOT NULL,
  letters TEXT NOT NULL, given_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL, UNIQUE(enrolled, position)) STRICT;
CREATE TABLE imported(id TEXT PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL REFERENCES enrolled(id), set_id TEXT NOT NULL,
  volume INTEGER NOT NULL, sha256 TEXT NOT NULL, new_events INTEGER NOT NULL, known_events INTEGER NOT NULL,
  turned_events INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE letter(id TEXT PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL REFERENCES enrolled(id), number INTEGER NOT NULL,
  kind TEXT NOT NULL, at TEXT NOT NULL, UNIQUE(enrolled, number)) STRICT;
CREATE TABLE message_heard(id TEXT PRIMARY KEY NOT NULL, radio_message TEXT NOT NULL UNIQUE REFERENCES radio_message(id),
  enrolled TEXT NOT NULL REFERENCES enrolled(id)) STRICT
"""

# What came from outside: stored as signed, and its rows, each with the station it is of. Nothing here is HQ's own.
_HELD = """
CREATE TABLE held_event(n INTEGER PRIMARY KEY, event_id BLOB NOT NULL UNIQUE, enrolled TEXT NOT NULL, branch TEXT NOT NULL,
  seq INTEGER NOT NULL, prev BLOB, type TEXT NOT NULL, packed BLOB NOT NULL, signature BLOB NOT NULL, witness BLOB,
  is_applied INTEGER NOT NULL) STRICT;
CREATE INDEX held_event_prev ON held_event(prev);
CREATE INDEX held_event_of ON held_event(enrolled, is_applied);
CREATE INDEX held_event_waiting ON held_event(enrolled, n) WHERE is_applied = 0;
CREATE INDEX held_event_branch ON held_event(branch, seq);
CREATE TABLE held_branch(enrolled TEXT NOT NULL, branch TEXT NOT NULL, key TEXT NOT NULL, operator TEXT NOT NULL,
  seq INTEGER NOT NULL, is_closed INTEGER NOT NULL, PRIMARY KEY(enrolled, branch)) STRICT;
CREATE TABLE held_key(enrolled TEXT NOT NULL, operator TEXT NOT NULL, sign_key TEXT NOT NULL, is_former INTEGER NOT NULL,
  PRIMARY KEY(enrolled, operator, sign_key)) STRICT;
CREATE TABLE held_code(enrolled TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY(enrolled, position)) STRICT;
CREATE TABLE held_turned(event_id BLOB PRIMARY KEY NOT NULL, enrolled TEXT NOT NULL, code TEXT NOT NULL, payload BLOB NOT NULL,
  signature BLOB NOT NULL, witness BLOB) STRICT;
CREATE TABLE held_contested(n INTEGER PRIMARY KEY, enrolled TEXT NOT NULL, event_id BLOB NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL,
  new TEXT NOT NULL, old TEXT NOT NULL) STRICT
"""
_COLUMN = re.compile(r"(\w+) (TEXT|INTEGER)\b")


@functools.cache
def held_tables() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The columns of each journalled table of a station, as its migrations make them."""
    made = {}
    for statement in JOURNALLED.split(";\n"):
        name = statement.split("(", 1)[0].rsplit(" ", 1)[-1]
        body = statement.split("(", 1)[1]
        columns = [(column, kind) for column, kind in _COLUMN.findall(body) if column != "id"]
        made[name] = tuple(columns)
    return made


@REGISTRY(name="m0001_holdings")
def _holdings(db: sqlite_utils.Database) -> None:
    for statement in (*_ACTS.split(";\n"), *_HELD.split(";\n")):
        db.execute(statement)
    for name, columns in held_tables().items():
        # every column may be empty: HQ refuses no fact, whatever order it arrives in
        # and of any type: what a newer program means by a column is its own affair
        body = ", ".join(f"{column} ANY" for column, _ in columns)
        db.execute(
            f"CREATE TABLE held_{name}(enrolled TEXT NOT NULL, id TEXT NOT NULL, {body}, PRIMARY KEY(enrolled, id))"
            " STRICT, WITHOUT ROWID"
        )
