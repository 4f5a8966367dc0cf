"""Every copy is counted; from the second on it has a reason."""

from __future__ import annotations

import pytest
from factory import AUDITOR, STOREKEEPER, Answer, Desk, a_hand_in, a_weapon, countersign_all

from salw_desktop.database.connection import IntegrityError
from salw_desktop.database.printouts import copies_of
from salw_desktop.usecases.printouts import red_tags_to_print

CARD = {"paper": "number card", "number": "XA26-LEN-000001-T"}


@pytest.fixture
def ground_off(desk: Desk) -> Answer:
    """Held for a laboratory from the moment it was recorded."""
    return a_weapon(desk, serial="", serial_status="removed on purpose", serial_place="")


def test_that_the_first_copy_needs_no_reason_and_the_second_does(desk: Desk) -> None:
    assert desk.do("count-print", **CARD)["copy"] == 1
    refusal = desk.refused("count-print", **CARD, reason=" ")
    assert (refusal.code, refusal.field, refusal.facts["copy"]) == ("print.no-reason", "reason", 2)
    assert desk.do("count-print", **CARD, reason="torn")["copy"] == 2
    assert [row["reason"] for row in desk.rows("paper_print")] == ["", "torn"]
    assert copies_of(desk.register.reader, CARD["paper"], CARD["number"]) == 2


def test_that_copies_are_counted_paper_by_paper(desk: Desk) -> None:
    desk.do("count-print", **CARD)
    assert desk.do("count-print", paper="job card", number=CARD["number"])["copy"] == 1
    assert desk.do("count-print", paper="number card", number="XA26-LEN-000002-R")["copy"] == 1


def test_that_a_number_typed_in_small_letters_is_the_same_paper(desk: Desk) -> None:
    desk.do("count-print", **CARD)
    typed = {**CARD, "number": CARD["number"].lower()}
    assert desk.do("count-print", **typed, reason="torn")["copy"] == 2


def test_that_the_copy_of_an_auditor_is_counted_too(desk: Desk) -> None:
    desk.do("count-print", **CARD)
    desk.sit(AUDITOR)
    assert desk.do("count-print", **CARD, reason="for the panel")["copy"] == 2
    assert desk.rows("paper_print")[1]["printed_by"] == desk.row("operator", name=AUDITOR)["id"]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("word.not-listed", {"paper": "poster", "number": "1"}),
        ("field.missing", {"paper": "day sheet", "number": " "}),
        ("weapon.unknown", {"paper": "red tag", "number": "XA26-LEN-000043-9"}),
    ],
)
def test_that_a_print_of_nothing_known_is_refused(
    desk: Desk, code: str, fields: dict[str, str]
) -> None:
    assert desk.refused("count-print", **fields).code == code


def test_that_a_red_tag_is_asked_for_until_it_was_printed(desk: Desk, ground_off: Answer) -> None:
    a_weapon(desk)
    (row,) = red_tags_to_print(desk.register)
    assert (row["number"], row["authority"]) == (ground_off["number"], "National Commission")
    desk.do("count-print", paper="red tag", number="SALW1" + ground_off["number"].replace("-", ""))
    assert red_tags_to_print(desk.register) == []


def test_that_no_red_tag_is_asked_for_when_the_laboratory_is_done(
    desk: Desk, ground_off: Answer
) -> None:
    a_hold = {"authority": "Court", "case_number": "1", "ordered_on": "2026-11-22"}
    desk.do("place-hold", weapon=ground_off["number"], hold_kind="court", **a_hold)
    countersign_all(desk)
    done = {"on_order_of": "Laboratory", "reason": "nothing to bring back"}
    laboratory = desk.row("hold", kind="laboratory")["id"]
    desk.do("lift-hold", STOREKEEPER, hold=laboratory, **done)
    assert red_tags_to_print(desk.register) == []


def test_that_a_laboratory_hold_alone_asks_for_no_red_tag(desk: Desk) -> None:
    number = a_weapon(desk, hand_in=a_hand_in(desk))["number"]
    a_hold = {"authority": "Court", "case_number": "1", "ordered_on": "2026-11-22"}
    desk.do("place-hold", weapon=number, hold_kind="laboratory", **a_hold)
    assert red_tags_to_print(desk.register) == []


@pytest.mark.parametrize("wrong", [{"copy": 3}, {"copy": 2, "reason": ""}])
def test_that_copies_are_counted_one_by_one_with_a_reason(
    desk: Desk, wrong: dict[str, str | int]
) -> None:
    desk.do("count-print", **CARD)
    row = {**desk.row("paper_print"), "id": "", "reason": "torn", **wrong}
    with pytest.raises(IntegrityError, match="counted one by one"), desk.writing() as tx:
        tx.insert("paper_print", row)


def test_that_a_counted_print_is_not_changed(desk: Desk) -> None:
    desk.do("count-print", **CARD)
    print_ = desk.row("paper_print")["id"]
    with pytest.raises(IntegrityError, match="is not changed"), desk.writing() as tx:
        tx.change("paper_print", print_, number="another")
