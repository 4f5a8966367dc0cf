"""Any paper by its kind and number: drawn, handed to whoever keeps it, and then counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from salw_desktop.database import handling, printouts
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake.receipts import IssueReceipt
from salw_desktop.usecases.marking.jobs import job_called
from salw_desktop.usecases.paperwork import certificates, day, orders, table, workshop
from salw_desktop.usecases.printouts import RED_TAG, CountPrint, number_counted
from salw_desktop.usecases.register import Register

RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: the paper's own number, which copy it is."""

    kind: str
    number: str
    copy: int


@dataclass(frozen=True, slots=True)
class PaperKind:
    """How a paper is drawn as its so-manieth copy, and the number under which all its copies are counted."""

    draw: Callable[[Register, str, int], bytes]
    number_of: Callable[[Register, str], str]


def _of_hand_in(register: Register, wanted: str) -> str:
    return str(lookup.hand_in(register.reader, wanted)["number"])


def _of_item(register: Register, wanted: str) -> str:
    return lookup.called(lookup.weapon(register.reader, wanted))


def _of_job(register: Register, wanted: str) -> str:
    return str(job_called(register.reader, wanted)["number"])


def _of_order(register: Register, wanted: str) -> str:
    return str(lookup.order(register.reader, wanted)["number"])


def _of_certificate(register: Register, wanted: str) -> str:
    return str(certificates.issued(register, wanted)["number"])


def _of_day(_: Register, wanted: str) -> str:
    return lookup.day(wanted, "number")


KINDS: Mapping[str, PaperKind] = {
    "hand-in slip": PaperKind(table.slip_of, _of_hand_in),
    RECEIPT: PaperKind(table.receipt_of, _of_hand_in),
    "isolation notice": PaperKind(workshop.isolation_of, _of_item),
    RED_TAG: PaperKind(workshop.red_tag_of, _of_item),
    "number card": PaperKind(table.card_of, table.first_of_card),
    "job card": PaperKind(workshop.job_card_of, _of_job),
    "destruction order": PaperKind(orders.order_of, _of_order),
    "certificate": PaperKind(certificates.certificate_of, _of_certificate),
    "day sheet": PaperKind(day.sheet_of, _of_day),
}


def print_out(
    register: Register, kind: str, wanted: str, keep: Callable[[bytes], None], reason: str = ""
) -> Printed:
    """The first copy, or with a reason a further one, marked as a duplicate.

    `keep` gets the PDF before it is counted: a full disk leaves no count of a paper that nobody has.
    Refusals `print.no-reason`, `receipt.never-printed`, and whatever says that there is no such paper.
    """
    number = KINDS[kind].number_of(register, wanted)
    if kind == RECEIPT:
        return _receipt(register, number, keep, reason)
    copy = _copies(register, kind, number) + 1
    _look_at_reason(kind, number, copy, reason)
    keep(KINDS[kind].draw(register, number, copy))
    return _counted(register, kind, number, reason)


def _receipt(
    register: Register, hand_in: str, keep: Callable[[bytes], None], reason: str
) -> Printed:
    """Issued and printed in one: the bearer's secret is known at this moment only."""
    found = lookup.hand_in(register.reader, hand_in)
    issued = handling.receipt_of(register.reader, str(found["id"]))
    if issued is None or _is_secret_lost(register, issued, reason):
        answer = perform(IssueReceipt(hand_in=hand_in, reason=reason), register).answer
        number, secret, copy = str(answer["number"]), str(answer["secret"]), 1
    else:
        number, secret = str(issued["number"]), ""
        copy = _copies(register, RECEIPT, number) + 1
        _look_at_reason(RECEIPT, number, copy, reason)
    keep(table.receipt_of(register, hand_in, copy, secret=secret))
    return _counted(register, RECEIPT, number, reason)


def _is_secret_lost(register: Register, issued: Row, reason: str) -> bool:
    """Issued, and never printed: a bearer with no secret could show nothing, so with a reason he gets another one."""
    number = str(issued["number"])
    if issued["secret_hash"] is None or _copies(register, RECEIPT, number):
        return False
    if not reason.strip():
        raise Refusal("receipt.never-printed", field="reason", number=number)
    return True


def _copies(register: Register, kind: str, number: str) -> int:
    reader = register.reader
    return printouts.copies_of(reader, kind, number_counted(reader, kind, number))


def _look_at_reason(kind: str, number: str, copy: int, reason: str) -> None:
    if copy > 1 and not reason.strip():
        raise Refusal("print.no-reason", field="reason", paper=kind, number=number, copy=copy)


def _counted(register: Register, kind: str, number: str, reason: str) -> Printed:
    answer = perform(CountPrint(paper=kind, number=number, reason=reason), register).answer
    return Printed(kind, str(answer["number"]), int(str(answer["copy"])))
