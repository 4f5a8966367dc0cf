"""Clearances: what two people saw when they looked into an item (IDDRS 4.10 §6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.domain.word_lists import ISOLATION_POINT, words_of
from salw_desktop.usecases import countersigning, free_text, lookup
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.store.placing import move


@dataclass(frozen=True, kw_only=True)
class RecordClearance(AtTheTable):
    """What was seen at the unloading bay, of one item: never a kept field, never copied, never defaulted.

    Of an item not recorded yet (its hand-in and the token tied on at the bay), or of a recorded one.
    """

    kind: ClassVar[str] = "clearance.recorded"
    needs = TABLE | {Role.WEAPONS_INSPECTOR, Role.TECHNICAL_OFFICER}

    safety: str
    cleared_by: str  # holder or inspector (IDDRS 4.10 §6.2)
    verified_by: str
    performed_by: str = ""  # of the roster, where an inspector cleared it
    hand_in: str = ""
    token: str = ""
    weapon: str = ""
    place: str = "Unloading bay"
    remark: str = ""  # what was seen, in words
    told: str = ""  # of the roster: the technical officer who was told of what is not clear

    def execute(self, tx: Transaction) -> Answer:
        safety = lookup.one_of(SAFETY.words, self.safety, "safety")
        cleared_by = lookup.one_of(
            words_of("clearance", "cleared_by"), self.cleared_by, "cleared_by"
        )
        if cleared_by == "inspector" and not self.performed_by:
            raise lookup.missing("performed_by")
        performer, verifier = self._people(tx)
        tx.name_people(performed_by=performer, verified_by=verifier)
        item = lookup.weapon(tx.connection, self.weapon) if self.weapon else None
        hand_in = lookup.hand_in(tx.connection, self.hand_in) if self.hand_in else None
        if item is not None and item["record_kind"] == "documented":
            raise Refusal("weapon.documented", field="weapon", number=lookup.called(item))
        if item is None and (hand_in is None or not self.token.strip()):
            raise Refusal("clearance.of-what", field="token")
        if hand_in is not None:
            free_text.look_at_hand_in(hand_in, self)
        if item is not None:
            free_text.look_at_weapon(tx.connection, item, self)
        waiting = countersigning.clearance_list(tx)
        values = {
            "hand_in": hand_in["id"] if hand_in else None,
            "weapon": item["id"] if item else None,
            "token": self.token.strip() or None,
            "safety": safety,
            "cleared_by": cleared_by,
            "performed_by": performer,
            "verified_by": verifier,
            "place": lookup.place(tx.connection, self.place)["id"],
            "done_at": tx.now.text,
            "seen": self.remark or None,
            **self._told(tx),
            "countersign": waiting,
        }
        id_ = tx.insert("clearance", values)
        if item is not None:
            self._tell_weapon(tx, item, safety, performer)
            countersigning.add_item(tx, waiting, str(item["id"]))
        return {"clearance": id_, "countersign": waiting}

    def _people(self, tx: Transaction) -> tuple[str | None, str]:
        verifier = str(lookup.person(tx.connection, self.verified_by, "verified_by")["id"])
        if not self.performed_by:
            return None, verifier
        performer = str(lookup.person(tx.connection, self.performed_by, "performed_by")["id"])
        if performer == verifier:
            raise Refusal("clearance.same-person", field="verified_by")
        return performer, verifier

    def _told(self, tx: Transaction) -> dict[str, str | None]:
        if not self.told:
            return {}
        person = lookup.person(tx.connection, self.told, "told")
        return {"told": str(person["id"]), "told_at": tx.now.text}

    @staticmethod
    def _tell_weapon(tx: Transaction, weapon: Row, safety: str, performer: str | None) -> None:
        id_ = str(weapon["id"])
        tx.change("weapon", id_, safety=safety)
        isolation = people.place_of_kind(tx.connection, ISOLATION_POINT)
        if safety not in CLEAR and isolation and isolation["id"] != weapon["place"]:
            to_place = str(isolation["id"])
            move(tx, id_, weapon["place"], to_place, f"found {safety}", performer)
