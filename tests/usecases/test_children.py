"""A child leaves no trace on a weapon record: whatever was answered, the record is anybody's."""

from __future__ import annotations

import base64
import dataclasses
import json

import pytest
from bringers import (
    AMNESTY,
    BRINGER,
    CP_OFFICER,
    NAMED,
    a_receipt,
    campaigns,
    introduce_child_protection,
    left_by,
)
from factory import RECORDER, SUPERVISOR, Desk, a_hand_in, refusal_of

from salw_desktop.database import journal, rebuild
from salw_desktop.database.connection import connect, wal_path
from salw_desktop.keys.slots import new_data_key
from salw_desktop.usecases import acts, free_text
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake.counting import CountChild, child_figures

CHILD = {"sex": "female", "child_protection_present": True}


@pytest.fixture(autouse=True)
def _open(desk: Desk) -> None:
    campaigns(desk)


def opened(desk: Desk, cleared: str, **fields: object) -> list[str]:
    given = {"campaign": NAMED, "brought_by": "person", "team": "T2", "declared": 2, **fields}
    return left_by(desk, desk.changes("open-hand-in", cleared_as_adult=cleared, **given))


@pytest.mark.parametrize("cleared", ["no", "not sure"])
def test_that_the_record_is_that_of_any_hand_in_without_a_person(desk: Desk, cleared: str) -> None:
    opened(desk, "yes")
    adults = opened(desk, "yes")
    assert len(adults) == 1
    assert opened(desk, cleared) == adults
    first, second, third = desk.rows("hand_in")
    differing = {name for name in first if second[name] != third[name]}
    assert differing == {"id", "number"}


@pytest.mark.parametrize("cleared", ["no", "not sure"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bringer", BRINGER),
        ("from_unit", "x"),
        ("voucher", "x"),
        ("cache", "x"),
        ("reason", "a boy of 14"),
    ],
)
def test_that_nothing_is_written_of_a_child(
    desk: Desk, cleared: str, field: str, value: object
) -> None:
    fields = {"campaign": NAMED, "brought_by": "person", "cleared_as_adult": cleared}
    refusal = desk.refused("open-hand-in", **fields, **{field: value})
    assert (refusal.code, refusal.field) == ("child.nothing-written", field)
    assert desk.rows("person") == []


def test_that_a_child_who_comes_for_a_community_leaves_no_text_either(desk: Desk) -> None:
    fields = {"campaign": NAMED, "brought_by": "community", "from_unit": "village of the boy"}
    refusal = desk.refused("open-hand-in", cleared_as_adult="no", **fields)
    assert refusal.code == "child.nothing-written"
    assert desk.do("open-hand-in", **fields)["number"]


@pytest.mark.parametrize("brought_by", ["person", "group"])
def test_that_the_question_is_never_passed_over(desk: Desk, brought_by: str) -> None:
    refusal = desk.refused("open-hand-in", campaign=NAMED, brought_by=brought_by)
    assert (refusal.code, refusal.field) == ("field.missing", "cleared_as_adult")


def test_that_a_team_is_no_room_for_a_story(desk: Desk) -> None:
    fields = {"campaign": NAMED, "brought_by": "person", "cleared_as_adult": "no"}
    refusal = desk.refused("open-hand-in", **fields, team="boy of 14, from the north")
    assert refusal.code == "team.malformed"


def test_that_the_receipts_of_a_child_and_of_an_adult_are_alike(desk: Desk) -> None:
    adults = a_receipt(desk, NAMED)
    hand_in = a_hand_in(desk, NAMED, cleared_as_adult="no")
    line = {"line_kind": "ammunition", "described": "loose rounds", "unit": "rounds"}
    desk.do("add-line", hand_in=hand_in, quantity=46, **line)
    desk.do("close-hand-in", hand_in=hand_in)
    childs = desk.do("issue-receipt", hand_in=hand_in)
    rows = [desk.row("hand_in_receipt", number=each["number"]) for each in (adults, childs)]
    same = ("salt", "secret_hash", "lines_sha256", "described", "state", "issued_on")
    assert [rows[0][name] for name in same] == [rows[1][name] for name in same]


def test_that_a_child_is_counted_outside_the_journal(desk: Desk) -> None:
    introduce_child_protection(desk)
    tip = journal.tip(desk.register.reader)
    command = CountChild(sex="female", child_protection_present=True)
    assert perform(command, desk.register).events == ()
    assert journal.tip(desk.register.reader) == tip


def test_that_the_tally_needs_somebody_who_can_open_it(desk: Desk) -> None:
    assert desk.refused("count-child", **CHILD).code == "child.no-key"
    introduce_child_protection(desk)
    assert desk.refused("count-child", **{**CHILD, "sex": "boy"}).code == "word.not-listed"
    assert desk.do("count-child", **CHILD)["counted"] is True


def test_that_an_auditor_counts_nobody(desk: Desk) -> None:
    introduce_child_protection(desk)
    desk.sit("Auditor")
    assert desk.refused("count-child", **CHILD).code == "operator.not-allowed"


def test_that_all_entries_look_alike_and_have_no_order(desk: Desk) -> None:
    introduce_child_protection(desk)
    desk.do("count-child", sex="male", child_protection_present=False)
    desk.do("count-child", sex="other or not stated", child_protection_present=True)
    rows = tally(desk)
    lengths = {len(base64.b64decode(copy)) for _, sealed in rows for copy in json.loads(sealed)}
    assert len(lengths) == 1
    assert all(set(id_) <= set("0123456789abcdef") and len(id_) == 32 for id_, _ in rows)


def tally(desk: Desk) -> list[tuple[str, str]]:
    return list(desk.register.reader.execute("SELECT id, sealed FROM child_tally"))


def test_that_no_log_tells_after_which_hand_in_a_child_was_counted(desk: Desk) -> None:
    introduce_child_protection(desk)
    a_hand_in(desk)
    desk.do("count-child", **CHILD)
    assert wal_path(desk.register.database.path).stat().st_size == 0


def test_that_only_child_protection_opens_the_tally(desk: Desk) -> None:
    introduce_child_protection(desk)
    desk.do("count-child", **CHILD)
    assert refusal_of(lambda: child_figures(desk.register)).code == "child.not-yours"
    desk.sit(RECORDER)
    assert refusal_of(lambda: child_figures(desk.register)).code == "child.not-yours"
    desk.sit(CP_OFFICER)
    (figure,) = child_figures(desk.register)
    assert (figure.quarter, figure.sex, figure.count) == ("2026-Q4", "female", None)


def test_that_a_quarter_is_told_from_five_on(desk: Desk) -> None:
    introduce_child_protection(desk)
    for sex, count in (("female", 5), ("male", 4)):
        for _ in range(count):
            desk.do("count-child", sex=sex, child_protection_present=True)
    desk.sit(CP_OFFICER)
    assert [(each.sex, each.count) for each in child_figures(desk.register)] == [
        ("female", 5),
        ("male", None),
    ]


@pytest.mark.parametrize(("days", "quarter"), [(39, "2026-Q4"), (43, "2027-Q1")])
def test_that_the_last_week_of_a_long_year_is_in_its_last_quarter(
    desk: Desk, days: int, quarter: str
) -> None:
    """2026 has 53 weeks: the last one ends on 3 January."""
    introduce_child_protection(desk)
    desk.sit(CP_OFFICER)
    desk.practice.clock.go_on(days=days)
    desk.do("count-child", **CHILD)
    assert [each.quarter for each in child_figures(desk.register)] == [quarter]


def test_that_a_new_key_for_the_file_keeps_ticks_and_tally(desk: Desk) -> None:
    introduce_child_protection(desk)
    desk.do("count-child", **CHILD)
    desk.do("count-bringer", sex="male", age_band="60+")
    new, data_key = desk.practice.path / "new.db", new_data_key()
    rebuild.rebuild(desk.register.database, new, data_key)
    made = connect(new, data_key, read_only=True)
    assert made.execute("SELECT id, sealed FROM child_tally").fetchall() == tally(desk)
    assert made.execute("SELECT sex, count FROM tick").fetchall() == [("male", 1)]
    made.close()


def test_that_a_backup_keeps_who_may_open_the_tally(desk: Desk) -> None:
    introduce_child_protection(desk)
    desk.sit(CP_OFFICER)
    desk.do("count-child", **CHILD)
    copied = desk.practice.path / "copy.db"
    rebuild.copy(desk.register.database, copied, desk.register.data_key)
    made = connect(copied, desk.register.data_key, read_only=True)
    assert made.execute("SELECT id, sealed FROM child_tally").fetchall() == tally(desk)
    made.close()
    desk.sit(SUPERVISOR)


STORY = {"lies_at": "well of the boy's village"}
LINE = {"line_kind": "ammunition", "described": "loose rounds", "quantity": 46, "unit": "rounds"}
SEEN = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer", "token": "T1"}
SILENT = (
    ("add-line", LINE, "reason", "x"),
    ("record-clearance", SEEN, "remark", "the boy said more lie there"),
    ("record-clearance", SEEN, "reason", "x"),
    ("record-weapon", {"model": "AKM", "serial": "1"}, "reason", "x"),
    ("close-hand-in", {}, "reason", "x"),
)


@pytest.mark.parametrize(("act", "fields", "field", "text"), SILENT)
def test_that_no_story_is_told_while_somebody_unknown_stands_at_the_table(
    desk: Desk, act: str, fields: dict[str, object], field: str, text: str
) -> None:
    """Child, not sure, an adult who gave no name, an amnesty: one answer, or the answer would tell them apart."""
    asked = [(NAMED, "no"), (NAMED, "not sure"), (NAMED, "yes"), (AMNESTY, "yes")]
    told = []
    for campaign, cleared in asked:
        hand_in = a_hand_in(desk, campaign, cleared_as_adult=cleared)
        refusal = desk.refused(act, hand_in=hand_in, **fields, **{field: text})
        told.append((refusal.code, refusal.field, refusal.facts))
    assert told == [("child.no-free-text", field, {"name": field})] * 4
    named = a_hand_in(desk, NAMED, bringer=BRINGER)
    assert desk.do(act, hand_in=named, **fields, **{field: text})


@pytest.mark.parametrize("details", ["parts", "accessories"])
def test_that_a_note_on_a_piece_is_no_room_for_a_story(desk: Desk, details: str) -> None:
    pieces = {
        "parts": [{"kind": "bolt carrier"}, {"kind": "bolt", "note": "his brother has the other"}],
        "accessories": [{"kind": "sling", "count": 1, "note": "his brother has the other"}],
    }
    fields = {"model": "AKM", "serial": "1", details: pieces[details]}
    refusal = desk.refused("record-weapon", hand_in=a_hand_in(desk, NAMED), **fields)
    assert (refusal.code, refusal.field) == ("child.no-free-text", f"{details}.note")


def test_that_a_later_look_at_the_weapon_waits_until_the_hand_in_is_closed(desk: Desk) -> None:
    hand_in = a_hand_in(desk, NAMED, cleared_as_adult="no")
    weapon = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1")["number"]
    acts = (
        ("observe", {"place": "Store", "remark": "brought by two"}),
        ("record-clearance", {**SEEN, "remark": "brought by two"}),
    )
    for act, fields in acts:
        assert desk.refused(act, weapon=weapon, **fields).code == "child.no-free-text"
    desk.do("close-hand-in", hand_in=hand_in)
    for act, fields in acts:
        assert desk.do(act, weapon=weapon, **fields)


def test_that_the_name_of_a_thing_is_no_story(desk: Desk) -> None:
    hand_in = a_hand_in(desk, NAMED, cleared_as_adult="not sure")
    told = {
        **LINE,
        "described": "rounds of the commander whose camp lies two days to the north of here",
    }
    refusal = desk.refused("add-line", hand_in=hand_in, **told)
    assert (refusal.code, refusal.field) == ("child.name-too-long", "described")
    assert desk.do("add-line", hand_in=hand_in, **LINE)["line"] == 1


def test_that_a_place_that_the_register_does_not_know_is_not_told(desk: Desk) -> None:
    hand_in = a_hand_in(desk, NAMED, cleared_as_adult="no")
    to_come = {**LINE, "state": "still to come"}
    refusal = desk.refused("add-line", hand_in=hand_in, **to_come, **STORY)
    assert (refusal.code, refusal.field) == ("place.unknown", "lies_at")
    assert desk.do("add-line", hand_in=hand_in, **to_come, lies_at="Store")["line"] == 1
    assert desk.row("hand_in_line")["lies_at"] == "Store"
    named = a_hand_in(desk, NAMED, bringer=BRINGER)
    assert desk.do("add-line", hand_in=named, **to_come, **STORY)["line"] == 1


@pytest.mark.parametrize("brought_by", ["own patrol", "found in place", "other unit", "unattended"])
def test_that_a_child_never_stands_behind_a_patrol(desk: Desk, brought_by: str) -> None:
    fields = {"campaign": NAMED, "brought_by": brought_by, "cleared_as_adult": "not sure"}
    refusal = desk.refused("open-hand-in", **fields)
    assert (refusal.code, refusal.field) == ("child.of-no-bringer", "brought_by")


def test_that_each_act_whose_words_are_looked_at_has_the_fields_that_are_named() -> None:
    for kind, fields in free_text.FREE_TEXT.items():
        (act,) = {each for each in acts.ACTS.values() if each.kind == kind}
        assert {field.split(".")[0] for field in fields} <= {
            each.name for each in dataclasses.fields(act)
        }
