"""Amendments: lines withdrawn from a frozen list by two, each under a number and a new hash (practice e5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SecondPerson
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction.orders import list_sha256
from salw_desktop.usecases.destruction.sessions import CHECKING


@dataclass(frozen=True, kw_only=True)
class AmendOrder(Command):
    """Class A. Until the check is finished: after that an item is named as not destroyed instead."""

    kind: ClassVar[str] = "order.amended"
    needs = STORE
    second = SecondPerson.BEFORE
    asks_why = True

    order: str
    weapons: tuple[str, ...]

    def execute(self, tx: Transaction) -> Answer:
        order = lookup.order(tx.connection, self.order)
        id_, session = str(order["id"]), self._session(tx, order)
        lines = destruction.order_lines(tx.connection, id_)
        withdrawn = self._withdrawn(tx, order, lines, session)
        left = [
            (int(line["line"] or 0), str(line["number"]))
            for line in lines
            if line["weapon"] not in withdrawn
        ]
        if not left:
            raise Refusal("amendment.leaves-none", field="weapons", order=str(order["number"]))
        number, sha256 = numbering.new_paper_number(tx, numbering.AMENDMENT), list_sha256(left)
        amendment = tx.insert(
            "order_amendment",
            {
                "number": number,
                "destruction_order": id_,
                "reason": self.reason,
                "list_sha256": sha256,
                "items": len(left),
                "amended_by": tx.operator,
                "amended_second": tx.witness,
                "at": tx.now.text,
            },
        )
        for weapon in withdrawn:
            row = {"order_amendment": amendment, "destruction_order": id_, "weapon": weapon}
            tx.insert("amendment_line", row)
        return {
            "amendment": amendment,
            "number": number,
            "list_sha256": sha256,
            "items": len(left),
        }

    @staticmethod
    def _session(tx: Transaction, order: Row) -> str | None:
        number, state = str(order["number"]), str(order["state"])
        if state not in ("written", "approved"):
            raise Refusal("order.not-open", field="order", number=number, state=state)
        session = destruction.open_session_of(tx.connection, str(order["id"]))
        if session is None:
            return None
        if session["state"] != CHECKING:
            raise Refusal(
                "amendment.too-late",
                field="order",
                order=number,
                session=str(session["number"]),
                state=str(session["state"]),
            )
        return str(session["id"])

    def _withdrawn(
        self, tx: Transaction, order: Row, lines: list[Row], session: str | None
    ) -> list[str]:
        if not self.weapons:
            raise lookup.missing("weapons")
        listed = {str(line["weapon"]) for line in lines}
        found: list[str] = []
        for wanted in self.weapons:
            weapon = lookup.weapon(tx.connection, wanted, "weapons")
            id_, number = str(weapon["id"]), lookup.called(weapon)
            if id_ in found:
                raise Refusal("order.twice-on-list", field="weapons", number=number)
            if id_ not in listed:
                raise Refusal(
                    "amendment.not-on-list",
                    field="weapons",
                    number=number,
                    order=str(order["number"]),
                )
            if session and destruction.result_of(tx.connection, session, id_):
                raise Refusal("session.has-result", field="weapons", number=number)
            found.append(id_)
        return found


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment as papers tell it; `withdrawn` holds line and control number, `items` is what it left."""

    number: str
    at: str
    reason: str
    list_sha256: str
    items: int
    signed_by: tuple[str, str]
    withdrawn: tuple[tuple[int, str], ...]


def amendments_of(connection: Connection, order: str) -> tuple[Amended, ...]:
    """Of an order by its id, in the order in which they were made."""
    return tuple(
        Amended(
            number=str(row["number"]),
            at=str(row["at"]),
            reason=str(row["reason"]),
            list_sha256=str(row["list_sha256"]),
            items=int(row["items"] or 0),
            signed_by=(str(row["first_name"]), str(row["second_name"])),
            withdrawn=tuple(
                (int(line["line"] or 0), str(line["number"]))
                for line in destruction.withdrawn_lines(connection, str(row["id"]))
            ),
        )
        for row in destruction.amendments(connection, order)
    )
