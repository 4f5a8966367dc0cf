"""Group rolls: adults counted by hand, weapons from the record, the one never computed from the other."""

from __future__ import annotations

import pytest
from factory import Desk, a_hand_in, a_weapon

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases import acts
from salw_desktop.usecases.intake.group_rolls import RecordGroupRoll, group_roll

COUNTS = {"expected": 60, "came": 40, "unarmed_women": 9, "unarmed_men": 3}


@pytest.fixture
def hand_in(desk: Desk) -> str:
    return a_hand_in(desk, brought_by="group")


def roll(desk: Desk, hand_in: str, **changed: int) -> dict[str, object]:
    return desk.do("record-group-roll", hand_in=hand_in, **{**COUNTS, **changed})


def test_that_a_roll_is_numbers_beside_what_was_brought(desk: Desk, hand_in: str) -> None:
    inspected = {"inspected_by": "P. Inspector", "function": "serviceable"}
    a_weapon(desk, hand_in=hand_in, safety=None, **inspected)
    a_weapon(desk, hand_in=hand_in, safety=None, model="PKM", serial="1")
    worn = {**inspected, "function": "unserviceable, beyond repair"}
    a_weapon(desk, hand_in=hand_in, safety=None, model="DSHK", serial="2", **worn)
    a_weapon(desk, hand_in=hand_in, safety=None, model="", kind_of_weapon="rifle", serial="3")
    roll(desk, hand_in, unarmed_others=1)
    found = group_roll(desk.register, hand_in)
    assert found is not None
    assert (found.expected, found.came) == (60, 40)
    assert (found.unarmed_women, found.unarmed_men, found.unarmed_others) == (9, 3, 1)
    assert (found.weapons, found.crew_served, found.of_no_model) == (4, 2, 1)
    assert (found.weapons_per_person, found.crew_served_per_person) == (0.1, 0.05)
    assert (found.graded, found.serviceable, found.serviceable_share) == (2, 1, 0.5)
    assert desk.findings() == []


def test_that_parts_and_voided_weapons_count_for_nobody(desk: Desk, hand_in: str) -> None:
    part = {"model": "", "kind_of_weapon": "part", "serial": "", "serial_status": "not read yet"}
    a_weapon(desk, hand_in=hand_in, safety=None, **part)
    number = a_weapon(desk, hand_in=hand_in, safety=None)["number"]
    desk.do("void-weapon", "Storekeeper", weapon=number, reason="typed twice")
    roll(desk, hand_in)
    found = group_roll(desk.register, hand_in)
    assert found is not None
    assert found.weapons == 0


def test_that_shares_of_nothing_are_not_given(desk: Desk, hand_in: str) -> None:
    roll(desk, hand_in, came=0, unarmed_women=0, unarmed_men=0)
    found = group_roll(desk.register, hand_in)
    assert found is not None
    assert found.weapons_per_person is None
    assert found.crew_served_per_person is None
    assert found.serviceable_share is None


def test_that_the_newest_roll_counts(desk: Desk, hand_in: str) -> None:
    assert group_roll(desk.register, hand_in) is None
    roll(desk, hand_in)
    roll(desk, hand_in, came=44)
    found = group_roll(desk.register, hand_in)
    assert found is not None
    assert found.came == 44


def test_that_no_field_of_it_can_hold_a_child_or_a_name() -> None:
    kinds = {each.name: each.kind for each in acts.fields_of(RecordGroupRoll)}
    texts = {name for name, kind in kinds.items() if kind != "whole number"}
    assert texts == {"hand_in", "called_on", "reason"}
    assert set(kinds) - texts == {*COUNTS, "unarmed_others"}


def test_that_more_unarmed_than_came_is_a_breach(desk: Desk, hand_in: str) -> None:
    assert roll(desk, hand_in, came=12)["breaches"] == []
    assert roll(desk, hand_in, came=11)["breaches"] == ["12 unarmed, 11 came"]


def test_that_a_roll_is_taken_of_a_group(desk: Desk) -> None:
    refusal = desk.refused("record-group-roll", hand_in=a_hand_in(desk), **COUNTS)
    assert (refusal.code, refusal.field) == ("group-roll.of-no-group", "hand_in")


@pytest.mark.parametrize("name", [*COUNTS, "unarmed_others"])
def test_that_no_count_is_below_zero(desk: Desk, hand_in: str, name: str) -> None:
    refusal = desk.refused("record-group-roll", hand_in=hand_in, **{**COUNTS, name: -1})
    assert (refusal.code, refusal.field) == ("quantity.negative", name)


def test_that_a_roll_of_a_day_to_come_is_refused(desk: Desk, hand_in: str) -> None:
    fields = {"hand_in": hand_in, **COUNTS, "called_on": "2026-11-23"}
    assert desk.refused("record-group-roll", **fields).code == "date.to-come"


def test_that_sql_wants_a_group_too(desk: Desk, hand_in: str) -> None:
    roll(desk, hand_in)
    a_hand_in(desk)
    with pytest.raises(IntegrityError, match="that a group brought"), desk.writing() as tx:
        tx.connection.execute(
            "INSERT INTO group_roll SELECT 'x', hand_in.id, expected, came, unarmed_women, unarmed_men, unarmed_others, NULL,"
            " called_on, recorded_by FROM group_roll, hand_in WHERE brought_by = 'person'"
        )


def test_that_a_roll_is_not_changed(desk: Desk, hand_in: str) -> None:
    roll(desk, hand_in)
    with pytest.raises(IntegrityError, match="another roll"), desk.writing() as tx:
        tx.connection.execute("UPDATE group_roll SET came = 39")
