"""Where an item lies: put away by a decision, observed as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR, CUSTODY, ENDED, ISOLATION_POINT, PUT_AWAY, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command


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


@dataclass(frozen=True, kw_only=True)
class PutAway(Command):
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
class Observe(Command):
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
        values: dict[str, str] = {}
        safety = str(weapon["safety"])
        if self.safety:
            safety = values["safety"] = lookup.one_of(SAFETY.words, self.safety, "safety")
        if self.custody:
            values["custody"] = self._custody()
        breaches = self._breaches(tx, weapon, safety)
        if breaches:
            known = str(weapon["breaches"]).split("; ") if weapon["breaches"] else []
            values["breaches"] = "; ".join(dict.fromkeys([*known, *breaches]))
        if weapon["custody"] in ENDED and not self.custody:
            values["custody"] = "in hand"
        changed = {name: value for name, value in values.items() if weapon[name] != value}
        if changed:
            tx.change("weapon", id_, **changed)
        if self.place:
            place = str(lookup.place(tx.connection, self.place)["id"])
            breach = "; ".join(breaches) or None
            move(tx, id_, weapon["place"], place, self.remark or "seen there", None, breach)
        return {"weapon": id_, "number": str(weapon["number"] or ""), "breaches": breaches}

    def _custody(self) -> str:
        seen = tuple(value.word for value in CUSTODY.values if not value.is_ended)
        return lookup.one_of(seen, self.custody, "custody")

    def _breaches(self, tx: Transaction, weapon: Row, safety: str) -> list[str]:
        found = []
        name, kind = weapon["place_name"], weapon["place_kind"]
        if self.place:
            seen_at = lookup.place(tx.connection, self.place)
            name, kind = seen_at["name"], seen_at["kind"]
        if (self.place or self.safety) and name and safety not in CLEAR and kind != ISOLATION_POINT:
            found.append(f"{safety} at {name}")
        if weapon["custody"] in ENDED:
            found.append(f"seen again after being {weapon['custody']}")
        return found
