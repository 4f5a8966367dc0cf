"""Every paper that is asked for by its kind and number. To import it brings in all that draws: `printing_out` does so late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from salw_desktop.database import handling
from salw_desktop.usecases import lookup
from salw_desktop.usecases.marking.jobs import job_called
from salw_desktop.usecases.paperwork import (
    ceremony,
    certificates,
    day,
    extracts,
    orders,
    out_and_decided,
    radio,
    table,
    table_sheets,
    untagged,
    workshop,
)
from salw_desktop.usecases.printouts import COMMANDS, EXTRACT, MODELS, RECEIPT, RED_TAG
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.out import voucher


@dataclass(frozen=True, slots=True)
class PaperKind:
    """How a paper is drawn as its so-manieth copy, and the number under which all its copies are counted."""

    draw: Callable[[Register, str, int], bytes]
    number_of: Callable[[Register, str], str]


def _of_hand_in(register: Register, wanted: str) -> str:
    return str(lookup.hand_in(register.reader, wanted)["number"])


def _of_receipt(register: Register, wanted: str) -> str:
    """By the hand-in, or by the receipt's own number as a list of prints has it."""
    issued = handling.receipt(register.reader, wanted.strip())
    return _of_hand_in(register, str(issued["hand_in"]) if issued else wanted)


def _of_item(register: Register, wanted: str) -> str:
    return lookup.called(lookup.weapon(register.reader, wanted))


def _of_job(register: Register, wanted: str) -> str:
    return str(job_called(register.reader, wanted)["number"])


def _of_order(register: Register, wanted: str) -> str:
    return str(lookup.order(register.reader, wanted)["number"])


def _of_certificate(register: Register, wanted: str) -> str:
    return str(certificates.issued(register, wanted)["number"])


def _of_voucher(register: Register, wanted: str) -> str:
    return str(voucher(register.reader, wanted)["number"])


def _of_day(_: Register, wanted: str) -> str:
    return lookup.day(wanted, "number")


KINDS: Mapping[str, PaperKind] = {
    "hand-in slip": PaperKind(table.slip_of, _of_hand_in),
    RECEIPT: PaperKind(table.receipt_of, _of_receipt),
    "isolation notice": PaperKind(workshop.isolation_of, _of_item),
    RED_TAG: PaperKind(workshop.red_tag_of, _of_item),
    EXTRACT: PaperKind(extracts.extract_of, _of_item),
    "number card": PaperKind(table.card_of, table.first_of_card),
    "job card": PaperKind(workshop.job_card_of, _of_job),
    "destruction order": PaperKind(orders.order_of, _of_order),
    "certificate": PaperKind(certificates.certificate_of, _of_certificate),
    "day sheet": PaperKind(day.sheet_of, _of_day),
    "sitrep": PaperKind(radio.sheet_of, radio.number_of_message),
    "untagged item card": PaperKind(untagged.card_of, untagged.number_of),
    "ceremony sheet": PaperKind(ceremony.sheet_of, ceremony.number_of),
    "out voucher": PaperKind(out_and_decided.voucher_of, _of_voucher),
    "laboratory result": PaperKind(out_and_decided.laboratory_of, out_and_decided.number_of_result),
    "eligibility decision": PaperKind(
        out_and_decided.eligibility_of, out_and_decided.number_of_decision
    ),
}

SHEETS: Mapping[str, Callable[[Register], bytes]] = {
    COMMANDS: table_sheets.command_sheet,
    MODELS: table_sheets.model_sheet,
}
