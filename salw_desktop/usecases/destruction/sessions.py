"""A destruction session up to the first cut: begun by two, every item checked by scan, witnessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, people, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number
from salw_desktop.domain.people import STORE, SecondPerson
from salw_desktop.usecases import countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction import orders

CHECKING, CHECKED, INTERRUPTED, CLOSED = "checking", "checked", "interrupted", "closed"


@dataclass(frozen=True, kw_only=True)
class StartSession(Command):
    """Class A. Holds, clearances and countersignatures are looked at once more, for each item of the order."""

    kind: ClassVar[str] = "session.started"
    needs = STORE
    second = SecondPerson.BEFORE
    may_be_remote = True

    order: str
    responsible: str  # of the roster: the technical officer who cuts
    place: str = ""
    method: str = ""

    def execute(self, tx: Transaction) -> Answer:
        order = lookup.order(tx.connection, self.order)
        number, id_ = str(order["number"]), str(order["id"])
        if order["state"] != "approved":
            raise Refusal(
                "order.not-approved", field="order", number=number, state=str(order["state"])
            )
        if destruction.open_session_of(tx.connection, id_):
            raise Refusal("order.in-session", field="order", number=number)
        for line in destruction.order_lines(tx.connection, id_):
            weapon = lookup.weapon(tx.connection, str(line["weapon"]))
            orders.refuse_unfit(tx, weapon)
            countersigning.refuse_open(tx.connection, str(weapon["id"]), str(weapon["number"]))
        responsible = lookup.person(tx.connection, self.responsible, "responsible")
        tx.name_people(performed_by=str(responsible["id"]), verified_by=None)
        place = lookup.place(tx.connection, self.place)["id"] if self.place else order["place"]
        session_number = numbering.new_paper_number(tx, numbering.SESSION)
        values = {
            "number": session_number,
            "destruction_order": id_,
            "place": place,
            "method": self.method.strip() or order["method"],
            "responsible": responsible["id"],
            "state": CHECKING,
            "started_by": tx.operator,
            "started_second": tx.witness,
            "remote_code": tx.remote_code,
            "started_at": tx.now.text,
        }
        return {"session": tx.insert("destruction_session", values), "number": session_number}


def in_state(tx: Transaction, wanted: str, states: tuple[str, ...]) -> Row:
    """The session. Refusal `session.other-state`: this is not done now."""
    session = lookup.session(tx.connection, wanted)
    if session["state"] not in states:
        raise Refusal(
            "session.other-state",
            field="session",
            number=str(session["number"]),
            state=str(session["state"]),
            needed=" or ".join(states),
        )
    return session


@dataclass(frozen=True, kw_only=True)
class ScanForDestruction(Command):
    """Any scan is kept: of the list, seen again, not of the list, unknown. Only the first kind counts.

    Several words are no scan: what was meant for another field, a passphrase even, would stand on the certificate.
    """

    kind: ClassVar[str] = "session.scanned"
    needs = STORE

    session: str
    code: str

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKING,))
        id_ = str(session["id"])
        weapon = self._weapon(tx)
        result = self._result(tx, id_, weapon)
        values = {
            "destruction_session": id_,
            "code": self.code.strip()[:200],
            "weapon": weapon["id"] if weapon else None,
            "result": result,
            "check_number": destruction.check_number(tx.connection, id_),
            "at": tx.now.text,
        }
        tx.insert("session_scan", values)
        return {
            "result": result,
            "number": str(weapon["number"]) if weapon else "",
            "missing": len(destruction.unseen(tx.connection, id_)),
        }

    def _weapon(self, tx: Transaction) -> Row | None:
        try:
            return weapons.weapon(tx.connection, read_number(self.code))
        except Refusal:
            if len(self.code.split()) > 1:
                raise
            return None

    @staticmethod
    def _result(tx: Transaction, session: str, weapon: Row | None) -> str:
        if weapon is None:
            return "unknown"
        if destruction.line_of(tx.connection, session, str(weapon["id"])) is None:
            return "not on the list"
        if destruction.is_scanned(tx.connection, session, str(weapon["id"])):
            return "again"
        return "on the list"


@dataclass(frozen=True, kw_only=True)
class FinishCheck(Command):
    """100 % before the cut (practice e6): every item was scanned here or named as missing, and each may still go.

    This is the last decision. What comes after it happened, and is recorded.
    """

    kind: ClassVar[str] = "session.checked"
    needs = STORE

    session: str

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKING,))
        missing = destruction.unseen(tx.connection, str(session["id"]))
        if missing:
            listed = ", ".join(str(line["number"]) for line in missing[:5])
            raise Refusal(
                "session.not-complete", field="session", count=len(missing), listed=listed
            )
        for line in destruction.lines_to_cut(tx.connection, str(session["id"])):
            weapon = lookup.weapon(tx.connection, str(line["weapon"]))
            orders.refuse_unfit(tx, weapon)
            countersigning.refuse_open(tx.connection, str(weapon["id"]), lookup.called(weapon))
        tx.change("destruction_session", str(session["id"]), state=CHECKED, checked_at=tx.now.text)
        return {"session": str(session["id"])}


@dataclass(frozen=True, kw_only=True)
class RecordWitness(Command):
    """Of the roster, not an operator; at least one from outside the custodian's chain (domain §2.9)."""

    kind: ClassVar[str] = "session.witnessed"
    needs = STORE

    session: str
    person: str
    outside_chain: bool

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKING, CHECKED, INTERRUPTED))
        person = lookup.person(tx.connection, self.person, "person")
        name, id_ = str(person["name"]), str(session["id"])
        if person["id"] == session["responsible"]:
            raise Refusal("witness.responsible", field="person", name=name)
        if people.operator_of(tx.connection, str(person["id"])):
            raise Refusal("witness.operator", field="person", name=name)
        if destruction.witness_rows(tx.connection, id_, str(person["id"])):
            raise Refusal("witness.twice", field="person", name=name)
        row = {"destruction_session": id_, "person": person["id"]}
        tx.insert("session_witness", {**row, "is_outside_chain": int(self.outside_chain)})
        return {"session": id_, "person": str(person["id"])}
