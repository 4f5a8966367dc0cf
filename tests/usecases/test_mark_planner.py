"""What a marking campaign has before it: strikes, days, styluses and fuel, from what was really made here."""

from __future__ import annotations

import pytest
from factory import Desk, a_weapon, refusal_of
from marking_shop import MACHINE, PROFILE, STRIKER, a_job, a_marked_weapon, furnish_shop, strike

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.marking.planner import Figures, SitePlan, mark_plan


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Two strikes on each weapon."""
    furnish_shop(desk, parts=["frame or receiver", "barrel"])
    return desk


def plan(desk: Desk, **figures: int) -> SitePlan:
    (site,) = mark_plan(desk.register, Figures(**figures)).sites
    return site


def strike_both(desk: Desk) -> None:
    job = a_job(desk)["number"]
    for line in (1, 2):
        strike(desk, job, line=line)


def test_that_what_nobody_measured_or_gave_is_not_said(shop: Desk) -> None:
    a_weapon(shop)
    made = plan(shop)
    assert (made.strikes, made.strikes_a_day, made.days, made.styluses) == (2, None, None, None)
    assert (made.fuel_ml, made.is_measured, made.machines) == (None, False, (MACHINE,))


def test_that_figures_given_make_whole_days_styluses_and_fuel(shop: Desk) -> None:
    for _ in range(4):
        a_weapon(shop)
    given = {"strikes_a_day": 3, "strikes_a_stylus": 5, "hours_a_day": 6, "fuel_ml_an_hour": 1500}
    made = plan(shop, **given)
    assert (made.strikes, made.days, made.styluses) == (8, 3, 2)
    assert made.fuel_ml == 3 * 6 * 1500


def test_that_the_rate_is_what_was_made_on_the_days_that_were_worked(shop: Desk) -> None:
    strike_both(shop)
    strike_both(shop)
    shop.do("record-machine-entry", machine=MACHINE, entry_kind="stylus changed")
    shop.practice.clock.go_on(days=5)
    strike(shop, a_job(shop)["number"], "mis-strike", line=1)
    made = plan(shop)
    assert (made.is_measured, made.strikes_a_day) == (True, 5 // 2)
    assert (made.strikes, made.days, made.styluses) == (2, 1, 1)


def test_that_a_machine_counts_only_while_somebody_is_trained_on_it(shop: Desk) -> None:
    strike_both(shop)
    assert plan(shop).strikes_a_day == 2
    other = {"name": "Pin marker 2", "serial": "9", "method": "laser", "place": "Store"}
    shop.do("add-machine", **other)
    run_out = {"person": STRIKER, "trained_by": "The maker", "valid_until": "2026-11-21"}
    shop.do("record-machine-training", machine="Pin marker 2", **run_out)
    assert plan(shop).machines == (MACHINE,)


def test_that_a_live_job_wants_only_what_is_not_struck_yet(shop: Desk) -> None:
    strike(shop, a_job(shop)["number"], line=1)
    strike_both(shop)
    assert plan(shop).strikes == 1


def test_that_what_cannot_be_struck_today_is_held_back_by_name(shop: Desk) -> None:
    numbers = [a_weapon(shop)["number"] for _ in range(3)]
    shop.do("observe", weapon=numbers[0], custody="missing")
    a_weapon(shop, safety="unsafe")
    a_weapon(shop, serial="", serial_status="removed on purpose")
    a_weapon(shop, intended_disposal="transfer")
    a_marked_weapon_of(shop)
    made = plan(shop)
    assert made.to_mark == {"required by law": 5, "before release": 1}
    assert made.held_back == {"not in hand": 1, "not clear": 1, "laboratory": 1}
    assert made.strikes == 3 * 2


def a_marked_weapon_of(shop: Desk) -> None:
    """Of one strike: the profile of before."""
    shop.do("set-mark-profile", **PROFILE)
    a_marked_weapon(shop)
    shop.do("set-mark-profile", **PROFILE, parts=["frame or receiver", "barrel"])


def test_that_nothing_is_planned_before_the_state_decided_on_a_mark(desk: Desk) -> None:
    assert refusal_of(lambda: mark_plan(desk.register, Figures())).code == "mark-profile.none"


@pytest.mark.parametrize("custody", ["missing", "out", "not found"])
def test_that_no_job_is_ordered_for_what_is_not_in_hand(shop: Desk, custody: str) -> None:
    weapon = a_weapon(shop)["number"]
    shop.do("observe", weapon=weapon, custody=custody)
    refusal = shop.refused("order-mark-job", weapon=weapon, machine=MACHINE)
    assert (refusal.code, refusal.facts["custody"]) == ("weapon.not-in-hand", custody)


def test_that_no_statement_orders_a_job_for_what_is_missing(shop: Desk) -> None:
    job = a_job(shop)["number"]
    row, weapon = shop.row("mark_job", number=job), a_weapon(shop)
    shop.do("observe", weapon=weapon["number"], custody="missing")
    other = {"id": "other", "number": "other", "string": "other", "running": 99}
    with pytest.raises(IntegrityError, match="in hand"), shop.writing() as tx:
        tx.insert("mark_job", {**row, **other, "weapon": weapon["weapon"]})
