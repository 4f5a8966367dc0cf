"""What was ended and is seen again: recorded, brought back, and in the way until a supervisor has looked."""

from __future__ import annotations

import pytest
from factory import (
    CAMPAIGN,
    DEPUTY,
    RECORDER,
    STOREKEEPER,
    Answer,
    Desk,
    a_clearance,
    a_destruction,
    a_hand_in,
    a_weapon,
    countersign_all,
)

from salw_desktop.database import weapons
from salw_desktop.database.connection import IntegrityError
from salw_desktop.database.database import Transaction
from salw_desktop.usecases import queries

QUICK = {"model": "", "kind_of_weapon": "rifle", "serial": "", "serial_status": "not read yet"}
ORDER = {
    "campaign": CAMPAIGN,
    "legal_basis": "Practice decree 1",
    "method": "cutting torch",
    "planned_on": "2026-11-23",
}


def destroyed(desk: Desk, **changed: object) -> Answer:
    weapon = a_weapon(desk, **changed)
    a_destruction(desk, weapon["number"])
    assert desk.row("weapon", id=weapon["weapon"])["custody"] == "destroyed"
    return weapon


def again(desk: Desk, weapon: Answer, **changed: object) -> Answer:
    fields = {"hand_in": a_hand_in(desk), "weapon": weapon["number"], **changed}
    return desk.do("hand-in-again", **fields)


def test_that_the_number_of_a_destroyed_weapon_raises_an_alarm(desk: Desk) -> None:
    gone, weapon = destroyed(desk), a_weapon(desk)
    alarm = desk.row("alarm")
    assert (alarm["kind"], alarm["weapon"], alarm["other"]) == (
        "number of an ended item",
        weapon["weapon"],
        gone["weapon"],
    )
    assert gone["number"] in alarm["said"]
    assert "destroyed" in alarm["said"]


def test_that_another_answer_at_the_table_does_not_silence_the_alarm(desk: Desk) -> None:
    gone = destroyed(desk)
    a_weapon(desk, different_from=[gone["number"]], different_because="another finish")
    assert desk.row("alarm")["acknowledged_at"] is None


@pytest.mark.parametrize(
    "other",
    [
        {"serial": "AB 1234?", "serial_status": "partial"},
        {"serial": "9", "parts": [{"kind": "bolt", "serial": "AB 12340"}]},
        {"model": "TT33"},
        {"serial": "AB 12341"},
    ],
)
def test_that_a_mere_possibility_raises_none(desk: Desk, other: dict[str, object]) -> None:
    destroyed(desk)
    a_weapon(desk, **other)
    assert desk.rows("alarm") == []


def test_that_the_alarm_comes_when_the_number_is_read_at_last(desk: Desk) -> None:
    destroyed(desk)
    weapon = a_weapon(desk, **QUICK)
    assert desk.rows("alarm") == []
    who = {"identified_by": "P. Inspector", "confidence": "sure"}
    fields = {"weapon": weapon["number"], "model": "AKM", "serial": "AB 12340"}
    desk.do("identify-weapon", **fields, **who)
    assert desk.row("alarm")["weapon"] == weapon["weapon"]


def test_that_the_alarm_comes_with_the_correction_of_either_record_and_once(desk: Desk) -> None:
    gone, weapon = destroyed(desk), a_weapon(desk, serial="AB 12349")
    numbers = [(weapon, "AB 1234O"), (weapon, "AB 12349"), (gone, "AB 12349"), (weapon, "AB 12340")]
    for record, serial in numbers:
        fields = {"weapon": record["number"], "serial": serial, "reason": "misread"}
        desk.do("correct-weapon", **fields)
    assert desk.row("alarm")["weapon"] == weapon["weapon"]


def test_that_the_alarm_is_over_the_weapon_that_is_here(desk: Desk) -> None:
    gone, weapon = destroyed(desk), a_weapon(desk, serial="AB 12349")
    desk.do("correct-weapon", weapon=gone["number"], serial="AB 12349", reason="misread")
    alarm = desk.row("alarm")
    assert (alarm["weapon"], alarm["other"]) == (weapon["weapon"], gone["weapon"])


def test_that_a_partial_reading_made_whole_raises_the_alarm(desk: Desk) -> None:
    destroyed(desk)
    weapon = a_weapon(desk, serial="AB 1234?", serial_status="partial")
    whole = {"serial": "AB 12340", "serial_status": "readable"}
    desk.do("correct-weapon", weapon=weapon["number"], reason="cleaned", **whole)
    assert desk.row("alarm")["weapon"] == weapon["weapon"]


def test_that_a_destroyed_weapon_handed_in_again_is_the_same_record(desk: Desk) -> None:
    weapon = destroyed(desk)
    back = again(desk, weapon)
    assert (back["number"], back["was"]) == (weapon["number"], "destroyed")
    assert len(desk.rows("weapon")) == 1
    line = desk.row("handed_in_again")
    assert (line["weapon"], line["custody_before"]) == (weapon["weapon"], "destroyed")
    alarm = desk.row("alarm", id=back["alarm"])
    assert (alarm["kind"], alarm["acknowledged_at"]) == ("ended item seen again", None)
    assert desk.findings() == []


def test_that_nothing_seen_before_it_left_is_believed_of_it_now(desk: Desk) -> None:
    graded = {"function": "serviceable", "inspected_by": "P. Inspector"}
    sure = {"identified_by": "P. Inspector", "confidence": "sure"}
    weapon = a_weapon(desk, **graded, **sure)
    back = again(desk, weapon, place="Store")
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["custody"], row["safety"]) == ("in hand", "not checked")
    assert (back["place"], back["safety"]) == ("Isolation point", "not checked")
    assert (row["function"], row["inspected_by"]) == ("not inspected", None)
    assert row["identification"] == "second look"
    assert back["breaches"] == [row["breaches"]] == ["handed in again without clearance"]
    assert back["tag"] == weapon["number"]


def test_that_what_was_cleared_at_the_bay_lies_where_it_was_asked_for(desk: Desk) -> None:
    weapon, hand_in = a_weapon(desk), a_hand_in(desk)
    a_clearance(desk, hand_in, "T9")
    back = again(desk, weapon, hand_in=hand_in, clearance="T9", place="Store")
    assert (back["place"], back["safety"], back["breaches"]) == ("Store", "clear", [])
    assert desk.row("clearance", token="T9")["weapon"] == weapon["weapon"]
    refusal = desk.refused(
        "hand-in-again", weapon=weapon["number"], hand_in=hand_in, clearance="T9"
    )
    assert refusal.code == "clearance.used"
    refusal = desk.refused(
        "hand-in-again", weapon=weapon["number"], hand_in=hand_in, clearance="T8"
    )
    assert refusal.code == "clearance.unknown"


def test_that_what_the_book_says_we_have_is_an_alarm_at_the_table(desk: Desk) -> None:
    weapon = a_weapon(desk)
    alarm = desk.row("alarm", id=again(desk, weapon)["alarm"])
    assert alarm["kind"] == "held item handed in"
    assert "while recorded as in hand" in alarm["said"]


def test_that_what_was_looked_for_is_found_without_alarm(desk: Desk) -> None:
    weapon = a_weapon(desk)
    desk.do("observe", weapon=weapon["number"], custody="not found")
    assert again(desk, weapon)["alarm"] == ""
    assert desk.row("weapon")["custody"] == "in hand"


def test_that_it_comes_back_under_a_hand_in_that_is_open(desk: Desk) -> None:
    weapon, hand_in = a_weapon(desk), a_hand_in(desk)
    desk.do("close-hand-in", hand_in=hand_in)
    fields = {"weapon": weapon["number"], "hand_in": hand_in}
    assert desk.refused("hand-in-again", **fields).code == "hand-in.ended"


def test_that_a_plan_waits_until_a_supervisor_has_looked(desk: Desk) -> None:
    destroyed(desk)
    weapon = a_weapon(desk)
    refusal = desk.refused("write-order", **ORDER, weapons=[weapon["number"]])
    assert (refusal.code, refusal.facts["number"]) == ("alarm.open", weapon["number"])
    alarm = desk.row("alarm")["id"]
    assert [row["id"] for row in queries.waiting(desk.register).alarms] == [alarm]
    desk.do("acknowledge-alarm", alarm=alarm, reason="other factory, other stock")
    assert queries.waiting(desk.register).alarms == ()
    assert weapons.open_alarms(desk.register.reader, weapon["weapon"]) == []
    desk.do("write-order", **ORDER, weapons=[weapon["number"]])


def test_that_a_supervisor_acknowledges_once_and_says_what_he_saw(desk: Desk) -> None:
    alarm = again(desk, a_weapon(desk))["alarm"]
    assert desk.refused("acknowledge-alarm", alarm=alarm).code == "reason.missing"
    for operator in (RECORDER, STOREKEEPER):
        desk.sit(operator)
        refusal = desk.refused("acknowledge-alarm", alarm=alarm, reason="x")
        assert refusal.code == "operator.not-allowed"
    desk.sit(DEPUTY)
    desk.do("acknowledge-alarm", alarm=alarm, reason="it went out with the night watch")
    row = desk.row("alarm")
    assert row["remark"] == "it went out with the night watch"
    assert row["acknowledged_by"] == desk.register.operator.operator
    refusal = desk.refused("acknowledge-alarm", alarm=alarm, reason="again")
    assert refusal.code == "alarm.acknowledged"


def test_that_an_alarm_that_nobody_raised_is_acknowledged_by_nobody(desk: Desk) -> None:
    refusal = desk.refused("acknowledge-alarm", alarm="x", reason="y")
    assert (refusal.code, refusal.field) == ("alarm.unknown", "alarm")


def test_that_sql_leaves_alarms_to_supervisors(desk: Desk) -> None:
    weapon = a_weapon(desk)
    alarm = again(desk, weapon)["alarm"]
    own = desk.row("operator", name=RECORDER)["id"]
    at = "2026-11-22T09:00:00+00:00"
    desk.sit(RECORDER)
    signed = {"acknowledged_by": own, "acknowledged_at": at}
    with pytest.raises(IntegrityError, match="by a supervisor"), desk.writing() as tx:
        tx.change("alarm", alarm, **signed)
    raised = {"kind": "number of an ended item", "weapon": weapon["weapon"], "said": "x"}
    with pytest.raises(IntegrityError, match="raised first"), desk.writing() as tx:
        tx.insert("alarm", {**raised, "raised_at": at, **signed})


def test_that_sql_orders_nothing_destroyed_under_an_alarm(desk: Desk) -> None:
    weapon = a_weapon(desk)
    desk.do("write-order", **ORDER, weapons=[weapon["number"]])
    order = desk.row("destruction_order")
    desk.do("withdraw-order", order=order["number"], reason="x")
    again(desk, weapon)
    countersign_all(desk)
    del order["id"]

    def go_round(tx: Transaction) -> None:
        new = tx.insert("destruction_order", {**order, "number": "DO-X"})
        tx.insert("order_line", {"weapon": weapon["weapon"], "destruction_order": new})

    with pytest.raises(IntegrityError, match="may not be ordered"), desk.writing() as tx:
        go_round(tx)


def test_that_a_weapon_handed_in_twice_more_has_both_in_its_history(desk: Desk) -> None:
    weapon = destroyed(desk)
    for _ in range(2):
        again(desk, weapon)
    before = sorted(row["custody_before"] for row in desk.rows("handed_in_again"))
    assert before == ["destroyed", "in hand"]
    assert len(desk.rows("alarm", weapon=weapon["weapon"])) == 2
