"""Acts by their names and JSON fields, as `salw do` reads them."""

from __future__ import annotations

import json

import pytest

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.usecases import acts
from salw_desktop.usecases.destruction.orders import WriteOrder
from salw_desktop.usecases.weapons.correcting import CorrectWeapon, VoidWeapon
from salw_desktop.usecases.weapons.details import Mark
from salw_desktop.usecases.weapons.recording import RecordWeapon


def refused(name: str, line: bytes) -> Refusal:
    with pytest.raises(Refusal) as raised:
        acts.read_act(name, line)
    return raised.value


def test_that_an_act_is_read_with_its_lists_words_and_marks() -> None:
    fields = {
        "hand_in": "HI-1",
        "serial_status": "worn or rusted",
        "marks": [{"kind": "proof", "text": "КБ", "place": "barrel"}],
    }
    assert acts.read_act("record-weapon", json.dumps(fields).encode()) == RecordWeapon(
        hand_in="HI-1",
        serial_status=SerialStatus.WORN,
        marks=(Mark(kind="proof", text="КБ", place="barrel"),),
    )


def test_that_null_stands_for_a_field_that_was_left_out() -> None:
    read = acts.read_act("correct-weapon", b'{"weapon": "w", "serial": null}')
    assert read == CorrectWeapon(weapon="w")


def test_that_every_act_is_listed_by_its_name() -> None:
    assert acts.ACTS["write-order"] is WriteOrder
    assert all(acts.name_of(act) == name for name, act in acts.ACTS.items())
    assert all(name.replace("-", "").isalpha() for name in acts.ACTS)


def test_that_every_act_says_what_happened_in_the_type_of_its_event() -> None:
    kinds = [act.kind for act in acts.ACTS.values()]
    assert len(set(kinds)) == len(kinds)


def test_that_an_unknown_act_is_refused() -> None:
    assert refused("fly", b"{}").code == "act.unknown"


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b'{"a": 1, "a": 2}', b'{"a": 1.5}', b"\xff"])
def test_that_what_is_no_json_object_is_refused(line: bytes) -> None:
    refusal = refused("void-weapon", line)
    assert refusal.code == "act.not-json"
    assert refusal.facts["why"]


def test_that_an_unknown_field_is_refused_and_the_known_ones_are_named() -> None:
    refusal = refused("void-weapon", b'{"gun": "x"}')
    assert (refusal.code, refusal.field) == ("act.field-unknown", "gun")
    assert refusal.facts["listed"] == "reason, weapon"


def test_that_a_missing_field_is_refused() -> None:
    refusal = refused("void-weapon", b'{"reason": "x"}')
    assert (refusal.code, refusal.field) == ("field.missing", "weapon")


@pytest.mark.parametrize(
    ("name", "fields", "path", "kind"),
    [
        ("void-weapon", {"weapon": 5}, "weapon", "text"),
        ("void-weapon", {"weapon": None}, "weapon", "text"),
        ("open-hand-in", {"campaign": "c", "brought_by": "x", "declared": "5"}, "declared", "whole number"),
        ("open-hand-in", {"campaign": "c", "brought_by": "x", "declared": True}, "declared", "whole number"),
        ("record-witness", {"session": "s", "person": "p", "outside_chain": 1}, "outside_chain", "true or false"),
        ("mark-labels-printed", {"weapons": "all"}, "weapons", "list of text"),
        ("mark-labels-printed", {"weapons": ["a", 2]}, "weapons[2]", "text"),
        ("record-weapon", {"hand_in": "h", "marks": ["x"]}, "marks[1]", "{kind, text, place, script, symbol, latin, method, legibility, alteration, recovered}"),
    ],
)  # fmt: skip
def test_that_a_field_of_another_kind_is_refused(
    name: str, fields: dict[str, object], path: str, kind: str
) -> None:
    refusal = refused(name, json.dumps(fields).encode())
    assert (refusal.code, refusal.field) == ("act.field-kind", path)
    assert refusal.facts == {"name": path, "kind": kind}


def test_that_a_field_inside_a_list_is_named_with_its_place() -> None:
    fields = {"hand_in": "h", "marks": [{"kind": "k", "text": "t", "place": "p"}, {"kind": "k"}]}
    refusal = refused("record-weapon", json.dumps(fields).encode())
    assert (refusal.code, refusal.field) == ("field.missing", "marks[2].text")


def test_that_a_word_that_is_not_on_its_list_is_refused_and_the_list_is_named() -> None:
    refusal = refused("give-role", b'{"operator": "x", "role": "king"}')
    assert (refusal.code, refusal.field) == ("word.not-listed", "role")
    assert "supervisor" in str(refusal.facts["listed"])


def test_that_the_fields_of_an_act_are_listed() -> None:
    listed = {each.name: (each.kind, each.is_required) for each in acts.fields_of(WriteOrder)}
    assert listed["weapons"] == ("list of text", True)
    assert listed["issuer"] == ("text", False)
    assert listed["reason"] == ("text", False)


def test_that_a_reason_is_listed_as_required_where_the_act_asks_why() -> None:
    (reason, weapon) = acts.fields_of(VoidWeapon)
    assert (reason.name, reason.is_required, weapon.is_required) == ("reason", True, True)


def test_that_the_kinds_of_optional_and_worded_fields_are_listed() -> None:
    listed = {each.name: each.kind for each in acts.fields_of(CorrectWeapon)}
    assert listed["serial"] == "text"
    assert listed["serial_status"].startswith("readable | partial")
    assert (
        listed["add_marks"]
        == "list of {kind, text, place, script, symbol, latin, method, legibility, alteration, recovered}"
    )


def test_that_every_act_can_be_listed() -> None:
    assert all(acts.fields_of(act) for act in acts.ACTS.values())
