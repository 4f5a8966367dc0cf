"""Whatever a transaction writes stands in its event: no more, no less, exactly as the table has it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from factory import Desk

from salw_desktop.database import journal
from salw_desktop.database.connection import DatabaseError, IntegrityError, connect
from salw_desktop.database.database import Act
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal

PERSON = {"name": "P. Smith", "function": "armourer", "organisation": "Commission"}


def a_person(desk: Desk, **changed: str) -> str:
    with desk.writing() as tx:
        return tx.insert("roster", {**PERSON, **changed})


def recorded(desk: Desk) -> list[list[Any]]:
    return list(desk.newest_event().rows)


def test_that_an_insert_is_recorded_with_its_values_and_without_its_nulls(desk: Desk) -> None:
    id_ = a_person(desk)
    assert recorded(desk) == [["roster", id_, PERSON]]


def test_that_an_update_is_recorded_with_the_changed_columns_new_and_old(desk: Desk) -> None:
    id_ = a_person(desk)
    with desk.writing() as tx:
        tx.change("roster", id_, name="P. Smith", level="2", function="smith")
    old = {"function": "armourer", "level": None}
    assert recorded(desk) == [["roster", id_, {"function": "smith", "level": "2"}, old]]


def test_that_a_value_taken_away_is_recorded_as_null(desk: Desk) -> None:
    id_ = a_person(desk, level="2")
    with desk.writing() as tx:
        tx.change("roster", id_, level=None)
    assert recorded(desk) == [["roster", id_, {"level": None}, {"level": "2"}]]


def test_that_an_update_that_changes_nothing_is_no_row(desk: Desk) -> None:
    id_ = a_person(desk)
    with desk.writing() as tx:
        tx.change("roster", id_, name="P. Smith")
    assert recorded(desk) == []


def test_that_a_change_of_case_is_a_change(desk: Desk) -> None:
    id_ = a_person(desk)
    with desk.writing() as tx:
        tx.change("roster", id_, name="P. SMITH")
    assert recorded(desk)[0][2] == {"name": "P. SMITH"}


def test_that_an_upsert_is_recorded_as_what_it_did(desk: Desk) -> None:
    id_ = a_person(desk)
    upsert = (
        "INSERT INTO roster(id, name, function, organisation) VALUES (?, 'x', 'x', 'x')"
        " ON CONFLICT(id) DO UPDATE SET level = '3'"
    )
    with desk.writing() as tx:
        tx.connection.execute(upsert, (id_,))
    assert recorded(desk) == [["roster", id_, {"level": "3"}, {"level": None}]]


def test_that_an_insert_or_ignore_that_was_ignored_is_no_row(desk: Desk) -> None:
    id_ = a_person(desk)
    with desk.writing() as tx:
        tx.connection.execute(
            "INSERT OR IGNORE INTO roster(id, name, function, organisation) VALUES (?, 'x', 'x', 'x')",
            (id_,),
        )
    assert recorded(desk) == []


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM roster WHERE id = ?",
        "INSERT OR REPLACE INTO roster(id, name, function, organisation) VALUES (?, 'x', 'x', 'x')",
    ],
)
def test_that_a_record_is_never_deleted(desk: Desk, sql: str) -> None:
    id_ = a_person(desk)
    with pytest.raises(IntegrityError, match="records are never deleted"), desk.writing() as tx:
        tx.connection.execute(sql, (id_,))
    assert desk.row("roster", id=id_)["name"] == "P. Smith"


def test_that_an_event_is_never_changed(desk: Desk) -> None:
    with pytest.raises(IntegrityError, match="events are never changed"), desk.writing() as tx:
        tx.connection.execute("UPDATE journal SET type = 'x' WHERE n = 1")


def test_that_json_written_into_a_text_column_is_recorded_as_text(desk: Desk) -> None:
    id_ = a_person(desk)
    with desk.writing() as tx:
        tx.connection.execute("UPDATE roster SET level = json('[1, 2]') WHERE id = ?", (id_,))
    assert recorded(desk)[0][2] == {"level": "[1,2]"}
    assert desk.findings() == []


@pytest.mark.parametrize("text", ["", "a\nb", 'quote " and \\', "АВ-12", "tab\tx\x1f", "‮", "😀"])
def test_that_any_text_is_recorded_as_it_stands_in_the_table(desk: Desk, text: str) -> None:
    id_ = a_person(desk, level=text)
    assert recorded(desk)[0][2]["level"] == text == desk.row("roster", id=id_)["level"]


@pytest.mark.parametrize("running", [2**53 - 1, -(2**53) + 1])
def test_that_an_integer_that_every_reader_can_hold_is_recorded(desk: Desk, running: int) -> None:
    jump: dict[str, Cell] = {
        "series": "DO",
        "after": running,
        "reason": "practice",
        "at": "2026-11-22",
    }
    with desk.writing() as tx:
        tx.insert("series_jump", jump)
    assert recorded(desk)[0][2]["after"] == running


def test_that_an_integer_beyond_2_to_53_is_not_written(desk: Desk) -> None:
    jump: dict[str, Cell] = {
        "series": "DO",
        "after": 2**53,
        "reason": "practice",
        "at": "2026-11-22",
    }
    with pytest.raises(IntegrityError, match="integer beyond 2\\^53"), desk.writing() as tx:
        tx.insert("series_jump", jump)


def test_that_an_id_never_changes(desk: Desk) -> None:
    id_ = a_person(desk)
    with pytest.raises(IntegrityError, match="an id never changes"), desk.writing() as tx:
        tx.connection.execute("UPDATE roster SET id = 'other' WHERE id = ?", (id_,))


def test_that_text_in_another_spelling_of_unicode_is_put_into_nfc(desk: Desk) -> None:
    id_ = a_person(desk, name="Cafe\u0301")
    assert desk.row("roster", id=id_)["name"] == "Café"


def test_that_text_that_is_not_nfc_never_reaches_an_event(desk: Desk) -> None:
    id_ = a_person(desk)
    with pytest.raises(ValueError, match="not NFC"), desk.writing() as tx:
        tx.connection.execute("UPDATE roster SET name = ? WHERE id = ?", ("Cafe\u0301", id_))
    assert desk.row("roster", id=id_)["name"] == "P. Smith"


def test_that_a_combining_mark_after_a_line_break_is_nfc(desk: Desk) -> None:
    id_ = a_person(desk, level="n\n\u0301")
    assert desk.row("roster", id=id_)["level"] == "n\n\u0301"
    assert desk.findings() == []


@pytest.mark.parametrize("text", ["a\0b", "half \ud800"])
def test_that_what_is_no_character_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        a_person(desk, level=text)
    assert (refused.value.code, refused.value.field) == ("text.unwritable", "level")


def test_that_a_nul_written_in_raw_sql_never_reaches_an_event(desk: Desk) -> None:
    id_ = a_person(desk)
    with pytest.raises(ValueError, match="not every reader"), desk.writing() as tx:
        tx.connection.execute("UPDATE roster SET level = 'a' || char(0) WHERE id = ?", (id_,))
    assert desk.findings() == []


def test_that_a_row_that_no_event_could_hold_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        a_person(desk, level="long " * 20_000)
    assert (refused.value.code, refused.value.facts) == ("text.too-long", {"table": "roster"})


WRITES = (
    "UPDATE roster SET level = '9'",
    "INSERT INTO roster(id, name, function, organisation) VALUES ('x', 'x', 'x', 'x')",
    "DELETE FROM roster",
)


@pytest.mark.parametrize("sql", WRITES)
def test_that_nothing_is_written_before_the_first_command(desk: Desk, sql: str) -> None:
    with pytest.raises(DatabaseError, match="not authorized"):
        desk.register.database._connection.execute(sql)


@pytest.mark.parametrize("sql", WRITES[:2])
def test_that_nothing_is_written_outside_a_command(desk: Desk, sql: str) -> None:
    a_person(desk)
    with pytest.raises(IntegrityError, match="written outside a command"):
        desk.register.database._connection.execute(sql)


def test_that_a_command_writes_to_no_table_that_is_not_recorded(desk: Desk) -> None:
    with (
        pytest.raises(DatabaseError, match="not authorized"),
        desk.register.transaction(Act("practice.tried"), None) as tx,
    ):
        tx.connection.execute("UPDATE roster SET level = '9'")


def test_that_a_table_is_recorded_again_after_a_command_was_taken_back(desk: Desk) -> None:
    with suppress(ZeroDivisionError), desk.register.transaction(Act("practice.tried"), None) as tx:
        tx.insert("roster", PERSON)
        raise ZeroDivisionError
    with desk.register.transaction(Act("practice.tried"), None) as tx:
        id_ = tx.insert("roster", PERSON)
    assert recorded(desk) == [["roster", id_, PERSON]]


def test_that_nothing_is_written_over_the_reading_connection(desk: Desk) -> None:
    with pytest.raises(DatabaseError, match="readonly"):
        desk.register.reader.execute("UPDATE roster SET level = '9'")


@pytest.mark.parametrize("sql", ["BEGIN", "COMMIT", "ROLLBACK", "END"])
def test_that_a_command_cannot_end_its_own_transaction(desk: Desk, sql: str) -> None:
    def tried() -> None:
        with desk.writing() as tx:
            id_ = tx.insert("roster", PERSON)
            made.append(id_)
            tx.connection.execute(sql)

    made: list[str] = []
    with pytest.raises(DatabaseError, match="not authorized"):
        tried()
    assert desk.rows("roster", id=made[0]) == []


def test_that_a_command_cannot_commit_by_the_driver(desk: Desk) -> None:
    with pytest.raises(DatabaseError, match="not authorized"), desk.writing() as tx:
        tx.connection.commit()


def test_that_what_a_savepoint_took_back_is_not_recorded(desk: Desk) -> None:
    with desk.writing() as tx:
        kept = tx.insert("roster", PERSON)
        tx.connection.execute("SAVEPOINT before")
        tx.insert("roster", {**PERSON, "name": "gone"})
        tx.connection.execute("ROLLBACK TO before")
    assert [row[1] for row in recorded(desk)] == [kept]


def test_that_a_statement_that_failed_leaves_no_phantom(desk: Desk) -> None:
    two = "INSERT INTO roster(id, name, function, organisation) VALUES ('n', 'x', 'x', 'x'), (?, 'x', 'x', 'x')"
    with desk.writing() as tx:
        id_ = tx.insert("roster", PERSON)
        with pytest.raises(IntegrityError, match="UNIQUE"):
            tx.connection.execute(two, (id_,))
    assert [row[1] for row in recorded(desk)] == [id_]


def test_that_a_refusal_changes_nothing_and_writes_no_event(desk: Desk) -> None:
    a_person(desk)
    before = journal.tip(desk.register.reader)
    with suppress(Refusal), desk.writing() as tx:
        tx.insert("roster", {**PERSON, "name": "gone"})
        raise Refusal("reason.missing")
    assert journal.tip(desk.register.reader) == before
    assert desk.rows("roster", name="gone") == []


def test_that_the_branch_goes_on_after_a_refusal(desk: Desk) -> None:
    with pytest.raises(Refusal), desk.writing():
        raise Refusal("reason.missing")
    a_person(desk)
    assert desk.findings() == []


def test_that_a_schema_changed_under_the_recorders_stops_writing(desk: Desk) -> None:
    other = connect(desk.register.database.path, desk.register.data_key)
    other.execute("ALTER TABLE roster ADD COLUMN secret_note TEXT")
    other.close()
    with pytest.raises(RuntimeError, match="schema changed"):
        a_person(desk)


def test_that_changing_a_row_that_is_not_there_is_a_fault(desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="roster nobody"), desk.writing() as tx:
        tx.change("roster", "nobody", level="1")
