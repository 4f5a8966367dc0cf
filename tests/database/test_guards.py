"""The decisions of two people hold in SQL too, whatever a command forgets to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import pytest
from factory import (
    DEPUTY,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_campaign,
    a_checked_session,
    a_hand_in,
    a_session,
    a_weapon,
    an_approved_order,
    an_order,
    countersign_all,
)

from salw_desktop.database import schema
from salw_desktop.database.connection import Connection, IntegrityError, in_memory
from salw_desktop.domain.axes import AXES
from salw_desktop.domain.word_lists import WORD_LISTS

APPROVE = "UPDATE destruction_order SET state = 'approved', approved_by = ?, approved_at = 'now' WHERE number = ?"
Unguarded: TypeAlias = "tuple[Connection, dict[str, str]]"
HOLD = {
    "kind": "evidence",
    "authority": "Court",
    "case_number": "12/26",
    "ordered_on": "2026-11-22",
}


def refused(desk: Desk, match: str, sql: str, *values: object, second: str | None = None) -> None:
    """The statement is tried in a transaction of its own."""
    with pytest.raises(IntegrityError, match=match), desk.writing(second) as tx:
        tx.connection.execute(sql, values)


def operator(desk: Desk, name: str) -> str:
    return str(desk.row("operator", name=name)["id"])


def another_order_like(desk: Desk, order: str) -> str:
    """The id of a local one with no line yet, written past every act."""
    row = desk.row("destruction_order", number=order)
    with desk.writing() as tx:
        made = {"id": "another", "number": "another", "authority_kind": "local"}
        return tx.insert("destruction_order", {**row, **made})


@pytest.fixture(scope="module")
def unguarded() -> Iterator[Unguarded]:
    """An empty register without its guards, and what makes each of them."""
    connection = in_memory()
    schema.migrate(connection)
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    guards = dict(found.fetchall())
    for name in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection, guards
    connection.close()


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    return a_weapon(desk)


def test_that_an_order_is_not_approved_by_its_writer(desk: Desk) -> None:
    order, writer = an_order(desk), operator(desk, SUPERVISOR)
    refused(desk, "approved by another operator", APPROVE, writer, order)


def test_that_an_order_is_not_approved_by_somebody_without_the_role(desk: Desk) -> None:
    order, keeper = an_order(desk), operator(desk, STOREKEEPER)
    refused(desk, "approved by another operator", APPROVE, keeper, order, second=STOREKEEPER)


def test_that_an_order_is_not_approved_by_somebody_who_is_not_here(desk: Desk) -> None:
    order, deputy = an_order(desk), operator(desk, DEPUTY)
    refused(desk, "signed by nobody who is here", APPROVE, deputy, order)


def test_that_an_order_is_approved_in_sql_by_a_deputy_who_is_here(desk: Desk) -> None:
    order, deputy = an_order(desk), operator(desk, DEPUTY)
    with desk.writing(DEPUTY) as tx:
        tx.connection.execute(APPROVE, (deputy, order))
    assert desk.row("destruction_order", number=order)["state"] == "approved"


def test_that_a_local_order_is_not_approved_where_the_campaign_forbids_it(desk: Desk) -> None:
    hand_in = a_hand_in(desk, a_campaign(desk, "EXT", may_approve_locally=False))
    number = a_weapon(desk, hand_in=hand_in)["number"]
    by_the_court = {"issuer": "Court", "issuer_number": "7", "issued_on": "2026-11-20"}
    another_order_like(desk, an_order(desk, number, campaign="EXT", **by_the_court))
    deputy = operator(desk, DEPUTY)
    refused(desk, "approved by another operator", APPROVE, deputy, "another", second=DEPUTY)


def test_that_an_order_begins_as_written(desk: Desk) -> None:
    order = desk.row("destruction_order", number=an_order(desk))
    row = {**order, "id": "new", "number": "DO-2", "state": "approved"}
    row |= {"approved_by": operator(desk, DEPUTY), "approved_at": "now"}
    with pytest.raises(IntegrityError, match="written first"), desk.writing(DEPUTY) as tx:
        tx.insert("destruction_order", row)


def test_that_the_list_of_an_order_is_frozen(desk: Desk, weapon: Answer) -> None:
    order = desk.row("destruction_order", number=an_order(desk))["id"]
    refused(desk, "the list is frozen", "UPDATE order_line SET line = 9")
    sql = "INSERT INTO order_line(id, destruction_order, line, weapon) VALUES ('x', ?, 2, ?)"
    refused(desk, "the list is frozen", sql, order, weapon["weapon"])


@pytest.mark.parametrize("change", ["safety = 'not checked'", "custody = 'on the way'"])
def test_that_an_item_in_another_state_is_not_put_on_a_list(
    desk: Desk, weapon: Answer, change: str
) -> None:
    order = another_order_like(desk, an_order(desk))
    with desk.writing() as tx:
        tx.connection.execute(f"UPDATE weapon SET {change} WHERE id = ?", (weapon["weapon"],))
    sql = "INSERT INTO order_line(id, destruction_order, line, weapon) VALUES ('x', ?, 1, ?)"
    refused(desk, "may not be ordered destroyed", sql, order, weapon["weapon"])


SESSION = (
    "INSERT INTO destruction_session(id, number, destruction_order, place, method, responsible, state, started_by,"
    " started_second, started_at) SELECT 's', 'DS-1', id, place, method, ?, 'checking', ?, ?, 'now'"
    " FROM destruction_order WHERE number = ?"
)


def refused_session(desk: Desk, match: str, order: str, second: str | None) -> None:
    cutter, first = desk.row("roster", name="P. Cutter")["id"], operator(desk, SUPERVISOR)
    values = (cutter, first, operator(desk, second) if second else None, order)
    refused(desk, match, SESSION, *values, second=second if second != SUPERVISOR else None)


def test_that_no_session_starts_without_a_second_person(desk: Desk) -> None:
    order = an_approved_order(desk)
    countersign_all(desk)
    refused_session(desk, "CHECK", order, None)
    refused_session(desk, "CHECK", order, SUPERVISOR)


def test_that_no_session_starts_from_an_order_that_nobody_approved(desk: Desk) -> None:
    order = an_order(desk)
    countersign_all(desk)
    refused_session(desk, "starts from an approved order", order, STOREKEEPER)


def test_that_no_session_starts_while_a_signature_is_open(desk: Desk) -> None:
    refused_session(desk, "when every item is free", an_approved_order(desk), STOREKEEPER)


def test_that_no_session_starts_while_an_item_is_on_hold(desk: Desk, weapon: Answer) -> None:
    order = an_approved_order(desk, weapon["number"])
    countersign_all(desk)
    with desk.writing() as tx:
        tx.insert("hold", {**HOLD, "weapon": weapon["weapon"], "placed_by": tx.operator})
    refused_session(desk, "when every item is free", order, STOREKEEPER)


def test_that_a_hold_is_not_lifted_by_one(desk: Desk, weapon: Answer) -> None:
    lift = "UPDATE hold SET lifted_at = 'now', lifted_by = ?, lifted_second = ?"
    with desk.writing() as tx:
        tx.insert("hold", {**HOLD, "weapon": weapon["weapon"], "placed_by": tx.operator})
    first = operator(desk, SUPERVISOR)
    refused(desk, "CHECK", lift, first, None)
    refused(desk, "CHECK", lift, first, first)
    refused(desk, "nobody who is here", lift, first, operator(desk, DEPUTY))
    with desk.writing(DEPUTY) as tx:
        tx.connection.execute(lift, (tx.operator, tx.witness))
    refused(desk, "lifted once", "UPDATE hold SET lifted_at = 'later'")


def test_that_a_weapon_is_destroyed_only_by_a_session(desk: Desk, weapon: Answer) -> None:
    sql = "UPDATE weapon SET custody = 'destroyed' WHERE id = ?"
    refused(desk, "destroyed only by a session", sql, weapon["weapon"])


def test_that_a_weapon_is_voided_only_with_its_voiding(desk: Desk, weapon: Answer) -> None:
    sql = "UPDATE weapon SET custody = 'void' WHERE id = ?"
    refused(desk, "voided only by two", sql, weapon["weapon"])


def test_that_a_voiding_is_signed_by_two(desk: Desk, weapon: Answer) -> None:
    sql = "INSERT INTO voiding(id, number, weapon, reason, voided_by, voided_second, at) VALUES ('v', 'VO-1', ?, 'x', ?, ?, 'now')"
    first = operator(desk, SUPERVISOR)
    refused(desk, "CHECK", sql, weapon["weapon"], first, first)
    refused(desk, "nobody who is here", sql, weapon["weapon"], first, operator(desk, DEPUTY))


def test_that_a_control_number_never_changes(desk: Desk, weapon: Answer) -> None:
    sql = "UPDATE weapon SET number = ? WHERE id = ?"
    refused(desk, "never changed once issued", sql, "XA26-LEN-000043-9", weapon["weapon"])
    refused(desk, "never changed once issued", sql, None, weapon["weapon"])


def test_that_nothing_begins_at_its_end(desk: Desk, weapon: Answer) -> None:
    row = {**desk.row("weapon", id=weapon["weapon"]), "id": "new", "number": None}
    row["custody"] = "destroyed"
    with pytest.raises(IntegrityError, match="nothing begins at its end"), desk.writing() as tx:
        tx.insert("weapon", row)


RESULT = (
    "INSERT INTO session_result(id, destruction_session, weapon, outcome, at, line, described)"
    " SELECT 'r', id, ?, 'destroyed', 'now', 1, '[]' FROM destruction_session WHERE number = ?"
)


def test_that_no_result_stands_before_the_check_by_scan(desk: Desk, weapon: Answer) -> None:
    session = a_session(desk, weapon["number"])
    refused(desk, "checked by scan", RESULT, weapon["weapon"], session)


def test_that_no_result_stands_for_an_item_of_another_list(desk: Desk, weapon: Answer) -> None:
    other = a_weapon(desk)
    session = a_checked_session(desk, weapon["number"])
    refused(desk, "checked by scan", RESULT, other["weapon"], session)


def test_that_a_session_ends_before_two_witnesses_one_from_outside(
    desk: Desk, weapon: Answer
) -> None:
    session = a_checked_session(desk, weapon["number"])
    close = "UPDATE destruction_session SET state = 'closed' WHERE number = ?"
    refused(desk, "two witnesses", close, session)
    for person in ("P. Official", "P. Inspector"):
        desk.do("record-witness", session=session, person=person, outside_chain=False)
    refused(desk, "two witnesses", close, session)


def test_that_an_operator_is_introduced_by_two(desk: Desk) -> None:
    person, first = desk.row("roster", name="P. Visitor")["id"], operator(desk, SUPERVISOR)
    sql = (
        "INSERT INTO operator(id, person, name, sign_key, introduced_by, introduced_second)"
        " VALUES ('o', ?, 'New', 'ab', ?, ?)"
    )
    refused(desk, "introduced by two", sql, person, first, None)
    refused(desk, "introduced by two", sql, person, None, None)
    refused(desk, "CHECK", sql, person, first, first)


def test_that_a_role_is_given_by_two(desk: Desk) -> None:
    sql = "INSERT INTO operator_role(id, operator, role, given_by, given_second) VALUES ('r', ?, 'supervisor', ?, ?)"
    keeper, first = operator(desk, STOREKEEPER), operator(desk, SUPERVISOR)
    refused(desk, "given by two", sql, keeper, first, None)
    refused(desk, "CHECK", sql, keeper, first, first)


def test_that_nobody_countersigns_what_he_asked_for(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    sql = "UPDATE countersign SET signed_by = ?, signed_at = 'now'"
    refused(desk, "CHECK", sql, operator(desk, SUPERVISOR))


def test_that_a_countersignature_is_given_once(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    countersign_all(desk)
    refused(desk, "signed once", "UPDATE countersign SET signed_at = 'later'")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE countersign SET asked_by = ?",
        "UPDATE destruction_order SET written_by = ?",
        "INSERT INTO day SELECT 'd', site, '2026-01-01', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', ?, 'now' FROM station",
    ],
)
def test_that_nobody_signs_who_is_not_here(desk: Desk, weapon: Answer, sql: str) -> None:
    an_order(desk, weapon["number"])
    refused(desk, "signed by nobody who is here", sql, operator(desk, DEPUTY))


@pytest.mark.parametrize(
    ("table", "column"),
    sorted(
        {column for axis in AXES for column in axis.columns}
        | {(each.table, each.column) for each in WORD_LISTS}
        | {("operator_role", "role")}
    ),
)
def test_that_a_word_stands_on_its_list(unguarded: Unguarded, table: str, column: str) -> None:
    connection, guards = unguarded
    mine = {name: guards[name] for name in guards if name.startswith(f"guard_{table}_{column}_on_")}
    for sql in mine.values():
        connection.execute(sql)
    with pytest.raises(IntegrityError, match=f"{table}.{column}: not on its list"):
        connection.execute(f"INSERT INTO {table}(id, {column}) VALUES ('x', 'no such word')")
    for name in mine:
        connection.execute(f"DROP TRIGGER {name}")


@pytest.mark.usefixtures("weapon")
def test_that_a_word_is_not_changed_into_one_that_is_not_on_its_list(desk: Desk) -> None:
    refused(desk, "weapon.function: not on its list", "UPDATE weapon SET function = 'x'")


def test_that_a_role_is_not_turned_into_another(desk: Desk) -> None:
    said = "what was written stays"
    with pytest.raises(IntegrityError, match=said), desk.writing(STOREKEEPER) as tx:
        tx.connection.execute(
            "UPDATE operator_role SET role = 'supervisor' WHERE role = 'recorder'"
        )


def test_that_nobody_changes_another_mans_key(desk: Desk) -> None:
    with pytest.raises(IntegrityError, match="whom it belongs to"), desk.writing() as tx:
        tx.change("operator", operator(desk, DEPUTY), sign_key="ab" * 32)
