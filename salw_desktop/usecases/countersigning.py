"""Class B: the act is done now, another operator signs it within 72 hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from salw_desktop.database import handling, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import COUNTERSIGN_WITHIN_HOURS, READERS, Role, SecondPerson
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command, refuse_one_person

CLEARANCE_LIST, DAY_CLOSE = "clearance list", "day close"
CORRECTION, LATE_ENTRY = "correction", "late entry"


def ask(tx: Transaction, kind: str, subject: str, items: Iterable[str] = ()) -> str:
    """Opens what waits for a second signature, or signs it at once where the second person stands by."""
    signed = {"signed_by": tx.witness, "signed_at": tx.now.text} if tx.witness else {}
    values = {
        "kind": kind,
        "subject": subject,
        "asked_by": tx.operator,
        "asked_at": tx.now.text,
        "due_at": tx.now.later(COUNTERSIGN_WITHIN_HOURS),
    }
    id_ = tx.insert("countersign", values | signed)
    for weapon in items:
        add_item(tx, id_, weapon)
    return id_


def add_item(tx: Transaction, countersign: str, weapon: str) -> None:
    """An item looked at twice in a day stands once on the list."""
    if not handling.is_listed(tx.connection, countersign, weapon):
        tx.insert("countersign_item", {"countersign": countersign, "weapon": weapon})


def refuse_open(connection: Connection, weapon: str, number: str) -> None:
    """An act of class A waits until everything about its items is countersigned."""
    for waiting in weapons.open_countersigns(connection, weapon):
        raise Refusal(
            "countersign.open",
            field="weapon",
            number=number,
            kind=str(waiting["kind"]),
            subject=str(waiting["subject"]),
        )


@dataclass(frozen=True, kw_only=True)
class Countersign(Command):
    """Signed by any operator but the one who asked; auditors change nothing."""

    kind: ClassVar[str] = "countersign.signed"
    needs = READERS - {Role.AUDITOR}

    countersign: str

    def execute(self, tx: Transaction) -> Answer:
        return _sign(tx, self.countersign, tx.operator)


@dataclass(frozen=True, kw_only=True)
class CountersignHere(Command):
    """Signed by the second person in front of this laptop, while whoever asked goes on working."""

    kind: ClassVar[str] = "countersign.signed-here"
    needs = READERS - {Role.AUDITOR}
    second = SecondPerson.BEFORE

    countersign: str

    @override
    def refuse_second(self, connection: Connection, second: str, date: str) -> None:
        waiting = lookup.countersign(connection, self.countersign)
        _refuse_signer(connection, waiting, second, date)

    def execute(self, tx: Transaction) -> Answer:
        return _sign(tx, self.countersign, tx.witness or "")


def _sign(tx: Transaction, wanted: str, signer: str) -> Answer:
    waiting = lookup.countersign(tx.connection, wanted)
    if waiting["signed_at"]:
        raise Refusal("countersign.done", field="countersign")
    _refuse_signer(tx.connection, waiting, signer, tx.now.date)
    tx.change("countersign", str(waiting["id"]), signed_by=signer, signed_at=tx.now.text)
    return {"countersign": str(waiting["id"]), "kind": str(waiting["kind"])}


def _refuse_signer(connection: Connection, waiting: Row, signer: str, date: str) -> None:
    """Nobody signs what he asked for himself, nor whoever stands for him."""
    if waiting["asked_by"] == signer:
        raise Refusal("countersign.own", field="countersign")
    refuse_one_person(connection, str(waiting["asked_by"]), signer, date, "countersign")


def clearance_list(tx: Transaction) -> str:
    """Today's list of this operator: the verifier signs it once, not each line (practice a1)."""
    subject = tx.now.date
    found = handling.open_countersign(tx.connection, CLEARANCE_LIST, subject, tx.operator)
    return str(found["id"]) if found else ask(tx, CLEARANCE_LIST, subject)
