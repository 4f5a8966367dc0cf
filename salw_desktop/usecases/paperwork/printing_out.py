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
from salw_desktop.usecases.paperwork import (
    ceremony,
    certificates,
    day,
    extracts,
    orders,
    out_and_decided,
    radio,
    table,
    untagged,
    workshop,
)
from salw_desktop.usecases.printouts import EXTRACT, RED_TAG, CountPrint, number_counted
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.out import voucher

RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """In which language a receipt was read to its bearer, and by whom of the roster (practice a11)."""

    language: str = ""
    by: str = ""


UNREAD = ReadAloud()


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


def print_out(
    register: Register,
    kind: str,
    wanted: str,
    keep: Callable[[bytes], None],
    reason: str = "",
    read_aloud: ReadAloud = UNREAD,
) -> Printed:
    """The first copy, or with a reason a further one, marked as a duplicate.

    `keep` gets the PDF before it is counted: a full disk leaves no count of a paper that nobody has.
    Refusals `print.no-reason`, `receipt.never-printed`, `receipt.read-aloud-late`, and whatever says that there is no such paper.
    """
    number = KINDS[kind].number_of(register, wanted)
    if kind == RECEIPT:
        return _receipt(register, number, keep, reason, read_aloud)
    copy = _copies(register, kind, number) + 1
    _look_at_reason(kind, number, copy, reason)
    keep(KINDS[kind].draw(register, number, copy))
    return _counted(register, kind, number, reason)


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it would come out now. Nothing is counted; a receipt not issued yet has no bytes to show."""

    kind: str
    number: str
    copy: int
    data: bytes

    @property
    def needs_reason(self) -> bool:
        return self.copy > 1


def preview(register: Register, kind: str, wanted: str) -> Preview:
    """Whatever refusal says that there is no such paper."""
    number = KINDS[kind].number_of(register, wanted)
    if kind != RECEIPT:
        copy = _copies(register, kind, number) + 1
        return Preview(kind, number, copy, KINDS[kind].draw(register, number, copy))
    found = lookup.hand_in(register.reader, number)
    issued = handling.receipt_of(register.reader, str(found["id"]))
    if issued is None:
        return Preview(kind, number, 1, b"")
    copy = _copies(register, kind, str(issued["number"])) + 1
    return Preview(kind, number, copy, table.receipt_of(register, number, copy))


def _receipt(
    register: Register,
    hand_in: str,
    keep: Callable[[bytes], None],
    reason: str,
    read_aloud: ReadAloud,
) -> Printed:
    """Issued and printed in one: the bearer's secret is known at this moment only."""
    found = lookup.hand_in(register.reader, hand_in)
    issued = handling.receipt_of(register.reader, str(found["id"]))
    if issued is None or _is_secret_lost(register, issued, reason):
        issue = IssueReceipt(
            hand_in=hand_in,
            reason=reason,
            read_aloud_in=read_aloud.language,
            read_aloud_by=read_aloud.by,
        )
        answer = perform(issue, register).answer
        number, secret, copy = str(answer["number"]), str(answer["secret"]), 1
    else:
        number, secret = str(issued["number"]), ""
        if read_aloud != UNREAD:
            raise Refusal("receipt.read-aloud-late", field="read_aloud_in", number=number)
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
