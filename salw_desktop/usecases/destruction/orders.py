"""Destruction orders: written with a frozen list, approved by another person, or withdrawn."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from salw_desktop.database import destruction, people, photos, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import BLOCKING_HOLDS, DESTRUCTION
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SUPERVISORS, Role, SecondPerson
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.alarms import refuse_open_alarm
from salw_desktop.usecases.commands import Answer, Command, refuse_one_person
from salw_desktop.usecases.glance import Looking
from salw_desktop.usecases.marking.worklist import refuse_unmarked
from salw_desktop.usecases.store.holds import refuse_held
from salw_desktop.usecases.store.laboratory import restoration_missing

PHOTO_SET = ("left", "right", "serial close-up")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def list_sha256(lines: Iterable[tuple[int, str]]) -> str:
    """Over `line TAB control number LF` of each item: frozen when the order is written, printed on it."""
    text = "".join(f"{line}\t{number}\n" for line, number in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_unfit(tx: Looking, weapon: Row) -> None:
    """An order starts only from the combinations of domain/axes.py."""
    number = lookup.called(weapon)
    if weapon["custody"] not in DESTRUCTION.custody:
        custody = str(weapon["custody"])
        raise Refusal("weapon.not-in-hand", field="weapons", number=number, custody=custody)
    if weapon["safety"] not in DESTRUCTION.safety:
        safety = str(weapon["safety"])
        raise Refusal("weapon.not-clear", field="weapons", number=number, safety=safety)
    refuse_held(tx, weapon)
    refuse_open_alarm(tx, weapon)
    refuse_unmarked(tx, weapon)


def warnings_of(tx: Looking, weapon: Row) -> list[str]:
    """What would make somebody wait, and whoever approves may accept (practice e4)."""
    id_, number = str(weapon["id"]), lookup.called(weapon)
    found = [
        str(hold["kind"])
        for hold in weapons.open_holds(tx.connection, id_, blocking=False)
        if hold["kind"] not in BLOCKING_HOLDS
    ]
    if weapon["identification"] != "identified":
        found.append("not identified")
    seen = {str(photo["view"]) for photo in photos.of(tx.connection, "weapon", id_)}
    wanting = [view for view in PHOTO_SET if view not in seen]
    if wanting:
        found.append(f"no photograph of: {', '.join(wanting)}")
    if destruction.has_open_look_alike(tx.connection, id_):
        found.append("a look-alike still open")
    if restoration_missing(tx.connection, weapon):
        found.append("the removed number neither brought back nor waived")
    return [f"{number}: {each}" for each in found]


def fit_item(tx: Looking, campaign: Row, wanted: str) -> Row:
    """The weapon, where it may go on a new order of that campaign; else a refusal that says what stands in the way."""
    weapon = lookup.weapon(tx.connection, wanted, "weapons")
    number = str(weapon["number"])
    if not weapon["number"]:
        raise Refusal("weapon.no-number", field="weapons")
    if weapon["campaign"] != campaign["id"]:
        code = str(weapon["campaign_code"])
        raise Refusal("order.other-campaign", field="weapons", number=number, campaign=code)
    refuse_unfit(tx, weapon)
    live = destruction.live_order_of(tx.connection, str(weapon["id"]))
    if live:
        order = str(live["number"])
        raise Refusal("weapon.on-order", field="weapons", number=number, order=order)
    return weapon


@dataclass(frozen=True, kw_only=True)
class WriteOrder(Command):
    """From an external authority (commission, court, mission), or for local approval where the campaign allows it."""

    kind: ClassVar[str] = "order.written"
    needs = STORE

    campaign: str
    legal_basis: str
    method: str
    planned_on: str
    weapons: tuple[str, ...]
    place: str = "Destruction site"
    issuer: str = ""
    issuer_number: str = ""
    issued_on: str = ""
    scan_sha256: str = ""

    def execute(self, tx: Transaction) -> Answer:
        campaign = lookup.campaign(tx.connection, self.campaign)
        items = self._items(tx, campaign)
        authority = self._authority(campaign)
        lines = [(line, str(item["number"])) for line, item in enumerate(items, 1)]
        number = numbering.new_paper_number(tx, numbering.ORDER)
        order = tx.insert(
            "destruction_order",
            {
                "number": number,
                "campaign": campaign["id"],
                "legal_basis": lookup.required(self.legal_basis, "legal_basis"),
                "method": lookup.required(self.method, "method"),
                "place": lookup.place(tx.connection, self.place)["id"],
                "planned_on": lookup.day(self.planned_on, "planned_on"),
                **authority,
                "state": "written",
                "written_by": tx.operator,
                "written_at": tx.now.text,
                "list_sha256": list_sha256(lines),
                "items": len(items),
            },
        )
        for line, item in enumerate(items, 1):
            row: dict[str, Cell] = {"destruction_order": order, "line": line, "weapon": item["id"]}
            tx.insert("order_line", row)
            tx.change("weapon", str(item["id"]), intended_disposal="destroy")
        return {
            "order": order,
            "number": number,
            "list_sha256": list_sha256(lines),
            "warnings": [each for item in items for each in warnings_of(tx, item)],
        }

    def _items(self, tx: Transaction, campaign: Row) -> list[Row]:
        if not self.weapons:
            raise lookup.missing("weapons")
        items: dict[str, Row] = {}
        for wanted in self.weapons:
            weapon = fit_item(tx, campaign, wanted)
            if str(weapon["id"]) in items:
                number = str(weapon["number"])
                raise Refusal("order.twice-on-list", field="weapons", number=number)
            items[str(weapon["id"])] = weapon
        return list(items.values())

    def _authority(self, campaign: Row) -> dict[str, str | None]:
        given = (self.issuer, self.issuer_number, self.issued_on)
        if not any(given):
            if not campaign["may_approve_locally"]:
                raise Refusal("order.no-authority", field="issuer", campaign=str(campaign["code"]))
            return {"authority_kind": "local"}
        if self.scan_sha256 and not _SHA256.fullmatch(self.scan_sha256):
            raise Refusal("order.scan-hash", field="scan_sha256")
        return {
            "authority_kind": "external",
            "issuer": lookup.required(self.issuer, "issuer"),
            "issuer_number": lookup.required(self.issuer_number, "issuer_number"),
            "issued_on": lookup.day(self.issued_on, "issued_on"),
            "scan_sha256": self.scan_sha256 or None,
        }


@dataclass(frozen=True, kw_only=True)
class ApproveOrder(Command):
    """By a supervisor who did not write it: the one at the keyboard, or the second person in front of it.

    Of an external order the two attest: this is the order, this is the list.
    """

    kind: ClassVar[str] = "order.approved"
    needs = STORE

    order: str

    def execute(self, tx: Transaction) -> Answer:
        order = lookup.order(tx.connection, self.order)
        number, id_ = str(order["number"]), str(order["id"])
        if order["state"] != "written":
            raise Refusal("order.not-open", field="order", number=number, state=str(order["state"]))
        approver = tx.witness or tx.operator
        refuse_approver(tx.connection, order, approver, tx.now.date)
        lines = destruction.order_lines(tx.connection, id_)
        accepted: list[str] = []
        for line in lines:
            weapon = lookup.weapon(tx.connection, str(line["weapon"]))
            refuse_unfit(tx, weapon)
            accepted += warnings_of(tx, weapon)
        tx.change(
            "destruction_order",
            id_,
            state="approved",
            approved_by=approver,
            approved_at=tx.now.text,
        )
        return {"order": id_, "number": number, "items": len(lines), "warnings": accepted}


@dataclass(frozen=True, kw_only=True)
class ApproveOrderTogether(ApproveOrder):
    """The same act where the writer keeps the keyboard: the approver signs in front of it."""

    second = SecondPerson.BEFORE

    @override
    def refuse_second(self, connection: Connection, second: str, date: str) -> None:
        refuse_approver(connection, lookup.order(connection, self.order), second, date)


def refuse_approver(connection: Connection, order: Row, approver: str, date: str) -> None:
    """A supervisor who did not write it, nor stands for whoever did; `order` needs its number and its writer."""
    number, writer = str(order["number"]), str(order["written_by"])
    if approver == writer:
        raise Refusal("order.own", field="order", number=number)
    refuse_one_person(connection, writer, approver, date, "order")
    if Role.SUPERVISOR not in people.roles_of(connection, approver, date):
        raise Refusal("order.needs-supervisor", field="order", number=number)


@dataclass(frozen=True, kw_only=True)
class WithdrawOrder(Command):
    """Before a session has begun; its items are free for another order."""

    kind: ClassVar[str] = "order.withdrawn"
    needs = SUPERVISORS
    asks_why = True

    order: str

    def execute(self, tx: Transaction) -> Answer:
        order = lookup.order(tx.connection, self.order)
        number, id_ = str(order["number"]), str(order["id"])
        if order["state"] not in ("written", "approved"):
            raise Refusal("order.not-open", field="order", number=number, state=str(order["state"]))
        if destruction.open_session_of(tx.connection, id_):
            raise Refusal("order.in-session", field="order", number=number)
        tx.change("destruction_order", id_, state="withdrawn")
        return {"order": id_, "number": number}
