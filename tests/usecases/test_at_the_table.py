"""What the table asks while a number is typed, and pictures that come before their record."""

from __future__ import annotations

from card import drawn, jpeg
from factory import CAMPAIGN, Desk, a_campaign, a_hand_in, a_weapon

from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.usecases import photos_laid_by
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake.at_the_table import (
    Typed,
    at_the_table,
    is_blank_tag,
    on_the_table,
    picture_of,
    twins,
)

READABLE = SerialStatus.READABLE


def test_that_a_number_being_typed_finds_the_surest_look_alike_first(desk: Desk) -> None:
    a_weapon(desk, model="TT33", serial="LA 100")
    rifle = a_weapon(desk, model="AKM", serial="LA-100")
    found = twins(desk.register, Typed("la 1OO", READABLE, "AKM"))
    assert next((twin.number, twin.grade) for twin in found) == (rifle["number"], "exact")
    assert [twin.grade for twin in found] == ["exact", "possible"]


def test_that_a_number_too_poor_to_be_looked_for_finds_nothing(desk: Desk) -> None:
    a_weapon(desk, serial="LB 1")
    assert twins(desk.register, Typed("", SerialStatus.NOT_READ_YET)) == ()
    assert twins(desk.register, Typed("unknown", READABLE)) == ()


def test_that_the_table_offers_open_hand_ins_and_the_newest_campaign_first(desk: Desk) -> None:
    a_campaign(desk, "LATER", named=True)
    ended, waiting = a_hand_in(desk, CAMPAIGN), a_hand_in(desk, CAMPAIGN)
    desk.do("close-hand-in", hand_in=ended, end="left without receipt")
    table = at_the_table(desk.register)
    assert [each.number for each in table.waiting] == [waiting]
    assert [(each.code, each.is_named) for each in table.campaigns] == [
        ("LATER", True),
        (CAMPAIGN, False),
    ]


def test_that_the_bay_is_offered_those_who_unload_and_nobody_who_is_there_for_children(
    desk: Desk,
) -> None:
    for name, function in (
        ("A. Guardian", "child protection"),
        ("B. Witness", "community witness"),
        ("Z. Sapper", "technical officer"),
    ):
        desk.do("add-to-roster", name=name, function=function, organisation="Mission")
    names = at_the_table(desk.register).for_the_bay
    assert "A. Guardian" not in names
    assert names.index("Z. Sapper") < names.index("B. Witness")


def test_that_a_hand_in_lists_its_things_with_the_state_of_their_tags(desk: Desk) -> None:
    hand_in = a_hand_in(desk, CAMPAIGN)
    number = a_weapon(desk, hand_in=hand_in)["number"]
    desk.do("bind-tag", weapon=number, scanned=scan_code(str(number)))
    line = {"line_kind": "ammunition", "described": "loose", "quantity": 9, "unit": "rounds"}
    desk.do("add-line", hand_in=hand_in, **line)
    found = on_the_table(desk.register, scan_code(hand_in))
    assert [(line.number, line.tag) for line in found.lines] == [(number, "bound"), ("", "")]
    assert not found.has_free_text


def test_that_only_a_tag_made_beforehand_and_tied_to_nothing_is_blank(desk: Desk) -> None:
    number = str(a_weapon(desk)["number"])
    made = desk.do("make-tags", tag_kind="pre-printed", count=3)
    first = str(made["first"])
    assert is_blank_tag(desk.register, scan_code(first))
    assert not is_blank_tag(desk.register, scan_code(number))
    assert not is_blank_tag(desk.register, "T-77")
    a_weapon(desk, tag=first, serial="LC 2")
    assert not is_blank_tag(desk.register, scan_code(first))


def test_that_a_picture_laid_by_is_found_by_its_draft_and_recorded_with_its_weapon(
    desk: Desk,
) -> None:
    laid_by = photos_laid_by.lay_by(desk.register, jpeg(drawn(3)))
    kept = photos_laid_by.of_draft(photos_laid_by.as_draft(laid_by.kept))  # type: ignore[arg-type]  # an object
    again = photos_laid_by.small_again(desk.register, kept)
    assert again == laid_by
    weapon = str(a_weapon(desk)["weapon"])
    perform(photos_laid_by.of_weapon(weapon, "left", again), desk.register)
    photos_laid_by.put_away(desk.register, kept)
    assert picture_of(desk.register, weapon) == laid_by.small


def test_that_a_picture_nobody_wants_leaves_nothing_behind(desk: Desk) -> None:
    laid_by = photos_laid_by.lay_by(desk.register, jpeg(drawn(4)))
    photos_laid_by.put_away(desk.register, laid_by.kept)
    assert not [path for path in desk.register.folder.photos.rglob("*") if path.is_file()]
