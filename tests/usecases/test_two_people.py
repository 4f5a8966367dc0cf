"""Two people are two: the ways in which one person could be both are shut."""

from __future__ import annotations

import pytest
from factory import (
    AUDITOR,
    DEPUTY,
    RECORDER,
    STOREKEEPER,
    SUPERVISOR,
    Desk,
    a_clearance,
    a_hand_in,
    a_weapon,
    an_order,
    block,
    refusal_of,
)

from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.people import Role
from salw_desktop.usecases import staffing
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.countersigning import CountersignHere
from salw_desktop.usecases.destruction.orders import ApproveOrderTogether
from salw_desktop.usecases.people import BlockOperator
from salw_desktop.usecases.second_people import approvers, second_people
from salw_desktop.usecases.weapons.correcting import VoidWeapon

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


def test_that_nobody_signs_his_own_clearance_through_another_mans_record(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    waiting = a_clearance(desk, hand_in, "T9")
    desk.sit(RECORDER)
    desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1", clearance="T9")
    desk.sit(SUPERVISOR)
    (item,) = desk.rows("countersign_item")
    assert item["countersign"] == waiting
    assert desk.refused("countersign", countersign=waiting).code == "countersign.own"


def test_that_a_weapon_under_a_hold_is_not_voided(desk: Desk) -> None:
    number = a_weapon(desk, safety=None)["number"]
    desk.do("place-hold", weapon=number, hold_kind="court", **HOLD)
    refusal = desk.refused("void-weapon", STOREKEEPER, weapon=number, reason="mistake")
    assert refusal.code == "weapon.on-hold"


def test_that_one_person_gets_one_key(desk: Desk) -> None:
    refusal = refusal_of(
        lambda: staffing.add_operator(
            desk.register,
            name="Other name",
            person=RECORDER,
            roles=(Role.STOREKEEPER,),
            second=desk.key(STOREKEEPER),
        )
    )
    assert refusal.code == "operator.person-has-key"


def test_that_the_last_two_who_can_sign_are_not_parted(desk: Desk) -> None:
    block(desk, "Deputy")
    block(desk, "Recorder")
    refusal = refusal_of(lambda: block(desk, "Storekeeper"))
    assert refusal.code == "operator.last-two"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE operator SET blocked_at = 'now' WHERE name = 'Recorder'",
        "UPDATE station SET recovery_key = 'ab'",
    ],
)
def test_that_what_two_decide_is_not_written_by_one(desk: Desk, sql: str) -> None:
    with pytest.raises(IntegrityError, match="set by two"), desk.writing() as tx:
        tx.connection.execute(sql)


@pytest.mark.parametrize("end", ["transferred", "deactivated"])
def test_that_no_weapon_ends_in_a_way_that_no_act_knows(desk: Desk, end: str) -> None:
    weapon = desk.row("weapon", number=a_weapon(desk)["number"])
    with pytest.raises(IntegrityError, match="no act ends"), desk.writing(STOREKEEPER) as tx:
        tx.change("weapon", weapon["id"], custody=end)


def test_that_a_day_to_come_is_not_closed(desk: Desk) -> None:
    assert desk.refused("close-day", date="2027-01-01").code == "day.to-come"


def test_that_a_hand_in_of_another_day_waits_for_a_second_signature(desk: Desk) -> None:
    late = desk.do(
        "open-hand-in",
        campaign="DDR1",
        brought_by="own patrol",
        opened_on="2026-11-20",
        late_because="slip came late",
    )
    waiting = desk.row("countersign", id=late["countersign"])
    assert (waiting["kind"], waiting["subject"]) == ("late entry", late["number"])


def test_that_a_void_record_keeps_no_label_in_the_queue(desk: Desk) -> None:
    number = a_weapon(desk, safety=None)["number"]
    kept = a_weapon(desk, safety=None)["number"]
    desk.do("void-weapon", STOREKEEPER, weapon=number, reason="mistake")
    states = {
        each: desk.row("label", weapon=desk.row("weapon", number=each)["id"])["state"]
        for each in (number, kept)
    }
    assert states == {number: "void", kept: "waiting"}


def test_that_those_who_may_sign_are_known_before_anybody_types(desk: Desk) -> None:
    blocking = BlockOperator(operator=RECORDER, reason="left")
    perform(blocking, desk.register, second=desk.key(DEPUTY))  # his slot is still there
    found = second_people(VoidWeapon(weapon="w"), desk.register)
    assert found.may_sign == (STOREKEEPER, DEPUTY)
    assert {name: refusal.code for name, refusal in found.refused} == {
        RECORDER: "second.not-allowed",
        AUDITOR: "second.not-allowed",
    }


def test_that_an_act_says_itself_whom_else_it_refuses(desk: Desk) -> None:
    order = an_order(desk)
    waiting = a_clearance(desk, a_hand_in(desk), "T9")
    desk.sit(STOREKEEPER)
    approval = second_people(ApproveOrderTogether(order=order), desk.register)
    assert approval.may_sign == (DEPUTY,)
    refused = {name: refusal.code for name, refusal in approval.refused}
    assert refused[SUPERVISOR] == "order.own"
    assert refused[RECORDER] == "order.needs-supervisor"
    signing = second_people(CountersignHere(countersign=waiting), desk.register)
    assert dict(signing.refused)[SUPERVISOR].code == "countersign.own"


def test_that_it_is_known_before_an_order_is_written_whether_anybody_may_approve_it(
    desk: Desk,
) -> None:
    found = approvers(desk.register)
    assert (found.of_mine, set(found.i_of)) == ((DEPUTY,), {STOREKEEPER, DEPUTY})
    block(desk, DEPUTY)
    found = approvers(desk.register)
    assert (found.of_mine, found.i_of) == ((), (STOREKEEPER,))
    lent = {"operator": STOREKEEPER, "stands_for": SUPERVISOR, "roles": ["supervisor"]}
    desk.do("appoint-acting", STOREKEEPER, **lent, until_on="2026-11-30", reason="on leave")
    found = approvers(desk.register)
    assert (found.of_mine, found.i_of) == ((), ())


def test_that_whoever_stands_for_the_operator_is_not_offered(desk: Desk) -> None:
    lent = {"operator": STOREKEEPER, "stands_for": SUPERVISOR, "roles": ["supervisor"]}
    desk.do("appoint-acting", DEPUTY, **lent, until_on="2026-11-30", reason="on leave")
    found = second_people(VoidWeapon(weapon="w"), desk.register)
    assert dict(found.refused)[STOREKEEPER].code == "second.stands-for-the-other"
