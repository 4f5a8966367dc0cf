"""The record of a weapon: no fact is refused, what is not as it should be is named."""

from __future__ import annotations

import pytest
from factory import (
    DEPUTY,
    STOREKEEPER,
    Desk,
    Practice,
    a_campaign,
    a_hand_in,
    a_practice,
    a_weapon,
    an_order,
    countersign_all,
)

from salw_desktop.domain.axes import CLEAR, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.weapons.recording import RecordWeapon

NOT_CLEAR = [word for word in SAFETY.words if word not in CLEAR]


def test_that_a_cleared_weapon_is_recorded_with_number_tag_and_label(desk: Desk) -> None:
    weapon = a_weapon(desk, marks=[{"kind": "proof", "text": "五六式", "place": "receiver"}])
    id_ = weapon["weapon"]
    assert (weapon["number"], weapon["breaches"]) == ("XA26-LEN-000001-T", [])
    row = desk.row("weapon", id=id_)
    assert (row["custody"], row["safety"], row["model_name"]) == ("in hand", "clear", "AKM / AKMS")
    assert (row["serial"], row["serial_key"]) == ("AB 12340", "AB12340")
    assert desk.row("tag", weapon=id_)["state"] == "blank"
    assert desk.row("label", weapon=id_)["state"] == "waiting"
    assert desk.row("mark", weapon=id_)["text"] == "五六式"
    assert desk.row("clearance", token="T1")["weapon"] == id_


@pytest.mark.parametrize("safety", NOT_CLEAR)
def test_that_a_weapon_that_is_not_clear_is_recorded_at_the_isolation_point(
    desk: Desk, safety: str
) -> None:
    weapon = a_weapon(desk, safety=safety, place="Registration table")
    assert (weapon["place"], weapon["safety"]) == ("Isolation point", safety)


def test_that_a_weapon_nobody_looked_into_is_recorded_and_the_breach_named(desk: Desk) -> None:
    weapon = a_weapon(desk, safety=None)
    assert weapon["breaches"] == ["recorded without clearance"]
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["breaches"], row["safety"]) == ("recorded without clearance", "not checked")


def test_that_a_weapon_is_recorded_though_the_numbers_are_used_up(practice: Practice) -> None:
    small = a_practice(practice.path.with_name("small.salw"), block="1-1")
    desk = Desk(small, small.unlock())
    a_campaign(desk)
    assert a_weapon(desk, safety=None)["number"] == "XA26-LEN-000001-T"
    weapon = a_weapon(desk, safety=None)
    assert weapon["number"] == ""
    assert "recorded without a number" in weapon["breaches"]
    assert desk.rows("tag", weapon=weapon["weapon"]) == []
    tag = {"weapon": weapon["weapon"], "scanned": "XA26-LEN-000001-T"}
    assert desk.refused("bind-tag", **tag).code == "tag.of-another"
    assert (
        desk.refused("reprint-label", weapon=weapon["weapon"], reason="x").code
        == "weapon.no-number"
    )
    order = {"campaign": "DDR1", "legal_basis": "x", "method": "x", "planned_on": "2026-11-23"}
    assert (
        desk.refused("write-order", **order, weapons=[weapon["weapon"]]).code == "weapon.no-number"
    )
    away = desk.refused("put-away", weapon=weapon["weapon"])
    assert away.facts["number"] == weapon["weapon"]
    assert desk.do("observe", weapon=weapon["weapon"])["number"] == ""
    desk.register.close()


def test_that_numbers_that_are_never_issued_are_passed_over(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    numbers = [a_weapon(desk, hand_in=hand_in, safety=None)["number"] for _ in range(49)]
    running = [int(number[9:15]) for number in numbers]
    assert running == sorted(set(running))
    assert 48 not in running
    assert running[-1] == 50
    assert not {number[-1] for number in numbers} & {"I", "O", "*"}


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("model.unknown", "model", {"model": "ray gun"}),
        ("model.several", "model", {"model": "M57 (YU)"}),
        ("field.missing", "kind_of_weapon", {"model": "", "model_name": "Own make"}),
        ("calibre.several", "calibre", {"calibre": "40 mm"}),
        ("serial.empty", "serial", {"serial": " "}),
        ("serial.is-a-word", "serial", {"serial": "unknown"}),
        ("serial.not-empty", "serial", {"serial_status": "never had one"}),
        ("serial.no-gap", "serial", {"serial_status": "partial"}),
        ("serial.too-long", "serial", {"serial": "1" * 61}),
        ("condition.no-inspector", "inspected_by", {"function": "serviceable"}),
        ("roster.unknown", "inspected_by", {"inspected_by": "P. Nobody"}),
        ("field.missing", "confidence", {"identified_by": "P. Inspector"}),
        ("word.not-listed", "intended_disposal", {"intended_disposal": "sell"}),
        ("place.unknown", "place", {"place": "Moon", "clearance": "T1"}),
        (
            "quantity.negative",
            "rounds_declared",
            {"rounds_declared": -1, "place": "Moon", "clearance": "T1"},
        ),
        ("field.missing", "marks", {"marks": [{"kind": "proof", "text": "", "place": "y"}]}),
        ("word.not-listed", "marks", {"marks": [{"kind": "scratch", "text": "x", "place": "y"}]}),
        ("text.unwritable", "maker", {"maker": "a\0"}),
    ],
)
def test_that_a_record_that_says_two_things_is_refused(
    desk: Desk, code: str, field: str, changed: dict[str, object]
) -> None:
    hand_in = a_hand_in(desk)
    desk.do(
        "record-clearance",
        hand_in=hand_in,
        token="T1",
        safety="clear",
        cleared_by="holder",
        verified_by="P. Observer",
    )
    fields: dict[str, object] = {"hand_in": hand_in, "model": "AKM", "serial": "12"}
    if code == "text.unwritable":
        refusal = refused_directly(desk, {**fields, **changed})
    else:
        refusal = desk.refused("record-weapon", **{**fields, **changed})
    assert (refusal.code, refusal.field) == (code, field)


def refused_directly(desk: Desk, fields: dict[str, object]) -> Refusal:
    """As a form performs it: strict JSON would have refused the text before."""
    with pytest.raises(Refusal) as raised:
        perform(RecordWeapon(**fields), desk.register)  # type: ignore[arg-type]
    return raised.value


def test_that_a_weapon_of_no_catalogue_is_recorded_in_words(desk: Desk) -> None:
    own = {
        "model": "",
        "kind_of_weapon": "shotgun",
        "model_name": "Own make",
        "category": "craft-made",
        "calibre": "12 gauge",
    }
    weapon = a_weapon(desk, **own, serial="", serial_status="never had one")
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["model"], row["model_name"], row["serial_key"]) == ("", "Own make", "")


def test_that_an_inspector_grades_and_identifies_by_name(desk: Desk) -> None:
    who = {"inspected_by": "P. Inspector", "identified_by": "P. Inspector", "confidence": "likely"}
    weapon = a_weapon(desk, function="serviceable", **who)
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["function"], row["identification"]) == ("serviceable", "identified")
    assert row["inspected_by"] == row["identified_by"]


def correct(
    desk: Desk, number: str, second: str | None = None, **fields: object
) -> dict[str, object]:
    return desk.do("correct-weapon", second, weapon=number, reason="misread", **fields)


def test_that_a_correction_has_a_number_and_keeps_what_stood_before(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    answer = correct(desk, number, serial="AB 12345", year="1971")
    assert answer["changed"] == ["serial", "serial_key", "year"]
    assert desk.row("correction")["number"] == answer["correction"]
    weapon = next(row for row in desk.newest_event().rows if row[0] == "weapon")
    assert weapon[3] == {"serial": "AB 12340", "serial_key": "AB12340", "year": None}


def test_that_a_correction_on_the_same_day_needs_no_second_person(desk: Desk) -> None:
    assert "countersign" not in correct(desk, a_weapon(desk)["number"], calibre="9x18mm")


def test_that_a_correction_after_the_day_was_closed_is_countersigned(desk: Desk) -> None:
    weapon = a_weapon(desk)
    desk.do("close-day")
    answer = correct(desk, weapon["number"], calibre="9x18mm")
    waiting = desk.row("countersign", id=str(answer["countersign"]))
    assert (waiting["kind"], waiting["signed_at"]) == ("correction", None)
    assert desk.rows("countersign_item", countersign=waiting["id"], weapon=weapon["weapon"])


def test_that_a_correction_can_change_model_marks_and_status(desk: Desk) -> None:
    weapon = a_weapon(desk)
    mark = {"kind": "import", "text": "KE", "place": "receiver"}
    answer = correct(desk, weapon["number"], model="TT33", add_marks=[mark])
    assert "calibre" in answer["changed"]  # type: ignore[operator]
    assert desk.row("mark", weapon=weapon["weapon"])["text"] == "KE"
    gone = {"serial": "", "serial_status": "removed on purpose"}
    assert correct(desk, weapon["number"], **gone)["changed"] == [
        "serial",
        "serial_key",
        "serial_status",
    ]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("correction.nothing", {"serial": "AB 12340"}),
        ("serial.empty", {"serial": ""}),
        ("condition.no-inspector", {"function": "serviceable"}),
        ("reason.missing", {"year": "1971", "reason": ""}),
    ],
)
def test_that_a_correction_is_refused(desk: Desk, code: str, fields: dict[str, str]) -> None:
    number = a_weapon(desk)["number"]
    given = {"weapon": number, "reason": "misread", **fields}
    assert desk.refused("correct-weapon", **given).code == code


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("number.malformed", "12"),
        ("number.misread", "XA26-LEN-000043-8"),
        ("weapon.unknown", "XA26-LEN-000043-9"),
        ("weapon.unknown", "01a2015c-e5d9-7479-a53a-888482e883bf"),
    ],
)
def test_that_a_number_is_refused_at_the_field_where_it_was_typed(
    desk: Desk, code: str, number: str
) -> None:
    refusal = desk.refused("bind-tag", weapon=number, scanned=number)
    assert (refusal.code, refusal.field) == (code, "weapon")


@pytest.mark.parametrize("typed", ["xa26 len 000001 t", "SALW1XA26LEN000001T", "XA26-LEN-OOOOO1-T"])
def test_that_a_number_is_read_as_typed_or_scanned(desk: Desk, typed: str) -> None:
    weapon = a_weapon(desk)
    assert desk.do("observe", weapon=typed)["weapon"] == weapon["weapon"]


VOID = {"reason": "recorded twice"}


def test_that_two_void_a_weapon_and_its_number_is_not_given_again(desk: Desk) -> None:
    weapon = a_weapon(desk)
    countersign_all(desk)
    voiding = desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], **VOID)["voiding"]
    assert desk.row("voiding", weapon=weapon["weapon"])["number"] == voiding
    assert str(voiding).startswith("VO-")
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["custody"], row["place"], row["number"]) == ("void", None, weapon["number"])
    assert a_weapon(desk)["number"] != weapon["number"]
    refusal = desk.refused("void-weapon", STOREKEEPER, weapon=weapon["number"], **VOID)
    assert refusal.code == "weapon.ended"


def test_that_a_weapon_voided_and_seen_again_can_be_voided_again(desk: Desk) -> None:
    weapon = a_weapon(desk)
    countersign_all(desk)
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], **VOID)
    desk.do("observe", weapon=weapon["number"])
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], **VOID)
    assert len(desk.rows("voiding", weapon=weapon["weapon"])) == 2
    assert desk.findings() == []


def test_that_a_weapon_waits_for_its_signatures_before_it_is_voided(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    refusal = desk.refused("void-weapon", STOREKEEPER, weapon=number, **VOID)
    assert refusal.code == "countersign.open"
    assert refusal.facts["kind"] == "clearance list"


def test_that_a_weapon_on_an_order_is_not_voided(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    order = an_order(desk, number)
    countersign_all(desk)
    refusal = desk.refused("void-weapon", DEPUTY, weapon=number, **VOID)
    assert (refusal.code, refusal.facts["order"]) == ("weapon.on-order", order)


def test_that_a_mark_written_down_wrongly_is_mended_under_a_number(desk: Desk) -> None:
    marks = [{"kind": "proof", "text": "KB", "place": "barrel"}]
    number = a_weapon(desk, marks=marks)["number"]
    mark = desk.row("mark")["id"]
    mended = correct(desk, number, mend_marks=[{"mark": mark, "text": "КБ", "script": "cyrillic"}])
    assert mended["mended_marks"] == [mark]
    row = desk.row("mark", id=mark)
    assert (row["text"], row["place"], row["script"]) == ("КБ", "barrel", "cyrillic")


def test_that_only_a_mark_of_this_weapon_is_mended(desk: Desk) -> None:
    other = a_weapon(desk, serial="9", marks=[{"kind": "proof", "text": "K", "place": "barrel"}])
    mark = desk.row("mark", weapon=other["weapon"])["id"]
    fields = {"weapon": a_weapon(desk)["number"], "reason": "misread"}
    refusal = desk.refused("correct-weapon", **fields, mend_marks=[{"mark": mark, "text": "B"}])
    assert refusal.code == "mark.unknown"
