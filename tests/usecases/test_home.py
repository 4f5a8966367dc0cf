"""The first page's figures: the same that the lists behind them show."""

from __future__ import annotations

from factory import STOREKEEPER, Desk, a_checked_session, a_hand_in, a_weapon, countersign_all
from marking_shop import furnish_shop

from salw_desktop.database import home as figures
from salw_desktop.usecases.home import DAYS_SHOWN, HANDGUNS, OTHER, RIFLES, home_of
from salw_desktop.usecases.marking.worklist import to_mark


def test_that_parts_and_what_was_only_seen_stand_in_no_figure(desk: Desk) -> None:
    a_weapon(desk)
    a_weapon(desk, model="tt33", serial="TT 771")
    a_weapon(desk, model="", kind_of_weapon="part", serial="77", safety="component")
    a_weapon(desk, model="", kind_of_weapon="shotgun", serial="9")
    gone = a_weapon(desk, safety=None)
    countersign_all(desk)
    desk.do("void-weapon", STOREKEEPER, weapon=gone["number"], reason="twice")
    seen = {"seen_where": "Barracks", "seen_on": "2026-11-20", "source_reliability": "seen by us"}
    desk.do("document-weapon", model="AKM", serial="Z 1", **seen)
    home = home_of(desk.register)
    assert len(home.days) == DAYS_SHOWN
    assert home.days[-1].items == {RIFLES: 1, HANDGUNS: 1, OTHER: 1}
    assert (home.total, home.in_our_hands) == (3, 3)
    assert sum(place.items for place in home.places) == 3


def test_that_what_is_to_mark_is_as_many_as_the_worklist_holds(desk: Desk) -> None:
    furnish_shop(desk)
    weapons = [str(a_weapon(desk, serial=f"7B {n}")["number"]) for n in range(2)]
    desk.do("intend-disposal", weapon=weapons[0], disposal="destroy", reason="scrap")
    desk.practice.clock.go_on(days=3)
    home = home_of(desk.register)
    assert home.to_mark == len(to_mark(desk.register)) == 1
    assert home.marks_wait_days == 3
    assert [each.number for each in to_mark(desk.register, 0)] == []


def test_that_a_day_left_open_and_one_begun_are_both_known(desk: Desk) -> None:
    a_hand_in(desk)
    a_weapon(desk)
    desk.practice.clock.go_on(days=1)
    home = home_of(desk.register)
    assert (home.day.date, home.day.not_closed) == ("2026-11-23", "2026-11-22")
    assert home.day.opened is None
    assert len(home.open_hand_ins) == 2
    desk.do("close-day", date="2026-11-22")
    assert home_of(desk.register).day.not_closed == ""
    said = "2026-11-23T09:00:00+00:00"
    desk.do("open-day", STOREKEEPER, clock="GPS", said_at=said)
    assert home_of(desk.register).day.opened is not None


def test_that_an_approved_order_is_named_with_the_session_that_goes_on(desk: Desk) -> None:
    number = str(a_weapon(desk)["number"])
    session = a_checked_session(desk, number)
    (order,) = home_of(desk.register).orders
    assert (order["session"], order["session_state"]) == (session, "checked")


def test_that_a_fortnight_is_shown_and_the_newest_of_all(desk: Desk) -> None:
    before = a_weapon(desk, serial="KG 1")
    desk.practice.clock.go_on(days=1)
    first = a_weapon(desk, serial="KG 2")
    desk.practice.clock.go_on(days=DAYS_SHOWN - 1)
    home = home_of(desk.register)
    assert [day.total for day in home.days] == [1] + [0] * (DAYS_SHOWN - 1)
    assert home.day.not_closed == home.days[0].date
    last = a_weapon(desk, serial="KG 3")
    home = home_of(desk.register)
    assert [day.total for day in home.days] == [1] + [0] * (DAYS_SHOWN - 2) + [1]
    assert [item.number for item in home.recent] == [
        each["number"] for each in (last, first, before)
    ]


def test_that_the_first_page_reads_what_it_shows_and_not_the_stock(desk: Desk) -> None:
    a_weapon(desk)
    reader, asked = desk.register.reader, list[str]()
    reader.set_trace_callback(asked.append)
    figures.recorded_since(reader, "2026-11-09")
    figures.in_hand_by_place(reader)
    figures.newest(reader, 3)
    figures.day_not_closed(reader, "2026-11-23")
    reader.set_trace_callback(None)
    steps = [step for sql in asked for *_, step in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
    # walked from its end, as far as the few that are shown
    walked = "SCAN weapon USING INDEX sqlite_autoindex_weapon_1"
    assert {step for step in steps if step.startswith("SCAN weapon")} == {walked}
    in_hand = [step for step in steps if "custody=?" in step]
    assert len(in_hand) == 2
    assert any("weapon_beside" in step for step in in_hand)
    assert any("COVERING INDEX weapon_custody " in step for step in in_hand)
