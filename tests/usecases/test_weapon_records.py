"""What a record says of a weapon: nothing guessed, nothing judged by who may not, parts counted as parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import (
    FAST,
    RECORDER,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    FixedClock,
    Practice,
    a_campaign,
    a_hand_in,
    a_weapon,
    countersign_all,
)

from salw_desktop.database import handling, weapons
from salw_desktop.database.rows import Row
from salw_desktop.domain.people import Role
from salw_desktop.usecases import keeping, queries
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.weapons.comparing import look_alikes_of

QUICK = {"model": "", "kind_of_weapon": "rifle", "serial": "", "serial_status": "not read yet"}
REMOVED = {"serial": "", "serial_status": "removed on purpose"}


def record_of(desk: Desk, answer: Answer) -> Row:
    return desk.row("weapon", id=answer["weapon"])


def corrected(desk: Desk, weapon: Answer, **fields: object) -> Answer:
    return desk.do("correct-weapon", weapon=weapon["number"], reason="misread", **fields)


def test_that_a_quick_record_wants_a_kind_and_what_was_seen_of_the_number(desk: Desk) -> None:
    weapon = a_weapon(desk, **QUICK)
    row = record_of(desk, weapon)
    assert (row["kind"], row["identification"], row["custody"]) == ("rifle", "quick", "in hand")
    assert {row[name] for name in ("model", "model_name", "category", "calibre", "serial")} == {""}
    assert {row[name] for name in ("function", "completeness", "preservation")} == {"not inspected"}
    assert (row["identified_by"], row["confidence"], row["verified_by"]) == (None, None, None)
    assert (weapon["breaches"], weapon["look_alikes"], weapon["hold"]) == ([], [], "")


def test_that_who_typed_is_the_operator_and_nobody_else(desk: Desk) -> None:
    desk.sit(RECORDER)
    weapon = a_weapon(
        desk, identified_by="P. Inspector", confidence="sure", verified_by="P. Observer"
    )
    people = {row["id"]: row["name"] for row in desk.rows("roster")}
    typists = {row["id"]: row["name"] for row in desk.rows("operator")}
    row = record_of(desk, weapon)
    assert typists[row["typed_by"]] == RECORDER
    assert (people[row["identified_by"]], people[row["verified_by"]]) == (
        "P. Inspector",
        "P. Observer",
    )


@pytest.mark.parametrize(
    ("model", "calibre", "stands"),
    [
        ("AKM", "", "7.62x39mm"),
        ("MG3", "", ""),
        ("MG3", "7.92x57mm", "7.92x57mm"),
        ("CR-PISTOL", "", ""),
        ("AKM", "9x18mm", "9x18mm Makarov"),
    ],
)
def test_that_a_calibre_is_the_catalogues_only_where_it_knows_just_one(
    desk: Desk, model: str, calibre: str, stands: str
) -> None:
    assert record_of(desk, a_weapon(desk, model=model, calibre=calibre))["calibre"] == stands


def test_that_somebody_is_told_to_choose_among_several_calibres(desk: Desk) -> None:
    (warning,) = a_weapon(desk, model="MG3")["warnings"]
    assert "7.62x51mm NATO or 7.92x57mm" in warning
    assert a_weapon(desk, model="MG3", calibre="7.92x57mm")["warnings"] == []


def test_that_a_calibre_that_was_read_outlives_another_model(desk: Desk) -> None:
    read, default = a_weapon(desk, calibre="9x18mm"), a_weapon(desk)
    for weapon in (read, default):
        corrected(desk, weapon, model="TT33")
    assert record_of(desk, read)["calibre"] == "9x18mm Makarov"
    assert record_of(desk, default)["calibre"] == "7.62x25mm"
    corrected(desk, default, model="MG3")
    assert record_of(desk, default)["calibre"] == ""


def test_that_what_does_not_fit_the_catalogue_is_said_and_recorded(desk: Desk) -> None:
    odd = {"calibre": "9x18mm", "country": "FR", "year": "1912", "maker": "Ꙁ"}
    weapon = a_weapon(desk, **odd)
    assert [warning.split(",")[0] for warning in weapon["warnings"][:1]] == ["AKM is 7.62x39mm"]
    assert "U+A640" in weapon["warnings"][-1] or "Ꙁ" in weapon["warnings"][-1]
    assert record_of(desk, weapon)["year"] == "1912"
    assert len(corrected(desk, a_weapon(desk), **odd)["warnings"]) == len(weapon["warnings"]) == 4


@pytest.mark.parametrize(
    ("given", "code"), [("USSR", "SUHH"), ("Yugoslavia", "YUCS"), ("CSHH", "CSHH"), ("XA", "XA")]
)
def test_that_a_country_that_is_gone_is_recorded_as_that_country(
    desk: Desk, given: str, code: str
) -> None:
    weapon = a_weapon(desk, country=given, country_basis="mark")
    assert record_of(desk, weapon)["country"] == code


@pytest.mark.parametrize("field", ["country", "import_country"])
def test_that_a_country_is_refused_at_its_own_field(desk: Desk, field: str) -> None:
    hand_in = a_hand_in(desk)
    fields = {"hand_in": hand_in, "model": "AKM", "serial": "1"}
    for given, code in (("CS", "country.several"), ("Atlantis", "country.unknown")):
        refusal = desk.refused("record-weapon", **fields, **{field: given})
        assert (refusal.code, refusal.field) == (code, field)


def test_that_the_country_of_practice_stands_in_no_real_register(tmp_path: Path) -> None:
    names = ((SUPERVISOR, Role.SUPERVISOR), (STOREKEEPER, Role.STOREKEEPER))
    two = [NewOperator(name, role.value, "Commission", (role,)) for name, role in names]
    station, clock = NewStation("LEN1", "LEN", (two[0], two[1]), None), FixedClock()
    path = tmp_path / "real.salw"
    shown = keeping.new_register(path, station, clock=clock, cost=FAST)
    real = Practice(path, clock, dict(shown.passphrases))
    desk = Desk(real, real.unlock())
    fields = {"hand_in": a_hand_in(desk, a_campaign(desk)), "model": "AKM", "serial": "1"}
    for name in ("country", "import_country"):
        refusal = desk.refused("record-weapon", **fields, **{name: "XA"})
        assert (refusal.code, refusal.field) == ("country.practice-only", name)
    assert desk.do("record-weapon", **fields, country="XX")["number"] == ""
    desk.register.close()


@pytest.mark.parametrize("name", ["rounds_declared", "barrels", "measured_calibre_um"])
def test_that_nothing_is_counted_below_zero(desk: Desk, name: str) -> None:
    hand_in = a_hand_in(desk)
    fields = {"hand_in": hand_in, "model": "AKM", "serial": "1", name: -1}
    refusal = desk.refused("record-weapon", **fields)
    assert (refusal.code, refusal.field) == ("quantity.negative", name)
    number = a_weapon(desk)["number"]
    refusal = desk.refused("correct-weapon", weapon=number, reason="x", **{name: -1})
    assert (refusal.code, refusal.field) == ("quantity.negative", name)


def test_that_rounds_declared_for_a_weapon_are_kept_as_declared(desk: Desk) -> None:
    assert record_of(desk, a_weapon(desk, rounds_declared=0))["rounds_declared"] == 0


GRADED = {"function": "serviceable", "preservation": "worn"}


@pytest.mark.parametrize(
    ("name", "roster"),
    [
        ("P. Armourer", {"function": "Weapons Inspector (team 2)"}),
        ("P. Armourer", {"function": "armourer", "qualification": "weapons inspector, level 2"}),
        ("P. Armourer", {"function": "weapons inspector", "valid_until": "2026-11-22"}),
        (RECORDER, None),
    ],
)
def test_that_a_weapons_inspector_grades(
    desk: Desk, name: str, roster: dict[str, str] | None
) -> None:
    if roster:
        desk.do("add-to-roster", name=name, organisation="Mission", **roster)
    else:
        desk.do("give-role", STOREKEEPER, operator=name, role="weapons inspector")
    row = record_of(desk, a_weapon(desk, inspected_by=name, **GRADED))
    assert (row["function"], row["preservation"]) == ("serviceable", "worn")
    assert row["completeness"] == "not inspected"


@pytest.mark.parametrize(
    ("name", "roster"),
    [
        ("P. Observer", None),
        (RECORDER, None),
        ("P. Late", {"function": "weapons inspector", "valid_until": "2026-11-21"}),
    ],
)
def test_that_nobody_else_grades(desk: Desk, name: str, roster: dict[str, str] | None) -> None:
    if roster:
        desk.do("add-to-roster", name=name, organisation="Mission", **roster)
    number = a_weapon(desk)["number"]
    fields = {"weapon": number, "reason": "seen", "inspected_by": name, **GRADED}
    refusal = desk.refused("correct-weapon", **fields)
    assert (refusal.code, refusal.facts["name"]) == ("condition.not-an-inspector", name)


def test_that_a_grade_without_a_name_is_refused_and_a_missing_part_is_a_fact(desk: Desk) -> None:
    number = a_weapon(desk, missing_part="bolt")["number"]
    fields = {"weapon": number, "reason": "seen"}
    refusal = desk.refused("correct-weapon", **fields, completeness="major part missing")
    assert refusal.code == "condition.no-inspector"


@pytest.mark.parametrize(
    ("fields", "counts_as", "is_salw"),
    [
        ({}, "weapon", 1),
        (QUICK, "weapon", 1),
        ({"model": "", "kind_of_weapon": "part", "model_name": "AKM bolt"}, "part", 0),
        ({"model": "IGLA-TUBE"}, "part", 0),
        ({"model": "IGLA-BATTERY"}, "part", 0),
        ({"model": "MO120"}, "weapon", 0),
        ({"model": "", "kind_of_weapon": "other", "category": "AM missile"}, "part", 0),
    ],
)
def test_that_an_item_counts_as_what_it_is(
    desk: Desk, fields: Answer, counts_as: str, is_salw: int
) -> None:
    row = record_of(desk, a_weapon(desk, **fields))
    assert (row["counts_as"], row["is_salw"]) == (counts_as, is_salw)


def test_that_a_correction_changes_as_what_an_item_counts(desk: Desk) -> None:
    weapon = a_weapon(desk)
    corrected(desk, weapon, kind_of_weapon="part", model_name="AKM receiver")
    row = record_of(desk, weapon)
    assert (row["counts_as"], row["is_salw"], row["model"]) == ("part", 0, "")
    assert corrected(desk, weapon, year="1971")["changed"] == ["year"]
    corrected(desk, weapon, model="MO120")
    row = record_of(desk, weapon)
    assert (row["counts_as"], row["is_salw"], row["kind"]) == ("weapon", 0, "mortar")
    assert row["hs6"] == "930110"


def test_that_parts_are_no_weapons_in_any_count(desk: Desk) -> None:
    a_weapon(desk)
    part = a_weapon(desk, model="", kind_of_weapon="part", model_name="AKM bolt", serial="7")
    assert part["number"]
    assert weapons.by_custody(desk.register.reader) == [("in hand", 1)]
    shown = queries.overview(desk.register)
    assert (shown.weapons, shown.parts, shown.documented) == ((("in hand", 1),), 1, 0)
    counts = handling.counts_of_day(desk.register.reader, "2026-11-22")
    assert (counts["weapons"], counts["parts"], counts["documented"]) == (1, 1, 0)


def test_that_an_anti_aircraft_missile_is_a_breach_also_when_it_is_found_out_later(
    desk: Desk,
) -> None:
    assert len(a_weapon(desk, model="IGLA-TUBE")["breaches"]) == 2
    weapon = a_weapon(desk)
    corrected(desk, weapon, model="IGLA-TUBE")
    assert "anti-aircraft" in str(record_of(desk, weapon)["breaches"])


def hold_of(desk: Desk, weapon: Answer) -> list[Answer]:
    return desk.rows("hold", weapon=weapon["weapon"])


def test_that_a_number_removed_on_purpose_waits_for_the_laboratory(desk: Desk) -> None:
    weapon = a_weapon(desk, **REMOVED)
    (hold,) = hold_of(desk, weapon)
    assert (hold["id"], hold["kind"]) == (weapon["hold"], "laboratory")
    assert hold["authority"] == "National Commission"
    assert desk.row("hand_in")["number"] == hold["case_number"]


@pytest.mark.parametrize("status", ["worn or rusted", "never had one", "not read yet"])
def test_that_a_number_that_is_only_gone_waits_for_nobody(desk: Desk, status: str) -> None:
    assert a_weapon(desk, serial="", serial_status=status)["hold"] == ""


def test_that_the_hold_is_set_once_and_stays_when_the_reading_changes(desk: Desk) -> None:
    weapon = a_weapon(desk)
    assert corrected(desk, weapon, **REMOVED)["hold"]
    corrected(desk, weapon, serial="12?4", serial_status="partial")
    assert [hold["lifted_at"] for hold in hold_of(desk, weapon)] == [None]
    assert corrected(desk, weapon, serial_status="removed on purpose")["hold"] == ""
    assert len(hold_of(desk, weapon)) == 1


def test_that_what_the_laboratory_read_sets_no_second_hold(desk: Desk) -> None:
    weapon = a_weapon(desk, **REMOVED)
    countersign_all(desk)
    lifting = {"on_order_of": "Laboratory", "reason": "read"}
    desk.do("lift-hold", STOREKEEPER, hold=weapon["hold"], **lifting)
    assert "hold" not in corrected(desk, weapon, serial="12?4")
    assert len(hold_of(desk, weapon)) == 1


PARTS = [{"kind": "bolt", "serial": "4711"}, {"kind": "barrel", "serial": "99"}]


def test_that_a_part_that_was_written_down_wrongly_is_mended(desk: Desk) -> None:
    weapon = a_weapon(desk, parts=PARTS)
    bolt, barrel = (desk.row("part", kind=kind) for kind in ("bolt", "barrel"))
    mend = [{"part": bolt["id"], "serial": "4717", "kind": "bolt carrier"}]
    answer = corrected(desk, weapon, mend_parts=mend)
    assert (answer["mended_parts"], answer["changed"]) == ([bolt["id"]], [])
    now = desk.row("part", id=bolt["id"])
    assert (now["serial_key"], now["kind"], now["note"]) == ("4717", "bolt carrier", None)
    assert desk.row("part", id=barrel["id"]) == barrel
    assert [each.number for each in queries.find(desk.register, "4717")] == [weapon["number"]]
    assert queries.find(desk.register, "4711") == ()
    assert desk.findings() == []


def test_that_a_part_is_mended_at_its_own_weapon(desk: Desk) -> None:
    weapon, other = a_weapon(desk, parts=PARTS), a_weapon(desk, parts=PARTS)
    part = desk.row("part", weapon=other["weapon"], kind="bolt")["id"]
    fields = {"weapon": weapon["number"], "reason": "misread"}
    refusal = desk.refused("correct-weapon", **fields, mend_parts=[{"part": part, "serial": "1"}])
    assert (refusal.code, refusal.field) == ("part.unknown", "parts")
    own = desk.row("part", weapon=weapon["weapon"], kind="bolt")["id"]
    refusal = desk.refused("correct-weapon", **fields, mend_parts=[{"part": own, "serial": "4711"}])
    assert refusal.code == "correction.nothing"


def test_that_a_weapon_found_by_its_number_and_by_its_parts_is_found_once(desk: Desk) -> None:
    weapon = a_weapon(desk, serial="4711", parts=[{"kind": "bolt", "serial": "4711"}, *PARTS])
    for asked in ("4711", "47", "4?11", "99"):
        assert [each.number for each in queries.find(desk.register, asked)] == [weapon["number"]]


def test_that_another_model_by_correction_is_looked_at_a_second_time(desk: Desk) -> None:
    weapon = a_weapon(desk, identified_by="P. Inspector", confidence="sure")
    corrected(desk, weapon, year="1971")
    assert record_of(desk, weapon)["identification"] == "identified"
    corrected(desk, weapon, model="T56AR")
    assert record_of(desk, weapon)["identification"] == "second look"


def test_that_a_hidden_mark_is_neither_found_nor_compared(desk: Desk) -> None:
    hidden = {"kind": "hidden", "text": "QX77", "place": "bolt"}
    seen = {"kind": "proof", "text": "crown", "place": "barrel"}
    weapon = a_weapon(desk, marks=[hidden, seen])
    assert queries.find(desk.register, "QX77") == ()
    assert look_alikes_of(desk.register, weapon["number"]).weapon.marks == "crown"
    assert "QX77" not in str(desk.rows("mark"))


def test_that_a_withdrawn_record_takes_no_number_and_says_why(desk: Desk) -> None:
    weapon = a_weapon(desk, safety=None)
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], reason="twice")
    hand_in = a_hand_in(desk)
    fields = {"weapon": weapon["number"], "hand_in": hand_in}
    assert desk.refused("hand-in-again", **fields).code == "weapon.withdrawn"
