"""TEMP triggers, made from the schema in each opening: each new or changed row becomes finished JSON in a TEMP table.

TEMP, since triggers in the file cost 8 kB of write-ahead log a weapon and can be dropped with the key; a TEMP table,
since SQLite then takes back the recording together with the statement, savepoint or transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import is_normalized

from salw_desktop.database.connection import Connection
from salw_desktop.database.schema import Table
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.strict_json import SAFE_INTEGER
from salw_desktop.keys.events import LIMIT_BYTES

_WRITES = frozenset({9, 18, 23})  # SQLITE_DELETE, SQLITE_INSERT, SQLITE_UPDATE
ROOM_BYTES = LIMIT_BYTES - 4 * 1024  # the rest is for the head of the payload, its reason included

# Columns that name who signs: only those who hold a key in this transaction may stand in them.
SIGNERS = (
    ("destruction_order", "written_by"),
    ("destruction_order", "approved_by"),
    ("destruction_session", "started_by"),
    ("destruction_session", "started_second"),
    ("certificate", "issued_by"),
    ("hold", "placed_by"),
    ("hold", "lifted_by"),
    ("hold", "lifted_second"),
    ("correction", "corrected_by"),
    ("voiding", "voided_by"),
    ("voiding", "voided_second"),
    ("countersign", "asked_by"),
    ("countersign", "signed_by"),
    ("day", "closed_by"),
    ("remote_code", "used_by"),
    ("operator", "introduced_by"),
    ("operator", "introduced_second"),
    ("operator_role", "given_by"),
    ("operator_role", "given_second"),
    ("hand_in_receipt", "issued_by"),
    ("receipt_shown", "seen_by"),
    ("person_reading", "read_by"),
    ("person", "erased_by"),
    ("person", "erased_second"),
    ("allotment", "allotted_by"),
    ("allotment", "allotted_second"),
    ("weapon", "typed_by"),
    ("model_card", "made_by"),
    ("photo", "added_by"),
    ("photo_blurring", "blurred_by"),
    ("photo_blurring", "erased_by"),
    ("photo_blurring", "erased_second"),
    ("photo_correction", "corrected_by"),
    ("look_alike", "answered_by"),
    ("handed_in_again", "recorded_by"),
    ("alarm", "acknowledged_by"),
    ("retagging", "tagged_by"),
    ("retagging", "tagged_second"),
    ("loss", "reported_by"),
    ("loss", "closed_by"),
    ("loss", "closed_second"),
    ("mark_profile", "set_by"),
    ("mark_job", "ordered_by"),
    ("order_amendment", "amended_by"),
    ("order_amendment", "amended_second"),
    ("paper_print", "printed_by"),
    ("day_opening", "opened_by"),
    ("day_opening", "opened_second"),
    ("acting_appointment", "appointed_by"),
    ("acting_appointment", "appointed_second"),
    ("acting_appointment", "ended_by"),
    ("lone_duty", "declared_by"),
    ("lone_duty", "ended_by"),
    ("eligibility", "recorded_by"),
    ("group_roll", "recorded_by"),
    ("going_out", "sent_by"),
    ("going_out", "taken_by"),
    ("laboratory_result", "recorded_by"),
    ("untagged_item", "recorded_by"),
    ("untagged_item", "solved_by"),
    ("untagged_item", "solved_second"),
    ("press_photo", "released_by"),
    ("radio_message", "kept_by"),
    ("dossier_release", "released_by"),
    ("dossier_release", "released_second"),
)


# Columns that nobody sets alone: the witness of the transaction signs beside the operator.
WITNESSED = (("operator", "blocked_at"), ("station", "recovery_key"), ("operator_role", "ended_at"))


class Row(NamedTuple):
    """One recorded row: `json` is `["table","id",{new}]` or `["table","id",{new},{old}]`."""

    table: str
    id: str
    root: str
    json: str


class Recorder:
    """Arms a table when a command first writes to it: 220 triggers at once cost each unlock 30 ms.

    Until then SQLite itself denies any statement that would write there (`denies`, for the authorizer).
    """

    def __init__(self, connection: Connection, tables: tuple[Table, ...]) -> None:
        """After opening, when no migration is left to do."""
        connection.execute(
            "CREATE TEMP TABLE open_command(one INTEGER PRIMARY KEY CHECK (one = 1), operator TEXT, witness TEXT)"
        )
        connection.execute(
            "CREATE TEMP TABLE open_event(n INTEGER PRIMARY KEY, tbl TEXT, id TEXT, root TEXT, row TEXT)"
        )
        self.tables = tables
        self._connection = connection
        self._unarmed = {table.name: table for table in tables}
        (self._schema_version,) = connection.execute("PRAGMA schema_version").fetchone()

    def denies(self, action: int, table: object) -> bool:
        return action in _WRITES and table in self._unarmed

    def arm(self, name: str) -> None:
        table = self._unarmed.get(name)
        if table is None:
            return
        for sql in (*_recorders(table), *_signer_guards(table), *_witness_guards(table)):
            self._connection.execute(sql)
        del self._unarmed[name]

    @property
    def mark(self) -> dict[str, Table]:
        """For `return_to`: a transaction that is rolled back takes the triggers it made with it."""
        return dict(self._unarmed)

    def return_to(self, mark: dict[str, Table]) -> None:
        self._unarmed = mark

    def look_at_schema(self) -> None:
        (found,) = self._connection.execute("PRAGMA schema_version").fetchone()
        if found != self._schema_version:
            raise RuntimeError("the schema changed under the recorders")


def _recorders(table: Table) -> tuple[str, str]:
    name = table.name
    made = _members(table, "NEW", "NEW.{0} IS NULL")
    new = _members(table, "NEW", "OLD.{0} IS NEW.{0}")
    old = _members(table, "OLD", "OLD.{0} IS NEW.{0}")
    changed = (
        f"({', '.join(f'OLD.{column}' for column in table.names)}) IS NOT "
        f"({', '.join(f'NEW.{column}' for column in table.names)})"
    )
    same_id = f"SELECT RAISE(ABORT, '{name}: an id never changes') WHERE OLD.id IS NOT NEW.id;\n"
    # AFTER: BEFORE triggers fire for OR IGNORE and for upserts that come to nothing.
    return (
        f"CREATE TEMP TRIGGER {name}_made AFTER INSERT ON main.{name} {_body(table, '', made)}",
        f"CREATE TEMP TRIGGER {name}_changed AFTER UPDATE ON main.{name} WHEN {changed} "
        + _body(table, same_id, f"{new}||','||{old}"),
    )


def _members(table: Table, row: str, leave_out: str) -> str:
    """`||''` takes off a JSON subtype, else json('[1]') would lose its quotes; concat_ws leaves out NULLs."""

    def value(column: str, kind: str) -> str:
        if kind == "INTEGER":
            return f"ifnull({row}.{column},'null')"
        return f"ifnull(json_quote({row}.{column}||''),'null')"

    members = ", ".join(
        f"iif({leave_out.format(column)}, NULL, '\"{column}\":'||{value(column, kind)})"
        for column, kind in table.columns[1:]
    )
    return f"'{{'||concat_ws(',', {members})||'}}'"


def _body(table: Table, extra: str, row: str) -> str:
    too_big = (
        " OR ".join(
            f"NEW.{column} NOT BETWEEN -{SAFE_INTEGER} AND {SAFE_INTEGER}"
            for column, kind in table.columns
            if kind == "INTEGER"
        )
        or "0"
    )
    root = f"ifnull(NEW.{table.root}, NEW.id)"
    return (
        f"BEGIN SELECT RAISE(ABORT, '{table.name}: written outside a command')"
        f" WHERE NOT EXISTS (SELECT 1 FROM open_command);\n"
        f"SELECT RAISE(ABORT, '{table.name}: integer beyond 2^53') WHERE {too_big};\n{extra}"
        f"INSERT INTO open_event(tbl, id, root, row) VALUES ('{table.name}', NEW.id, {root},"
        f" '[\"{table.name}\",'||json_quote(NEW.id||'')||','||{row}||']'); END"
    )


def _signer_guards(table: Table) -> Iterator[str]:
    """One trigger for all signer columns of a table: SQLite reads its whole list again for each that is made."""
    columns = [column for owner, column in SIGNERS if owner == table.name]
    if not columns:
        return

    def checks(also: str = "") -> str:
        return " ".join(
            f"SELECT RAISE(ABORT, '{table.name}.{column}: signed by nobody who is here')"
            f" WHERE {also.format(column)}NEW.{column} IS NOT NULL AND NOT EXISTS"
            f" (SELECT 1 FROM open_command WHERE NEW.{column} IN (operator, witness));"
            for column in columns
        )

    name = table.name
    yield f"CREATE TEMP TRIGGER {name}_signed_new BEFORE INSERT ON main.{name} BEGIN {checks()} END"
    yield (
        f"CREATE TEMP TRIGGER {name}_signed_set BEFORE UPDATE OF {', '.join(columns)} ON main.{name}"
        f" BEGIN {checks('OLD.{0} IS NOT NEW.{0} AND ')} END"
    )


def _witness_guards(table: Table) -> Iterator[str]:
    if table.name == "operator":
        yield (
            "CREATE TEMP TRIGGER operator_sign_key_own BEFORE UPDATE OF sign_key ON main.operator"
            " WHEN OLD.sign_key IS NOT NEW.sign_key BEGIN"
            " SELECT RAISE(ABORT, 'operator.sign_key: changed by whom it belongs to')"
            " WHERE NEW.id IS NOT (SELECT operator FROM open_command); END"
        )
    for owner, column in WITNESSED:
        if owner == table.name:
            yield (
                f"CREATE TEMP TRIGGER {owner}_{column}_by_two BEFORE UPDATE OF {column} ON main.{owner}"
                f" WHEN OLD.{column} IS NOT NEW.{column} BEGIN"
                f" SELECT RAISE(ABORT, '{owner}.{column}: set by two')"
                f" WHERE (SELECT witness FROM open_command) IS NULL; END"
            )


def begin(connection: Connection, operator: str, witness: str | None) -> None:
    connection.execute("INSERT INTO open_command VALUES (1, ?, ?)", (operator, witness))


def collect(connection: Connection) -> list[Row]:
    """The rows of the command that ends here, in the order of writing. ValueError: text that is not NFC.

    Refusal `text.too-long` names the table of a row that no event could hold.
    """
    rows = [
        Row(*found)
        for found in connection.execute("SELECT tbl, id, root, row FROM open_event ORDER BY n")
    ]
    connection.execute("DELETE FROM open_event")
    connection.execute("DELETE FROM open_command")
    for row in rows:
        if _size(row) > ROOM_BYTES:
            raise Refusal("text.too-long", table=row.table)
        if not _is_nfc(row.json):
            raise ValueError(f"{row.table} {row.id}: text is not NFC")
    return rows


def _size(row: Row) -> int:
    return len(row.json.encode()) + 1


def _is_nfc(row: str) -> bool:
    """Value by value: in the JSON an escaped newline before a combining mark reads as not NFC."""
    if row.isascii():
        return True
    return all(
        is_normalized("NFC", value)
        for cells in json.loads(row)[2:]
        for value in cells.values()
        if isinstance(value, str)
    )


def parts(rows: Sequence[Row]) -> list[list[Row]]:
    """Groups that fit one payload each; neighbours of one item stay together where they can."""
    done: list[list[Row]] = [[]]
    size = 0
    for group in _by_root(rows):
        room = sum(_size(row) for row in group)
        for piece in [group] if room <= ROOM_BYTES else [[row] for row in group]:
            room = sum(_size(row) for row in piece)
            if done[-1] and size + room > ROOM_BYTES:
                done.append([])
                size = 0
            done[-1].extend(piece)
            size += room
    return done


def _by_root(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and row.root != group[-1].root:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
