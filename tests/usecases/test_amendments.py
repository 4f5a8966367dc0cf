"""Lines withdrawn from a frozen list: by two, under a number, with a new hash; the item is free again."""

from __future__ import annotations

import hashlib

import pytest
from factory import (
    DEPUTY,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_session,
    a_weapon,
    an_approved_order,
    an_order,
    countersign_all,
)
from sqlcipher3.dbapi2 import IntegrityError

from salw_desktop.database import destruction
from salw_desktop.usecases import queries
from salw_desktop.usecases.destruction.amendments import amendments_of
from salw_desktop.usecases.destruction.certificates import course_of

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}
WITNESSES = (("P. Official", True), ("P. Inspector", False))


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    return [str(a_weapon(desk)["number"]) for _ in range(3)]


def amend(desk: Desk, order: str, *numbers: str) -> Answer:
    fields = {"order": order, "weapons": numbers, "reason": "court asked"}
    return desk.do("amend-order", STOREKEEPER, **fields)


def refused(desk: Desk, order: str, *numbers: str) -> tuple[str, str | None]:
    fields = {"order": order, "weapons": numbers, "reason": "court asked"}
    refusal = desk.refused("amend-order", STOREKEEPER, **fields)
    return refusal.code, refusal.field


def test_that_two_amend_an_order_under_a_new_hash(desk: Desk, numbers: list[str]) -> None:
    order = an_approved_order(desk, *numbers)
    answer = amend(desk, order, numbers[1])
    text = f"1\t{numbers[0]}\n3\t{numbers[2]}\n"
    assert answer["list_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    row = desk.row("order_amendment")
    signers = [desk.row("operator", id=row[by])["name"] for by in ("amended_by", "amended_second")]
    assert (row["items"], row["reason"], signers) == (2, "court asked", [SUPERVISOR, STOREKEEPER])
    assert row["number"].startswith("DA-")
    assert desk.findings() == []


def test_that_one_amends_nothing(desk: Desk, numbers: list[str]) -> None:
    fields = {"order": an_order(desk, *numbers), "weapons": numbers[:1], "reason": "court asked"}
    assert desk.refused("amend-order", **fields).code == "second.missing"
    assert desk.refused("amend-order", SUPERVISOR, **fields).code == "second.same"


def test_that_a_withdrawn_weapon_is_free_for_another_order(desk: Desk, numbers: list[str]) -> None:
    amend(desk, an_order(desk, *numbers), numbers[0])
    assert an_order(desk, numbers[0])


def test_that_the_other_lines_keep_their_numbers(desk: Desk, numbers: list[str]) -> None:
    order = an_order(desk, *numbers)
    amend(desk, order, numbers[0])
    id_ = desk.row("destruction_order")["id"]
    left = destruction.order_lines(desk.register.reader, id_)
    assert [(line["line"], line["number"]) for line in left] == [(2, numbers[1]), (3, numbers[2])]
    assert queries.numbers_on_order(desk.register, order) == (numbers[1], numbers[2])
    assert len(destruction.frozen_lines(desk.register.reader, id_)) == 3


def test_that_a_hold_that_came_late_stops_the_approval_no_more(
    desk: Desk, numbers: list[str]
) -> None:
    order = an_order(desk, *numbers)
    desk.do("place-hold", weapon=numbers[2], hold_kind="evidence", **HOLD)
    assert desk.refused("approve-order", DEPUTY, order=order).code == "weapon.on-hold"
    amend(desk, order, numbers[2])
    assert desk.do("approve-order", DEPUTY, order=order)["items"] == 2


def test_that_a_session_checks_and_cuts_what_is_left(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    desk.do("scan-for-destruction", session=session, code=numbers[0])
    desk.do("scan-for-destruction", session=session, code=numbers[1])
    desk.do("place-hold", weapon=numbers[0], hold_kind="evidence", **HOLD)
    desk.do("place-hold", weapon=numbers[2], hold_kind="evidence", **HOLD)
    amend(desk, desk.row("destruction_order")["number"], numbers[0], numbers[2])
    assert (
        desk.do("scan-for-destruction", session=session, code=numbers[2])["result"]
        == "not on the list"
    )
    desk.do("finish-check", session=session)
    for person, is_outside in WITNESSES:
        desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
    assert desk.do("record-destruction", session=session)["destroyed"] == 1
    custody = [desk.row("weapon", number=number)["custody"] for number in numbers]
    assert custody == ["in hand", "destroyed", "in hand"]


def test_that_papers_tell_every_amendment_and_both_hashes(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    order = desk.row("destruction_order")
    for number in numbers[:2]:
        amend(desk, order["number"], number)
    first, second = amendments_of(desk.register.reader, order["id"])
    assert (first.withdrawn, second.withdrawn) == (((1, numbers[0]),), ((2, numbers[1]),))
    assert (first.items, second.items) == (2, 1)
    assert first.signed_by == (SUPERVISOR, STOREKEEPER)
    course = course_of(desk.register.reader, session)
    assert course.frozen_sha256 == order["list_sha256"]
    assert course.amendments[-1].list_sha256 == second.list_sha256 != order["list_sha256"]


def test_that_what_is_not_on_the_list_is_not_withdrawn(desk: Desk, numbers: list[str]) -> None:
    order = an_order(desk, *numbers[:2])
    assert refused(desk, order) == ("field.missing", "weapons")
    assert refused(desk, order, numbers[2]) == ("amendment.not-on-list", "weapons")
    assert refused(desk, order, numbers[0], numbers[0]) == ("order.twice-on-list", "weapons")
    amend(desk, order, numbers[0])
    assert refused(desk, order, numbers[0]) == ("amendment.not-on-list", "weapons")


def test_that_an_amendment_leaves_something_on_the_list(desk: Desk, numbers: list[str]) -> None:
    order = an_order(desk, *numbers)
    assert refused(desk, order, *numbers) == ("amendment.leaves-none", "weapons")
    desk.do("withdraw-order", order=order, reason="court asked")
    assert refused(desk, order, numbers[0]) == ("order.not-open", "order")


def test_that_an_item_with_a_result_is_not_withdrawn(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    desk.do("not-destroyed", session=session, weapon=numbers[0], reason="hold")
    order = desk.row("destruction_order")["number"]
    assert refused(desk, order, numbers[0]) == ("session.has-result", "weapons")


def test_that_a_list_is_amended_no_more_once_it_is_checked(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    for number in numbers:
        desk.do("scan-for-destruction", session=session, code=number)
    desk.do("finish-check", session=session)
    order = desk.row("destruction_order")["number"]
    assert refused(desk, order, numbers[0]) == ("amendment.too-late", "order")


def test_that_no_sql_amends_alone_or_leaves_nothing(desk: Desk, numbers: list[str]) -> None:
    amend(desk, an_order(desk, *numbers), numbers[0])
    row = desk.row("order_amendment")
    for changed in ({"amended_second": row["amended_by"]}, {"items": 0}):
        with pytest.raises(IntegrityError), desk.writing(STOREKEEPER) as tx:
            tx.insert("order_amendment", {**row, "id": "new", "number": "DA-0", **changed})
    with pytest.raises(IntegrityError, match="is frozen"), desk.writing() as tx:
        tx.change("order_amendment", row["id"], reason="another")


def test_that_no_sql_gives_a_withdrawn_line_a_result(desk: Desk, numbers: list[str]) -> None:
    a_session(desk, *numbers)
    amend(desk, desk.row("destruction_order")["number"], numbers[0])
    weapon = desk.row("weapon", number=numbers[0])["id"]
    session = desk.row("destruction_session")["id"]
    row = {"outcome": "not destroyed", "at": "now", "line": 1, "described": "[]"}
    with pytest.raises(IntegrityError, match="checked by scan"), desk.writing() as tx:
        tx.insert("session_result", {"destruction_session": session, "weapon": weapon, **row})


def test_that_no_order_names_a_weapon_under_an_alarm(desk: Desk, numbers: list[str]) -> None:
    order = an_approved_order(desk, *numbers)
    countersign_all(desk)
    with desk.writing() as tx:
        said = {"kind": "ended item seen again", "said": "seen", "raised_at": tx.now.text}
        tx.insert("alarm", {"weapon": desk.row("weapon", number=numbers[0])["id"], **said})
    start = {"order": order, "responsible": "P. Cutter"}
    assert desk.refused("start-session", STOREKEEPER, **start).code == "alarm.open"
    amend(desk, order, numbers[0])
    assert desk.do("start-session", STOREKEEPER, **start)["number"]
    again = {"campaign": "DDR1", "legal_basis": "x", "method": "x", "planned_on": "2026-11-23"}
    assert desk.refused("write-order", **again, weapons=numbers[:1]).code == "alarm.open"


def test_that_writer_and_approver_are_told_what_they_accept(desk: Desk) -> None:
    number = a_weapon(desk, serial="AB 77777")["number"]
    desk.do("place-hold", weapon=number, hold_kind="open trace", **HOLD)
    twin = a_weapon(desk, serial="AB 77777")["number"]
    fields = {"campaign": "DDR1", "legal_basis": "x", "method": "x", "planned_on": "2026-11-23"}
    written = desk.do("write-order", **fields, weapons=[number])
    assert written["warnings"] == [
        f"{number}: open trace",
        f"{number}: not identified",
        f"{number}: no photograph of: left, right, serial close-up",
        f"{number}: a look-alike still open",
    ]
    approved = desk.do("approve-order", DEPUTY, order=written["number"])
    assert approved["warnings"] == written["warnings"]
    assert twin != number
