"""What may go on an order, and what stands in the way, asked before anybody acts."""

from __future__ import annotations

import pytest
from factory import Desk, a_campaign, a_weapon, an_order, refusal_of

from salw_desktop.usecases.destruction.boards import (
    candidate,
    candidates,
    form_choices,
    order_sheet,
    orders,
)

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    return [str(a_weapon(desk, serial=f"KA {each}")["number"]) for each in (1, 2, 3)]


def offered(desk: Desk, piece: str = "") -> list[str]:
    return [each.item.number for each in candidates(desk.register, "DDR1", piece)]


def test_that_only_what_may_go_is_offered(desk: Desk, numbers: list[str]) -> None:
    desk.do("place-hold", weapon=numbers[0], hold_kind="court", **HOLD)
    an_order(desk, numbers[1])
    assert offered(desk) == [numbers[2]]
    assert refusal_of(lambda: candidate(desk.register, "DDR1", numbers[0])).code == "weapon.on-hold"
    assert (
        refusal_of(lambda: candidate(desk.register, "DDR1", numbers[1])).code == "weapon.on-order"
    )


def test_that_a_hold_that_warns_leaves_an_item_on_offer(desk: Desk, numbers: list[str]) -> None:
    desk.do("place-hold", weapon=numbers[0], hold_kind="open trace", **HOLD)
    found = candidate(desk.register, "DDR1", numbers[0])
    assert offered(desk) == numbers
    assert "open trace" in found.warnings


def test_that_an_offer_is_found_by_a_piece_of_number_serial_or_model(
    desk: Desk, numbers: list[str]
) -> None:
    number, serial = numbers[1].replace("-", "")[-5:], "ka 2"
    assert offered(desk, number) == offered(desk, serial) == [numbers[1]]
    assert offered(desk, "akm") == numbers
    assert offered(desk, "100%") == []


def test_that_an_item_of_another_campaign_is_refused(desk: Desk, numbers: list[str]) -> None:
    a_campaign(desk, "AMN2")
    refusal = refusal_of(lambda: candidate(desk.register, "AMN2", numbers[0]))
    assert (refusal.code, refusal.facts["campaign"]) == ("order.other-campaign", "DDR1")
    assert [row["code"] for row in form_choices(desk.register).campaigns] == ["AMN2", "DDR1"]


def test_that_an_order_shows_what_came_in_the_way_since_and_what_was_taken_off(
    desk: Desk, numbers: list[str]
) -> None:
    order = an_order(desk, *numbers)
    desk.do("place-hold", weapon=numbers[0], hold_kind="court", **HOLD)
    fields = {"order": order, "weapons": [numbers[2]], "reason": "letter"}
    desk.do("amend-order", "Storekeeper", **fields)
    sheet = order_sheet(desk.register, order)
    stops = [line.stop.code if line.stop else "" for line in sheet.lines]
    assert stops == ["weapon.on-hold", "", ""]
    assert [line.is_withdrawn for line in sheet.lines] == [False, False, True]
    assert [(each.number, each.items) for each in orders(desk.register)] == [(order, 2)]
