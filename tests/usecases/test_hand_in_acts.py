"""Hand-ins and clearances: what was seen is recorded, whatever it was."""

from __future__ import annotations

import pytest
from factory import (
    DEPUTY,
    RECORDER,
    Desk,
    Practice,
    a_campaign,
    a_clearance,
    a_hand_in,
    a_practice,
    a_weapon,
    countersign_all,
)

from salw_desktop.domain.axes import CLEAR, SAFETY
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.usecases.genesis import insert_block

NOT_CLEAR = [word for word in SAFETY.words if word not in CLEAR]
CLEARED = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer"}


def test_that_a_hand_in_has_a_number_and_a_day(desk: Desk) -> None:
    row = desk.row("hand_in", number=a_hand_in(desk, declared=3))
    assert (row["state"], row["opened_on"], row["declared"]) == ("open", "2026-11-22", 3)


def test_that_a_late_slip_keeps_its_own_date(desk: Desk) -> None:
    row = desk.row(
        "hand_in", number=a_hand_in(desk, opened_on="2026-11-19", late_because="no power")
    )
    assert row["opened_on"] == "2026-11-19"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("campaign.unknown", {"campaign": "NONE"}),
        ("place.unknown", {"place": "Moon"}),
        ("word.not-listed", {"brought_by": "drone"}),
        ("date.malformed", {"opened_on": "yesterday"}),
        ("field.missing", {"opened_on": "2026-11-19"}),
        ("word.not-listed", {"opened_on": "2026-11-19", "late_because": "lazy"}),
    ],
)
def test_that_a_hand_in_is_refused(desk: Desk, code: str, changed: dict[str, str]) -> None:
    fields = {"campaign": "DDR1", "brought_by": "person", "cleared_as_adult": "yes", **changed}
    assert desk.refused("open-hand-in", **fields).code == code


def test_that_a_weapon_is_taken_in_before_any_block_has_come(practice: Practice) -> None:
    bare = a_practice(practice.path.with_name("bare.salw"), block="")
    desk = Desk(bare, bare.unlock())
    campaign = {"code": "DDR1", "name": "n", "campaign_kind": "DDR", "authority": "a"}
    desk.do("open-campaign", **campaign, named=False, may_be_traced=True)
    hand_in = desk.do("open-hand-in", campaign="DDR1", brought_by="own patrol")["number"]
    assert hand_in.startswith("HI-XA-LEN-")
    recorded = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1")
    assert "recorded without a number" in recorded["breaches"]
    assert desk.refused("number-weapon", weapon=recorded["weapon"]).code == "block.none-left"
    desk.register.close()


def test_that_a_weapon_gets_its_number_when_the_block_has_come(practice: Practice) -> None:
    bare = a_practice(practice.path.with_name("bare.salw"), block="1-1")
    desk = Desk(bare, bare.unlock())
    desk.do("add-to-roster", name="P. Observer", function="officer", organisation="Mission")
    a_campaign(desk)
    assert a_weapon(desk)["number"]
    late = a_weapon(desk)
    with desk.writing() as tx:
        insert_block(tx, NumberBlock.parse("50-60", site="LEN"), "registry")
    numbered = desk.do("number-weapon", weapon=late["weapon"])
    assert numbered["number"].startswith("XA26-LEN-00005")
    assert desk.refused("number-weapon", weapon=late["weapon"]).code == "weapon.numbered"
    assert desk.row("tag", number=numbered["number"])["state"] == "blank"
    desk.register.close()


@pytest.mark.parametrize("end", ["closed", "withdrawn", "left without receipt"])
def test_that_a_hand_in_ends_once(desk: Desk, end: str) -> None:
    hand_in = a_hand_in(desk)
    a_weapon(desk, hand_in=hand_in)
    assert desk.do("close-hand-in", hand_in=hand_in, end=end)["recorded"] == 1
    assert desk.row("hand_in", number=hand_in)["state"] == end
    assert desk.refused("close-hand-in", hand_in=hand_in).code == "hand-in.ended"
    assert desk.refused("record-weapon", hand_in=hand_in, model="AKM").code == "hand-in.ended"


def test_that_a_hand_in_nobody_knows_is_refused(desk: Desk) -> None:
    assert desk.refused("close-hand-in", hand_in="HI-0").code == "hand-in.unknown"


@pytest.mark.parametrize("safety", SAFETY.words)
def test_that_what_was_seen_at_the_bay_is_recorded(desk: Desk, safety: str) -> None:
    a_clearance(desk, a_hand_in(desk), "T7", safety)
    row = desk.row("clearance", token="T7")
    assert (row["safety"], row["performed_by"], row["weapon"]) == (safety, None, None)


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("field.missing", "performed_by", {"cleared_by": "inspector"}),
        ("clearance.of-what", "token", {"token": " "}),
        ("clearance.of-what", "token", {"hand_in": ""}),
        ("roster.unknown", "verified_by", {"verified_by": "P. Nobody"}),
        ("word.not-listed", "safety", {"safety": "fine"}),
        ("word.not-listed", "cleared_by", {"cleared_by": "child"}),
        ("weapon.unknown", "weapon", {"weapon": "XA26-LEN-000043-9"}),
    ],
)
def test_that_a_clearance_is_refused(
    desk: Desk, code: str, field: str, changed: dict[str, str]
) -> None:
    fields = {"hand_in": a_hand_in(desk), "token": "T1", **CLEARED, **changed}
    refusal = desk.refused("record-clearance", **fields)
    assert (refusal.code, refusal.field) == (code, field)


def test_that_one_person_does_not_clear_and_verify(desk: Desk) -> None:
    same = {"performed_by": "P. Observer", "cleared_by": "inspector"}
    fields = {"hand_in": a_hand_in(desk), "token": "T1", **CLEARED, **same}
    assert desk.refused("record-clearance", **fields).code == "clearance.same-person"


def test_that_a_clearance_belongs_to_one_weapon(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    a_weapon(desk, hand_in=hand_in)
    again = {"hand_in": hand_in, "model": "AKM", "serial": "9"}
    assert desk.refused("record-weapon", **again, clearance="T1").code == "clearance.used"
    assert desk.refused("record-weapon", **again, clearance="T2").code == "clearance.unknown"


def test_that_a_day_has_one_clearance_list_for_each_operator(desk: Desk) -> None:
    first = a_clearance(desk, a_hand_in(desk), "T1")
    assert a_clearance(desk, a_hand_in(desk), "T2") == first
    desk.sit(RECORDER)
    assert a_clearance(desk, a_hand_in(desk), "T3") != first
    desk.practice.clock.go_on(days=1)
    assert a_clearance(desk, a_hand_in(desk), "T4") != first


def test_that_a_weapon_cleared_twice_in_a_day_stands_once_on_the_list(desk: Desk) -> None:
    weapon = a_weapon(desk)
    desk.do("record-clearance", weapon=weapon["number"], **CLEARED)
    assert len(desk.rows("clearance", weapon=weapon["weapon"])) == 2
    assert len(desk.rows("countersign_item", weapon=weapon["weapon"])) == 1


def test_that_a_clearance_after_a_signed_list_opens_another(desk: Desk) -> None:
    weapon = a_weapon(desk)
    countersign_all(desk)
    answer = desk.do("record-clearance", weapon=weapon["number"], **CLEARED)
    assert desk.row("countersign", id=answer["countersign"])["signed_at"] is None


def test_that_a_second_person_standing_by_signs_the_list_at_once(desk: Desk) -> None:
    fields = {"hand_in": a_hand_in(desk), "token": "T1", **CLEARED}
    answer = desk.do("record-clearance", DEPUTY, **fields)
    row = desk.row("countersign", id=answer["countersign"])
    assert row["signed_by"] == desk.row("operator", name=DEPUTY)["id"]


@pytest.mark.parametrize("safety", NOT_CLEAR)
def test_that_a_recorded_weapon_found_unsafe_goes_to_the_isolation_point(
    desk: Desk, safety: str
) -> None:
    weapon = a_weapon(desk)
    desk.do("record-clearance", weapon=weapon["number"], **{**CLEARED, "safety": safety})
    isolation = desk.row("place", name="Isolation point")["id"]
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["safety"], row["place"]) == (safety, isolation)
    moved = desk.row("placement", weapon=weapon["weapon"])
    assert (moved["to_place"], moved["purpose"]) == (isolation, f"found {safety}")
