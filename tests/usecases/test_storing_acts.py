"""Tag, label, place and hold; what is seen is recorded even where the rules forbid it."""

from __future__ import annotations

import pytest
from factory import DEPUTY, STOREKEEPER, Answer, Desk, a_destruction, a_weapon, countersign_all

HOLD = {
    "hold_kind": "court",
    "authority": "District court",
    "case_number": "12/26",
    "ordered_on": "2026-11-20",
}


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    return a_weapon(desk)


def place_of(desk: Desk, weapon: Answer) -> str:
    row = desk.row("weapon", id=weapon["weapon"])
    return str(desk.row("place", id=row["place"])["name"])


def test_that_labels_wait_until_the_sheet_came_out_right(desk: Desk) -> None:
    for _ in range(3):
        a_weapon(desk)
    assert desk.do("mark-labels-printed", first_position=23) == {"printed": 3, "next_position": 2}
    assert [row["position"] for row in desk.rows("label")] == [23, 24, 1]
    assert desk.refused("mark-labels-printed").code == "label.none-waiting"


def test_that_labels_of_named_weapons_alone_are_printed(desk: Desk, weapon: Answer) -> None:
    other = a_weapon(desk)
    desk.do("mark-labels-printed", weapons=[other["number"]])
    assert desk.row("label", weapon=weapon["weapon"])["state"] == "waiting"


@pytest.mark.parametrize("position", [0, 25])
def test_that_a_label_has_a_position_on_the_sheet(desk: Desk, position: int) -> None:
    assert desk.refused("mark-labels-printed", first_position=position).code == "label.position"


def test_that_a_label_asked_for_again_is_a_copy(desk: Desk, weapon: Answer) -> None:
    desk.do("reprint-label", weapon=weapon["number"], reason="torn")
    assert [row["copy"] for row in desk.rows("label", weapon=weapon["weapon"])] == [1, 2]


def test_that_a_tag_is_bound_by_its_scan(desk: Desk, weapon: Answer) -> None:
    number = weapon["number"]
    desk.do("bind-tag", weapon=number, scanned="SALW1" + number.replace("-", ""))
    assert desk.row("tag", weapon=weapon["weapon"])["state"] == "bound"
    assert desk.refused("bind-tag", weapon=number, scanned=number).code == "tag.bound-already"


def test_that_a_tag_of_another_weapon_is_refused(desk: Desk, weapon: Answer) -> None:
    other = a_weapon(desk)["number"]
    refusal = desk.refused("bind-tag", weapon=weapon["number"], scanned=other)
    assert (refusal.code, refusal.facts["scanned"]) == ("tag.of-another", other)


def test_that_a_clear_weapon_is_put_away_by_a_named_person(desk: Desk, weapon: Answer) -> None:
    desk.do("put-away", weapon=weapon["number"], performed_by="P. Cutter")
    assert place_of(desk, weapon) == "Store"
    moved = desk.row("placement", weapon=weapon["weapon"])
    assert desk.row("roster", id=moved["performed_by"])["name"] == "P. Cutter"


@pytest.mark.parametrize("safety", ["not checked", "loaded or stuck", "unsafe"])
def test_that_a_weapon_that_is_not_clear_is_not_put_away(desk: Desk, safety: str) -> None:
    number = a_weapon(desk, safety=safety)["number"]
    refusal = desk.refused("put-away", weapon=number)
    assert (refusal.code, refusal.facts["safety"]) == ("weapon.not-clear", safety)


def test_that_a_weapon_not_in_hand_is_not_put_away(desk: Desk, weapon: Answer) -> None:
    desk.do("observe", weapon=weapon["number"], custody="not found")
    assert desk.refused("put-away", weapon=weapon["number"]).code == "weapon.not-in-hand"


def test_that_an_unsafe_weapon_seen_in_the_store_is_a_breach_that_is_named(desk: Desk) -> None:
    weapon = a_weapon(desk, safety="unsafe")
    answer = desk.do("observe", weapon=weapon["number"], place="Store")
    assert answer["breaches"] == ["unsafe at Store"]
    assert place_of(desk, weapon) == "Store"
    assert desk.row("placement", weapon=weapon["weapon"])["breach"] == "unsafe at Store"
    assert desk.row("weapon", id=weapon["weapon"])["breaches"] == "unsafe at Store"


def test_that_a_stored_weapon_seen_to_be_loaded_is_a_breach_where_it_lies(
    desk: Desk, weapon: Answer
) -> None:
    desk.do("put-away", weapon=weapon["number"])
    answer = desk.do("observe", weapon=weapon["number"], safety="loaded or stuck")
    assert answer["breaches"] == ["loaded or stuck at Store"]


def test_that_an_unsafe_weapon_at_the_isolation_point_is_no_breach(desk: Desk) -> None:
    weapon = a_weapon(desk, safety="unsafe")
    seen = {"weapon": weapon["number"], "place": "Isolation point", "safety": "unsafe"}
    assert desk.do("observe", **seen)["breaches"] == []


def test_that_a_breach_seen_twice_is_written_once(desk: Desk) -> None:
    weapon = a_weapon(desk, safety=None)
    for _ in range(2):
        desk.do("observe", weapon=weapon["number"], place="Store")
    row = desk.row("weapon", id=weapon["weapon"])
    assert row["breaches"] == "recorded without clearance; not checked at Store"


def test_that_an_observation_sets_custody_but_ends_nothing(desk: Desk, weapon: Answer) -> None:
    desk.do("observe", weapon=weapon["number"], custody="missing")
    assert desk.row("weapon", id=weapon["weapon"])["custody"] == "missing"
    refusal = desk.refused("observe", weapon=weapon["number"], custody="destroyed")
    assert (refusal.code, refusal.field) == ("word.not-listed", "custody")


def test_that_a_destroyed_weapon_seen_again_comes_back_with_an_alarm(
    desk: Desk, weapon: Answer
) -> None:
    a_destruction(desk, weapon["number"])
    answer = desk.do("observe", weapon=weapon["number"], place="Store")
    assert answer["breaches"] == ["seen again after being destroyed"]
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["custody"], row["breaches"]) == ("in hand", "seen again after being destroyed")
    assert desk.row("session_result", weapon=weapon["weapon"])["outcome"] == "destroyed"
    assert desk.findings() == []


def test_that_holds_stand_side_by_side(desk: Desk, weapon: Answer) -> None:
    for case in ("1/26", "2/26"):
        desk.do("place-hold", weapon=weapon["number"], **{**HOLD, "case_number": case})
    assert len(desk.rows("hold", weapon=weapon["weapon"])) == 2


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("word.not-listed", {"hold_kind": "whim"}),
        ("field.missing", {"authority": ""}),
        ("field.missing", {"case_number": " "}),
        ("date.malformed", {"ordered_on": "today"}),
        ("date.malformed", {"review_on": "soon"}),
    ],
)
def test_that_a_hold_is_refused(
    desk: Desk, weapon: Answer, code: str, changed: dict[str, str]
) -> None:
    refusal = desk.refused("place-hold", weapon=weapon["number"], **{**HOLD, **changed})
    assert (refusal.code, refusal.field) == (code, next(iter(changed)))


LIFT = {"on_order_of": "District court", "reason": "case closed"}


def test_that_two_lift_a_hold_on_order_of_an_authority(desk: Desk, weapon: Answer) -> None:
    hold = desk.do("place-hold", weapon=weapon["number"], **HOLD)["hold"]
    countersign_all(desk)
    desk.do("lift-hold", STOREKEEPER, hold=hold, **LIFT)
    row = desk.row("hold", id=hold)
    assert row["lifted_on_order_of"] == "District court"
    assert row["lifted_by"] != row["lifted_second"]
    assert desk.refused("lift-hold", STOREKEEPER, hold=hold, **LIFT).code == "hold.lifted"


def test_that_a_hold_is_not_lifted_by_one_or_while_a_signature_is_open(
    desk: Desk, weapon: Answer
) -> None:
    hold = desk.do("place-hold", weapon=weapon["number"], **HOLD)["hold"]
    assert desk.refused("lift-hold", hold=hold, **LIFT).code == "second.missing"
    assert desk.refused("lift-hold", DEPUTY, hold=hold, **LIFT).code == "countersign.open"
    assert desk.refused("lift-hold", DEPUTY, hold="none", **LIFT).code == "hold.unknown"


@pytest.mark.parametrize("said", ["clear", "component"])
@pytest.mark.parametrize("before", [None, "loaded or stuck"])
def test_that_nobody_makes_a_weapon_clear_by_seeing_it(
    desk: Desk, before: str | None, said: str
) -> None:
    number = a_weapon(desk, safety=before)["number"]
    refusal = desk.refused("observe", weapon=number, safety=said)
    assert refusal.code == "safety.by-clearance"


def test_that_what_two_have_cleared_may_be_seen_as_clear(desk: Desk, weapon: Answer) -> None:
    desk.do("observe", weapon=weapon["number"], safety="clear", place="Store")
    assert desk.row("weapon")["safety"] == "clear"
