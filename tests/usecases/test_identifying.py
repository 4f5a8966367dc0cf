"""The second pass: the worklist, who identified it and how sure, and what comes to light with the number."""

from __future__ import annotations

import pytest
from factory import AUDITOR, RECORDER, STOREKEEPER, Answer, Desk, a_weapon

from salw_desktop.usecases import queries

QUICK = {"model": "", "kind_of_weapon": "rifle", "serial": "", "serial_status": "not read yet"}
WHO = {"identified_by": "P. Inspector", "confidence": "likely"}


def quick(desk: Desk, **changed: object) -> Answer:
    return a_weapon(desk, **{**QUICK, **changed})


def identified(desk: Desk, weapon: Answer, **changed: object) -> Answer:
    fields = {"model": "AKM", **WHO, **changed}
    return desk.do("identify-weapon", weapon=weapon["number"], **fields)


def waiting(desk: Desk) -> list[object]:
    return [row["number"] for row in queries.to_identify(desk.register)]


def test_that_quick_records_wait_for_the_armourer_oldest_first(desk: Desk) -> None:
    first, second, done = quick(desk), quick(desk), a_weapon(desk, **WHO)
    assert waiting(desk) == [first["number"], second["number"]]
    identified(desk, first)
    assert waiting(desk) == [second["number"]]
    assert desk.row("weapon", id=done["weapon"])["confidence"] == "likely"
    assert queries.waiting(desk.register).to_identify == 1


def test_that_what_is_gone_waits_for_nobody(desk: Desk) -> None:
    weapon = quick(desk, safety=None)
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], reason="twice")
    assert waiting(desk) == []
    assert queries.waiting(desk.register).to_identify == 0


def test_that_the_armourer_says_what_the_table_left_open(desk: Desk) -> None:
    weapon = quick(desk)
    said = identified(
        desk,
        weapon,
        serial="КБ 77",
        serial_place="front trunnion",
        country="USSR",
        country_basis="mark",
        verified_by="P. Observer",
        function="serviceable",
        inspected_by="P. Inspector",
        marks=[{"kind": "manufacture", "text": "★", "place": "front trunnion"}],
        parts=[{"kind": "bolt", "serial": "77"}],
        accessories=[{"kind": "magazine", "count": 2}],
    )
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["identification"], row["confidence"]) == ("identified", "likely")
    assert (row["serial"], row["serial_key"], row["serial_status"]) == ("КБ 77", "KБ77", "readable")
    assert (row["calibre"], row["country"], row["serial_place"]) == (
        "7.62x39mm",
        "SUHH",
        "front trunnion",
    )
    assert row["verified_by"] != row["identified_by"] == row["inspected_by"]
    for table in ("mark", "part", "accessory"):
        assert desk.row(table)["weapon"] == weapon["weapon"]
    assert {"model", "serial", "function"} <= set(said["changed"])
    assert desk.rows("correction") == []
    assert desk.findings() == []


def test_that_look_alikes_come_to_light_when_the_number_is_read(desk: Desk) -> None:
    known, weapon = a_weapon(desk), quick(desk)
    assert weapon["look_alikes"] == []
    said = identified(desk, weapon, serial="AB-1234O")
    assert said["look_alikes"] == [f"{known['number']} (exact; AKM / AKMS; in hand)"]


def test_that_the_armourer_may_answer_them_at_once(desk: Desk) -> None:
    known, weapon = a_weapon(desk), quick(desk)
    other = {"different_from": [known["number"]], "different_because": "other arsenal mark"}
    assert identified(desk, weapon, serial="AB 12340", **other)["look_alikes"] == []
    assert desk.row("look_alike")["verdict"] == "different"


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (QUICK, {"serial": "77"}, ("77", "readable")),
        (QUICK, {"serial_status": "worn or rusted"}, ("", "worn or rusted")),
        (QUICK, {"serial": "7?7", "serial_status": "partial"}, ("7?7", "partial")),
        (QUICK, {}, ("", "not read yet")),
        (
            {"serial": "", "serial_status": "removed on purpose"},
            {"serial": "77"},
            ("77", "removed on purpose"),
        ),
        ({"serial": "12", "serial_status": "readable"}, {"serial": "13"}, ("13", "readable")),
    ],
)
def test_that_a_number_read_anew_keeps_why_it_reads_as_it_does(
    desk: Desk, before: Answer, given: Answer, after: tuple[str, str]
) -> None:
    weapon = quick(desk, **before)
    identified(desk, weapon, **given)
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["serial"], row["serial_status"]) == after


def test_that_a_number_removed_on_purpose_is_kept_for_the_laboratory_from_then_on(
    desk: Desk,
) -> None:
    weapon = quick(desk)
    said = identified(desk, weapon, serial_status="removed on purpose")
    hold = desk.row("hold")
    assert (hold["id"], hold["kind"], hold["weapon"]) == (
        said["hold"],
        "laboratory",
        weapon["weapon"],
    )


def test_that_a_bare_receiver_is_a_part_as_soon_as_somebody_sees_it(desk: Desk) -> None:
    weapon = quick(desk)
    identified(desk, weapon, model="", kind_of_weapon="part", model_name="AKM receiver")
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["counts_as"], row["is_salw"], row["kind"]) == ("part", 0, "part")


def test_that_what_is_too_heavy_is_counted_so_as_soon_as_somebody_sees_it(desk: Desk) -> None:
    weapon = quick(desk, kind_of_weapon="mortar")
    assert identified(desk, weapon, model="MO120")["warnings"]
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["is_salw"], row["counts_as"], row["hs6"]) == (0, "weapon", "930110")


def test_that_a_missile_is_a_breach_once(desk: Desk) -> None:
    weapon = quick(desk, kind_of_weapon="launcher", safety=None)
    identified(desk, weapon, model="IGLA-TUBE")
    breaches = str(desk.row("weapon", id=weapon["weapon"])["breaches"]).split("; ")
    assert len(breaches) == len(set(breaches)) == 3
    assert breaches[0] == "recorded without clearance"


def test_that_a_calibre_read_at_the_table_outlives_the_catalogues(desk: Desk) -> None:
    weapon = quick(desk, calibre="5.45x39mm")
    said = identified(desk, weapon)
    assert "calibre" not in said["changed"]
    assert any("7.62x39mm" in warning for warning in said["warnings"])


def test_that_several_calibres_are_left_to_be_chosen(desk: Desk) -> None:
    weapon = quick(desk, kind_of_weapon="machine gun")
    assert "choose its calibre" in identified(desk, weapon, model="AA52")["warnings"][0]
    assert desk.row("weapon", id=weapon["weapon"])["calibre"] == ""


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("field.missing", "model", {"model": ""}),
        ("roster.unknown", "identified_by", {"identified_by": "P. Nobody"}),
        ("word.not-listed", "confidence", {"confidence": "certain"}),
        ("identification.same-person", "verified_by", {"verified_by": "P. Inspector"}),
        ("condition.not-an-inspector", "inspected_by", {"inspected_by": "P. Observer"}),
        ("serial.empty", "serial", {"serial": " ", "serial_status": "readable"}),
        ("model-card.unknown", "model_card", {"model": "", "model_card": "MC-XA26-LEN-1-1"}),
        ("word.not-listed", "serial_place", {"serial_place": "pocket"}),
        ("weapon.unknown", "different_from", {"different_from": ["XA26-LEN-000043-9"]}),
    ],
)
def test_that_an_identification_is_refused(
    desk: Desk, code: str, field: str, changed: dict[str, object]
) -> None:
    number = quick(desk)["number"]
    fields = {"weapon": number, "model": "AKM", "different_because": "x", **WHO, **changed}
    refusal = desk.refused("identify-weapon", **fields)
    assert (refusal.code, refusal.field) == (code, field)


def test_that_it_is_identified_once_and_doubted_once(desk: Desk) -> None:
    weapon = quick(desk)
    doubt = {"weapon": weapon["number"], "reason": "the trunnion is stamped"}
    assert desk.refused("doubt-identification", **doubt).code == "weapon.not-identified"
    identified(desk, weapon)
    again = {"weapon": weapon["number"], "model": "AK", **WHO}
    assert desk.refused("identify-weapon", **again).code == "weapon.identified"
    desk.do("doubt-identification", **doubt)
    assert waiting(desk) == [weapon["number"]]
    assert desk.row("weapon", id=weapon["weapon"])["identification"] == "second look"
    identified(desk, weapon, model="T56AR", identified_by="P. Observer", confidence="sure")
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["model"], row["confidence"], row["identification"]) == (
        "T56AR",
        "sure",
        "identified",
    )


def test_that_a_doubt_says_why(desk: Desk) -> None:
    number = a_weapon(desk, **WHO)["number"]
    assert desk.refused("doubt-identification", weapon=number).code == "reason.missing"


def test_that_an_inspector_identifies_and_an_auditor_does_not(desk: Desk) -> None:
    desk.do("give-role", STOREKEEPER, operator=AUDITOR, role="weapons inspector")
    weapons = [quick(desk), quick(desk)]
    desk.sit(AUDITOR)
    identified(desk, weapons[0])
    desk.sit(STOREKEEPER)
    fields = {"weapon": weapons[1]["number"], "model": "AKM", **WHO}
    assert desk.refused("identify-weapon", **fields).code == "operator.not-allowed"
    desk.sit(RECORDER)
    identified(desk, weapons[1])


def test_that_a_card_stands_in_for_a_model_that_the_catalogue_lacks(desk: Desk) -> None:
    desk.do("make-model-card", name="Village shotgun", described="pipe barrel, nail striker")
    (card,) = desk.rows("model_card")
    weapon = quick(desk, kind_of_weapon="shotgun")
    identified(desk, weapon, model="", model_card=card["number"])
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["model_card"], row["model_name"], row["model"]) == (
        card["id"],
        "Village shotgun",
        "",
    )


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("field.missing", "name", {"name": ""}),
        ("field.missing", "described", {"described": " "}),
        ("quantity.negative", "measured_calibre_um", {"measured_calibre_um": -1}),
    ],
)
def test_that_a_card_says_what_it_is_of(
    desk: Desk, code: str, field: str, changed: dict[str, object]
) -> None:
    card: dict[str, object] = {"name": "Village shotgun", "described": "pipe barrel"}
    refusal = desk.refused("make-model-card", **{**card, **changed})
    assert (refusal.code, refusal.field) == (code, field)


def test_that_who_read_the_number_back_stands_until_the_number_is_another(desk: Desk) -> None:
    people = {row["name"]: row["id"] for row in desk.rows("roster")}

    def reader() -> object:
        return desk.row("weapon", id=weapon["weapon"])["read_back_by"]

    weapon = quick(desk, serial="КБ 77", serial_status="readable", read_back_by="P. Observer")
    assert reader() == people["P. Observer"]
    identified(desk, weapon, read_back_by="P. Inspector")
    assert reader() == people["P. Inspector"]
    numbered = {"weapon": weapon["number"], "reason": "misread"}
    desk.do("correct-weapon", finish="blued", **numbered)
    assert reader() == people["P. Inspector"]
    desk.do("correct-weapon", serial="КБ 78", **numbered)
    assert reader() is None


def test_that_a_number_that_nobody_read_cannot_be_read_back(desk: Desk) -> None:
    weapon = quick(desk)
    fields = {"weapon": weapon["number"], "model": "AKM", **WHO, "read_back_by": "P. Observer"}
    refusal = desk.refused("identify-weapon", **fields)
    assert (refusal.code, refusal.field) == ("read-back.no-number", "read_back_by")
