"""Class B: done now, signed by another within 72 hours; and the evening."""

from __future__ import annotations

from factory import (
    DEPUTY,
    STOREKEEPER,
    SUPERVISOR,
    Desk,
    Practice,
    a_campaign,
    a_clearance,
    a_hand_in,
    a_practice,
    a_weapon,
)


def test_that_a_clearance_list_waits_72_hours_for_another(desk: Desk) -> None:
    row = desk.row("countersign", id=a_clearance(desk, a_hand_in(desk), "T1"))
    assert (row["kind"], row["subject"]) == ("clearance list", "2026-11-22")
    assert row["asked_at"][:10] == "2026-11-22"
    assert row["due_at"][:10] == "2026-11-25"


def test_that_nobody_countersigns_his_own_list(desk: Desk) -> None:
    waiting = a_clearance(desk, a_hand_in(desk), "T1")
    assert desk.refused("countersign", countersign=waiting).code == "countersign.own"


def test_that_the_second_person_countersigns_in_front_of_the_same_laptop(desk: Desk) -> None:
    waiting = a_clearance(desk, a_hand_in(desk), "T1")
    assert desk.refused("countersign-here", countersign=waiting).code == "second.missing"
    desk.do("countersign-here", STOREKEEPER, countersign=waiting)
    row = desk.row("countersign", id=waiting)
    assert row["signed_by"] == desk.row("operator", name=STOREKEEPER)["id"]
    again = desk.refused("countersign-here", STOREKEEPER, countersign=waiting)
    assert again.code == "countersign.done"


def test_that_whoever_asked_is_no_second_person_for_his_own_list(desk: Desk) -> None:
    waiting = a_clearance(desk, a_hand_in(desk), "T1")
    desk.sit(STOREKEEPER)
    own = desk.refused("countersign-here", SUPERVISOR, countersign=waiting)
    assert own.code == "countersign.own"


def test_that_another_operator_countersigns_once(desk: Desk) -> None:
    waiting = a_clearance(desk, a_hand_in(desk), "T1")
    desk.sit(STOREKEEPER)
    assert desk.do("countersign", countersign=waiting)["kind"] == "clearance list"
    signed = desk.row("countersign", id=waiting)["signed_by"]
    assert signed == desk.row("operator", name=STOREKEEPER)["id"]
    assert desk.refused("countersign", countersign=waiting).code == "countersign.done"
    assert desk.refused("countersign", countersign="none").code == "countersign.unknown"


def test_that_a_signature_opens_the_way_for_class_a_on_the_same_items(desk: Desk) -> None:
    void = {"weapon": a_weapon(desk)["number"], "reason": "twice"}
    assert desk.refused("void-weapon", STOREKEEPER, **void).code == "countersign.open"
    desk.sit(DEPUTY)
    for row in desk.rows("countersign"):
        desk.do("countersign", countersign=row["id"])
    desk.sit(SUPERVISOR)
    desk.do("void-weapon", STOREKEEPER, **void)


def test_that_a_day_is_closed_with_its_counts_and_the_newest_event(desk: Desk) -> None:
    for _ in range(2):
        a_weapon(desk)
    desk.do("mark-labels-printed")
    newest = desk.newest_event().id
    answer = desk.do("close-day")
    assert answer["newest_event"] == newest
    day = desk.row("day")
    counts = ("hand_ins", "weapons", "in_hand", "first_running", "last_running", "labels_printed")
    assert [day[name] for name in counts] == [2, 2, 2, 1, 2, 2]
    assert desk.row("countersign", id=answer["countersign"])["kind"] == "day close"


def test_that_a_day_without_weapons_is_closed_too(desk: Desk) -> None:
    answer = desk.do("close-day", date="2026-11-21")
    assert (answer["weapons"], answer["date"]) == (0, "2026-11-21")
    assert "first_running" not in answer


def test_that_the_day_lists_the_numbers_that_are_never_issued(practice: Practice) -> None:
    few = a_practice(practice.path.with_name("few.salw"), block="47-60")
    desk = Desk(few, few.unlock())
    desk.do("add-to-roster", name="P. Observer", function="officer", organisation="Mission")
    a_campaign(desk)
    numbers = [a_weapon(desk)["number"] for _ in range(2)]
    assert [number[9:15] for number in numbers] == ["000047", "000049"]
    assert desk.do("close-day")["never_issued"] == ["XA26-LEN-000048"]
    desk.register.close()


def test_that_a_day_is_closed_once(desk: Desk) -> None:
    desk.do("close-day")
    assert desk.refused("close-day").code == "day.closed"
    assert desk.refused("close-day", date="22 November").code == "date.malformed"
    assert desk.refused("close-day", date="2026-11-23").code == "day.to-come"


def test_that_two_at_the_laptop_close_and_sign_the_day_at_once(desk: Desk) -> None:
    waiting = desk.do("close-day", STOREKEEPER)["countersign"]
    row = desk.row("countersign", id=waiting)
    assert row["signed_by"] == desk.row("operator", name=STOREKEEPER)["id"]
