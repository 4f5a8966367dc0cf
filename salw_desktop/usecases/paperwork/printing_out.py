"""Any paper by its kind and number: drawn, handed to whoever keeps it, and then counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salw_desktop.database import handling, printouts
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake.receipts import IssueReceipt
from salw_desktop.usecases.printouts import RECEIPT, CountPrint, number_counted
from salw_desktop.usecases.register import Register

if TYPE_CHECKING:
    from salw_desktop.usecases.exchange import Exported
    from salw_desktop.usecases.paperwork.kinds import PaperKind


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
    paper = _paper(kind)
    number = paper.number_of(register, wanted)
    if kind == RECEIPT:
        return _receipt(register, number, keep, reason, read_aloud)
    copy = _copies(register, kind, number) + 1
    _look_at_reason(kind, number, copy, reason)
    keep(paper.draw(register, number, copy))
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
    paper = _paper(kind)
    number = paper.number_of(register, wanted)
    if kind != RECEIPT:
        copy = _copies(register, kind, number) + 1
        return Preview(kind, number, copy, paper.draw(register, number, copy))
    found = lookup.hand_in(register.reader, number)
    issued = handling.receipt_of(register.reader, str(found["id"]))
    if issued is None:
        return Preview(kind, number, 1, b"")
    copy = _copies(register, kind, str(issued["number"])) + 1
    return Preview(kind, number, copy, paper.draw(register, number, copy))


def sheet(kind: str, register: Register) -> bytes:
    """The PDF of a sheet that lies at the table, `COMMANDS` or `MODELS`; none is counted."""
    from salw_desktop.usecases.paperwork.kinds import SHEETS

    return SHEETS[kind](register)


def calibration(lies_in_it: str, register: Register) -> bytes:
    """The PDF that tells how far a printer drifts, for the sheet or roll of this name. Refusal labels.sheet-unknown."""
    from salw_desktop.usecases.paperwork.table_sheets import calibration_of

    return calibration_of(lies_in_it, register)


def slips(register: Register, exported: Exported) -> bytes:
    """The PDF of the slips that go with the sticks of a bundle (`road.slips_of`)."""
    from salw_desktop.usecases.paperwork.road import slips_of

    return slips_of(register, exported)


def _paper(kind: str) -> PaperKind:
    """What draws papers comes in with the first of them: no window waits for it when it is opened."""
    from salw_desktop.usecases.paperwork.kinds import KINDS

    return KINDS[kind]


def _receipt(
    register: Register,
    hand_in: str,
    keep: Callable[[bytes], None],
    reason: str,
    read_aloud: ReadAloud,
) -> Printed:
    """Issued and printed in one: the bearer's secret is known at this moment only."""
    from salw_desktop.usecases.paperwork.table import receipt_of

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
    keep(receipt_of(register, hand_in, copy, secret=secret))
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
