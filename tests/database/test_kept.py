"""No statement moves a signature, a hold or a result from one weapon to another, whatever an act forgets to ask."""

from __future__ import annotations

import pytest
from factory import (
    STOREKEEPER,
    Desk,
    a_checked_session,
    a_hand_in,
    a_weapon,
    a_witnessed_session,
    an_order,
    countersign_all,
)

from salw_desktop.database.connection import IntegrityError

KEPT = "stays as it was written"
OTHER = "(SELECT id FROM weapon WHERE serial = 'OTHER 9')"
HOLD = {
    "hold_kind": "evidence",
    "authority": "Court",
    "case_number": "12/26",
    "ordered_on": "2026-11-22",
}


@pytest.fixture
def other(desk: Desk) -> str:
    """The number of a weapon that nobody has decided anything about."""
    return str(a_weapon(desk, serial="OTHER 9")["number"])


def refused(desk: Desk, match: str, sql: str, second: str | None = None) -> None:
    with pytest.raises(IntegrityError, match=match), desk.writing(second) as tx:
        tx.connection.execute(sql)


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize("change", [f"weapon = {OTHER}", "kind = 'open trace'"])
def test_that_a_hold_stays_what_it_is_and_where_it_is(desk: Desk, change: str) -> None:
    desk.do("place-hold", weapon=a_weapon(desk)["number"], **HOLD)
    refused(desk, KEPT, f"UPDATE hold SET {change}")


@pytest.mark.usefixtures("other")
def test_that_a_lifted_hold_keeps_the_order_that_lifted_it(desk: Desk) -> None:
    weapon = a_weapon(desk)["number"]
    hold = desk.do("place-hold", weapon=weapon, **HOLD)["hold"]
    countersign_all(desk)
    desk.do("lift-hold", STOREKEEPER, hold=hold, on_order_of="Court", reason="closed")
    refused(desk, "lifted once", "UPDATE hold SET lifted_on_order_of = 'nobody'")


@pytest.mark.usefixtures("other")
def test_that_a_voiding_is_of_the_weapon_that_two_voided(desk: Desk) -> None:
    weapon = a_weapon(desk)["number"]
    countersign_all(desk)
    desk.do("void-weapon", STOREKEEPER, weapon=weapon, reason="typed twice")
    refused(desk, KEPT, f"UPDATE voiding SET weapon = {OTHER}")


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certificate SET annex_sha256 = ''",
        "UPDATE session_witness SET is_outside_chain = 1",
        "UPDATE destruction_session SET responsible = started_by WHERE state <> 'closed'",
        "UPDATE clearance SET verified_by = performed_by",
        f"UPDATE countersign_item SET weapon = {OTHER}",
        "UPDATE photo SET sha256 = added_by",
        "UPDATE weapon SET hand_in = NULL",
        "UPDATE weapon SET typed_by = identified_by",
        "UPDATE place SET kind = 'store'",
        "UPDATE campaign SET may_approve_locally = 0",
        "UPDATE paper_number SET running = running + 100",
    ],
)
def test_that_what_was_written_of_a_destruction_stays(desk: Desk, sql: str) -> None:
    number = a_weapon(desk)["number"]
    session = a_witnessed_session(desk, number)
    desk.do("record-batch", session=session, name="crate 1", weapons=[number])
    if "certificate" in sql:
        desk.do("record-destruction", session=session)
        desk.do("issue-certificate", session=session)
    with desk.writing() as tx:
        tx.insert("photo", {**a_picture(desk, number), "added_by": tx.operator})
    refused(desk, KEPT, sql)


def a_picture(desk: Desk, number: str) -> dict[str, str | int]:
    seen = {"view": "left", "sha256": "ab" * 32, "size": 1, "media": "image/png"}
    weapon = desk.row("weapon", number=number)["id"]
    return {**seen, "weapon": weapon, "width": 1, "height": 1, "added_at": "now"}


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize("change", ["outcome = 'missing'", f"weapon = {OTHER}"])
def test_that_a_result_is_of_the_weapon_that_was_cut(desk: Desk, change: str) -> None:
    number = a_weapon(desk)["number"]
    session = a_checked_session(desk, number)
    desk.do("record-batch", session=session, name="crate 1", weapons=[number])
    said = "what was left whole may be missing later, and nothing else"
    refused(desk, said, f"UPDATE session_result SET {change}")


def test_that_a_frozen_list_grows_by_no_line(desk: Desk, other: str) -> None:
    order = an_order(desk)
    refused(desk, KEPT, "UPDATE destruction_order SET items = items + 1")
    (order_id,) = (row["id"] for row in desk.rows("destruction_order", number=order))
    weapon = desk.row("weapon", number=other)["id"]
    line = f"INSERT INTO order_line VALUES('x', '{order_id}', 2, '{weapon}')"
    refused(desk, "the list is frozen", line)


def test_that_an_order_that_was_withdrawn_does_not_come_back(desk: Desk) -> None:
    order = an_order(desk)
    desk.do("withdraw-order", order=order, reason="another method")
    refused(desk, "ended once", "UPDATE destruction_order SET state = 'written'")


def test_that_a_closed_session_is_not_opened_again(desk: Desk) -> None:
    session = a_witnessed_session(desk, a_weapon(desk)["number"])
    desk.do("record-destruction", session=session)
    refused(desk, "ended once", "UPDATE destruction_session SET state = 'checked'")


def test_that_a_closed_hand_in_is_not_withdrawn_to_let_a_weapon_out(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    a_weapon(desk, hand_in=hand_in)
    desk.do("close-hand-in", hand_in=hand_in)
    refused(desk, "ended once", "UPDATE hand_in SET state = 'withdrawn'")
