"""What a laboratory reads of a number that was removed on purpose, and what an order asks about it."""

from __future__ import annotations

import pytest
from factory import STOREKEEPER, Answer, Desk, a_weapon, an_order, countersign_all

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.store import laboratory

REMOVED = {"serial": "", "serial_status": "removed on purpose", "serial_place": "front trunnion"}
EXAMINED = {
    "restoration": "in part",
    "laboratory": "National police laboratory",
    "examiner": "P. Chemist",
    "method": "etching",
    "report_number": "LAB 7/26",
    "read": "AB 1?34",
    "certainty": "ss l?gg",
}


@pytest.fixture
def removed(desk: Desk) -> Answer:
    return a_weapon(desk, **REMOVED)


def examined(desk: Desk, weapon: Answer, **changed: object) -> Answer:
    fields = {"weapon": weapon["number"], **EXAMINED, **changed}
    return desk.do("record-laboratory-result", **fields)


def lift(desk: Desk) -> None:
    countersign_all(desk)
    hold = desk.row("hold")["id"]
    desk.do("lift-hold", STOREKEEPER, hold=hold, on_order_of="Court", reason="done")


def test_that_a_reading_is_a_mark_beside_the_old_one(desk: Desk, removed: Answer) -> None:
    answer = examined(desk, removed)
    mark = desk.row("mark", id=answer["mark"])
    assert (mark["kind"], mark["text"], mark["legibility"]) == ("serial", "AB 1?34", "partial")
    assert mark["place"] == "front trunnion"
    assert mark["recovered"] == "etching, National police laboratory, 2026-11-22"
    row = desk.row("weapon", id=removed["weapon"])
    assert (row["serial"], row["serial_status"]) == ("", "removed on purpose")
    (result,) = laboratory.results_of(desk.register.reader, removed["number"])
    assert (result["certainty"], result["examiner"]) == ("ss l?gg", "P. Chemist")
    assert desk.findings() == []


def test_that_the_hold_stands_until_two_lift_it(desk: Desk, removed: Answer) -> None:
    number = removed["number"]
    assert examined(desk, removed)["warnings"] == [
        f"{number}: held for a laboratory until two lift it"
    ]


def test_that_nothing_read_is_a_result_too(desk: Desk, removed: Answer) -> None:
    nothing = {"restoration": "nothing", "read": "", "certainty": ""}
    assert examined(desk, removed, **nothing)["mark"] == ""
    assert desk.rows("mark") == []


def test_that_a_number_brought_back_whole_is_clear(desk: Desk, removed: Answer) -> None:
    whole = {"restoration": "brought back", "read": "AB1234", "certainty": "sslsgs"}
    answer = examined(desk, removed, **whole)
    assert desk.row("mark", id=answer["mark"])["legibility"] == "clear"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("laboratory.waived", {"restoration": "waived"}),
        ("laboratory.reading", {"restoration": "brought back"}),
        ("laboratory.reading", {"restoration": "nothing"}),
        ("laboratory.reading", {"read": "AB1234", "certainty": "ssssss"}),
        ("laboratory.reading", {"read": "???", "certainty": "???"}),
        ("laboratory.reading", {"read": "", "certainty": ""}),
        ("laboratory.certainty", {"certainty": "sslg"}),
        ("laboratory.certainty", {"certainty": "ss lsgg"}),
        ("laboratory.certainty", {"certainty": "ss x?gg"}),
        ("laboratory.certainty", {"certainty": "s? l?gg"}),
        ("field.missing", {"examiner": " "}),
        ("field.missing", {"method": ""}),
        ("word.not-listed", {"place": "sling"}),
        ("date.to-come", {"examined_on": "2026-11-23"}),
    ],
)
def test_that_a_result_agrees_with_itself(
    desk: Desk, removed: Answer, code: str, changed: dict[str, object]
) -> None:
    fields = {"weapon": removed["number"], **EXAMINED, **changed}
    assert desk.refused("record-laboratory-result", **fields).code == code


def test_that_it_says_where_on_the_weapon_if_nobody_has(desk: Desk) -> None:
    number = a_weapon(desk, **{**REMOVED, "serial_place": ""})["number"]
    refusal = desk.refused("record-laboratory-result", weapon=number, **EXAMINED)
    assert (refusal.code, refusal.field) == ("field.missing", "place")


@pytest.mark.parametrize("done", ["tried", "waived", "neither"])
def test_that_an_order_asks_whether_it_was_tried_or_waived(
    desk: Desk, removed: Answer, done: str
) -> None:
    number = removed["number"]
    if done == "tried":
        examined(desk, removed)
    if done == "waived":
        waiver = {"waived_by": "National Commission", "reason": "no laboratory in reach"}
        desk.do("waive-restoration", weapon=number, **waiver)
    lift(desk)
    an_order(desk, number)
    asked = f"{number}: the removed number neither brought back nor waived"
    order = desk.row("destruction_order")["number"]
    warnings = desk.do("approve-order", "Deputy", order=order)["warnings"]
    assert (asked in warnings) == (done == "neither")


def test_that_nothing_is_asked_of_a_number_that_is_there(desk: Desk) -> None:
    weapon = a_weapon(desk)
    item = desk.row("weapon", id=weapon["weapon"])
    assert not laboratory.restoration_missing(desk.register.reader, item)


def test_that_a_waiver_names_its_authority_and_its_reason(desk: Desk, removed: Answer) -> None:
    number = removed["number"]
    given = {"weapon": number, "waived_by": "", "reason": "no laboratory"}
    assert desk.refused("waive-restoration", **given).code == "field.missing"
    given = {"weapon": number, "waived_by": "Commission", "reason": ""}
    assert desk.refused("waive-restoration", **given).code == "reason.missing"


def test_that_only_a_removed_number_is_waived(desk: Desk) -> None:
    weapon = a_weapon(desk)
    given = {"weapon": weapon["number"], "waived_by": "Commission", "reason": "x"}
    assert desk.refused("waive-restoration", **given).code == "laboratory.not-removed"


def test_that_a_waiver_is_a_supervisors(desk: Desk, removed: Answer) -> None:
    row = {"weapon": removed["weapon"], "restoration": "waived", "waived_by": "x", "at": "now"}
    desk.sit(STOREKEEPER)
    given = {"weapon": removed["number"], "waived_by": "Commission", "reason": "x"}
    assert desk.refused("waive-restoration", **given).code == "operator.not-allowed"
    signed = {"recorded_by": desk.register.operator.operator}
    with pytest.raises(IntegrityError, match="by a supervisor"), desk.writing() as tx:
        tx.insert("laboratory_result", {**row, **signed})


def test_that_what_was_read_is_a_mark_of_that_weapon(desk: Desk, removed: Answer) -> None:
    examined(desk, removed)
    other = a_weapon(desk)["weapon"]
    with pytest.raises(IntegrityError, match="mark of that weapon"), desk.writing() as tx:
        tx.connection.execute(
            "INSERT INTO laboratory_result SELECT 'x', ?, restoration, laboratory, examiner, method, report_number,"
            " examined_on, read, certainty, mark, waived_by, why, recorded_by, at FROM laboratory_result",
            (other,),
        )


def test_that_a_result_is_not_changed(desk: Desk, removed: Answer) -> None:
    examined(desk, removed)
    with pytest.raises(IntegrityError, match="another result"), desk.writing() as tx:
        tx.connection.execute("UPDATE laboratory_result SET report_number = 'x'")
