"""Acts around the tag, the label, the place and the hold of an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR, CUSTODY, ENDED, HOLDS, ISOLATION_POINT, PUT_AWAY, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SUPERVISORS, TABLE, SecondPerson
from salw_desktop.usecases import countersigning, lookup, recording
from salw_desktop.usecases.commands import Answer, Command

POSITIONS_PER_SHEET = 24


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
        recording.ask_label(tx, str(weapon["id"]))
        return {"weapon": str(weapon["id"])}


@dataclass(frozen=True, kw_only=True)
class BindTag(Command):
    """The tag is tied on and scanned: proof that the right number hangs on the right weapon."""

    kind: ClassVar[str] = "tag.bound"
    needs = TABLE | STORE

    weapon: str
    scanned: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, id_ = lookup.called(weapon), str(weapon["id"])
        if lookup.weapon(tx.connection, self.scanned, "scanned")["id"] != id_:
            raise Refusal("tag.of-another", field="scanned", number=number, scanned=self.scanned)
        tag = weapons.tag(tx.connection, id_)
        if tag is None or tag["state"] == "bound":
            raise Refusal("tag.bound-already", field="weapon", number=number)
        tx.change("tag", str(tag["id"]), state="bound", since=tx.now.text)
        return {"weapon": id_, "number": number}


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
class PlaceHold(Command):
    """Any number at once; a hold never ends by itself (practice i6)."""

    kind: ClassVar[str] = "hold.placed"
    needs = TABLE | STORE

    weapon: str
    hold_kind: str
    authority: str
    case_number: str
    ordered_on: str
    review_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        values = {
            "weapon": weapon["id"],
            "kind": lookup.one_of(HOLDS.words, self.hold_kind, "hold_kind"),
            "authority": lookup.required(self.authority, "authority"),
            "case_number": lookup.required(self.case_number, "case_number"),
            "ordered_on": lookup.day(self.ordered_on, "ordered_on"),
            "review_on": lookup.day(self.review_on, "review_on") if self.review_on else None,
            "placed_by": tx.operator,
        }
        return {"hold": tx.insert("hold", values), "number": str(weapon["number"] or "")}


@dataclass(frozen=True, kw_only=True)
class LiftHold(Command):
    """Class A; lifting names the authority that ordered it."""

    kind: ClassVar[str] = "hold.lifted"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    may_be_remote = True
    asks_why = True

    hold: str
    on_order_of: str

    def execute(self, tx: Transaction) -> Answer:
        hold = lookup.hold(tx.connection, self.hold)
        if hold["lifted_at"]:
            raise Refusal("hold.lifted", field="hold")
        item = lookup.weapon(tx.connection, str(hold["weapon"]))
        countersigning.refuse_open(tx.connection, str(item["id"]), lookup.called(item))
        tx.change(
            "hold",
            str(hold["id"]),
            lifted_at=tx.now.text,
            lifted_on_order_of=lookup.required(self.on_order_of, "on_order_of"),
            lifted_by=tx.operator,
            lifted_second=tx.witness,
            remote_code=tx.remote_code,
        )
        return {"hold": str(hold["id"]), "weapon": str(hold["weapon"])}
