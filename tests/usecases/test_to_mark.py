"""What is still to mark and why, what stays hidden, and numbers that are given once."""

from __future__ import annotations

import pytest
from factory import RECORDER, STOREKEEPER, Desk, a_destruction, a_weapon, refusal_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from marking_shop import (
    BLOCK,
    PROFILE,
    a_job,
    a_marked_weapon,
    furnish_shop,
    read_back,
    strike,
)

from salw_desktop.database import journal
from salw_desktop.usecases import lookup, queries
from salw_desktop.usecases.marking import profiles
from salw_desktop.usecases.marking.hidden import HiddenMark, hidden_marks
from salw_desktop.usecases.marking.worklist import refuse_unmarked, to_mark
from salw_desktop.usecases.paperwork.labels import labels_of
from salw_desktop.usecases.weapons.details import Mark, insert_marks

HIDDEN = {"kind": "hidden", "text": "SECRET7Q", "place": "bolt carrier", "method": "laser"}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    furnish_shop(desk)
    return desk


def causes(desk: Desk) -> dict[str, str]:
    return {each.number: each.cause for each in to_mark(desk.register)}


class TestToMark:
    def test_that_each_weapon_says_why_it_is_to_mark(self, shop: Desk) -> None:
        disposals = ("undecided", "exhibit", "deactivate", "transfer", "return", "destroy")
        numbers = {
            disposal: a_weapon(shop, intended_disposal=disposal)["number"] for disposal in disposals
        }
        expected = {numbers[each]: "required by law" for each in disposals[:3]}
        expected |= {numbers[each]: "before release" for each in disposals[3:5]}
        assert causes(shop) == expected
        shop.do("set-mark-profile", **PROFILE, marks_before_destruction=True)
        assert causes(shop) == {**expected, numbers["destroy"]: "before destruction"}

    def test_that_the_days_count_from_the_hand_in_and_the_job_shows(self, shop: Desk) -> None:
        job = a_job(shop)["number"]
        shop.practice.clock.go_on(days=9)
        (each,) = to_mark(shop.register)
        assert (each.days_without_outcome, each.job, each.job_state) == (9, job, "ordered")

    def test_that_what_is_marked_ended_or_a_part_is_not_on_the_list(self, shop: Desk) -> None:
        a_marked_weapon(shop)
        a_destruction(shop, a_weapon(shop)["number"])
        a_weapon(shop, model="", kind_of_weapon="part", serial_status="never had one", serial="")
        assert causes(shop) == {}

    def test_that_a_mis_struck_weapon_stays_on_the_list(self, shop: Desk) -> None:
        weapon = a_weapon(shop)["number"]
        strike(shop, a_job(shop, weapon)["number"], "mis-strike")
        assert list(causes(shop)) == [weapon]

    @pytest.mark.parametrize("is_asked", [True, False])
    def test_that_an_unmarked_weapon_is_held_from_destruction_where_the_state_says_so(
        self, shop: Desk, is_asked: bool
    ) -> None:
        shop.do("set-mark-profile", **PROFILE, marks_before_destruction=is_asked)
        number = a_weapon(shop)["number"]

        def look() -> None:
            with shop.writing() as tx:
                refuse_unmarked(tx, lookup.weapon(tx.connection, number))

        if is_asked:
            assert refusal_of(look).code == "mark.before-destruction"
            a_marked_weapon(shop, number)
        look()


class TestHidden:
    def test_that_two_roles_see_it(self, desk: Desk) -> None:
        number = a_weapon(desk, marks=[HIDDEN])["number"]
        seen = HiddenMark("SECRET7Q", "bolt carrier", "laser")
        assert hidden_marks(desk.register, number) == [seen]
        for other in (RECORDER, STOREKEEPER):
            desk.sit(other)
            refusal = refusal_of(lambda: hidden_marks(desk.register, number))
            assert refusal.code == "mark.hidden"

    def test_that_it_is_on_no_paper_no_list_and_in_no_event(self, desk: Desk) -> None:
        number = a_weapon(desk, marks=[HIDDEN])["number"]
        shown = [str(queries.find(desk.register, str(number))), str(to_mark(desk.register))]
        shown += [str(lookup.weapon(desk.register.reader, str(number)))]
        shown += [str(desk.rows("mark"))]
        reader = desk.register.reader
        for n in range(1, journal.tip(reader).n + 1):
            shown.append(journal.entry(reader, n).payload.decode("utf-8", "replace"))
        assert [text for text in shown if "SECRET7Q" in text or "bolt carrier" in text] == []

    def test_that_a_label_of_the_weapon_does_not_change_for_it(self, desk: Desk) -> None:
        plain = a_weapon(desk)["number"]
        before = labels_of(desk.register, numbers=(plain,))
        row = desk.row("weapon", number=plain)["id"]
        with desk.writing() as tx:
            insert_marks(tx, row, [Mark(**HIDDEN)])
        assert labels_of(desk.register, numbers=(plain,)) == before


STEPS = some.lists(
    some.tuples(some.sampled_from(["order", "void", "mis-strike", "read"]), some.integers(0, 2)),
    min_size=4,
    max_size=14,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_that_a_number_is_given_once_whatever_happens_to_its_job(
    shop: Desk, steps: list[tuple[str, int]]
) -> None:
    if not shop.rows("weapon"):
        for _ in range(3):
            a_weapon(shop)
        shop.do("add-mark-block", **{**BLOCK, "first": 1001, "last": 1200})
    weapons = [row["number"] for row in shop.rows("weapon")]
    for step, which in steps:
        _take(shop, step, str(weapons[which]))
    jobs = shop.rows("mark_job")
    assert len({job["string"] for job in jobs}) == len(jobs)
    running = [job["running"] for job in jobs]
    assert running == sorted(set(running))
    read = [profiles.template_of(profile) for profile in shop.rows("mark_profile")]
    assert all(int((read[0].read(job["string"]) or {})["SEQ"]) == job["running"] for job in jobs)


def _take(shop: Desk, step: str, number: str) -> None:
    weapon = shop.row("weapon", number=number)["id"]
    live = [job for job in shop.rows("mark_job", weapon=weapon) if job["state"] == "ordered"]
    if step == "order" and not live:
        a_job(shop, number, reason="tried")
    elif step == "void" and live:
        shop.do("void-mark-job", job=live[0]["number"], reason="tried")
    elif step == "mis-strike" and live:
        strike(shop, live[0]["number"], "mis-strike")
    elif step == "read" and live:
        read_back(shop, live[0]["number"], live[0]["string"])
