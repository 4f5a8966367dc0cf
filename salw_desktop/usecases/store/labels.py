"""Labels: a queue, printed when there is time, never part of saving (practice a10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command

POSITIONS_PER_SHEET = 24


def tag_and_label(tx: Transaction, weapon: str, number: str) -> None:
    tag = {"weapon": weapon, "number": number, "kind": "printed"}
    tx.insert("tag", {**tag, "state": "blank", "since": tx.now.text})
    ask_label(tx, weapon)


def ask_label(tx: Transaction, weapon: str) -> None:
    """Printing is a queue and never part of saving (practice a10)."""
    copy = weapons.copies(tx.connection, weapon) + 1
    row: dict[str, Cell] = {
        "weapon": weapon,
        "state": "waiting",
        "asked_at": tx.now.text,
        "copy": copy,
    }
    tx.insert("label", row)


@dataclass(frozen=True, kw_only=True)
class MarkLabelsPrinted(Command):
    """After the sheet came out right: every waiting label, or those of the weapons named."""

    kind: ClassVar[str] = "labels.printed"
    needs = TABLE | STORE

    first_position: int = 1
    weapons: tuple[str, ...] = ()

    def execute(self, tx: Transaction) -> Answer:
        if not 1 <= self.first_position <= POSITIONS_PER_SHEET:
            raise Refusal("label.position", field="first_position", last=POSITIONS_PER_SHEET)
        wanted = {str(lookup.weapon(tx.connection, each)["id"]) for each in self.weapons}
        waiting = [
            label
            for label in weapons.labels(tx.connection, "waiting")
            if not wanted or label["weapon"] in wanted
        ]
        if not waiting:
            raise Refusal("label.none-waiting", field="weapons")
        for place, label in enumerate(waiting):
            position = (self.first_position - 1 + place) % POSITIONS_PER_SHEET + 1
            tx.change(
                "label",
                str(label["id"]),
                state="printed",
                printed_at=tx.now.text,
                position=position,
            )
        following = (self.first_position - 1 + len(waiting)) % POSITIONS_PER_SHEET + 1
        return {"printed": len(waiting), "next_position": following}


@dataclass(frozen=True, kw_only=True)
class ReprintLabel(Command):
    kind: ClassVar[str] = "label.asked-again"
    needs = TABLE | STORE
    asks_why = True

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        if not weapon["number"]:
            raise Refusal("weapon.no-number", field="weapon")
        ask_label(tx, str(weapon["id"]))
        return {"weapon": str(weapon["id"])}
