"""Papers of the table: the slip of a hand-in, its receipt P3, the number card."""

from __future__ import annotations

import json

from salw_desktop.database import handling
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.printing.hand_in_slip import HandInSlip, hand_in_slip
from salw_desktop.printing.number_card import NumberCard, number_card
from salw_desktop.printing.receipt import Amnesty, Bearer, ReceiptLine, ReceiptPaper, receipt
from salw_desktop.usecases import lookup, sealing
from salw_desktop.usecases.intake.receipts import SECRET_AFTER
from salw_desktop.usecases.paperwork.imprinting import (
    imprint,
    on_roster,
    place_at_site,
    site_called,
)
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store import tag_ranges
from salw_desktop.words.table_papers import HandInSlipWords, NumberCardWords, ReceiptWords

_NONE = "–"


def slip_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """Its number and code, for every table that the bearer comes to."""
    row = lookup.hand_in(register.reader, wanted)
    campaign = lookup.campaign(register.reader, str(row["campaign"]))
    slip = HandInSlip(
        number=str(row["number"]),
        code=scan_code(str(row["number"])),
        authority=str(campaign["authority"]),
        campaign=str(campaign["name"]),
        date=str(row["opened_on"]),
        place=place_at_site(register, row["place_name"]),
        announced=None if row["declared"] is None else int(row["declared"]),
        imprint=imprint(register, copy=copy),
    )
    return hand_in_slip(slip, HandInSlipWords())


def receipt_of(register: Register, wanted: str, copy: int = 1, *, secret: str = "") -> bytes:
    """P3 as it was issued. `secret` is known only to the act that issued it: a duplicate has none."""
    hand_in = lookup.hand_in(register.reader, wanted)
    row = handling.receipt_of(register.reader, str(hand_in["id"]))
    if row is None:
        raise Refusal("receipt.none-issued", field="number", number=str(hand_in["number"]))
    campaign = lookup.campaign(register.reader, str(hand_in["campaign"]))
    officer = on_roster(register, str(row["issued_by_name"]))
    described = json.loads(str(row["described"]))
    place = hand_in["completed_at_place"] or hand_in["place"]
    paper = ReceiptPaper(
        number=str(row["number"]),
        code=str(row["code"]),
        authority=str(campaign["authority"]),
        programme=str(campaign["name"]),
        campaign=str(campaign["code"]),
        date=str(row["issued_on"]),
        place=place_at_site(register, lookup.place_name(register.reader, str(place))),
        lines=[_line(at, each) for at, each in enumerate(described, 1) if not each["to_come"]],
        weapon_count=sum(each["what"] == "weapon" for each in described),
        round_count=sum(int(each["rounds"]) for each in described),
        still_to_come=[
            f"{each['described']}, {each['quantity']}: {each['to_come']}"
            for each in described
            if each["to_come"]
        ],
        promise="\n".join(
            str(campaign[name]) for name in ("receipt_text", "legal_promise") if campaign[name]
        ),
        payment_line=str(campaign["payment_text"] or ""),
        where_to_ask=str(campaign["ask_at"] or ""),
        holder=_holder(register, str(hand_in["person"] or ""), row, secret),
        officer=str(officer["name"]),
        officer_function=str(officer["function"]),
        read_aloud_in=str(row["read_aloud_in"] or ""),
        read_aloud_by=str(row["read_aloud_by_name"] or ""),
        imprint=imprint(register, copy=copy),
    )
    return receipt(paper, ReceiptWords())


def _line(at: int, each: dict[str, str]) -> ReceiptLine:
    """Rounds have neither number nor condition: "not recorded" would say that somebody forgot."""
    is_item = bool(each["serial"])
    return ReceiptLine(
        line=at,
        control_number=each["number"],
        type_model=", ".join(part for part in (each["described"], each["calibre"]) if part),
        serial=each["serial"] or _NONE,
        condition=each["condition"] or ("" if is_item else _NONE),
        quantity=each["quantity"],
    )


def _holder(register: Register, person: str, receipt: Row, secret: str) -> Bearer | Amnesty | None:
    """A name only where one is kept and not erased; never a group (practice a19)."""
    if receipt["secret_hash"] is not None:
        code = f"{receipt['code']}{SECRET_AFTER}{secret}" if secret else str(receipt["code"])
        return Amnesty(code, secret)
    if not person:
        return None
    row = lookup.bringer(register.reader, person)
    read = sealing.opened(register.reader, person, str(row["sealed"]))
    if read is None:
        return None
    return Bearer(str(read["name"]), str(read.get("card_number", "")))


def first_of_card(register: Register, wanted: str) -> str:
    """The number that a card goes by: its first."""
    return tag_ranges.numbers_of_range(register, wanted)[0].number


def card_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """The numbers of a range set apart for the pen, those that are still blank."""
    station, range_ = register.station, tag_ranges.range_called(register, wanted)
    made = tag_ranges.numbers_of_range(register, wanted)
    numbers = [each.number for each in made if each.state == "blank"]
    card = NumberCard(
        numbers=numbers,
        authority=str(station["unit"]),
        site=site_called(register),
        holder=str(range_["holder_name"] or ""),
        date_out=str(range_["out_on"] or ""),
        date_back=str(range_["back_on"] or ""),
        imprint=imprint(register, copy=copy),
    )
    return number_card(card, NumberCardWords())
