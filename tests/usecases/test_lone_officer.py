"""Lone-officer mode: declared with its reason, for seven days at most, and no right comes of it."""

from __future__ import annotations

import pytest
from factory import STOREKEEPER, SUPERVISOR, Answer, Desk, a_weapon

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.duty import lone_officer


def declare(desk: Desk, until_on: str = "2026-11-29") -> Answer:
    return desk.do("declare-lone", until_on=until_on, reason="colleague in hospital")


def test_that_it_is_declared_with_its_reason_and_its_last_day(desk: Desk) -> None:
    declare(desk)
    found = lone_officer.lone_officer(desk.register)
    assert found is not None
    assert (found["why"], found["until_on"]) == ("colleague in hospital", "2026-11-29")
    assert found["declared_by_name"] == SUPERVISOR
    assert desk.newest_event().type == "lone.declared"
    assert desk.findings() == []


def test_that_it_is_over_after_its_last_day(desk: Desk) -> None:
    declare(desk)
    desk.practice.clock.go_on(days=7)
    assert lone_officer.lone_officer(desk.register)
    desk.practice.clock.go_on(days=1)
    assert lone_officer.lone_officer(desk.register) is None


def test_that_it_gives_no_right(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    declare(desk)
    assert desk.refused("void-weapon", weapon=number, reason="x").code == "second.missing"


def test_that_another_who_unlocks_does_not_end_it(desk: Desk) -> None:
    declare(desk)
    desk.sit(STOREKEEPER)
    assert lone_officer.lone_officer(desk.register)


def test_that_it_is_ended_by_whoever_is_here(desk: Desk) -> None:
    declare(desk)
    desk.sit(STOREKEEPER)
    desk.do("end-lone")
    assert lone_officer.lone_officer(desk.register) is None
    declare(desk)


@pytest.mark.parametrize(
    ("code", "until_on"),
    [
        ("lone.too-long", "2026-11-30"),
        ("lone.dates", "2026-11-21"),
        ("date.malformed", "soon"),
    ],
)
def test_that_it_lasts_seven_days_at_most(desk: Desk, code: str, until_on: str) -> None:
    refusal = desk.refused("declare-lone", until_on=until_on, reason="alone")
    assert (refusal.code, refusal.field) == (code, "until_on")


def test_that_it_wants_a_reason(desk: Desk) -> None:
    assert desk.refused("declare-lone", until_on="2026-11-23").code == "reason.missing"


def test_that_it_is_not_declared_twice(desk: Desk) -> None:
    declare(desk)
    again = {"until_on": "2026-11-23", "reason": "alone"}
    assert desk.refused("declare-lone", **again).code == "lone.stands"


def test_that_what_was_not_declared_is_not_ended(desk: Desk) -> None:
    assert desk.refused("end-lone").code == "lone.none"


@pytest.mark.parametrize(
    ("match", "changed"),
    [
        ("CHECK", {"until_on": "2026-12-22"}),
        ("declared today", {"from_on": "2026-11-25", "until_on": "2026-11-26"}),
    ],
)
def test_that_sql_keeps_its_seven_days(desk: Desk, match: str, changed: dict[str, str]) -> None:
    row = {
        "why": "x",
        "from_on": "2026-11-22",
        "until_on": "2026-11-23",
        "declared_by": desk.register.operator.operator,
        "declared_at": "2026-11-22T10:00",
    }
    with pytest.raises(IntegrityError, match=match), desk.writing() as tx:
        tx.insert("lone_duty", {**row, **changed})


def test_that_sql_lets_no_second_declaration_stand(desk: Desk) -> None:
    declare(desk)
    with pytest.raises(IntegrityError, match="no other declaration"), desk.writing() as tx:
        tx.connection.execute(
            "INSERT INTO lone_duty SELECT 'x', why, from_on, until_on, declared_by, declared_at, NULL, NULL FROM lone_duty"
        )


def test_that_it_is_not_made_longer(desk: Desk) -> None:
    declare(desk, "2026-11-23")
    with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
        tx.connection.execute("UPDATE lone_duty SET until_on = '2026-11-29'")


def test_that_what_has_ended_does_not_go_on(desk: Desk) -> None:
    declare(desk)
    desk.do("end-lone")
    with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
        tx.connection.execute("UPDATE lone_duty SET ended_at = NULL, ended_by = NULL")
