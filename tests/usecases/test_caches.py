"""Caches: recorded by who found them, decided by a technical officer, near or far."""

from __future__ import annotations

import pytest
from factory import CAMPAIGN, Desk, a_weapon

CACHE = {
    "campaign": CAMPAIGN,
    "found_on": "2026-11-20",
    "found_by_unit": "Patrol 4",
    "described": "two crates under planks",
    "where_found": "dry well",
}
POSITION = {"latitude_udeg": 8_447_000, "longitude_udeg": -13_234_000, "precision_m": 100}


def a_cache(desk: Desk, **changed: object) -> str:
    return str(desk.do("record-cache", **{**CACHE, **changed})["number"])


def decision(desk: Desk, cache: str, **changed: object) -> list[str]:
    fields = {"cache": cache, "decision": "safe to move", "decided_by": "P. Inspector", **changed}
    return list(desk.do("decide-on-cache", **fields)["breaches"])


def test_that_a_cache_has_a_number_and_no_person(desk: Desk) -> None:
    row = desk.row("cache", number=a_cache(desk, **POSITION))
    assert row["number"].split("-")[0] == "CA"
    assert [row[name] for name in POSITION] == list(POSITION.values())
    assert not [name for name in row if "person" in name]


def test_that_what_was_taken_from_it_hangs_on_it(desk: Desk) -> None:
    cache = a_cache(desk)
    fields = {"campaign": CAMPAIGN, "brought_by": "found in place", "cache": cache}
    hand_in = desk.do("open-hand-in", **fields)
    a_weapon(desk, hand_in=hand_in["number"])
    row = desk.row("hand_in", id=desk.row("weapon")["hand_in"])
    assert row["cache"] == desk.row("cache", number=cache)["id"]


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("campaign.unknown", {"campaign": "NONE"}),
        ("date.malformed", {"found_on": "long ago"}),
        ("field.missing", {"found_by_unit": " "}),
        ("position.incomplete", {"latitude_udeg": 1}),
        ("position.incomplete", {**POSITION, "precision_m": 0}),
        ("position.off-the-earth", {**POSITION, "latitude_udeg": 90_000_001}),
    ],
)
def test_that_a_cache_is_not_recorded(desk: Desk, code: str, changed: dict[str, object]) -> None:
    assert desk.refused("record-cache", **{**CACHE, **changed}).code == code


def test_that_a_decision_says_whether_its_maker_saw_it(desk: Desk) -> None:
    near, far = a_cache(desk), a_cache(desk)
    decision(desk, near)
    decision(desk, far, from_afar=True)
    rows = [desk.row("cache", number=number) for number in (near, far)]
    assert [row["is_decided_from_afar"] for row in rows] == [0, 1]
    assert rows[1]["decided_at"][:10] == "2026-11-22"


def test_that_a_decision_without_qualification_is_kept_and_named(desk: Desk) -> None:
    cache = a_cache(desk)
    breaches = decision(desk, cache)
    assert breaches == ["decided by a person with no qualification on the roster"]
    assert desk.row("cache", number=cache)["breaches"] == breaches[0]


@pytest.mark.parametrize(("valid_until", "count"), [("2026-11-21", 1), ("2026-11-22", 0)])
def test_that_a_qualification_ends_with_its_last_day(
    desk: Desk, valid_until: str, count: int
) -> None:
    person = {"name": "P. Technician", "function": "EOD", "organisation": "Mission"}
    skill = {"qualification": "ammunition", "level": "3", "valid_until": valid_until}
    desk.do("add-to-roster", **person, **skill)
    assert len(decision(desk, a_cache(desk), decided_by="P. Technician")) == count


def test_that_a_cache_is_decided_once(desk: Desk) -> None:
    cache = a_cache(desk)
    decision(desk, cache)
    fields = {"cache": cache, "decision": "safe to move", "decided_by": "P. Inspector"}
    assert desk.refused("decide-on-cache", **fields).code == "cache.decided"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("cache.unknown", {"cache": "CA-0"}),
        ("word.not-listed", {"decision": "burn it"}),
        ("roster.unknown", {"decided_by": "P. Nobody"}),
    ],
)
def test_that_no_decision_is_made(desk: Desk, code: str, changed: dict[str, str]) -> None:
    fields = {"cache": a_cache(desk), "decision": "safe to move", "decided_by": "P. Inspector"}
    assert desk.refused("decide-on-cache", **{**fields, **changed}).code == code


def test_that_a_hand_in_names_a_cache_that_is_there(desk: Desk) -> None:
    fields = {"campaign": CAMPAIGN, "brought_by": "found in place", "cache": "CA-0"}
    assert desk.refused("open-hand-in", **fields).code == "cache.unknown"
