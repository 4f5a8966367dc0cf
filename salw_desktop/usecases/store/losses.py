"""Losses: reported at once as a fact, closed by a supervisor with a finding (domain §2.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, losses
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SUPERVISORS, TABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.store.placing import misplaced, move, with_breaches

LOST, COUNTING_ERROR = "lost or stolen", "counting error"


def loss_report(connection: Connection, wanted: str) -> Row:
    """By id or number, with weapon and people. Refusal `loss.unknown`."""
    found = losses.loss(connection, wanted.strip())
    if found is None:
        raise Refusal("loss.unknown", field="loss", given=wanted[:80])
    return found


@dataclass(frozen=True, kw_only=True)
class ReportMissing(Command):
    """Reported at once, by whoever found that it is not there; holds and orders stand as they stood."""

    kind: ClassVar[str] = "loss.reported"
    needs = TABLE | STORE

    weapon: str
    discovered_on: str
    discovered_by: str  # of the roster
    circumstances: str
    last_seen_on: str = ""
    cause: str = "not known"
    action_taken: str = ""
    notified: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = self._weapon(tx)
        id_ = str(weapon["id"])
        finder = str(lookup.person(tx.connection, self.discovered_by, "discovered_by")["id"])
        tx.name_people(performed_by=finder, verified_by=None)
        seen_on = lookup.day(self.last_seen_on, "last_seen_on") if self.last_seen_on else None
        values: dict[str, Cell] = {
            "weapon": id_,
            "discovered_on": lookup.day(self.discovered_on, "discovered_on"),
            "discovered_by": finder,
            "last_seen_on": seen_on,
            "circumstances": lookup.required(self.circumstances, "circumstances"),
            "cause": lookup.one_of(words_of("loss", "cause"), self.cause, "cause"),
            "action_taken": self.action_taken.strip() or None,
            "notified": self.notified.strip() or None,
            "reported_by": tx.operator,
            "reported_at": tx.now.text,
        }
        number = numbering.new_paper_number(tx, numbering.LOSS)
        loss = tx.insert("loss", {"number": number, **values})
        if weapon["custody"] != "missing":
            tx.change("weapon", id_, custody="missing")
        order = destruction.live_order_of(tx.connection, id_)
        ordered = [f"on the destruction order {order['number']}"] if order else []
        return {"loss": loss, "number": number, "weapon": id_, "warnings": ordered}

    def _weapon(self, tx: Transaction) -> Row:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, custody = lookup.called(weapon), str(weapon["custody"])
        if weapon["record_kind"] == "documented":
            raise Refusal("loss.documented", field="weapon", number=number)
        if custody in ENDED:
            raise Refusal("loss.ended", field="weapon", number=number, custody=custody)
        known = losses.open_loss_of(tx.connection, str(weapon["id"]))
        if known:
            raise Refusal("loss.open", field="weapon", number=number, loss=str(known["number"]))
        return weapon


@dataclass(frozen=True, kw_only=True)
class CloseLoss(Command):
    """The finding: lost or stolen ends the item; any other brings it back in hand, in the place named.

    Whoever reported it missing does not end it alone: a second person signs with him, or another supervisor closes it.
    """

    kind: ClassVar[str] = "loss.closed"
    needs = SUPERVISORS

    loss: str
    finding: str
    corrective_action: str
    found_in: str = ""

    def execute(self, tx: Transaction) -> Answer:
        loss = loss_report(tx.connection, self.loss)
        id_, number = str(loss["id"]), str(loss["number"])
        if loss["closed_at"]:
            raise Refusal("loss.closed", field="loss", number=number, finding=str(loss["finding"]))
        finding = lookup.one_of(words_of("loss", "finding"), self.finding, "finding")
        weapon = lookup.weapon(tx.connection, str(loss["weapon"]))
        place = None if finding == LOST else self._place(tx, weapon, finding)
        if finding == LOST and weapon["custody"] != "missing":
            called, custody = lookup.called(weapon), str(weapon["custody"])
            raise Refusal("loss.seen-since", field="finding", number=called, custody=custody)
        corrective_action = lookup.required(self.corrective_action, "corrective_action")
        if finding == LOST and tx.operator == loss["reported_by"] and tx.witness is None:
            raise Refusal("loss.own", field="loss", number=number)
        tx.change(
            "loss",
            id_,
            finding=finding,
            found_in=str(place["name"]) if place else None,
            corrective_action=corrective_action,
            closed_by=tx.operator,
            closed_second=tx.witness,
            closed_at=tx.now.text,
        )
        breaches: list[str] = []
        if place is None:
            tx.change("weapon", str(weapon["id"]), custody=LOST, place=None)
        elif weapon["custody"] == "missing":
            breaches = _bring_back(tx, weapon, place, f"{finding}, {number}", finding)
        return {"loss": id_, "number": number, "weapon": str(weapon["id"]), "breaches": breaches}

    def _place(self, tx: Transaction, weapon: Row, finding: str) -> Row:
        """A counting error leaves it where it was; where it was seen since, it is known too."""
        is_known = finding == COUNTING_ERROR or weapon["custody"] != "missing"
        if not self.found_in.strip() and is_known and weapon["place"]:
            return lookup.place(tx.connection, str(weapon["place"]))
        wanted = lookup.required(self.found_in, "found_in")
        return lookup.place(tx.connection, wanted, "found_in")


def _bring_back(tx: Transaction, weapon: Row, place: Row, purpose: str, finding: str) -> list[str]:
    """Breaches. Nobody watched over it: what was clear when it was last seen is not clear now."""
    safety = str(weapon["safety"])
    if safety == "clear" and finding != COUNTING_ERROR:
        safety = "not checked"
    breaches = misplaced(safety, place)
    values = {"breaches": with_breaches(weapon, breaches)} if breaches else {}
    tx.change("weapon", str(weapon["id"]), custody="in hand", safety=safety, **values)
    breach = "; ".join(breaches) or None
    move(tx, str(weapon["id"]), weapon["place"], str(place["id"]), purpose, None, breach)
    return breaches
