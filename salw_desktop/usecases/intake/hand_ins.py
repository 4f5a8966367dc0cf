"""Acts of a hand-in: opened by its bringer's kind, closed with what was recorded, or ended otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, handling, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import countersigning, free_text, lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.intake.persons import Bringer, insert_person, is_cleared

ENDS = ("closed", "withdrawn", "left without receipt")
BY_PEOPLE = ("person", "group")
VOLUNTARY = ("DDR", "amnesty", "T-WAM")
_TEAM = re.compile(r"[^\W_][\w -]{0,11}")


@dataclass(frozen=True, kw_only=True)
class OpenHandIn(AtTheTable):
    """First of all: has child protection cleared this person as an adult? No and not sure are the same here.

    The answer is written nowhere: what a child brings has the record of any hand-in with no person (practice f1, f3).
    For another day than today it is a late entry, with its own date, which a second person signs.
    """

    kind: ClassVar[str] = "hand-in.opened"
    needs = TABLE

    campaign: str
    brought_by: str
    cleared_as_adult: str = ""
    place: str = "Registration table"
    team: str = ""
    from_unit: str = ""  # the community, the patrol's unit or the battalion that held it
    voucher: str = ""  # of the other unit
    cache: str = ""
    bringer: Bringer | None = None  # a group is named by its bringer only (practice a4)
    declared: int | None = None  # items announced
    opened_on: str = ""
    late_because: str = ""  # of a closed list: a late slip of a child has no free text either

    def execute(self, tx: Transaction) -> Answer:
        campaign = lookup.campaign(tx.connection, self.campaign)
        brought_by = lookup.one_of(words_of("hand_in", "brought_by"), self.brought_by, "brought_by")
        self._look_at_bringer(brought_by, campaign)
        if self.declared is not None and self.declared < 0:
            raise Refusal("quantity.negative", field="declared", name="declared")
        opened_on = lookup.day_of_the_act(tx, self.opened_on, "opened_on")
        late_because = self._late_because(tx, opened_on)
        number = numbering.new_paper_number(tx, numbering.HAND_IN)
        person = (
            insert_person(tx, str(campaign["id"]), self.bringer, opened_on)
            if self.bringer
            else None
        )
        cache = lookup.cache(tx.connection, self.cache)["id"] if self.cache else None
        values = {
            "number": number,
            "campaign": campaign["id"],
            "place": lookup.place(tx.connection, self.place)["id"],
            "team": self.team.strip() or None,
            "brought_by": brought_by,
            "from_unit": self.from_unit.strip() or None,
            "voucher": self.voucher.strip() or None,
            "cache": cache,
            "person": person,
            "state": "open",
            "opened_on": opened_on,
            "declared": self.declared,
            "late_because": late_because,
        }
        answer = {"hand_in": tx.insert("hand_in", values), "number": number}
        if late_because:
            answer["countersign"] = countersigning.ask(tx, countersigning.LATE_ENTRY, number)
        return answer

    def _late_because(self, tx: Transaction, opened_on: str) -> str | None:
        """Event date, entry date and why they differ (practice a13)."""
        if opened_on == tx.now.date:
            return None
        reasons = words_of("hand_in", "late_because")
        return lookup.one_of(
            reasons, lookup.required(self.late_because, "late_because"), "late_because"
        )

    def _look_at_bringer(self, brought_by: str, campaign: Row) -> None:
        if self.team.strip() and not _TEAM.fullmatch(self.team.strip()):
            raise Refusal("team.malformed", field="team")
        if brought_by in BY_PEOPLE or self.cleared_as_adult:
            self._look_at_age(brought_by)
        if brought_by not in BY_PEOPLE and self.bringer:
            raise Refusal("person.of-no-person", field="bringer", brought_by=brought_by)
        if self.bringer and not campaign["is_named"]:
            raise Refusal("person.not-kept", field="bringer", campaign=str(campaign["code"]))

    def _look_at_age(self, brought_by: str) -> None:
        """Person fields do not exist, and no free text is reachable (practice f3, f8).

        The team is written all the same: were it left out, its absence would tell.
        """
        if is_cleared(self.cleared_as_adult):
            return
        if brought_by not in free_text.BROUGHT_BY:
            raise Refusal("child.of-no-bringer", field="brought_by", brought_by=brought_by)
        for name in ("bringer", "from_unit", "voucher", "cache", "reason"):
            if getattr(self, name):
                raise Refusal("child.nothing-written", field=name, name=name)


@dataclass(frozen=True, kw_only=True)
class CloseHandIn(AtTheTable):
    """Also a hand-in that was withdrawn or left without receipt: both are facts, numbers are kept.

    What was withdrawn goes back with its bringer; what somebody must keep stays, and the answer says why.
    """

    kind: ClassVar[str] = "hand-in.closed"
    needs = TABLE

    hand_in: str
    end: str = "closed"
    place: str = ""  # where it was completed, if not where it was opened

    def execute(self, tx: Transaction) -> Answer:
        found = lookup.open_hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(found, self)
        id_, end = str(found["id"]), lookup.one_of(ENDS, self.end, "end")
        place = lookup.place(tx.connection, self.place)["id"] if self.place else found["place"]
        if end == "withdrawn" and found["campaign_kind"] not in VOLUNTARY:
            kind = str(found["campaign_kind"])
            raise Refusal("hand-in.not-voluntary", field="end", kind=kind)
        tx.change(
            "hand_in",
            id_,
            state=end,
            closed_on=tx.now.date,
            completed_at_place=place if place != found["place"] else None,
        )
        back, kept = self._give_back(tx, id_) if end == "withdrawn" else ([], [])
        return {
            "hand_in": id_,
            "number": str(found["number"]),
            "recorded": handling.lines_of(tx.connection, id_),
            "still_to_come": handling.lines_to_come(tx.connection, id_),
            "given_back": back,
            "breaches": kept,
        }

    @staticmethod
    def _give_back(tx: Transaction, hand_in: str) -> tuple[list[str], list[str]]:
        """Those given back, and those that stay with the reason: no key alone lets out what was accepted."""
        back, kept = [], []
        for weapon in handling.weapons_of(tx.connection, hand_in):
            if weapon["custody"] != "in hand":
                continue
            id_, number = str(weapon["id"]), lookup.called(weapon)
            why = _kept_because(tx, id_, hand_in)
            if why:
                kept.append(f"{number} stays: {why}")
                continue
            back.append(number)
            tx.change("weapon", id_, custody="returned", place=None)
            for label in weapons.waiting_labels(tx.connection, id_):
                tx.change("label", label, state="void")
        return back, kept


def _kept_because(tx: Transaction, weapon: str, hand_in: str) -> str:
    """Also asked in SQL (database/person_rules.py), but for the order."""
    if weapons.open_holds(tx.connection, weapon):
        return "on hold"
    if weapons.open_alarms(tx.connection, weapon):
        return "an alarm stands over it"
    if destruction.live_order_of(tx.connection, weapon):
        return "on a destruction order"
    if handling.came_with(tx.connection, weapon) != hand_in:
        return "it was in our hands before"
    return "put away in a store" if handling.was_stored(tx.connection, weapon) else ""
