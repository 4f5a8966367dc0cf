"""The marking planner: unmarked weapons of each site × strikes ÷ strikes a day = days, styluses, fuel (practice b5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.database import marking, marking_plans
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.usecases.marking import profiles
from salw_desktop.usecases.marking.worklist import cause_of
from salw_desktop.usecases.register import Register

NOT_IN_HAND, NOT_CLEAR, LABORATORY = "not in hand", "not clear", "laboratory"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What somebody reckons with; a rate that is not given is measured, and without fuel an hour none is planned."""

    strikes_a_day: int | None = None
    strikes_a_stylus: int | None = None
    hours_a_day: int = 8
    fuel_ml_an_hour: int | None = None


@dataclass(frozen=True, slots=True)
class SitePlan:
    """One site. None stands for what is neither measured nor given, so nobody can say it yet.

    `to_mark` counts weapons by reason; those in `held_back`, by what keeps them from the machine, are no strikes yet.
    """

    site: str
    to_mark: dict[str, int]
    held_back: dict[str, int]
    strikes: int
    machines: tuple[str, ...]  # with somebody trained on them
    is_measured: bool
    strikes_a_day: int | None
    days: int | None
    styluses: int | None
    fuel_ml: int | None


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """The profile in force, how many strikes it asks of a weapon, and what that comes to at each site."""

    profile: str
    strikes_a_weapon: int
    sites: tuple[SitePlan, ...]


def mark_plan(register: Register, figures: Figures) -> MarkPlan:
    """By the code of the site. Refusal `mark-profile.none` where the State has decided on no mark."""
    today = register.clock().date
    profile = profiles.current(register.reader, today)
    # where the profile names no part each order names its own: one at least
    strikes_a_weapon = len(profiles.parts_of(profile)) or 1
    left = marking_plans.strikes_left(register.reader)
    in_laboratory = marking_plans.held_for_laboratory(register.reader)
    machines = marking_plans.machines_at_work(register.reader, today)
    to_mark = [
        (row, cause)
        for row in marking.unmarked(register.reader)
        if (cause := cause_of(row, profile))
    ]
    sites = []
    for site, name in marking_plans.site_names(register.reader).items():
        here = [(row, cause) for row, cause in to_mark if row["site"] == site]
        why_not = {str(row["id"]): _held_back(row, in_laboratory) for row, _ in here}
        ready = [weapon for weapon, why in why_not.items() if not why]
        strikes = sum(left.get(weapon, strikes_a_weapon) for weapon in ready)
        at_work = [each for each in machines if each["site"] == site and each["trained"]]
        causes = dict(Counter(cause for _, cause in here))
        held_back = dict(Counter(why for why in why_not.values() if why))
        sites.append(_site_plan(name, causes, held_back, strikes, at_work, figures))
    return MarkPlan(str(profile["name"]), strikes_a_weapon, tuple(sites))


def _held_back(weapon: Row, in_laboratory: set[str]) -> str:
    """What an order for it would be refused for; empty where it can be struck today."""
    if weapon["custody"] != "in hand":
        return NOT_IN_HAND
    if weapon["safety"] not in CLEAR:
        return NOT_CLEAR
    return LABORATORY if str(weapon["id"]) in in_laboratory else ""


def _site_plan(
    name: str,
    to_mark: dict[str, int],
    held_back: dict[str, int],
    strikes: int,
    machines: Sequence[Row],
    figures: Figures,
) -> SitePlan:
    measured = _strikes_a_day(machines)
    strikes_a_day = figures.strikes_a_day or measured
    days = _times(strikes, strikes_a_day)
    per_hour_ml = figures.fuel_ml_an_hour
    is_fuel_known = days is not None and per_hour_ml is not None
    return SitePlan(
        site=name,
        to_mark=to_mark,
        held_back=held_back,
        strikes=strikes,
        machines=tuple(str(each["name"]) for each in machines),
        is_measured=figures.strikes_a_day is None and measured is not None,
        strikes_a_day=strikes_a_day,
        days=days,
        styluses=_times(strikes, figures.strikes_a_stylus or _strikes_a_stylus(machines)),
        fuel_ml=(days or 0) * figures.hours_a_day * (per_hour_ml or 0) if is_fuel_known else None,
    )


def _strikes_a_day(machines: Sequence[Row]) -> int | None:
    """What the machines here made on a day on which they worked, together; None where none has struck yet."""
    rates = [int(each["strikes"] or 0) // int(each["days"] or 1) for each in machines]
    return sum(rates) or None


def _strikes_a_stylus(machines: Sequence[Row]) -> int | None:
    """How long the styluses lasted that were changed; None where none was."""
    changes = sum(int(each["changes"] or 0) for each in machines)
    worn = sum(int(each["worn"] or 0) for each in machines)
    return worn // changes or None if changes else None


def _times(strikes: int, of_each: int | None) -> int | None:
    """So many whole days or styluses, one begun is one."""
    return None if of_each is None else -(-strikes // of_each)
