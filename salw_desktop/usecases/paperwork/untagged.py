"""The card that is tied to an untagged item (practice d6)."""

from __future__ import annotations

from salw_desktop.domain.numbers import running_of, scan_code
from salw_desktop.printing.untagged_card import UntaggedCard, untagged_cards
from salw_desktop.usecases import lookup
from salw_desktop.usecases.paperwork.imprinting import imprint
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.untagged import item_called
from salw_desktop.words.untagged import UntaggedWords


def number_of(register: Register, wanted: str) -> str:
    return str(item_called(register.reader, wanted)["number"])


def card_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """Refusals `untagged.unknown`, and `untagged.solved` for what bears a number of its own by now."""
    item = item_called(register.reader, wanted)
    lookup.refuse_solved(item, "number")
    number = str(item["number"])
    card = UntaggedCard(
        number=number,
        running=running_of(number),
        code=scan_code(number),
        described=str(item["described"]),
        safety=str(item["safety"]),
        verified_by=str(item["verified_by_name"] or ""),
        where=str(item["place_name"]),
        found_by=f"{item['found_by_name']}, {item['found_by_function']}",
        found_on=str(item["found_on"]),
        imprint=imprint(register, copy=copy),
    )
    return untagged_cards([card], UntaggedWords())
