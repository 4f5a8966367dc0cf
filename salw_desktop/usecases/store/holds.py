"""Holds: why an item may not be ended, any number at once, each lifted by two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import holds, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import ENDED, HOLDS
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SUPERVISORS, TABLE, SecondPerson
from salw_desktop.usecases import countersigning, lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.glance import Looking
from salw_desktop.usecases.register import Register


def refuse_held(tx: Looking, weapon: Row) -> None:
    """Evidence, court, appeal, claim or laboratory: no end while a hold stands."""
    number = lookup.called(weapon)
    for hold in weapons.open_holds(tx.connection, str(weapon["id"])):
        raise Refusal(
            "weapon.on-hold",
            field="weapons",
            number=number,
            hold=str(hold["kind"]),
            authority=str(hold["authority"]),
            case_number=str(hold["case_number"]),
        )


LABORATORY, REMOVED = "laboratory", "removed on purpose"
_NOT_HERE = (*ENDED, "not taken")


def for_laboratory(
    tx: Transaction, weapon: str, seen: Mapping[str, object], case_number: str
) -> str:
    """A number removed on purpose may be brought back: no cleaning, no strike, no end before that (practice b6)."""
    if seen["serial_status"] != REMOVED or seen["custody"] in _NOT_HERE:
        return ""
    held = weapons.open_holds(tx.connection, weapon)
    if any(hold["kind"] == LABORATORY for hold in held):
        return ""
    campaign = lookup.campaign(tx.connection, str(seen["campaign"])) if seen.get("campaign") else {}
    values: dict[str, Cell] = {
        "weapon": weapon,
        "kind": LABORATORY,
        "authority": str(campaign.get("authority") or "this register"),
        "case_number": case_number,
        "ordered_on": tx.now.date,
        "placed_by": tx.operator,
    }
    return tx.insert("hold", values)


@dataclass(frozen=True, kw_only=True)
class PlaceHold(Command):
    """Any number at once; a hold never ends by itself (practice i6)."""

    kind: ClassVar[str] = "hold.placed"
    needs = TABLE | STORE

    weapon: str
    hold_kind: str
    authority: str
    case_number: str
    ordered_on: str
    review_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        values = {
            "weapon": weapon["id"],
            "kind": lookup.one_of(HOLDS.words, self.hold_kind, "hold_kind"),
            "authority": lookup.required(self.authority, "authority"),
            "case_number": lookup.required(self.case_number, "case_number"),
            "ordered_on": lookup.day(self.ordered_on, "ordered_on"),
            "review_on": lookup.day(self.review_on, "review_on") if self.review_on else None,
            "placed_by": tx.operator,
        }
        return {"hold": tx.insert("hold", values), "number": str(weapon["number"] or "")}


@dataclass(frozen=True, kw_only=True)
class LiftHold(Command):
    """Class A; lifting names the authority that ordered it."""

    kind: ClassVar[str] = "hold.lifted"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    may_be_remote = True
    asks_why = True

    hold: str
    on_order_of: str

    def execute(self, tx: Transaction) -> Answer:
        hold = lookup.hold(tx.connection, self.hold)
        if hold["lifted_at"]:
            raise Refusal("hold.lifted", field="hold")
        item = lookup.weapon(tx.connection, str(hold["weapon"]))
        countersigning.refuse_open(tx.connection, str(item["id"]), lookup.called(item))
        tx.change(
            "hold",
            str(hold["id"]),
            lifted_at=tx.now.text,
            lifted_on_order_of=lookup.required(self.on_order_of, "on_order_of"),
            lifted_by=tx.operator,
            lifted_second=tx.witness,
            remote_code=tx.remote_code,
        )
        return {"hold": str(hold["id"]), "weapon": str(hold["weapon"])}


def to_review(register: Register) -> tuple[Row, ...]:
    """Open holds whose review date is today or past: a hold never ends by itself (practice i6)."""
    return tuple(holds.to_review(register.reader, register.clock().date))
