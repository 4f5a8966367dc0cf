"""Where an item lies: put away by a decision, observed as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR, CUSTODY, ENDED, PUT_AWAY, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.domain.word_lists import ISOLATION_POINT
from salw_desktop.usecases import free_text, lookup
from salw_desktop.usecases.alarms import GONE, SEEN_AGAIN, raise_alarm
from salw_desktop.usecases.commands import Answer, AtTheTable

SOUGHT = ("not found", "missing")


def move(
    tx: Transaction,
    weapon: str,
    from_place: Cell,
    to_place: str,
    purpose: str,
    performer: str | None,
    breach: str | None = None,
) -> None:
    values = {
        "weapon": weapon,
        "from_place": from_place,
        "to_place": to_place,
        "purpose": purpose,
        "at": tx.now.text,
        "performed_by": performer,
        "breach": breach,
    }
    tx.insert("placement", values)
    if from_place != to_place:
        tx.change("weapon", weapon, place=to_place)


def misplaced(safety: str, place: Row) -> list[str]:
    """What is not clear lies at the isolation point; anywhere else it is a breach."""
    if safety in CLEAR or place["kind"] == ISOLATION_POINT:
        return []
    return [f"{safety} at {place['name']}"]


def with_breaches(weapon: Row, breaches: list[str]) -> str:
    """Those of before and these, each once."""
    known = str(weapon["breaches"]).split("; ") if weapon["breaches"] else []
    return "; ".join(dict.fromkeys([*known, *breaches]))


@dataclass(frozen=True, kw_only=True)
class PutAway(AtTheTable):
    """A decision, so it is refused for what is not clear: that stays at the isolation point."""

    kind: ClassVar[str] = "weapon.put-away"
    needs = STORE

    weapon: str
    place: str = "Store"
    performed_by: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, place = lookup.called(weapon), lookup.place(tx.connection, self.place)
        if weapon["custody"] not in PUT_AWAY.custody:
            custody = str(weapon["custody"])
            raise Refusal("weapon.not-in-hand", field="weapon", number=number, custody=custody)
        if weapon["safety"] not in PUT_AWAY.safety:
            safety = str(weapon["safety"])
            raise Refusal("weapon.not-clear", field="weapon", number=number, safety=safety)
        performer = None
        if self.performed_by:
            performer = str(lookup.person(tx.connection, self.performed_by, "performed_by")["id"])
            tx.name_people(performed_by=performer, verified_by=None)
        move(tx, str(weapon["id"]), weapon["place"], str(place["id"]), "storage", performer)
        return {
            "weapon": str(weapon["id"]),
            "number": str(weapon["number"] or ""),
            "place": str(place["name"]),
        }


@dataclass(frozen=True, kw_only=True)
class Observe(AtTheTable):
    """A fact, so it is never refused: where an item was seen, and how. What the rules forbid is named a breach."""

    kind: ClassVar[str] = "weapon.observed"
    needs = TABLE | STORE

    weapon: str
    place: str = ""
    custody: str = ""
    safety: str = ""
    remark: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_ = str(weapon["id"])
        if weapon["record_kind"] == "documented":
            raise Refusal("weapon.documented", field="weapon", number=lookup.called(weapon))
        free_text.look_at_weapon(tx.connection, weapon, self)
        values: dict[str, str] = {}
        safety = str(weapon["safety"])
        if self.safety:
            safety = values["safety"] = self._safety(weapon)
        if self.custody:
            values["custody"] = self._custody()
        breaches = self._breaches(tx, weapon, safety)
        if breaches:
            values["breaches"] = with_breaches(weapon, breaches)
        sought = self.place and weapon["custody"] in SOUGHT
        if not self.custody and (sought or weapon["custody"] in ENDED):
            values["custody"] = "in hand"
        changed = {name: value for name, value in values.items() if weapon[name] != value}
        if changed:
            tx.change("weapon", id_, **changed)
        if self.place:
            place = str(lookup.place(tx.connection, self.place)["id"])
            breach = "; ".join(breaches) or None
            move(tx, id_, weapon["place"], place, self.remark or "seen there", None, breach)
        answer: dict[str, str | list[str]] = {"weapon": id_, "number": str(weapon["number"] or "")}
        if weapon["custody"] in GONE:
            said = f"seen again after being {weapon['custody']}"
            answer["alarm"] = raise_alarm(tx, SEEN_AGAIN, id_, None, said)
        return {**answer, "breaches": breaches}

    def _custody(self) -> str:
        seen = tuple(
            value.word
            for value in CUSTODY.values
            if not value.is_ended and value.word != "not taken"
        )
        return lookup.one_of(seen, self.custody, "custody")

    def _safety(self, weapon: Row) -> str:
        """Clear is what two have seen: a clearance says it, and no passer-by (practice a1, a2)."""
        safety, before = lookup.one_of(SAFETY.words, self.safety, "safety"), str(weapon["safety"])
        if safety in CLEAR and before not in CLEAR:
            number = lookup.called(weapon)
            raise Refusal("safety.by-clearance", field="safety", number=number, safety=before)
        return safety

    def _breaches(self, tx: Transaction, weapon: Row, safety: str) -> list[str]:
        found = []
        if self.place:
            found = misplaced(safety, lookup.place(tx.connection, self.place))
        elif self.safety and weapon["place"]:
            found = misplaced(safety, lookup.place(tx.connection, str(weapon["place"])))
        if weapon["custody"] in ENDED:
            found.append(f"seen again after being {weapon['custody']}")
        return found
