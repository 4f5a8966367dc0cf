"""The one way in: who may, how many sign, why, and what comes back."""

from __future__ import annotations

import pytest
from factory import (
    AUDITOR,
    DEPUTY,
    RECORDER,
    STOREKEEPER,
    SUPERVISOR,
    Desk,
    a_hand_in,
    a_weapon,
    block,
    countersign_all,
)

from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.commands import LONGEST_REASON


def void(desk: Desk, second: str | None, **changed: object) -> Refusal:
    number = a_weapon(desk)["number"]
    return desk.refused("void-weapon", second, **{"weapon": number, "reason": "twice", **changed})


def test_that_changes_name_the_rows_the_tables_and_the_event(desk: Desk) -> None:
    changes = desk.changes("add-place", name="Store 2", place_kind="store")
    assert changes.rows == {("place", changes.answer["place"])}
    assert changes.tables == {"place"}
    assert changes.events == (desk.newest_event().id,)


def test_that_an_event_names_who_did_it_and_why(desk: Desk) -> None:
    desk.do("reprint-label", weapon=a_weapon(desk)["number"], reason="  torn  ")
    event = desk.newest_event()
    assert event.operator == desk.row("operator", name=SUPERVISOR)["id"]
    assert event.text("reason") == "torn"


def test_that_an_event_names_the_second_person_and_is_signed_by_him(desk: Desk) -> None:
    desk.do("give-role", STOREKEEPER, operator=RECORDER, role="weapons inspector")
    assert desk.newest_event().witness == desk.row("operator", name=STOREKEEPER)["id"]
    assert desk.findings() == []


def test_that_an_event_names_the_people_of_the_roster(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    who = {"cleared_by": "inspector", "performed_by": "P. Inspector", "verified_by": "P. Observer"}
    desk.do("record-clearance", hand_in=hand_in, token="T", safety="clear", **who)
    people = {row["name"]: row["id"] for row in desk.rows("roster")}
    assert desk.newest_event().members["roster"] == {
        "performed_by": people["P. Inspector"],
        "verified_by": people["P. Observer"],
    }


def test_that_class_a_is_refused_without_a_second_person(desk: Desk) -> None:
    assert void(desk, None).code == "second.missing"


def test_that_the_second_person_is_another_one(desk: Desk) -> None:
    assert void(desk, SUPERVISOR).code == "second.same"


def test_that_an_auditor_signs_for_nobody(desk: Desk) -> None:
    assert void(desk, AUDITOR).code == "second.not-allowed"


def test_that_a_blocked_operator_signs_for_nobody(desk: Desk) -> None:
    desk.key(DEPUTY)  # he kept a copy
    block(desk, DEPUTY)
    assert void(desk, DEPUTY).code == "second.not-allowed"


def test_that_a_reason_is_asked_for(desk: Desk) -> None:
    assert void(desk, STOREKEEPER, reason="  ").code == "reason.missing"


def test_that_a_reason_has_its_length(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    desk.do("reprint-label", weapon=number, reason="ж" * LONGEST_REASON)
    refusal = desk.refused("reprint-label", weapon=number, reason="x" * (LONGEST_REASON + 1))
    assert (refusal.code, refusal.field) == ("reason.too-long", "reason")
    assert desk.findings() == []


ROLES = [
    (STOREKEEPER, "open-hand-in", {"campaign": "DDR1", "brought_by": "own patrol"}, "recorder"),
    (RECORDER, "add-place", {"name": "x", "place_kind": "store"}, "supervisor"),
    (RECORDER, "put-away", {"weapon": "XA26-LEN-000043-9"}, "storekeeper"),
    (AUDITOR, "add-to-roster", {"name": "x", "function": "x", "organisation": "x"}, "recorder"),
    (AUDITOR, "countersign", {"countersign": "x"}, "storekeeper"),
    (AUDITOR, "close-day", {}, "supervisor"),
]


@pytest.mark.parametrize(("operator", "act", "fields", "needed"), ROLES)
def test_that_an_act_needs_its_role(
    desk: Desk, operator: str, act: str, fields: dict[str, object], needed: str
) -> None:
    desk.sit(operator)
    refusal = desk.refused(act, **fields)
    assert refusal.code == "operator.not-allowed"
    assert needed in str(refusal.facts["needs"]).split(", ")


def test_that_a_recorder_takes_weapons_in(desk: Desk) -> None:
    desk.sit(RECORDER)
    assert a_weapon(desk)["number"] == "XA26-LEN-000001-T"


def test_that_a_blocked_operator_changes_nothing(desk: Desk) -> None:
    desk.sit(DEPUTY)
    block(desk, DEPUTY)
    assert desk.refused("close-day").code == "operator.not-allowed"


def test_that_an_unlock_without_an_act_writes_nothing(desk: Desk) -> None:
    before = desk.newest_event().id
    desk.sit(STOREKEEPER)
    desk.sit(SUPERVISOR)
    assert desk.newest_event().id == before


def test_that_each_unlock_that_writes_has_a_branch_that_is_closed(desk: Desk) -> None:
    a_weapon(desk)
    countersign_all(desk)
    assert desk.newest_event().type == "branch.closed"
    assert desk.findings() == []
