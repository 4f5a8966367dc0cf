"""What the evening says of who was alone and who stood in, and what closing a day has to read."""

from __future__ import annotations

import pytest
from factory import DEPUTY, STOREKEEPER, SUPERVISOR, Desk, a_weapon
from paper_reading import texts

from salw_desktop.database import handling
from salw_desktop.usecases import queries
from salw_desktop.usecases.paperwork.kinds import KINDS

APPOINTED = {"operator": STOREKEEPER, "stands_for": DEPUTY, "roles": ["supervisor"]}


def appoint(desk: Desk, until_on: str = "2026-11-25") -> None:
    desk.do("appoint-acting", DEPUTY, **APPOINTED, until_on=until_on, reason="leave")


def day_sheet(desk: Desk, date: str) -> str:
    (page,) = texts(KINDS["day sheet"].draw(desk.register, date, 1))
    return page


def test_that_the_sheet_says_who_was_alone_and_who_stood_in(desk: Desk) -> None:
    desk.do("declare-lone", until_on="2026-11-24", reason="colleague in hospital")
    appoint(desk)
    date = desk.do("close-day")["date"]
    page = day_sheet(desk, date)
    alone = f"{SUPERVISOR}, declared 2026-11-22, until 2026-11-24: colleague in hospital"
    assert f"One officer alone {alone}" in page
    stands = f"{STOREKEEPER} for {DEPUTY} as supervisor, until 2026-11-25"
    assert f"Standing in {stands}" in page
    assert f"day close {date}, asked by {SUPERVISOR}" in page


def test_that_what_ended_on_the_day_stood_on_it_and_on_no_later_one(desk: Desk) -> None:
    desk.do("declare-lone", until_on="2026-11-24", reason="alone")
    desk.do("end-lone")
    first = desk.do("close-day")["date"]
    desk.practice.clock.go_on(days=1)
    second = desk.do("close-day")["date"]
    assert "until 2026-11-24: alone" in day_sheet(desk, first)
    assert "One officer alone none" in day_sheet(desk, second)


def test_that_roles_lent_are_listed_apart_from_roles_of_ones_own(desk: Desk) -> None:
    appoint(desk, until_on="2026-11-22")
    (found,) = [each for each in queries.operators(desk.register) if each["name"] == STOREKEEPER]
    assert found["roles"] == ["storekeeper"]
    assert found["acting"] == [f"supervisor for {DEPUTY} until 2026-11-22"]
    desk.practice.clock.go_on(days=1)
    assert not any(each["acting"] for each in queries.operators(desk.register))


def test_that_closing_a_day_never_reads_the_stock(desk: Desk) -> None:
    a_weapon(desk)
    reader, asked = desk.register.reader, list[str]()
    reader.set_trace_callback(asked.append)
    handling.counts_of_day(reader, "2026-11-22")
    reader.set_trace_callback(None)
    sql = asked[-1]
    plan = [str(step) for *_, step in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
    grown = ("weapon", "label", "session_result", "paper_number", "placement")
    assert [step for step in plan if step.startswith(tuple(f"SCAN {name}" for name in grown))] == []
    in_hand = [step for step in plan if "custody=?" in step]
    assert len(in_hand) == 3
    assert [step for step in in_hand if "COVERING INDEX" not in step] == []


@pytest.mark.parametrize("voided", [False, True])
def test_that_a_void_is_listed_and_in_no_total(desk: Desk, voided: bool) -> None:
    a_weapon(desk, serial="AB 1")
    twice = a_weapon(desk, serial="AB 2", safety=None)["number"]
    if voided:
        desk.do("void-weapon", STOREKEEPER, weapon=twice, reason="typed twice")
    shown = queries.overview(desk.register)
    assert dict(shown.weapons).get("void", 0) == int(voided)
    counted = handling.counts_of_day(desk.register.reader, "2026-11-22")["weapons"]
    assert shown.total == counted == 2 - int(voided)
