"""Acts of a hand-in: opened, cleared at the unloading bay, closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import handling, people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR, ISOLATION_POINT, SAFETY, WORD_LISTS
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.usecases import countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.store.placing import move

_WORDS = {(each.table, each.column): each.words for each in WORD_LISTS}
BROUGHT_BY = _WORDS["hand_in", "brought_by"]
ENDS = ("closed", "withdrawn", "left without receipt")


@dataclass(frozen=True, kw_only=True)
class OpenHandIn(Command):
    """For another day than today it is a late entry, with its own date, which a second person signs."""

    kind: ClassVar[str] = "hand-in.opened"
    needs = TABLE

    campaign: str
    brought_by: str
    place: str = "Registration table"
    declared: int | None = None  # items announced by the bringer
    opened_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        campaign = lookup.campaign(tx.connection, self.campaign)
        number = numbering.new_paper_number(tx, numbering.HAND_IN)
        values = {
            "number": number,
            "campaign": campaign["id"],
            "place": lookup.place(tx.connection, self.place)["id"],
            "brought_by": lookup.one_of(BROUGHT_BY, self.brought_by, "brought_by"),
            "state": "open",
            "opened_on": lookup.day_of_the_act(tx, self.opened_on, "opened_on"),
            "declared": self.declared,
        }
        answer = {"hand_in": tx.insert("hand_in", values), "number": number}
        if values["opened_on"] != tx.now.date:
            answer["countersign"] = countersigning.ask(tx, countersigning.LATE_ENTRY, number)
        return answer


@dataclass(frozen=True, kw_only=True)
class CloseHandIn(Command):
    """Also a hand-in that was withdrawn or left without receipt: both are facts, numbers are kept."""

    kind: ClassVar[str] = "hand-in.closed"
    needs = TABLE

    hand_in: str
    end: str = "closed"

    def execute(self, tx: Transaction) -> Answer:
        found = lookup.hand_in(tx.connection, self.hand_in)
        if found["state"] != "open":
            number, state = str(found["number"]), str(found["state"])
            raise Refusal("hand-in.ended", field="hand_in", number=number, state=state)
        end = lookup.one_of(ENDS, self.end, "end")
        tx.change("hand_in", str(found["id"]), state=end, closed_on=tx.now.date)
        recorded = handling.lines_of(tx.connection, str(found["id"]))
        return {"hand_in": str(found["id"]), "number": str(found["number"]), "recorded": recorded}


@dataclass(frozen=True, kw_only=True)
class RecordClearance(Command):
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

    def execute(self, tx: Transaction) -> Answer:
        safety = lookup.one_of(SAFETY.words, self.safety, "safety")
        cleared_by = lookup.one_of(_WORDS["clearance", "cleared_by"], self.cleared_by, "cleared_by")
        if cleared_by == "inspector" and not self.performed_by:
            raise Refusal("field.missing", field="performed_by", name="performed_by")
        performer, verifier = self._people(tx)
        tx.name_people(performed_by=performer, verified_by=verifier)
        item = lookup.weapon(tx.connection, self.weapon) if self.weapon else None
        hand_in = lookup.hand_in(tx.connection, self.hand_in) if self.hand_in else None
        if item is None and (hand_in is None or not self.token.strip()):
            raise Refusal("clearance.of-what", field="token")
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

    @staticmethod
    def _tell_weapon(tx: Transaction, weapon: Row, safety: str, performer: str | None) -> None:
        id_ = str(weapon["id"])
        tx.change("weapon", id_, safety=safety)
        isolation = people.place_of_kind(tx.connection, ISOLATION_POINT)
        if safety not in CLEAR and isolation and isolation["id"] != weapon["place"]:
            to_place = str(isolation["id"])
            move(tx, id_, weapon["place"], to_place, f"found {safety}", performer)
