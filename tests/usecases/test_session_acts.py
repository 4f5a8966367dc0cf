"""From the approved order to the certificate: 100 % by scan, before witnesses, signed by two."""

from __future__ import annotations

import json

import pytest
from factory import (
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_checked_session,
    a_destruction,
    a_hand_in,
    a_session,
    a_weapon,
    a_witnessed_session,
    an_approved_order,
    an_order,
    countersign_all,
)

from salw_desktop.keys.certificates import read_code

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    return a_weapon(desk)


@pytest.fixture
def number(weapon: Answer) -> str:
    return str(weapon["number"])


def start(desk: Desk, order: str, **changed: str) -> dict[str, str]:
    del desk
    return {"order": order, "responsible": "P. Cutter", **changed}


def test_that_two_start_a_session_from_an_approved_order(desk: Desk, number: str) -> None:
    row = desk.row("destruction_session", number=a_session(desk, number))
    assert row["state"] == "checking"
    names = [desk.row("operator", id=row[by])["name"] for by in ("started_by", "started_second")]
    assert names == [SUPERVISOR, STOREKEEPER]


def test_that_one_starts_no_session(desk: Desk, number: str) -> None:
    order = an_approved_order(desk, number)
    countersign_all(desk)
    fields = start(desk, order)
    assert desk.refused("start-session", **fields).code == "second.missing"
    assert desk.refused("start-session", SUPERVISOR, **fields).code == "second.same"


def test_that_an_order_not_approved_starts_no_session(desk: Desk, number: str) -> None:
    fields = start(desk, an_order(desk, number))
    assert desk.refused("start-session", STOREKEEPER, **fields).code == "order.not-approved"


def test_that_an_order_has_one_session_at_a_time(desk: Desk, number: str) -> None:
    a_session(desk, number)
    fields = start(desk, desk.row("destruction_order")["number"])
    assert desk.refused("start-session", STOREKEEPER, **fields).code == "order.in-session"


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("weapon.on-hold", {"hold_kind": "evidence", **HOLD}),
        ("weapon.not-clear", {"safety": "unsafe"}),
        ("weapon.not-in-hand", {"custody": "not found"}),
    ],
)
def test_that_each_item_is_looked_at_again_before_a_session(
    desk: Desk, number: str, code: str, fields: dict[str, str]
) -> None:
    order = an_approved_order(desk, number)
    countersign_all(desk)
    desk.do("place-hold" if "hold_kind" in fields else "observe", weapon=number, **fields)
    assert desk.refused("start-session", STOREKEEPER, **start(desk, order)).code == code


def test_that_a_session_names_who_is_responsible_and_where(desk: Desk, number: str) -> None:
    order = an_approved_order(desk, number)
    countersign_all(desk)
    for code, changed in (("roster.unknown", "responsible"), ("place.unknown", "place")):
        fields = start(desk, order, **{changed: "Nobody"})
        assert desk.refused("start-session", STOREKEEPER, **fields).code == code


def test_that_every_scan_is_kept_and_named(desk: Desk, number: str) -> None:
    other = a_weapon(desk)["number"]
    session = a_session(desk, number)
    results = [
        desk.do("scan-for-destruction", session=session, code=code)["result"]
        for code in (other, "SALW1" + number.replace("-", ""), number, "rubbish", "")
    ]
    assert results == ["not on the list", "on the list", "again", "unknown", "unknown"]
    words = "what was meant for another field"
    refused = desk.refused("scan-for-destruction", session=session, code=words)
    assert refused.code == "number.malformed"
    assert [row["result"] for row in desk.rows("session_scan")] == results


def test_that_the_check_ends_only_when_every_item_was_scanned(desk: Desk, number: str) -> None:
    other = a_weapon(desk)["number"]
    session = a_session(desk, number, other)
    missing = desk.do("scan-for-destruction", session=session, code=number)["missing"]
    refusal = desk.refused("finish-check", session=session)
    assert (refusal.code, refusal.facts["count"], missing) == ("session.not-complete", 1, 1)
    assert refusal.facts["listed"] == other
    desk.do("scan-for-destruction", session=session, code=other)
    desk.do("finish-check", session=session)
    assert desk.row("destruction_session")["state"] == "checked"


def test_that_nothing_is_done_out_of_its_order(desk: Desk, number: str) -> None:
    session = a_session(desk, number)
    for act, fields in (
        ("record-destruction", {}),
        ("issue-certificate", {}),
    ):
        refusal = desk.refused(act, session=session, **fields)
        assert (refusal.code, refusal.facts["state"]) == ("session.other-state", "checking")
    assert desk.refused("finish-check", session="DS-0").code == "session.unknown"


def test_that_a_closed_session_takes_no_scan_and_no_witness(desk: Desk, number: str) -> None:
    session = a_destruction(desk, number)
    scan = desk.refused("scan-for-destruction", session=session, code=number)
    witness = desk.refused(
        "record-witness", session=session, person="P. Visitor", outside_chain=True
    )
    assert {scan.code, witness.code} == {"session.other-state"}


def test_that_who_is_responsible_is_no_witness(desk: Desk, number: str) -> None:
    session = a_session(desk, number)
    fields = {"session": session, "outside_chain": True}
    refusal = desk.refused("record-witness", person="P. Cutter", **fields)
    assert refusal.code == "witness.responsible"


def test_that_a_witness_stands_once(desk: Desk, number: str) -> None:
    fields = {"session": a_session(desk, number), "person": "P. Official", "outside_chain": True}
    desk.do("record-witness", **fields)
    assert desk.refused("record-witness", **fields).code == "witness.twice"


def test_that_two_witnesses_are_needed_one_from_outside(desk: Desk, number: str) -> None:
    session = a_checked_session(desk, number)
    desk.do("record-witness", session=session, person="P. Inspector", outside_chain=False)
    assert desk.refused("record-destruction", session=session).code == "witness.too-few"
    desk.do("record-witness", session=session, person="P. Observer", outside_chain=False)
    assert desk.refused("record-destruction", session=session).code == "witness.none-outside"
    desk.do("record-witness", session=session, person="P. Official", outside_chain=True)
    assert desk.do("record-destruction", session=session)["destroyed"] == 1


def test_that_a_destruction_ends_items_session_and_order(desk: Desk, weapon: Answer) -> None:
    session = a_witnessed_session(desk, weapon["number"])
    weights = {"weight_before_g": 4300, "weight_after_g": 4200, "scrap_to": "Foundry"}
    desk.do("record-destruction", session=session, **weights)
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["custody"], row["place"]) == ("destroyed", None)
    assert desk.row("destruction_session")["weight_after_g"] == 4200
    assert desk.row("destruction_order")["state"] == "carried out"
    assert desk.findings() == []


def test_that_an_item_the_torch_did_not_reach_stays_in_hand(desk: Desk, weapon: Answer) -> None:
    other = a_weapon(desk)["number"]
    session = a_witnessed_session(desk, weapon["number"], other)
    left = {"session": session, "weapon": weapon["number"], "reason": "gas ran out"}
    desk.do("not-destroyed", **left)
    assert desk.refused("not-destroyed", **left).code == "session.has-result"
    assert desk.do("record-destruction", session=session)["destroyed"] == 1
    assert desk.row("weapon", id=weapon["weapon"])["custody"] == "in hand"
    result = desk.row("session_result", weapon=weapon["weapon"])
    assert (result["outcome"], result["remark"]) == ("not destroyed", "gas ran out")


def test_that_an_item_of_another_list_has_no_result_here(desk: Desk, number: str) -> None:
    other = a_weapon(desk)["number"]
    session = a_checked_session(desk, number)
    refusal = desk.refused("not-destroyed", session=session, weapon=other, reason="x")
    assert refusal.code == "session.not-on-list"


def test_that_a_hold_placed_before_the_check_ends_stops_the_cut_of_that_item(
    desk: Desk, number: str
) -> None:
    session = a_session(desk, number)
    desk.do("scan-for-destruction", session=session, code=number)
    desk.do("place-hold", weapon=number, hold_kind="evidence", **HOLD)
    refusal = desk.refused("finish-check", session=session)
    assert (refusal.code, refusal.facts["number"]) == ("weapon.on-hold", number)
    desk.do("not-destroyed", session=session, weapon=number, reason="hold")
    assert desk.do("finish-check", session=session)["session"]


def test_that_what_was_cut_is_recorded_though_a_hold_came_in_between(
    desk: Desk, number: str
) -> None:
    session = a_witnessed_session(desk, number)
    desk.do("place-hold", weapon=number, hold_kind="evidence", **HOLD)
    answer = desk.do("record-destruction", session=session)
    assert answer["destroyed"] == 1
    assert [breach.partition(":")[0] for breach in answer["breaches"]] == [number]
    assert "under a hold" in desk.row("session_result")["remark"]


def test_that_an_item_that_is_not_there_is_named_and_frees_the_others(
    desk: Desk, number: str
) -> None:
    other = str(a_weapon(desk)["number"])
    session = a_session(desk, number, other)
    desk.do("scan-for-destruction", session=session, code=number)
    gone = {"weapon": other, "outcome": "missing", "reason": "not in the crate"}
    desk.do("not-destroyed", session=session, **gone)
    desk.do("finish-check", session=session)
    assert desk.row("weapon", number=other)["custody"] == "not found"


def test_that_nobody_with_a_key_is_a_witness(desk: Desk, number: str) -> None:
    session = a_session(desk, number)
    fields = {"session": session, "outside_chain": True, "person": STOREKEEPER}
    assert desk.refused("record-witness", **fields).code == "witness.operator"


def test_that_a_certificate_is_issued_once_and_its_code_holds(desk: Desk, number: str) -> None:
    session = a_destruction(desk, number)
    answer = desk.do("issue-certificate", session=session)
    code = read_code(answer["code"])
    row = desk.row("certificate")
    assert (code.number, code.annex_sha256) == (answer["number"], row["annex_sha256"])
    assert code.public.hex() == desk.row("station")["device_key"]
    refusal = desk.refused("issue-certificate", session=session)
    assert (refusal.code, refusal.facts["number"]) == ("certificate.issued", answer["number"])


def test_that_a_later_correction_changes_nothing_on_the_annex(desk: Desk, number: str) -> None:
    session = a_destruction(desk, number)
    before = desk.row("session_result")["described"]
    desk.do("correct-weapon", weapon=number, serial="ZZ 9", reason="photo shows it")
    assert desk.row("session_result")["described"] == before
    desk.do("issue-certificate", session=session)
    assert "AB 12340" in before


def test_that_what_is_left_was_still_scanned(desk: Desk, number: str) -> None:
    """100 % means every item: only what is not there is excused."""
    session = a_session(desk, number)
    desk.do("not-destroyed", session=session, weapon=number, reason="torch out of gas")
    assert desk.refused("finish-check", session=session).code == "session.not-complete"


def test_that_what_was_scanned_is_not_missing(desk: Desk, number: str) -> None:
    session = a_session(desk, number)
    desk.do("scan-for-destruction", session=session, code=number)
    gone = {"weapon": number, "outcome": "missing", "reason": "x"}
    refusal = desk.refused("not-destroyed", session=session, **gone)
    assert (refusal.code, refusal.facts["number"]) == ("session.scanned", number)


def test_that_nothing_destroyed_is_nothing_certified(desk: Desk, number: str) -> None:
    session = a_witnessed_session(desk, number)
    desk.do("not-destroyed", session=session, weapon=number, reason="torch out of gas")
    desk.do("record-destruction", session=session)
    assert desk.refused("issue-certificate", session=session).code == "certificate.nothing"


@pytest.mark.parametrize("field", ["counted_after", "weight_before_g", "weight_after_g"])
def test_that_nothing_is_counted_or_weighed_below_nothing(
    desk: Desk, number: str, field: str
) -> None:
    session = a_witnessed_session(desk, number)
    refusal = desk.refused("record-destruction", session=session, reason="why", **{field: -1})
    assert (refusal.code, refusal.field) == ("quantity.negative", field)


def test_that_a_cut_under_an_open_alarm_is_named(desk: Desk, number: str) -> None:
    session = a_witnessed_session(desk, number)
    again = a_hand_in(desk)
    desk.do("hand-in-again", hand_in=again, weapon=number)
    breaches = desk.do("record-destruction", session=session)["breaches"]
    assert f"{number}: destroyed while an alarm stands over it" in " ".join(breaches)


def test_that_a_certificate_says_nothing_of_a_hidden_mark(desk: Desk) -> None:
    hidden = {"kind": "hidden", "text": "under the grip", "place": "frame or receiver"}
    shown = {"kind": "manufacture", "text": "triangle", "place": "frame or receiver"}
    weapon = a_weapon(desk)["number"]
    desk.do("correct-weapon", weapon=weapon, reason="seen", add_marks=[hidden, shown])
    a_destruction(desk, weapon)
    assert json.loads(desk.row("session_result")["described"])[6] == "triangle"
