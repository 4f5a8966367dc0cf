"""Seen and not taken: searched and compared like the rest, never stock, never collected (practice h5)."""

from __future__ import annotations

import pytest
from factory import CAMPAIGN, STOREKEEPER, Answer, Desk, a_hand_in, a_weapon

from salw_desktop.database import handling, weapons
from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases import queries
from salw_desktop.usecases.weapons.comparing import look_alikes_of

SEEN = {
    "model": "AKM",
    "serial": "AB 12340",
    "seen_where": "Checkpoint on the north road",
    "seen_on": "2026-11-20",
    "source_reliability": "seen by us",
}


def documented(desk: Desk, **changed: object) -> Answer:
    return desk.do("document-weapon", **{**SEEN, **changed})


def test_that_a_documented_weapon_has_a_paper_number_and_no_control_number(desk: Desk) -> None:
    seen = documented(desk)
    row = desk.row("weapon", id=seen["weapon"])
    assert seen["number"].startswith("DW-XA26-LEN-")
    assert (row["documented_as"], row["number"], row["place"]) == (seen["number"], None, None)
    assert (row["record_kind"], row["custody"], row["hand_in"]) == ("documented", "not taken", None)
    assert (row["handed_in_on"], row["seen_where"]) == ("2026-11-20", SEEN["seen_where"])
    assert desk.rows("tag") == desk.rows("label") == []
    assert desk.findings() == []


def test_that_it_is_in_no_count_of_weapons(desk: Desk) -> None:
    documented(desk)
    documented(desk, model="", kind_of_weapon="part", model_name="bolt", serial="8")
    assert weapons.by_custody(desk.register.reader) == []
    shown = queries.overview(desk.register)
    assert (shown.weapons, shown.parts, shown.documented) == ((), 0, 2)
    counts = handling.counts_of_day(desk.register.reader, "2026-11-22")
    named = ("weapons", "parts", "documented", "late", "in_hand")
    assert [counts[name] for name in named] == [0, 0, 2, 0, 0]


def test_that_it_is_found_by_its_number_and_its_serial_with_its_state(desk: Desk) -> None:
    seen = documented(desk)
    for asked in (seen["number"], seen["number"].lower(), "12340", "ab-1?340"):
        (found,) = queries.find(desk.register, asked)
        assert (found.number, found.custody) == (seen["number"], "not taken")


def test_that_it_is_compared_with_what_is_handed_in_later(desk: Desk) -> None:
    seen = documented(desk)
    weapon = a_weapon(desk)
    assert weapon["look_alikes"] == [f"{seen['number']} (exact; AKM / AKMS; not taken)"]
    assert desk.rows("alarm") == []
    (beside,) = look_alikes_of(desk.register, weapon["number"]).others
    assert (beside.side.number, beside.side.seen_where) == (seen["number"], SEEN["seen_where"])


def test_that_it_may_be_the_very_weapon_that_was_handed_in(desk: Desk) -> None:
    seen, weapon = documented(desk), a_weapon(desk)
    pair = {"weapon": weapon["number"], "other": seen["number"], "reason": "same scratch"}
    assert desk.do("answer-look-alike", **pair, verdict="same")["verdict"] == "same"
    row = desk.row("look_alike")
    assert (row["verdict"], row["reason"]) == ("same", "same scratch")
    assert queries.waiting(desk.register).look_alikes == ()


def test_that_nobody_is_made_to_tag_store_number_or_bring_back_what_is_not_here(desk: Desk) -> None:
    number, hand_in = documented(desk)["number"], a_hand_in(desk)
    codes = {
        "hand-in-again": desk.refused("hand-in-again", weapon=number, hand_in=hand_in).code,
        "observe": desk.refused("observe", weapon=number, place="Store").code,
        "number-weapon": desk.refused("number-weapon", weapon=number).code,
    }
    assert set(codes.values()) == {"weapon.documented"}
    assert desk.refused("put-away", weapon=number).code == "weapon.not-in-hand"
    order = {"campaign": CAMPAIGN, "legal_basis": "x", "method": "x", "planned_on": "2026-11-23"}
    refusal = desk.refused("write-order", **order, weapons=[number])
    assert refusal.code == "weapon.no-number"


def test_that_what_is_here_is_not_observed_as_not_taken(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    refusal = desk.refused("observe", weapon=number, custody="not taken")
    assert (refusal.code, refusal.field) == ("word.not-listed", "custody")


def test_that_an_anti_aircraft_missile_that_was_seen_is_told_at_once(desk: Desk) -> None:
    seen = documented(desk, model="IGLA-TUBE")
    assert any("tell headquarters at once" in warning for warning in seen["warnings"])


def test_that_no_laboratory_waits_for_what_is_not_here(desk: Desk) -> None:
    removed = {"serial": "", "serial_status": "removed on purpose"}
    seen = documented(desk, **removed)
    other = documented(desk)
    desk.do("correct-weapon", weapon=other["number"], reason="seen again", **removed)
    assert desk.rows("hold") == []
    assert desk.row("weapon", id=seen["weapon"])["serial_status"] == "removed on purpose"


def test_that_it_is_identified_from_its_pictures(desk: Desk) -> None:
    seen = documented(desk, model="", kind_of_weapon="rifle")
    (waiting,) = queries.to_identify(desk.register)
    assert waiting["documented_as"] == seen["number"]
    who = {"identified_by": "P. Inspector", "confidence": "guess"}
    desk.do("identify-weapon", weapon=seen["number"], model="AKM", **who)
    row = desk.row("weapon", id=seen["weapon"])
    assert (row["identification"], row["custody"]) == ("identified", "not taken")


def test_that_a_record_of_something_seen_can_be_withdrawn(desk: Desk) -> None:
    number = documented(desk)["number"]
    desk.do("void-weapon", STOREKEEPER, weapon=number, reason="seen twice")
    assert desk.row("weapon")["custody"] == "void"
    assert desk.refused("observe", weapon=number).code == "weapon.documented"
    assert queries.overview(desk.register).documented == 0


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("field.missing", "seen_where", {"seen_where": " "}),
        ("date.malformed", "seen_on", {"seen_on": "yesterday"}),
        ("word.not-listed", "source_reliability", {"source_reliability": "rumour"}),
        ("campaign.unknown", "campaign", {"campaign": "DDR9"}),
        ("position.incomplete", "precision_m", {"latitude_udeg": 1}),
        ("position.off-the-earth", "latitude_udeg", {"latitude_udeg": 90_000_001}),
        ("field.missing", "different_because", {"different_from": ["XA26-LEN-000001-T"]}),
    ],
)
def test_that_a_sighting_says_where_when_and_how_sure(
    desk: Desk, code: str, field: str, changed: dict[str, object]
) -> None:
    position = {"longitude_udeg": 0, "precision_m": 100} if field == "latitude_udeg" else {}
    refusal = desk.refused("document-weapon", **{**SEEN, **position, **changed})
    assert (refusal.code, refusal.field) == (code, field)


def test_that_a_position_is_kept_with_how_exact_it_is(desk: Desk) -> None:
    where = {"latitude_udeg": -1_286_389, "longitude_udeg": 36_817_223, "precision_m": 1000}
    seen = documented(desk, **where, campaign=CAMPAIGN, seen_with="2nd battalion")
    row = desk.row("weapon", id=seen["weapon"])
    assert {name: row[name] for name in where} == where
    assert row["seen_with"] == "2nd battalion"


@pytest.mark.parametrize(
    "change",
    [{"custody": "in hand"}, {"record_kind": "taken in"}, {"number": "XA26-LEN-000001-T"}],
)
def test_that_sql_lets_nothing_documented_become_stock(desk: Desk, change: dict[str, str]) -> None:
    id_ = documented(desk)["weapon"]
    with pytest.raises(IntegrityError), desk.writing(STOREKEEPER) as tx:
        tx.change("weapon", id_, **change)
