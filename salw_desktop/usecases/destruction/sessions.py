"""A destruction session: begun by two, every item checked by scan, witnessed, certified."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import ClassVar

from salw_desktop.database import destruction, people, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number
from salw_desktop.domain.people import STORE, SUPERVISORS, SecondPerson
from salw_desktop.domain.strict_json import encode
from salw_desktop.keys.certificates import write_code
from salw_desktop.printing.annex import AnnexLine, annex_bytes
from salw_desktop.usecases import countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction import orders

WITNESSES_AT_LEAST = 2
NOT_DESTROYED, MISSING = "not destroyed", "missing"


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
            "state": "checking",
            "started_by": tx.operator,
            "started_second": tx.witness,
            "remote_code": tx.remote_code,
            "started_at": tx.now.text,
        }
        return {"session": tx.insert("destruction_session", values), "number": session_number}


def _in_state(tx: Transaction, wanted: str, states: tuple[str, ...]) -> Row:
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
    """Any scan is kept: of the list, seen again, not of the list, unknown. Only the first kind counts."""

    kind: ClassVar[str] = "session.scanned"
    needs = STORE

    session: str
    code: str

    def execute(self, tx: Transaction) -> Answer:
        session = _in_state(tx, self.session, ("checking",))
        id_ = str(session["id"])
        weapon = self._weapon(tx)
        result = self._result(tx, id_, weapon)
        values = {
            "destruction_session": id_,
            "code": self.code.strip()[:200],
            "weapon": weapon["id"] if weapon else None,
            "result": result,
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
        session = _in_state(tx, self.session, ("checking",))
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
        tx.change(
            "destruction_session", str(session["id"]), state="checked", checked_at=tx.now.text
        )
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
        session = _in_state(tx, self.session, ("checking", "checked"))
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


@dataclass(frozen=True, kw_only=True)
class NotDestroyed(Command):
    """One exception: an item that the torch did not reach, or that was not there to be scanned."""

    kind: ClassVar[str] = "session.item-left"
    needs = STORE
    asks_why = True

    session: str
    weapon: str
    outcome: str = NOT_DESTROYED

    def execute(self, tx: Transaction) -> Answer:
        session = _in_state(tx, self.session, ("checking", "checked"))
        outcome = lookup.one_of((NOT_DESTROYED, MISSING), self.outcome, "outcome")
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(session["id"]), lookup.called(weapon)
        line = destruction.line_of(tx.connection, id_, str(weapon["id"]))
        if line is None:
            raise Refusal("session.not-on-list", field="weapon", number=number)
        if destruction.has_result(tx.connection, id_, str(weapon["id"])):
            raise Refusal("session.has-result", field="weapon", number=number)
        if outcome == MISSING and destruction.is_scanned(tx.connection, id_, str(weapon["id"])):
            raise Refusal("session.scanned", field="outcome", number=number)
        _insert_result(tx, id_, line, outcome, self.reason)
        if outcome == MISSING:
            tx.change("weapon", str(weapon["id"]), custody="not found")
        return {"weapon": str(weapon["id"]), "number": number}


@dataclass(frozen=True, kw_only=True)
class RecordDestruction(Command):
    """Every item of the checked list that was not named as left: destroyed, with the weights of the scrap."""

    kind: ClassVar[str] = "session.closed"
    needs = STORE

    session: str
    weight_before_g: int | None = None
    weight_after_g: int | None = None
    scrap_to: str = ""

    def execute(self, tx: Transaction) -> Answer:
        session = _in_state(tx, self.session, ("checked",))
        id_ = str(session["id"])
        present = destruction.witnesses(tx.connection, id_)
        if len(present) < WITNESSES_AT_LEAST:
            raise Refusal("witness.too-few", field="session", count=len(present))
        if not any(person["is_outside_chain"] for person in present):
            raise Refusal("witness.none-outside", field="session")
        lines = destruction.lines_to_cut(tx.connection, id_)
        breaches = [
            f"{person['name']}: a witness who has a key"
            for person in present
            if people.operator_of(tx.connection, str(person["id"]))
        ]
        for line in lines:
            weapon = lookup.weapon(tx.connection, str(line["weapon"]))
            found = _breaches(tx, weapon)
            _insert_result(tx, id_, line, "destroyed", "; ".join(found) or None)
            tx.change("weapon", str(weapon["id"]), custody="destroyed", place=None)
            breaches += [f"{lookup.called(weapon)}: {breach}" for breach in found]
        tx.change(
            "destruction_session",
            id_,
            state="closed",
            ended_at=tx.now.text,
            weight_before_g=self.weight_before_g,
            weight_after_g=self.weight_after_g,
            scrap_to=self.scrap_to or None,
        )
        order = str(session["destruction_order"])
        tx.change("destruction_order", order, state="carried out")
        return {"session": id_, "destroyed": len(lines), "breaches": breaches}


@dataclass(frozen=True, kw_only=True)
class IssueCertificate(Command):
    """Its code carries number, hash of the annex and the station's signature; it is never changed afterwards."""

    kind: ClassVar[str] = "certificate.issued"
    needs = SUPERVISORS

    session: str

    def execute(self, tx: Transaction) -> Answer:
        session = _in_state(tx, self.session, ("closed",))
        id_ = str(session["id"])
        found = destruction.certificate(tx.connection, id_)
        if found:
            raise Refusal("certificate.issued", field="session", number=str(found["number"]))
        lines = annex_lines(destruction.results(tx.connection, id_))
        if not any(line.outcome == "destroyed" for line in lines):
            raise Refusal("certificate.nothing", field="session", number=str(session["number"]))
        number = numbering.new_paper_number(tx, numbering.CERTIFICATE)
        annex_sha256 = hashlib.sha256(annex_bytes(lines)).hexdigest()
        code = write_code(number, annex_sha256, tx.device)
        values: dict[str, Cell] = {
            "number": number,
            "destruction_session": id_,
            "annex_sha256": annex_sha256,
            "items": len(lines),
            "code": code,
            "issued_by": tx.operator,
            "issued_at": tx.now.text,
        }
        return {"certificate": tx.insert("certificate", values), "number": number, "code": code}


def _breaches(tx: Transaction, weapon: Row) -> list[str]:
    """It is cut, whatever came in between: a hold placed after the check is named, not refused."""
    found = [
        f"destroyed under a hold: {hold['kind']}, {hold['authority']} {hold['case_number']}"
        for hold in weapons.open_holds(tx.connection, str(weapon["id"]))
    ]
    found += [
        f"destroyed before the countersignature of {waiting['kind']}"
        for waiting in weapons.open_countersigns(tx.connection, str(weapon["id"]))
    ]
    if weapon["custody"] != "in hand":
        found.append(f"destroyed while recorded as {weapon['custody']}")
    if weapon["safety"] not in CLEAR:
        found.append(f"destroyed while recorded as {weapon['safety']}")
    return found


def _insert_result(
    tx: Transaction, session: str, line: Row, outcome: str, remark: str | None = None
) -> None:
    described = AnnexLine(
        line=int(line["line"] or 0),
        control_number=str(line["number"]),
        type=str(line["category"]),
        model=str(line["model_name"]),
        calibre=str(line["calibre"]),
        serial=str(line["serial"] or line["serial_status"]),
        marks=str(line["marks"] or ""),
        condition=str(line["function"]),
        outcome=outcome,
    )
    values = {
        "destruction_session": session,
        "weapon": line["weapon"],
        "outcome": outcome,
        "at": tx.now.text,
        "remark": remark,
        "line": described.line,
        "described": encode(list(astuple(described))),
    }
    tx.insert("session_result", values)


def annex_lines(results: list[Row]) -> list[AnnexLine]:
    """One line an item, in the order of the destruction order, as it was described when it was destroyed."""
    return [AnnexLine(*json.loads(str(row["described"]))) for row in results]
