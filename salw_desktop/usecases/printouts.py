"""Prints counted: the first copy needs no reason, every further one does and is marked as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import printouts
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import READERS
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.register import Register

RECEIPT = "receipt"
ISOLATION_NOTICE, RED_TAG = "isolation notice", "red tag"
EXTRACT, DOSSIER = "extract", "dossier"
COMMANDS, MODELS = "command sheet", "model sheet"  # they lie at the table, and are not counted
PAPERS = (
    "hand-in slip",
    RECEIPT,
    ISOLATION_NOTICE,
    RED_TAG,
    "number card",
    "job card",
    "day sheet",
    "destruction order",
    "certificate",
    "untagged item card",
    "ceremony sheet",
    "out voucher",
    "laboratory result",
    "eligibility decision",
    EXTRACT,
    DOSSIER,
    "sitrep",
    "bundle slip",
    "recovery sheet",
)


@dataclass(frozen=True, kw_only=True)
class CountPrint(AtTheTable):
    """Whoever prints is counted, the auditor too; the number is that of the paper, or of the item it hangs on."""

    kind: ClassVar[str] = "paper.printed"
    needs = READERS

    paper: str
    number: str

    def execute(self, tx: Transaction) -> Answer:
        paper = lookup.one_of(PAPERS, self.paper, "paper")
        number = number_counted(tx.connection, paper, lookup.required(self.number, "number"))
        copy, reason = printouts.copies_of(tx.connection, paper, number) + 1, self.reason.strip()
        if copy > 1 and not reason:
            raise Refusal("print.no-reason", field="reason", paper=paper, number=number, copy=copy)
        row: dict[str, Cell] = {"kind": paper, "number": number, "copy": copy, "reason": reason}
        tx.insert("paper_print", {**row, "printed_by": tx.operator, "printed_at": tx.now.text})
        return {"paper": paper, "number": number, "copy": copy}


def number_counted(connection: Connection, paper: str, number: str) -> str:
    """Typed small or scanned, it is the same paper; of an item its own name, which need not be a number."""
    if paper in (ISOLATION_NOTICE, RED_TAG, EXTRACT):
        return lookup.called(lookup.weapon(connection, number, "number"))
    return number.upper()


def red_tags_to_print(register: Register) -> list[Row]:
    """Held for a laboratory because the number was removed on purpose, and no red tag printed yet (practice b6).

    Each row: the item, `serial_place`, and `authority`, `case_number`, `ordered_on`, `placed_by_name` of its hold.
    """
    return printouts.without_red_tag(register.reader, RED_TAG)
