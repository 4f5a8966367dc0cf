"""Rolls and number cards: numbers set apart, signed out and back, and never given twice."""

from __future__ import annotations

from random import Random

import pytest
from factory import (
    STOREKEEPER,
    Answer,
    Desk,
    Practice,
    a_hand_in,
    a_practice,
    a_weapon,
    furnish,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.store.tag_ranges import numbers_of_range, tag_ranges


def a_roll(desk: Desk, count: int = 5) -> Answer:
    return desk.do("make-tags", tag_kind="pre-printed", count=count)


def test_that_a_range_is_the_next_run_of_writable_numbers(desk: Desk) -> None:
    roll = a_roll(desk)
    assert roll["first"] == roll["numbers"][0] == "XA26-LEN-000001-T"
    assert roll["last"] == roll["numbers"][4] == "XA26-LEN-000005-L"
    row = desk.row("tag_range", id=roll["tag_range"])
    assert (row["first"], row["last"], row["count"], row["kind"]) == (1, 5, 5, "pre-printed")


def test_that_a_number_card_has_fifty_numbers_and_none_with_a_check_that_is_misread(
    desk: Desk,
) -> None:
    card = desk.do("make-tags", tag_kind="handwritten")
    assert len(card["numbers"]) == 50
    assert {number[-1] for number in card["numbers"]}.isdisjoint("IO*")
    assert desk.row("tag_range")["last"] > 50


def test_that_plain_numbers_go_on_behind_the_range(desk: Desk) -> None:
    roll = a_roll(desk)
    assert a_weapon(desk)["number"] == "XA26-LEN-000006-J"
    assert a_roll(desk)["first"] > "XA26-LEN-000006"
    assert roll["last"] < "XA26-LEN-000006"


def test_that_the_newest_block_with_room_for_the_whole_run_is_taken(desk: Desk) -> None:
    with desk.writing() as tx:
        block = {"country": "XA", "year": "26", "site": "LEN", "given_at": tx.now.text}
        row = {**desk.row("number_block"), **block, "id": "", "first": 2001, "last": 2004}
        newer = tx.insert("number_block", row)
    assert a_roll(desk, 3)["first"].startswith("XA26-LEN-002001")
    assert a_roll(desk, 3)["first"].startswith("XA26-LEN-000001")
    assert len(desk.rows("tag_range", number_block=newer)) == 1


@pytest.mark.parametrize("count", [0, 1001])
def test_that_a_range_has_a_size_that_can_be_handled(desk: Desk, count: int) -> None:
    refusal = desk.refused("make-tags", tag_kind="pre-printed", count=count)
    assert (refusal.code, refusal.facts["most"]) == ("tags.count", 1000)


def test_that_a_range_larger_than_what_is_left_is_refused_with_what_is_left(desk: Desk) -> None:
    a_roll(desk, 900)
    refusal = desk.refused("make-tags", tag_kind="pre-printed", count=50)
    assert refusal.code == "tags.too-few"
    left = refusal.facts["left"]
    assert isinstance(left, int)
    assert 0 < left < 50
    assert len(a_roll(desk, left)["numbers"]) == left
    assert desk.refused("make-tags", tag_kind="handwritten", count=1).facts["left"] == 0


def test_that_each_number_of_a_range_says_what_became_of_it(desk: Desk) -> None:
    roll = a_roll(desk)
    tied, torn, gone, *_ = roll["numbers"]
    a_weapon(desk, tag=tied)
    desk.do("spoil-tag", tag=torn, reason="misprinted")
    desk.do("lose-tag", tag=gone, reason="fell off the roll")
    found = numbers_of_range(desk.register, roll["last"])
    assert [each.number for each in found] == roll["numbers"]
    assert [each.state for each in found] == ["bound", "spoiled", "lost", "blank", "blank"]
    assert [each.weapon for each in found] == [tied, "", "", "", ""]
    assert found[1].why == "misprinted"


def test_that_a_roll_is_signed_out_by_any_number_of_it_and_comes_back_whole(desk: Desk) -> None:
    roll = a_roll(desk)
    out = desk.do("sign-out-tags", tag_range=roll["numbers"][2], holder="P. Inspector")
    assert (out["holder"], out["unused"]) == ("P. Inspector", 5)
    weapon = a_weapon(desk, tag=roll["numbers"][0])["number"]
    desk.do("retag", STOREKEEPER, weapon=weapon, known_by="serial number")
    desk.do("spoil-tag", tag=roll["numbers"][1], reason="torn")
    back = desk.do("sign-back-tags", tag_range=roll["tag_range"], unused=3, back_on="2026-11-23")
    assert (back["missing"], back["breaches"]) == (0, [])
    (row,) = tag_ranges(desk.register)
    assert (row["out_on"], row["back_on"], row["unused"]) == ("2026-11-22", "2026-11-23", 3)
    assert (row["holder_name"], row["tied"], row["spoiled"], row["lost"]) == (
        "P. Inspector",
        1,
        1,
        0,
    )


@pytest.mark.parametrize(
    ("unused", "breach"),
    [
        (3, "2 tags of the range are not accounted for"),
        (6, "1 tags came back that the register has as used"),
    ],
)
def test_that_a_difference_of_a_roll_is_recorded_and_named(
    desk: Desk, unused: int, breach: str
) -> None:
    roll = a_roll(desk)["tag_range"]
    desk.do("sign-out-tags", tag_range=roll, holder="P. Inspector")
    back = desk.do("sign-back-tags", tag_range=roll, unused=unused)
    assert back["breaches"] == [breach]
    assert desk.row("tag_range")["unused"] == unused


def test_that_a_roll_is_with_one_person_at_a_time(desk: Desk) -> None:
    roll = a_roll(desk)["tag_range"]
    back = {"tag_range": roll, "unused": 5}
    assert desk.refused("sign-back-tags", **back).code == "tags.not-out"
    desk.do("sign-out-tags", tag_range=roll, holder="P. Inspector", out_on="2026-11-21")
    refusal = desk.refused("sign-out-tags", tag_range=roll, holder="P. Cutter")
    assert (refusal.code, refusal.facts["holder"]) == ("tags.out", "P. Inspector")
    assert desk.refused("sign-back-tags", **{**back, "unused": -1}).code == "quantity.negative"
    desk.do("sign-back-tags", **back)
    assert desk.refused("sign-back-tags", **back).code == "tags.not-out"
    desk.do("sign-out-tags", tag_range=roll, holder="P. Cutter")
    assert (desk.row("tag_range")["back_on"], desk.row("tag_range")["unused"]) == (None, None)


def test_that_a_number_of_no_range_names_none(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    refusal = desk.refused("sign-out-tags", tag_range=number, holder="P. Inspector")
    assert (refusal.code, refusal.field) == ("tags.unknown", "tag_range")


@pytest.mark.parametrize(("first", "last"), [(5, 9), (1, 1), (2, 4), (990, 1000), (20, 21)])
def test_that_no_range_lies_over_another_a_given_number_or_the_end_of_its_block(
    desk: Desk, first: int, last: int
) -> None:
    roll = a_roll(desk)["tag_range"]
    for _ in range(15):
        a_weapon(desk, safety=None)
    assert {20, 21} & {row["running"] for row in desk.rows("weapon")}
    row = {**desk.row("tag_range", id=roll), "id": "", "first": first, "last": last}
    with pytest.raises(IntegrityError, match="never given"), desk.writing() as tx:
        tx.insert("tag_range", row)


def test_that_a_range_next_to_another_is_not_over_it(desk: Desk) -> None:
    row = {**desk.row("tag_range", id=a_roll(desk)["tag_range"]), "id": "", "first": 6, "last": 9}
    with desk.writing() as tx:
        tx.insert("tag_range", row)
    assert len(desk.rows("tag_range")) == 2


def test_that_the_numbers_of_a_range_are_set_apart_once(desk: Desk) -> None:
    roll = a_roll(desk)["tag_range"]
    with pytest.raises(IntegrityError, match="set apart once"), desk.writing() as tx:
        tx.change("tag_range", roll, last=6)


def test_that_a_weapon_without_a_number_takes_that_of_a_tag(practice: Practice) -> None:
    small = a_practice(practice.path.with_name("small.salw"), block="1-2")
    desk = Desk(small, small.unlock())
    furnish(desk)
    number = desk.do("make-tags", tag_kind="handwritten", count=2)["numbers"][0]
    weapon = a_weapon(desk)
    assert weapon["number"] == ""
    strange = {"weapon": weapon["weapon"], "scanned": "XA26-LEN-000043-9"}
    assert desk.refused("bind-tag", **strange).code == "tag.of-no-range"
    assert desk.do("bind-tag", weapon=weapon["weapon"], scanned=number)["number"] == number
    row, tag = desk.row("weapon"), desk.row("tag")
    assert (row["number"], row["running"]) == (number, 1)
    assert (tag["kind"], tag["state"], tag["number"]) == ("handwritten", "bound", number)
    assert desk.rows("label") == []
    other = a_weapon(desk)["weapon"]
    assert desk.refused("bind-tag", weapon=other, scanned=number).code == "tag.of-another"
    desk.do(
        "void-weapon", STOREKEEPER, weapon=a_weapon(desk, safety=None)["weapon"], reason="twice"
    )
    void = next(row["id"] for row in desk.rows("weapon") if row["custody"] == "void")
    assert desk.refused("bind-tag", weapon=void, scanned="XA26-LEN-000002-R").code == "tag.not-here"
    assert desk.findings() == []
    desk.register.close()


_STEPS = st.lists(st.sampled_from(("make", "plain", "tagged", "spoil", "retag")), max_size=12)


@given(steps=_STEPS, draws=st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_that_no_number_is_given_twice_in_whatever_order(
    template: Practice, tmp_path_factory: pytest.TempPathFactory, steps: list[str], draws: Random
) -> None:
    practice = template.copied_to(tmp_path_factory.mktemp("order") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    hand_in = a_hand_in(desk)
    blank: set[str] = set()
    set_apart: set[str] = set()
    given: list[str] = []

    def blank_one() -> str:
        number = draws.choice(sorted(blank))
        blank.remove(number)
        return str(number)

    for step in steps:
        if step == "make":
            made = desk.do("make-tags", tag_kind="pre-printed", count=draws.randint(1, 4))
            assert set_apart.isdisjoint(made["numbers"])
            assert set(given).isdisjoint(made["numbers"])
            blank |= set(made["numbers"])
            set_apart |= set(made["numbers"])
        elif step == "plain":
            number = a_weapon(desk, hand_in=hand_in, safety=None)["number"]
            assert number not in set_apart
            given.append(number)
        elif blank and step == "spoil":
            desk.do("spoil-tag", tag=blank_one(), reason="torn")
        elif blank and step == "tagged":
            tag = blank_one()
            given.append(a_weapon(desk, hand_in=hand_in, safety=None, tag=tag)["number"])
        elif blank and given:
            desk.do("retag", STOREKEEPER, weapon=given[0], known_by="serial", tag=blank_one())
    assert len(given) == len(set(given)) == len(desk.rows("weapon"))
    owners: dict[str, set[str | None]] = {}
    for tag_row in desk.rows("tag"):
        owners.setdefault(tag_row["number"], set()).add(tag_row["weapon"])
    assert all(len(each) == 1 for each in owners.values())
    used = {row["number"] for row in desk.rows("tag") if row["tag_range"]}
    assert used == set_apart - blank
    desk.register.close()
