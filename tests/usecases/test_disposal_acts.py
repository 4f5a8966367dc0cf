"""What is meant to become of an item, and when it may still change."""

from __future__ import annotations

import pytest
from factory import CAMPAIGN, Desk, a_weapon, an_order


def intend(desk: Desk, number: object, disposal: str = "transfer") -> None:
    desk.do("intend-disposal", weapon=number, disposal=disposal, reason="decree 4")


def test_that_what_is_intended_stands_on_the_record_with_its_reason(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    intend(desk, number)
    assert desk.row("weapon", number=number)["intended_disposal"] == "transfer"
    assert desk.newest_event().text("reason") == "decree 4"


def test_that_an_item_on_an_order_stays_meant_for_it(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    an_order(desk, number, campaign=CAMPAIGN)
    fields = {"weapon": number, "disposal": "return", "reason": "asked for"}
    assert desk.refused("intend-disposal", **fields).code == "weapon.on-order"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("word.not-listed", {"disposal": "sell"}),
        ("correction.nothing", {"disposal": "undecided"}),
        ("reason.missing", {"reason": ""}),
    ],
)
def test_that_an_intention_that_says_nothing_is_refused(
    desk: Desk, code: str, changed: dict[str, str]
) -> None:
    fields = {"weapon": a_weapon(desk)["number"], "disposal": "transfer", "reason": "decree 4"}
    assert desk.refused("intend-disposal", **{**fields, **changed}).code == code


def test_that_nothing_is_intended_for_what_was_not_taken(desk: Desk) -> None:
    seen = {"seen_where": "checkpoint", "seen_on": "2026-11-22", "source_reliability": "seen by us"}
    number = desk.do("document-weapon", kind_of_weapon="rifle", serial="77", **seen)["number"]
    fields = {"weapon": number, "disposal": "destroy", "reason": "decree 4"}
    assert desk.refused("intend-disposal", **fields).code == "weapon.documented"
    looked = {"weapon": number, "safety": "clear", "cleared_by": "holder"}
    cleared = desk.refused("record-clearance", **looked, verified_by="P. Observer")
    assert cleared.code == "weapon.documented"
