"""Triggers in the file, made anew after each migration: nothing is deleted, words stay on their lists, two are two."""

from __future__ import annotations

from typing import TypeAlias

from salw_desktop.database.connection import Connection
from salw_desktop.domain.axes import AXES, BLOCKING_HOLDS, CLEAR, ENDED, WORD_LISTS
from salw_desktop.domain.people import Role

_PREFIX = "guard_"


def renew(connection: Connection, tables: tuple[str, ...]) -> None:
    """Drops every guard and makes them from today's tables and word lists, in one transaction."""
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


def _guards(tables: tuple[str, ...]) -> list[tuple[str, str]]:
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
    for name, when, sentence, where in _rules():
        guard(name, when, refuse(sentence, where))
    guard("serial_key_made", "AFTER INSERT ON serial_key", _INDEX_NEW)
    guard("weapon_key_made", "AFTER INSERT ON weapon WHEN NEW.serial_key <> ''", _KEY_NEW)
    guard(
        "weapon_key_changed",
        "AFTER UPDATE OF serial_key ON weapon WHEN OLD.serial_key IS NOT NEW.serial_key",
        _KEY_CHANGED,
    )
    return made


def _word_lists() -> list[tuple[str, str, tuple[str, ...]]]:
    axes = [(table, column, axis.words) for axis in AXES for table, column in axis.columns]
    roles = ("operator_role", "role", tuple(role.value for role in Role))
    return [*axes, *((each.table, each.column, each.words) for each in WORD_LISTS), roles]


_INDEX_NEW = (
    "INSERT INTO serial_search(rowid, pieces) SELECT n, pieces FROM serial_piece WHERE n = NEW.n;"
)
_INDEX_OLD = (
    "INSERT INTO serial_search(serial_search, rowid, pieces)"
    " SELECT 'delete', n, pieces FROM serial_piece WHERE n = (SELECT n FROM serial_key WHERE weapon = NEW.id);"
)
_KEY_NEW = "INSERT INTO serial_key(weapon, key) VALUES (NEW.id, NEW.serial_key);"
_KEY_CHANGED = (
    f"{_INDEX_OLD} DELETE FROM serial_key WHERE weapon = NEW.id;"
    " INSERT INTO serial_key(weapon, key) SELECT NEW.id, NEW.serial_key WHERE NEW.serial_key <> '';"
)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def _has_role(operator: str, *roles: Role) -> str:
    return (
        f"EXISTS (SELECT 1 FROM operator_role JOIN operator ON operator.id = operator_role.operator"
        f" WHERE operator_role.operator = {operator} AND role IN ({_listed(tuple(role.value for role in roles))})"
        f" AND ended_at IS NULL AND blocked_at IS NULL)"
    )


# `.format(item=…)` names the weapon
_HELD = f"SELECT 1 FROM hold WHERE hold.weapon = {{item}} AND lifted_at IS NULL AND kind IN ({_listed(BLOCKING_HOLDS)})"
_OPEN_COUNTERSIGN = (
    "SELECT 1 FROM countersign_item JOIN countersign ON countersign.id = countersign"
    " WHERE countersign_item.weapon = {item} AND signed_at IS NULL"
)
_Rule: TypeAlias = tuple[str, str, str, str]  # name, when, sentence, refused where


def _rules() -> list[_Rule]:
    """The decisions that two people make, in SQL too."""
    return [
        *_rules_of_people(),
        *_rules_of_remote_codes(),
        *_rules_of_orders(),
        *_rules_of_sessions(),
        *_rules_of_items(),
    ]


def _rules_of_people() -> list[_Rule]:
    return [
        (
            "operator_introduced",
            "BEFORE INSERT ON operator WHEN EXISTS (SELECT 1 FROM station)",
            "operator: introduced by two",
            "NEW.introduced_by IS NULL OR NEW.introduced_second IS NULL",
        ),
        (
            "operator_role_given",
            "BEFORE INSERT ON operator_role WHEN EXISTS (SELECT 1 FROM station)",
            "operator_role: given by two",
            "NEW.given_by IS NULL OR NEW.given_second IS NULL",
        ),
    ]


def _rules_of_remote_codes() -> list[_Rule]:
    """Class C: a code of HQ stands in for the second key once, for the act that it was asked for."""

    def spent(table: str, when: str, by: str, at: str) -> _Rule:
        fits = (
            f"SELECT 1 FROM remote_code WHERE id = NEW.remote_code AND used_by = NEW.{by}"
            f" AND used_at = NEW.{at}"
        )
        return (
            f"{table}_remote_code",
            f"{when} ON {table} WHEN NEW.remote_code IS NOT NULL",
            f"{table}: a code of HQ counts for one act alone",
            f"NOT EXISTS ({fits})",
        )

    return [
        (
            "remote_code_used_once",
            "BEFORE UPDATE ON remote_code WHEN OLD.used_at IS NOT NULL",
            "remote_code: used once",
            "",
        ),
        (
            "operator_role_fixed",
            "BEFORE UPDATE OF operator, role ON operator_role WHEN OLD.role <> NEW.role OR OLD.operator <> NEW.operator",
            "operator_role: another role is another row, given by two",
            "",
        ),
        spent("destruction_session", "BEFORE INSERT", "started_by", "started_at"),
        spent("voiding", "BEFORE INSERT", "voided_by", "at"),
        spent("hold", "BEFORE UPDATE OF remote_code", "lifted_by", "lifted_at"),
    ]


def _rules_of_orders() -> list[_Rule]:
    return [
        (
            "order_line_may_start",
            "BEFORE INSERT ON order_line",
            "order_line: this item may not be ordered destroyed",
            f"EXISTS ({_HELD.format(item='NEW.weapon')}) OR NOT EXISTS (SELECT 1 FROM weapon"
            f" WHERE id = NEW.weapon AND custody = 'in hand' AND safety IN ({_listed(CLEAR)})"
            f" AND campaign = (SELECT campaign FROM destruction_order WHERE id = NEW.destruction_order))",
        ),
        (
            "order_line_frozen",
            "BEFORE UPDATE ON order_line",
            "order_line: the list is frozen",
            "",
        ),
        (
            "order_list_frozen",
            "BEFORE INSERT ON order_line WHEN (SELECT count(*) FROM order_line WHERE destruction_order = NEW.destruction_order)"
            " >= (SELECT items FROM destruction_order WHERE id = NEW.destruction_order)",
            "order_line: the list is frozen",
            "",
        ),
        (
            "order_approved",
            "BEFORE UPDATE OF approved_by, approved_at, state ON destruction_order WHEN NEW.state IN ('approved', 'carried out')",
            "destruction_order: approved by another operator, a supervisor",
            f"NEW.approved_by IS NULL OR NEW.approved_by = NEW.written_by OR (OLD.approved_by IS NOT NULL AND OLD.approved_by <> NEW.approved_by)"
            f" OR (OLD.approved_by IS NULL AND NOT {_has_role('NEW.approved_by', Role.SUPERVISOR)})"
            f" OR (NEW.authority_kind = 'local' AND NOT (SELECT may_approve_locally FROM campaign WHERE campaign.id = NEW.campaign))",
        ),
        (
            "order_written",
            "BEFORE INSERT ON destruction_order WHEN NEW.state <> 'written'",
            "destruction_order: written first, approved by another",
            "",
        ),
    ]


def _rules_of_sessions() -> list[_Rule]:
    return [
        (
            "session_started",
            "BEFORE INSERT ON destruction_session",
            "destruction_session: starts from an approved order, with both keys, when every item is free",
            f"NEW.state <> 'checking' OR NOT EXISTS (SELECT 1 FROM destruction_order WHERE id = NEW.destruction_order AND state = 'approved')"
            f" OR EXISTS (SELECT 1 FROM order_line WHERE order_line.destruction_order = NEW.destruction_order"
            f" AND (EXISTS ({_HELD.format(item='order_line.weapon')}) OR EXISTS ({_OPEN_COUNTERSIGN.format(item='order_line.weapon')})))",
        ),
        (
            "result_of_a_checked_session",
            "BEFORE INSERT ON session_result",
            "session_result: the list is checked by scan before the cut",
            "NOT EXISTS (SELECT 1 FROM destruction_session WHERE id = NEW.destruction_session"
            " AND (state = 'checked' OR (state = 'checking' AND NEW.outcome <> 'destroyed')))"
            " OR NOT EXISTS (SELECT 1 FROM destruction_session JOIN order_line USING (destruction_order)"
            " WHERE destruction_session.id = NEW.destruction_session AND order_line.weapon = NEW.weapon)",
        ),
        (
            "session_checked",
            "BEFORE UPDATE OF state ON destruction_session WHEN NEW.state = 'checked' AND OLD.state <> 'checked'",
            "destruction_session: every item was scanned or is missing, and what goes to the cut is clear, free and countersigned",
            f"EXISTS (SELECT 1 FROM order_line JOIN weapon ON weapon.id = order_line.weapon"
            f" LEFT JOIN session_result ON session_result.destruction_session = NEW.id AND session_result.weapon = order_line.weapon"
            f" WHERE order_line.destruction_order = NEW.destruction_order AND (outcome IS NOT 'missing' AND NOT EXISTS"
            f" (SELECT 1 FROM session_scan WHERE session_scan.destruction_session = NEW.id AND session_scan.weapon = order_line.weapon"
            f" AND result = 'on the list') OR outcome IS NULL AND (weapon.custody <> 'in hand' OR weapon.safety NOT IN ({_listed(CLEAR)})"
            f" OR EXISTS ({_HELD.format(item='order_line.weapon')}) OR EXISTS ({_OPEN_COUNTERSIGN.format(item='order_line.weapon')}))))",
        ),
        (
            "witness_without_key",
            "BEFORE INSERT ON session_witness",
            "session_witness: nobody who has a key here",
            "EXISTS (SELECT 1 FROM operator WHERE person = NEW.person)",
        ),
        (
            "session_closed",
            "BEFORE UPDATE OF state ON destruction_session WHEN NEW.state = 'closed'",
            "destruction_session: two witnesses, one of them outside the chain",
            "(SELECT count(*) FROM session_witness WHERE destruction_session = NEW.id) < 2"
            " OR (SELECT max(is_outside_chain) FROM session_witness WHERE destruction_session = NEW.id) <> 1",
        ),
    ]


def _ends_without_act() -> tuple[str, ...]:
    """Ends that the trade knows and no act of this version brings about."""
    return tuple(word for word in ENDED if word not in ("destroyed", "void"))


def _rules_of_items() -> list[_Rule]:
    return [
        (
            "weapon_destroyed",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'destroyed' AND OLD.custody <> 'destroyed'",
            "weapon: destroyed only by a session that was checked",
            "NOT EXISTS (SELECT 1 FROM session_result JOIN destruction_session ON destruction_session.id = destruction_session"
            " WHERE session_result.weapon = NEW.id AND outcome = 'destroyed' AND destruction_session.state = 'checked')",
        ),
        (
            "weapon_voided",
            "BEFORE UPDATE OF custody ON weapon WHEN NEW.custody = 'void' AND OLD.custody <> 'void'",
            "weapon: voided only by two, with a reason, and not under a hold",
            f"EXISTS ({_HELD.format(item='NEW.id')}) OR EXISTS ({_OPEN_COUNTERSIGN.format(item='NEW.id')}) OR NOT EXISTS (SELECT 1 FROM voiding WHERE weapon = NEW.id)",
        ),
        (
            "weapon_ends",
            f"BEFORE UPDATE OF custody ON weapon WHEN NEW.custody IN ({_listed(_ends_without_act())}) AND OLD.custody <> NEW.custody",
            "weapon: no act ends an item in this way yet",
            "",
        ),
        (
            "weapon_number_kept",
            "BEFORE UPDATE OF number ON weapon WHEN OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number",
            "weapon: a number is never changed once issued",
            "",
        ),
        (
            "weapon_begins",
            f"BEFORE INSERT ON weapon WHEN NEW.custody IN ({_listed(ENDED)})",
            "weapon: nothing begins at its end",
            "",
        ),
        (
            "hold_lifted",
            "BEFORE UPDATE OF lifted_at ON hold WHEN OLD.lifted_at IS NOT NULL",
            "hold: lifted once",
            "",
        ),
        (
            "countersigned_once",
            "BEFORE UPDATE ON countersign WHEN OLD.signed_at IS NOT NULL",
            "countersign: signed once",
            "",
        ),
    ]
