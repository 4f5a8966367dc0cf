"""Orders: written with a frozen list, approved by another supervisor, or withdrawn."""

from __future__ import annotations

import hashlib

import pytest
from factory import (
    CAMPAIGN,
    DEPUTY,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_campaign,
    a_hand_in,
    a_session,
    a_weapon,
    an_approved_order,
    an_order,
    countersign_all,
)

ORDER = {
    "campaign": CAMPAIGN,
    "legal_basis": "Practice decree 1",
    "method": "cutting torch",
    "planned_on": "2026-11-23",
}
BY_THE_COURT = {"issuer": "Court", "issuer_number": "7/26", "issued_on": "2026-11-20"}
HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    return a_weapon(desk)


def test_that_an_order_lists_its_weapons_in_order_under_a_hash(desk: Desk) -> None:
    numbers = [a_weapon(desk)["number"] for _ in range(2)]
    answer = desk.do("write-order", **ORDER, weapons=numbers[::-1])
    text = f"1\t{numbers[1]}\n2\t{numbers[0]}\n"
    assert answer["list_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    row = desk.row("destruction_order")
    assert (row["state"], row["items"], row["authority_kind"]) == ("written", 2, "local")
    assert {row["intended_disposal"] for row in desk.rows("weapon")} == {"destroy"}


def test_that_an_order_of_an_authority_names_it(desk: Desk, weapon: Answer) -> None:
    an_order(desk, weapon["number"], **BY_THE_COURT, scan_sha256="ab" * 32)
    row = desk.row("destruction_order")
    assert (row["authority_kind"], row["issuer_number"]) == ("external", "7/26")


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("campaign.unknown", "campaign", {"campaign": "NONE"}),
        ("place.unknown", "place", {"place": "Moon"}),
        ("field.missing", "weapons", {"weapons": []}),
        ("field.missing", "legal_basis", {"legal_basis": ""}),
        ("date.malformed", "planned_on", {"planned_on": "soon"}),
        ("field.missing", "issuer", {"issuer_number": "7/26"}),
        ("field.missing", "issuer_number", {"issuer": "Court"}),
        ("date.malformed", "issued_on", {"issuer": "Court", "issuer_number": "7/26"}),
        ("order.scan-hash", "scan_sha256", {**BY_THE_COURT, "scan_sha256": "abc"}),
        ("number.malformed", "weapons", {"weapons": ["12"]}),
    ],
)
def test_that_an_order_is_refused(
    desk: Desk, weapon: Answer, code: str, field: str, changed: dict[str, object]
) -> None:
    refusal = desk.refused("write-order", **{**ORDER, "weapons": [weapon["number"]], **changed})
    assert (refusal.code, refusal.field) == (code, field)


def test_that_a_campaign_without_the_right_wants_an_authority(desk: Desk) -> None:
    hand_in = a_hand_in(desk, a_campaign(desk, "EXT", may_approve_locally=False))
    weapon = a_weapon(desk, hand_in=hand_in)
    fields = {**ORDER, "campaign": "EXT", "weapons": [weapon["number"]]}
    assert desk.refused("write-order", **fields).code == "order.no-authority"
    assert desk.do("write-order", **fields, **BY_THE_COURT)["number"]


def test_that_no_weapon_goes_on_an_order_of_another_campaign(desk: Desk, weapon: Answer) -> None:
    fields = {**ORDER, "campaign": a_campaign(desk, "OTHER"), "weapons": [weapon["number"]]}
    refusal = desk.refused("write-order", **fields)
    assert (refusal.code, refusal.facts["campaign"]) == ("order.other-campaign", CAMPAIGN)


def test_that_a_weapon_stands_once_on_one_live_order(desk: Desk, weapon: Answer) -> None:
    number = weapon["number"]
    twice = desk.refused("write-order", **ORDER, weapons=[number, number])
    assert twice.code == "order.twice-on-list"
    order = an_order(desk, number)
    refusal = desk.refused("write-order", **ORDER, weapons=[number])
    assert (refusal.code, refusal.facts["order"]) == ("weapon.on-order", order)
    desk.do("withdraw-order", order=order, reason="wrong list")
    assert an_order(desk, number)


@pytest.mark.parametrize("safety", [None, "loaded or stuck", "unsafe"])
def test_that_no_order_names_a_weapon_that_is_not_clear(desk: Desk, safety: str | None) -> None:
    number = a_weapon(desk, safety=safety)["number"]
    refusal = desk.refused("write-order", **ORDER, weapons=[number])
    assert (refusal.code, refusal.facts["number"]) == ("weapon.not-clear", number)


def test_that_no_order_names_a_weapon_that_is_not_in_hand(desk: Desk, weapon: Answer) -> None:
    desk.do("observe", weapon=weapon["number"], custody="out")
    refusal = desk.refused("write-order", **ORDER, weapons=[weapon["number"]])
    assert (refusal.code, refusal.facts["custody"]) == ("weapon.not-in-hand", "out")


@pytest.mark.parametrize("kind", ["evidence", "court", "appeal", "owner's claim", "laboratory"])
def test_that_a_hold_stops_an_order_and_an_approval(desk: Desk, weapon: Answer, kind: str) -> None:
    order = an_order(desk, weapon["number"])
    desk.do("place-hold", weapon=weapon["number"], hold_kind=kind, **HOLD)
    approval = desk.refused("approve-order", DEPUTY, order=order)
    assert (approval.code, approval.facts["hold"]) == ("weapon.on-hold", kind)
    desk.do("withdraw-order", order=order, reason="hold")
    assert desk.refused("write-order", **ORDER, weapons=[weapon["number"]]).code == "weapon.on-hold"


def test_that_an_open_trace_warns_and_does_not_stop(desk: Desk, weapon: Answer) -> None:
    desk.do("place-hold", weapon=weapon["number"], hold_kind="open trace", **HOLD)
    answer = desk.do("write-order", **ORDER, weapons=[weapon["number"]])
    assert f"{weapon['number']}: open trace" in answer["warnings"]


def test_that_another_supervisor_approves_in_front_of_the_writer(desk: Desk) -> None:
    order = an_approved_order(desk)
    row = desk.row("destruction_order", number=order)
    assert row["approved_by"] == desk.row("operator", name=DEPUTY)["id"]
    assert desk.refused("approve-order", DEPUTY, order=order).code == "order.not-open"


def test_that_another_supervisor_approves_at_his_own_unlock(desk: Desk) -> None:
    order = an_order(desk)
    desk.sit(DEPUTY)
    desk.do("approve-order", order=order)
    assert desk.row("destruction_order", number=order)["state"] == "approved"


def test_that_the_writer_does_not_approve_his_order(desk: Desk) -> None:
    order = an_order(desk)
    assert desk.refused("approve-order", order=order).code == "order.own"
    desk.sit(STOREKEEPER)
    assert desk.refused("approve-order", SUPERVISOR, order=order).code == "order.own"


def test_that_a_storekeeper_approves_no_order(desk: Desk) -> None:
    order = an_order(desk)
    refusal = desk.refused("approve-order", STOREKEEPER, order=order)
    assert refusal.code == "order.needs-supervisor"
    assert desk.refused("approve-order", DEPUTY, order="DO-0").code == "order.unknown"


def test_that_an_order_is_withdrawn_before_its_session(desk: Desk, weapon: Answer) -> None:
    order = an_approved_order(desk, weapon["number"])
    withdraw = {"order": order, "reason": "court asked"}
    desk.do("withdraw-order", **withdraw)
    assert desk.refused("withdraw-order", **withdraw).code == "order.not-open"
    assert desk.refused("approve-order", DEPUTY, order=order).code == "order.not-open"


def test_that_an_order_in_session_is_not_withdrawn(desk: Desk, weapon: Answer) -> None:
    a_session(desk, weapon["number"])
    order = desk.row("destruction_order")["number"]
    refusal = desk.refused("withdraw-order", order=order, reason="late")
    assert refusal.code == "order.in-session"


def test_that_an_order_needs_a_reason_to_be_withdrawn(desk: Desk) -> None:
    assert desk.refused("withdraw-order", order=an_order(desk), reason="").code == "reason.missing"


def test_that_a_signature_open_elsewhere_stops_no_order(desk: Desk, weapon: Answer) -> None:
    an_approved_order(desk, weapon["number"])
    start = {"order": desk.row("destruction_order")["number"], "responsible": "P. Cutter"}
    assert desk.refused("start-session", STOREKEEPER, **start).code == "countersign.open"
    countersign_all(desk)
    assert desk.do("start-session", STOREKEEPER, **start)["number"]
