"""Each code has one sentence in one room, and it reads well with the facts it is given."""

from __future__ import annotations

from collections import Counter

import pytest
from factory import DEPUTY, Desk, a_weapon

from salw_desktop import words
from salw_desktop.words import CODES, sentence


def test_that_no_code_has_two_sentences() -> None:
    rooms = words._ROOMS
    said = Counter(
        code for room in rooms for table in (room.REFUSALS, room.TROUBLES) for code in table
    )
    assert [code for code, times in said.items() if times > 1] == []
    assert sum(said.values()) == len(CODES)


def test_that_a_refusal_tells_what_where_and_what_to_do(desk: Desk) -> None:
    number = a_weapon(desk, safety="loaded or stuck")["number"]
    refusal = desk.refused("put-away", weapon=number)
    told = sentence(refusal.code, refusal.facts)
    assert told == (
        f"The weapon {number} is not safe to go on: loaded or stuck."
        " Have it cleared and verified first; until then it stays at the isolation point."
    )


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("add-place", {"name": "Store 2", "place_kind": ""}),
        ("give-role", {"operator": DEPUTY, "role": ""}),
    ],
)
def test_that_a_word_nobody_chose_is_told_as_missing_by_its_name(
    desk: Desk, act: str, fields: dict[str, str]
) -> None:
    refusal = desk.refused(act, DEPUTY, **fields)
    assert refusal.code == "field.missing"
    (asked,) = (name for name, value in fields.items() if not value.strip())
    told = sentence(refusal.code, refusal.facts)
    assert (refusal.field, "“" + asked.replace("_", " ") + "”" in told) == (asked, True)
