"""Labels: a queue, printed when there is time, never part of saving (practice a10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import journal, weapons
from salw_desktop.database import tags as tag_rows
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.printing.sheets import A4_3X8
from salw_desktop.printing.sheets import LabelSheet as LabelSheet
from salw_desktop.printing.sheets import label_sheet_named as label_sheet_named
from salw_desktop.printing.sheets import label_sheets as label_sheets
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.register import Register

USUAL_SHEET = A4_3X8


def ask_label(tx: Transaction, weapon: str, copy: int = 1) -> None:
    """Printing is a queue and never part of saving (practice a10)."""
    row: dict[str, Cell] = {
        "weapon": weapon,
        "state": "waiting",
        "asked_at": tx.now.text,
        "copy": copy,
    }
    tx.insert("label", row)


def drop_waiting(tx: Transaction, weapon: str) -> None:
    """Takes the labels of an item off the queue: the tag that they were meant for is not wanted any more."""
    for label in weapons.waiting_labels(tx.connection, weapon):
        tx.change("label", label, state="void")


@dataclass(frozen=True, kw_only=True)
class AddSheetPack(AtTheTable):
    """A pack of one kind of sheet, or a roll: its last sheet is half used, and that is remembered."""

    kind: ClassVar[str] = "sheet-pack.added"
    needs = TABLE | STORE

    name: str
    sheet: str = USUAL_SHEET

    def execute(self, tx: Transaction) -> Answer:
        name, sheet = lookup.required(self.name, "name"), label_sheet_named(self.sheet.strip())
        if tag_rows.sheet_pack(tx.connection, name):
            raise Refusal("sheet-pack.twice", field="name", name=name)
        values: dict[str, Cell] = {"name": name, "sheet": sheet.name, "next_position": 1}
        return {"sheet_pack": tx.insert("sheet_pack", values), "positions": sheet.positions}


def pack_named(connection: Connection, name: str) -> Row:
    """Its sheet and its next position."""
    found = tag_rows.sheet_pack(connection, name.strip())
    if found is None:
        raise Refusal("sheet-pack.unknown", field="pack", given=name[:80])
    return found


def packs(register: Register) -> list[Row]:
    return tag_rows.sheet_packs(register.reader)


def start_of(connection: Connection, name: str) -> int:
    """The first empty position of the pack's newest sheet."""
    return int(pack_named(connection, name)["next_position"] or 1)


@dataclass(frozen=True, kw_only=True)
class MarkLabelsPrinted(AtTheTable):
    """After the sheet came out right: every waiting label, or those of the weapons or by the ids named.

    A pack named says the sheet and where it goes on; a first position given all the same wins, for a sheet thrown away.
    """

    kind: ClassVar[str] = "labels.printed"
    needs = TABLE | STORE

    first_position: int | None = None
    weapons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pack: str = ""
    sheet: str = USUAL_SHEET

    def execute(self, tx: Transaction) -> Answer:
        sheet, first = self.place(tx.connection)
        positions = label_sheet_named(sheet).positions
        if not 1 <= first <= positions:
            raise Refusal("label.position", field="first_position", last=positions)
        waiting = self.waiting(tx.connection)
        pack_id = str(pack_named(tx.connection, self.pack)["id"]) if self.pack.strip() else None
        for place, label in enumerate(waiting):
            position = (first - 1 + place) % positions + 1
            tx.change(
                "label",
                str(label["id"]),
                state="printed",
                printed_at=tx.now.text,
                position=position,
                sheet_pack=pack_id,
            )
        following = (first - 1 + len(waiting)) % positions + 1
        if pack_id:
            tx.change("sheet_pack", pack_id, next_position=following)
        return {"printed": len(waiting), "next_position": following}

    def place(self, connection: Connection) -> tuple[str, int]:
        """The sheet to print on, and the position of the first label on it."""
        sheet, first = self.sheet.strip(), 1
        if self.pack.strip():
            sheet = str(pack_named(connection, self.pack)["sheet"])
            first = start_of(connection, self.pack)
        return sheet, first if self.first_position is None else self.first_position

    def waiting(self, connection: Connection) -> list[Row]:
        """The labels meant, in the order in which they go on the sheet. Refusal `label.none-waiting`."""
        return _waiting(connection, self.weapons, self.labels)


def _waiting(connection: Connection, items: Sequence[str], labels: Sequence[str]) -> list[Row]:
    """Every waiting label, or those of the items or by the ids named."""
    wanted = {str(lookup.weapon(connection, each)["id"]) for each in items}
    waiting = [
        label
        for label in weapons.labels(connection, "waiting")
        if not wanted or label["weapon"] in wanted
        if not labels or label["id"] in labels
    ]
    if not waiting:
        raise Refusal("label.none-waiting", field="weapons")
    return waiting


@dataclass(frozen=True, kw_only=True)
class ReprintLabel(AtTheTable):
    kind: ClassVar[str] = "label.asked-again"
    needs = TABLE | STORE
    asks_why = True

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        if not weapon["number"]:
            raise Refusal("weapon.no-number", field="weapon")
        id_ = str(weapon["id"])
        ask_label(tx, id_, weapons.copies(tx.connection, id_) + 1)
        return {"weapon": str(weapon["id"])}


@dataclass(frozen=True, kw_only=True)
class DropLabels(AtTheTable):
    """Off the queue without a print: the number was written by hand, or the label was asked for by mistake."""

    kind: ClassVar[str] = "labels.dropped"
    needs = TABLE | STORE
    asks_why = True

    weapons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def execute(self, tx: Transaction) -> Answer:
        waiting = _waiting(tx.connection, self.weapons, self.labels)
        for label in waiting:
            tx.change("label", str(label["id"]), state="void")
        return {"dropped": len(waiting)}


def why_asked_again(register: Register, weapon: str, label: str) -> str:
    """The reason given for a further copy; empty for a first one."""
    for _, event in journal.history(register.reader, weapon):
        if any(row[:2] == ["label", label] for row in event.rows):
            return event.text("reason")
    return ""
