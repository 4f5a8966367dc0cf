"""Two weapons with one number: found, graded, asked once, answered by a person (domain §4.8)."""

from __future__ import annotations

import sqlite3

import pytest
from factory import (
    AUDITOR,
    STOREKEEPER,
    Answer,
    Desk,
    a_hand_in,
)
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.database import look_alikes
from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases import queries
from salw_desktop.usecases.weapons.comparing import look_alikes_of
from salw_desktop.usecases.weapons.look_alikes import MOST

NONE_LEFT = {"serial": "", "serial_status": "worn or rusted"}


def recorded(desk: Desk, serial: str, **changed: object) -> Answer:
    status = "partial" if "?" in serial else "readable"
    fields = {"hand_in": a_hand_in(desk), "model": "AKM", "serial_status": status}
    return desk.do("record-weapon", **{**fields, "serial": serial, **changed})


def corrected(desk: Desk, weapon: Answer, **fields: object) -> Answer:
    return desk.do("correct-weapon", weapon=weapon["number"], reason="misread", **fields)


def bolt(serial: str) -> dict[str, object]:
    return {"parts": [{"kind": "bolt", "serial": serial}]}


@pytest.mark.parametrize(
    ("other", "grade"),
    [
        ({}, "exact"),
        ({"country": "SUHH"}, "exact"),
        ({"country": "BG"}, "likely"),
        ({"model": "T56AR"}, "likely"),
        ({"model": "", "kind_of_weapon": "rifle"}, "likely"),
        ({"model": "TT33"}, "possible"),
        ({"serial": "ав-12340"}, "exact"),
        ({"serial": "00AB1234O"}, "exact"),
    ],
)
def test_that_one_number_is_graded_by_model_and_country(
    desk: Desk, other: Answer, grade: str
) -> None:
    first = recorded(desk, "AB 12340", country="SUHH")
    second = recorded(desk, **{"serial": "AB 12340", **other})
    (told,) = second["look_alikes"]
    assert told.startswith(f"{first['number']} ({grade}; ")
    entry = desk.row("look_alike")
    assert (entry["weapon"], entry["other"], entry["grade"], entry["verdict"]) == (
        second["weapon"],
        first["weapon"],
        grade,
        "open",
    )


@pytest.mark.parametrize(
    ("one", "two", "is_alike"),
    [
        ("12?4", "1234", True),
        ("12?4", "12?4", True),
        ("123?", "?234", True),
        ("12?4", "1294", True),
        ("12?4", "1235", False),
        ("12?4", "12345", False),
        ("12?4", "91234", False),
        ("1??4", "1234", False),
        ("4711", "47110", False),
        ("12?4", "123?", True),
    ],
)
@pytest.mark.parametrize("is_turned", [False, True])
def test_that_a_number_that_cannot_be_read_whole_may_be_any_that_fits(
    desk: Desk, one: str, two: str, is_alike: bool, is_turned: bool
) -> None:
    first, second = (two, one) if is_turned else (one, two)
    known = recorded(desk, first)["number"]
    found = recorded(desk, second)["look_alikes"]
    assert found == ([f"{known} (possible; AKM / AKMS; in hand)"] if is_alike else [])


@pytest.mark.parametrize("turned", [False, True])
def test_that_the_number_of_a_part_may_be_another_weapons(desk: Desk, turned: bool) -> None:
    whole, built = {"serial": "4711"}, {"serial": "99 A", **bolt("4711")}
    first, second = (built, whole) if turned else (whole, built)
    known = recorded(desk, **first)["number"]
    assert recorded(desk, **second)["look_alikes"] == [f"{known} (possible; AKM / AKMS; in hand)"]


def test_that_a_rifle_with_one_number_on_each_part_is_asked_about_once_and_surely(
    desk: Desk,
) -> None:
    parts = [{"kind": kind, "serial": "4711"} for kind in ("bolt", "bolt carrier", "top cover")]
    known = recorded(desk, "4711", parts=parts)["number"]
    found = recorded(desk, "4711", parts=parts)["look_alikes"]
    assert found == [f"{known} (exact; AKM / AKMS; in hand)"]
    assert len(desk.rows("look_alike")) == 1


def test_that_numbers_that_nobody_read_are_not_alike(desk: Desk) -> None:
    for _ in range(2):
        assert recorded(desk, **NONE_LEFT)["look_alikes"] == []
    assert desk.rows("look_alike") == []


def test_that_a_withdrawn_record_is_like_nothing(desk: Desk) -> None:
    known = recorded(desk, "4711")
    desk.do("void-weapon", STOREKEEPER, weapon=known["number"], reason="twice")
    second = recorded(desk, "4711")
    assert second["look_alikes"] == []
    assert corrected(desk, known, serial="4712")["look_alikes"] == []
    assert recorded(desk, "4712")["look_alikes"] == []
    assert desk.rows("look_alike") == []


def test_that_two_are_asked_about_once_whoever_is_looked_at(desk: Desk) -> None:
    first, second = recorded(desk, "4711"), recorded(desk, "4711")
    assert second["look_alikes"]
    for weapon in (first, second, first):
        assert corrected(desk, weapon, serial="4712")["look_alikes"] == []
        assert corrected(desk, weapon, serial="4711")["look_alikes"] == []
    assert len(desk.rows("look_alike")) == 1


def test_that_a_likeness_becomes_surer_and_is_told_again(desk: Desk) -> None:
    first, second = recorded(desk, "47?1"), recorded(desk, "4711")
    assert desk.row("look_alike")["grade"] == "possible"
    told = corrected(desk, first, serial="4711", serial_status="readable")["look_alikes"]
    assert told == [f"{second['number']} (exact; AKM / AKMS; in hand)"]
    assert desk.row("look_alike")["grade"] == "exact"
    corrected(desk, first, model="T56AR")
    assert desk.row("look_alike")["grade"] == "exact"


def test_that_what_was_answered_is_not_asked_again(desk: Desk) -> None:
    first, second = recorded(desk, "47?1"), recorded(desk, "4711")
    pair = {"weapon": first["number"], "other": second["number"]}
    desk.do("answer-look-alike", **pair, reason="folding stock here")
    corrected(desk, first, serial="4711", serial_status="readable")
    entry = desk.row("look_alike")
    assert (entry["grade"], entry["verdict"]) == ("possible", "different")


def test_that_a_part_written_down_later_is_compared_too(desk: Desk) -> None:
    known, weapon = recorded(desk, "4711"), recorded(desk, "99 A")
    added = corrected(desk, weapon, add_parts=[{"kind": "bolt", "serial": "4712"}])
    assert added["look_alikes"] == []
    part = desk.row("part")["id"]
    mended = corrected(desk, weapon, mend_parts=[{"part": part, "serial": "4711"}])
    assert mended["look_alikes"] == [f"{known['number']} (possible; AKM / AKMS; in hand)"]


def test_that_a_correction_of_something_else_compares_nothing(desk: Desk) -> None:
    assert "look_alikes" not in corrected(desk, recorded(desk, "4711"), year="1971")


def test_that_they_are_answered_at_the_table_with_what_tells_them_apart(desk: Desk) -> None:
    first, third = recorded(desk, "4711"), recorded(desk, "4711", model="TT33")
    other = {"different_from": [first["number"]], "different_because": "other arsenal mark"}
    second = recorded(desk, "4711", **other)
    assert second["look_alikes"] == [f"{third['number']} (possible; Tokarev TT-33; in hand)"]
    answered = desk.row("look_alike", other=first["weapon"], weapon=second["weapon"])
    assert (answered["verdict"], answered["reason"]) == ("different", "other arsenal mark")
    assert answered["answered_at"]


@pytest.mark.parametrize(
    ("code", "field", "because", "other"),
    [
        ("field.missing", "different_because", " ", "XA26-LEN-000001-T"),
        ("weapon.unknown", "different_from", "stock", "XA26-LEN-000043-9"),
        ("look-alike.not-open", "different_from", "stock", "XA26-LEN-000001-T"),
    ],
)
def test_that_only_what_looks_alike_is_told_apart_and_with_a_reason(
    desk: Desk, code: str, field: str, because: str, other: str
) -> None:
    recorded(desk, "1")
    said = {"different_from": [other], "different_because": because}
    fields = {"hand_in": a_hand_in(desk), "model": "AKM", "serial": "4711"}
    refusal = desk.refused("record-weapon", **fields, **said)
    assert (refusal.code, refusal.field) == (code, field)


def test_that_an_answer_stands_with_its_reason_and_whoever_gave_it(desk: Desk) -> None:
    first, second = recorded(desk, "4711"), recorded(desk, "4711")
    assert len(queries.waiting(desk.register).look_alikes) == 1
    pair = {"weapon": first["number"], "other": second["number"]}
    assert desk.refused("answer-look-alike", **pair).code == "reason.missing"
    desk.do("answer-look-alike", **pair, reason="folding stock here")
    entry = desk.row("look_alike")
    assert (entry["verdict"], entry["reason"]) == ("different", "folding stock here")
    assert entry["answered_by"] == desk.register.operator.operator
    assert queries.waiting(desk.register).look_alikes == ()
    refusal = desk.refused("answer-look-alike", **pair, reason="again")
    assert (refusal.code, refusal.field) == ("look-alike.not-open", "other")


@pytest.mark.parametrize("mistake", [0, 1])
def test_that_two_records_of_one_weapon_are_one_too_many(desk: Desk, mistake: int) -> None:
    first, second = recorded(desk, "4711"), recorded(desk, "4711")
    pair = {"weapon": first["number"], "other": second["number"], "reason": "same scratch"}
    refusal = desk.refused("answer-look-alike", **pair, verdict="same")
    assert (refusal.code, refusal.field) == ("look-alike.one-record", "verdict")
    assert desk.refused("answer-look-alike", **pair, verdict="maybe").code == "word.not-listed"
    number = (first, second)[mistake]["number"]
    desk.do("void-weapon", STOREKEEPER, weapon=number, reason="recorded twice")
    assert queries.waiting(desk.register).look_alikes == ()


def test_that_an_auditor_answers_nothing(desk: Desk) -> None:
    first, second = recorded(desk, "4711"), recorded(desk, "4711")
    desk.sit(AUDITOR)
    pair = {"weapon": first["number"], "other": second["number"], "reason": "x"}
    assert desk.refused("answer-look-alike", **pair).code == "operator.not-allowed"


def test_that_sql_keeps_an_answer_as_it_was_given(desk: Desk) -> None:
    first, second = recorded(desk, "4711"), recorded(desk, "4711")
    pair = {"weapon": first["number"], "other": second["number"]}
    desk.do("answer-look-alike", **pair, reason="folding stock here")
    entry = desk.row("look_alike")["id"]
    for change in ({"verdict": "same"}, {"reason": "x"}, {"grade": "exact"}):
        with pytest.raises(IntegrityError, match="answered once"), desk.writing() as tx:
            tx.change("look_alike", entry, **change)


def test_that_no_more_are_asked_about_than_somebody_can_look_at(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    for _ in range(MOST + 2):
        said = desk.do("record-weapon", hand_in=hand_in, model="TT33", serial="7")
    assert len(said["look_alikes"]) == MOST


def test_that_a_weapon_stands_beside_its_look_alikes_with_both_histories(desk: Desk) -> None:
    mark = {"kind": "proof", "text": "crown", "place": "barrel"}
    first, second = recorded(desk, "4711", marks=[mark]), recorded(desk, "4711")
    desk.do("observe", weapon=first["number"], place="Store")
    corrected(desk, first, year="1971")
    shown = look_alikes_of(desk.register, second["number"])
    assert (shown.weapon.number, shown.weapon.photos) == (second["number"], ())
    (other,) = shown.others
    assert (other.grade, other.verdict, other.reason) == ("exact", "open", "")
    side = other.side
    assert (side.number, side.serial, side.marks, side.place) == (
        first["number"],
        "4711",
        "crown",
        "Store",
    )
    assert [event.what for event in side.history][-3:] == [
        "weapon.recorded",
        "weapon.observed",
        "weapon.corrected",
    ]
    assert (side.history[-1].reason, side.history[-1].by) == ("misread", "Supervisor")
    assert side.history[-1].at == "2026-11-22"  # the campaign keeps no names, so no hour
    turned = look_alikes_of(desk.register, first["number"])
    assert [each.side.number for each in turned.others] == [second["number"]]


KEY = st.text("12AB?", min_size=3, max_size=6)


def fits(one: str, two: str) -> bool:
    """Two readings that may be of one number: as long, and no character that both could read differs."""
    return len(one) == len(two) and all(
        a == b or "?" in (a, b) for a, b in zip(one, two, strict=True)
    )


@given(
    mine=st.text("12AB", min_size=3, max_size=6),
    theirs=st.lists(KEY, min_size=1, max_size=6, unique=True),
)
def test_that_every_reading_that_fits_is_found_and_no_other(mine: str, theirs: list[str]) -> None:
    """On a bare table, for this is about the SQL alone; the search of whole numbers is left to its own test."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE serial_key(n INTEGER PRIMARY KEY, owner, weapon, weapon_row, key)"
    )
    columns = "id, number, documented_as, model, model_name, kind, custody, country"
    connection.execute(f"CREATE TABLE weapon({columns})")
    connection.execute("CREATE TABLE serial_search(serial_search)")
    connection.execute("CREATE TABLE serial_waiting(n)")
    worn = [each for each in theirs if "?" in each and len(each.replace("?", "")) >= 3]
    for key in worn:
        connection.execute("INSERT INTO weapon(id, custody) VALUES (?, 'in hand')", (key,))
        connection.execute(
            "INSERT INTO serial_key(owner, weapon, weapon_row, key) SELECT id, id, rowid, id FROM weapon WHERE id = ?",
            (key,),
        )
    found = look_alikes.that_fit(connection, "mine", mine, 100)
    wanted = {key for key in worn if fits(mine, key)}
    assert {row["id"] for row in found} == wanted
    connection.close()


def test_that_each_search_for_a_number_goes_by_an_index(desk: Desk) -> None:
    weapon = recorded(desk, "4711", **bolt("12?4"))["weapon"]
    asked: list[str] = []
    reader = desk.register.reader
    reader.set_trace_callback(asked.append)
    for key, _ in look_alikes.keys_of(reader, weapon):
        look_alikes.with_key(reader, weapon, key, MOST)
        look_alikes.that_fit(reader, weapon, key, MOST)
    look_alikes.entry(reader, weapon, "x")
    reader.set_trace_callback(None)
    own = [sql for sql in asked if not sql.startswith("--")]
    statements = [sql for sql in own if "serial_search_config" not in sql]  # FTS5 asks that itself
    plans = [step for sql in statements for *_, step in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(statements) == 7
    walked = {step for step in plans if step.startswith("SCAN") and "VIRTUAL" not in step}
    assert walked == {"SCAN serial_waiting"}  # never more than a few
    assert "SEARCH theirs USING INDEX serial_key_key (key=?)" in plans


def test_that_a_comparison_costs_a_record_three_questions(desk: Desk) -> None:
    recorded(desk, "1")
    hand_in = a_hand_in(desk)
    asked: list[str] = []
    writer = desk.register.database._connection
    writer.set_trace_callback(asked.append)
    desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="4711")
    writer.set_trace_callback(None)
    about_numbers = [sql for sql in asked if sql.startswith("SELECT") and "serial_key" in sql]
    assert len(about_numbers) == 3
