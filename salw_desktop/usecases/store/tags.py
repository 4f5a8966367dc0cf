"""Tags: tied to an item and scanned, so that number and metal stay together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import tags as tag_rows
from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import running_of
from salw_desktop.domain.people import STORE, TABLE, SecondPerson
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable, Command
from salw_desktop.usecases.numbering import Given
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.labels import ask_label, drop_waiting

LIVE = ("blank", "bound")


def number_of(tx: Transaction, tag: str, field: str = "tag") -> Given:
    """The control number of a tag made beforehand: a pre-printed one, or a line of the number card."""
    number = lookup.control_number(tag, field)
    range_ = tag_rows.range_of(tx.connection, number)
    if range_ is None:
        raise Refusal("tag.of-no-range", field=field, given=number)
    if weapons.weapon(tx.connection, number) or tag_rows.by_number(tx.connection, number):
        raise Refusal("tag.taken", field=field, given=number)
    return Given(number, running_of(number), str(range_["number_block"]))


def new_tag(tx: Transaction, weapon: str, given: Given, tag: str, *, copy: int = 1) -> str:
    """The id of its row. A tag tied on by hand is bound at once; any other is printed from the queue."""
    row: dict[str, Cell] = {"weapon": weapon, "number": given.number, "since": tx.now.text}
    range_ = tag_rows.range_of(tx.connection, given.number) if tag else None
    if range_ is None:
        printed = tx.insert("tag", {**row, "kind": "printed", "state": "blank"})
        ask_label(tx, weapon, copy)
        return printed
    tied = {"kind": range_["kind"], "state": "bound", "tag_range": range_["id"]}
    return tx.insert("tag", {**row, **tied})


def _refuse_not_here(weapon: Row) -> None:
    """A tag is for what is here; what was seen again after its end is observed first."""
    custody = str(weapon["custody"])
    if custody in ENDED or weapon["record_kind"] == "documented":
        number = lookup.called(weapon)
        raise Refusal("tag.not-here", field="weapon", number=number, custody=custody)


@dataclass(frozen=True, kw_only=True)
class BindTag(AtTheTable):
    """The tag is tied on and scanned: proof that the right number hangs on the right weapon.

    A weapon that was recorded when no number was left takes the number of a tag made beforehand.
    """

    kind: ClassVar[str] = "tag.bound"
    needs = TABLE | STORE

    weapon: str
    scanned: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, id_ = lookup.called(weapon), str(weapon["id"])
        if not weapon["number"]:
            number = self._first_number(tx, weapon)
            return {"weapon": id_, "number": number}
        if lookup.weapon(tx.connection, self.scanned, "scanned")["id"] != id_:
            raise Refusal("tag.of-another", field="scanned", number=number, scanned=self.scanned)
        tag = tag_rows.newest_of(tx.connection, id_)
        if tag is None or tag["state"] == "bound":
            raise Refusal("tag.bound-already", field="weapon", number=number)
        if tag["state"] != "blank":
            raise Refusal("tag.gone", field="weapon", number=number, state=str(tag["state"]))
        tx.change("tag", str(tag["id"]), state="bound", since=tx.now.text)
        return {"weapon": id_, "number": number}

    def _first_number(self, tx: Transaction, weapon: Row) -> str:
        _refuse_not_here(weapon)
        scanned = lookup.control_number(self.scanned, "scanned")
        if weapons.weapon(tx.connection, scanned):
            number = lookup.called(weapon)
            raise Refusal("tag.of-another", field="scanned", number=number, scanned=scanned)
        given = number_of(tx, scanned, "scanned")
        tx.change("weapon", str(weapon["id"]), **numbering.numbered(given))
        new_tag(tx, str(weapon["id"]), given, scanned)
        return given.number


@dataclass(frozen=True, kw_only=True)
class _TagGone(Command):
    """By its own number, tied on or still blank, or by the weapon that it hangs on; a reason is kept with it."""

    state: ClassVar[str]
    needs = TABLE | STORE
    asks_why = True

    tag: str = ""
    weapon: str = ""

    def execute(self, tx: Transaction) -> Answer:
        if bool(self.tag.strip()) == bool(self.weapon.strip()):
            raise Refusal("tag.or-weapon", field="tag")
        found = self._of_weapon(tx) if self.weapon.strip() else self._by_number(tx)
        why = {"state": self.state, "since": tx.now.text, "why": self.reason.strip()}
        if isinstance(found, Given):
            range_ = tag_rows.range_of(tx.connection, found.number) or {}
            row = {"number": found.number, "kind": range_["kind"], "tag_range": range_["id"]}
            tx.insert("tag", {**row, **why})
            return {"tag": found.number, "weapon": ""}
        if found["state"] not in LIVE:
            tag, state = str(found["number"]), str(found["state"])
            raise Refusal("tag.gone-already", field="tag", tag=tag, state=state)
        tx.change("tag", str(found["id"]), **why)
        if found["weapon"]:
            drop_waiting(tx, str(found["weapon"]))
        return {"tag": str(found["number"]), "weapon": str(found["weapon"] or "")}

    def _of_weapon(self, tx: Transaction) -> Row:
        weapon = lookup.weapon(tx.connection, self.weapon)
        tag = tag_rows.newest_of(tx.connection, str(weapon["id"]))
        if tag is None:
            raise Refusal("tag.no-number", field="weapon")
        return tag

    def _by_number(self, tx: Transaction) -> Row | Given:
        number = lookup.control_number(self.tag, "tag")
        return tag_rows.by_number(tx.connection, number) or number_of(tx, number)


@dataclass(frozen=True, kw_only=True)
class SpoilTag(_TagGone):
    """Torn, misprinted or unreadable: its number is never tied to anything else."""

    kind: ClassVar[str] = "tag.spoiled"
    state = "spoiled"


@dataclass(frozen=True, kw_only=True)
class LoseTag(_TagGone):
    """Not on the item any more, or gone from the roll: the item is untagged until it is re-tagged."""

    kind: ClassVar[str] = "tag.lost"
    state = "lost"


@dataclass(frozen=True, kw_only=True)
class Retag(AtTheTable):
    """Class A: the item is known again by serial, photograph or features, and a new tag is tied on (practice d6).

    The control number stays what it is; the old tag is void and the chain is kept.
    """

    kind: ClassVar[str] = "weapon.retagged"
    needs = TABLE | STORE
    second = SecondPerson.BEFORE

    weapon: str
    known_by: str  # what both looked at: serial number, photographs, features
    tag: str = ""  # of a range; empty: a printed label that bears the weapon's own number again

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        known_by, id_ = lookup.required(self.known_by, "known_by"), str(weapon["id"])
        _refuse_not_here(weapon)
        if not weapon["number"]:
            raise Refusal("tag.no-number", field="weapon")
        number = str(weapon["number"])
        tag = number_of(tx, self.tag) if self.tag.strip() else None
        old = tag_rows.newest_of(tx.connection, id_)
        if old is not None and old["state"] in LIVE:
            why = self.reason.strip() or None
            tx.change("tag", str(old["id"]), state="replaced", since=tx.now.text, why=why)
        drop_waiting(tx, id_)
        own = Given(number, int(weapon["running"] or 0), str(weapon["number_block"]))
        copy = weapons.copies(tx.connection, id_) + 1
        new = new_tag(tx, id_, tag or own, self.tag.strip(), copy=copy)
        row: dict[str, Cell] = {
            "weapon": id_,
            "old_tag": str(old["id"]) if old else None,
            "new_tag": new,
            "known_by": known_by,
            "tagged_by": tx.operator,
            "tagged_second": tx.witness,
            "at": tx.now.text,
        }
        tx.insert("retagging", row)
        return {"weapon": id_, "number": number, "tag": tag.number if tag else number}


def untagged(register: Register) -> list[Row]:
    """The worklist: what is here with no tag on it, `state` and `tag_number` of the one it had, None for none."""
    return tag_rows.untagged(register.reader)


def tag_chain(register: Register, weapon: str) -> list[Row]:
    """Every tag of an item, oldest first; one put on by two says `follows`, `known_by` and who they were."""
    id_ = str(lookup.weapon(register.reader, weapon)["id"])
    return tag_rows.chain(register.reader, id_)
