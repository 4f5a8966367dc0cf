"""Triggers in the file, made anew after each migration: nothing is deleted, words stay on their lists, two are two."""

from __future__ import annotations

from collections.abc import Mapping

from salw_desktop.database.connection import Connection
from salw_desktop.database.decision_rules import rules
from salw_desktop.database.kept_rules import rules_of_what_is_kept
from salw_desktop.database.person_rules import FORGETS
from salw_desktop.database.photo_rules import ORIGINAL_FORGETS
from salw_desktop.domain.axes import AXES
from salw_desktop.domain.people import Role
from salw_desktop.domain.word_lists import WORD_LISTS

_PREFIX = "guard_"


def renew(connection: Connection, tables: Mapping[str, tuple[str, ...]]) -> None:
    """Drops every guard and makes them from today's tables, their columns and word lists, in one transaction."""
    wanted = dict(_guards(tables))
    found = dict(
        connection.execute(
            f"SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND name LIKE '{_PREFIX}%'"
        )
    )
    if found == wanted:
        return
    connection.execute("BEGIN IMMEDIATE")
    for name in found:
        connection.execute(f"DROP TRIGGER {name}")
    for sql in wanted.values():
        connection.execute(sql)
    connection.commit()


def _guards(tables: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []

    def guard(name: str, when: str, body: str) -> None:
        made.append((_PREFIX + name, f"CREATE TRIGGER {_PREFIX}{name} {when} BEGIN {body} END"))

    def refuse(sentence: str, where: str = "") -> str:
        quoted = sentence.replace("'", "''")
        return f"SELECT RAISE(ABORT, '{quoted}'){' WHERE ' + where if where else ''};"

    for table in (*tables, "journal"):
        guard(
            f"{table}_kept",
            f"BEFORE DELETE ON {table}",
            refuse(f"{table}: records are never deleted"),
        )
    guard("journal_fixed", "BEFORE UPDATE ON journal", refuse("journal: events are never changed"))
    for table, column, words in _word_lists():
        if table not in tables:
            continue
        listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
        wrong = f"WHEN NEW.{column} IS NOT NULL AND NEW.{column} NOT IN ({listed})"
        for act in ("INSERT", f"UPDATE OF {column}"):
            guard(
                f"{table}_{column}_on_{act.split()[0].lower()}",
                f"BEFORE {act} ON {table} {wrong}",
                refuse(f"{table}.{column}: not on its list"),
            )
    for name, when, sentence, where in (*rules(), *rules_of_what_is_kept(tables)):
        guard(name, when, refuse(sentence, where))
    for each in (*FORGETS, ORIGINAL_FORGETS):
        guard(*each)
    guard("serial_key_made", "AFTER INSERT ON serial_key", _WAITS)
    guard("serial_waiting_enough", f"AFTER INSERT ON serial_waiting WHEN {_ENOUGH}", _INDEX_NEW)
    for table, weapon, weapon_row in (
        ("weapon", "NEW.id", "NEW.rowid"),
        ("part", "NEW.weapon", "(SELECT rowid FROM weapon WHERE id = NEW.weapon)"),
    ):
        made_when = f"AFTER INSERT ON {table} WHEN NEW.serial_key <> ''"
        changed_when = (
            f"AFTER UPDATE OF serial_key ON {table} WHEN OLD.serial_key IS NOT NEW.serial_key"
        )
        new = (
            "INSERT INTO serial_key(owner, weapon, weapon_row, key)"
            f" SELECT NEW.id, {weapon}, {weapon_row}, NEW.serial_key WHERE NEW.serial_key <> '';"
        )
        guard(f"{table}_key_made", made_when, new)
        guard(f"{table}_key_changed", changed_when, f"{_INDEX_OLD} {_KEY_OLD} {new}")
    return made


def _word_lists() -> list[tuple[str, str, tuple[str, ...]]]:
    axes = [(table, column, axis.words) for axis in AXES for table, column in axis.columns]
    roles = ("operator_role", "role", tuple(role.value for role in Role))
    return [*axes, *((each.table, each.column, each.words) for each in WORD_LISTS), roles]


# A serial number enters the index among many: for one by itself FTS5 writes a segment, its structure and its averages
# (docs/adr/0017). Those that wait are few, and a search reads each of them.
WAIT_AT_MOST = 64
_WAITS = "INSERT INTO serial_waiting(n) VALUES (NEW.n);"
_ENOUGH = f"(SELECT count(*) FROM serial_waiting) >= {WAIT_AT_MOST}"
_INDEX_NEW = (
    "INSERT INTO serial_search(rowid, pieces)"
    " SELECT n, pieces FROM serial_piece WHERE n IN (SELECT n FROM serial_waiting);"
    " DELETE FROM serial_waiting;"
)
_ITS_N = "(SELECT n FROM serial_key WHERE owner = NEW.id)"
_INDEX_OLD = (
    "INSERT INTO serial_search(serial_search, rowid, pieces) SELECT 'delete', n, pieces FROM serial_piece"
    f" WHERE n = {_ITS_N} AND n NOT IN (SELECT n FROM serial_waiting);"
    f" DELETE FROM serial_waiting WHERE n = {_ITS_N};"
)
_KEY_OLD = "DELETE FROM serial_key WHERE owner = NEW.id;"
