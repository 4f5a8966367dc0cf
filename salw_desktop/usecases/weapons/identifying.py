"""The second pass: the armourer's worklist, what he found, and what the catalogue does not have (practice a7, b9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.usecases import free_text, lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.store import holds
from salw_desktop.usecases.weapons import describing, details, look_alikes
from salw_desktop.usecases.weapons.describing import Condition, Description, Origin, Values
from salw_desktop.usecases.weapons.recording import identified

ARMOURY = TABLE | {Role.WEAPONS_INSPECTOR}


@dataclass(frozen=True, kw_only=True)
class IdentifyWeapon(Description, Origin, Condition, AtTheTable):
    """What quick intake left open, by the one who held it in his hands; no correction, the record was not wrong."""

    kind: ClassVar[str] = "weapon.identified"
    needs = ARMOURY

    weapon: str
    identified_by: str
    confidence: str
    verified_by: str = ""
    serial: str | None = None
    serial_status: SerialStatus | None = None
    serial_place: str = ""
    read_back_by: str = ""
    marks: tuple[details.Mark, ...] = ()
    parts: tuple[details.Part, ...] = ()
    accessories: tuple[details.Accessory, ...] = ()
    different_from: tuple[str, ...] = ()
    different_because: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        if weapon["identification"] == "identified":
            raise Refusal("weapon.identified", field="weapon", number=number)
        free_text.look_at_weapon(tx.connection, weapon, self)
        values = self._values(tx, weapon)
        if not (values.get("model") or values.get("model_name") or weapon["model_name"]):
            raise lookup.missing("model")
        changed = describing.differing(weapon, values)
        changed |= describing.more_breaches(weapon, describing.breaches_of(values))
        tx.change("weapon", id_, **changed)
        details.insert_marks(tx, id_, self.marks)
        details.insert_parts(tx, id_, self.parts)
        details.insert_accessories(tx, id_, self.accessories)
        now = {**weapon, **changed}
        is_news = "serial_status" in changed
        alike = look_alikes.compare(tx, id_, self.different_from, self.different_because)
        return {
            "weapon": id_,
            "number": number,
            "changed": sorted(changed),
            "warnings": describing.warnings(now, [mark.text for mark in self.marks]),
            "look_alikes": alike,
            "hold": holds.for_laboratory(tx, id_, now, number) if is_news else "",
        }

    def _values(self, tx: Transaction, weapon: Row) -> Values:
        written = details.written_again(weapon, self.serial, self.serial_status)
        return {
            **describing.class_and_model(self, weapon),
            **describing.said(self, Description),
            **describing.card(tx, self),
            **describing.origin(tx, self),
            **describing.grades(tx, self),
            **written,
            **details.read_back_again(tx, weapon, written, self.read_back_by),
            **details.stands_at(self.serial_place),
            **identified(tx, self.identified_by, self.confidence, self.verified_by),
        }


@dataclass(frozen=True, kw_only=True)
class DoubtIdentification(AtTheTable):
    """Somebody thinks that it is something else: back on the worklist, as a second look."""

    kind: ClassVar[str] = "weapon.doubted"
    needs = ARMOURY
    asks_why = True

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        if weapon["identification"] != "identified":
            raise Refusal("weapon.not-identified", field="weapon", number=lookup.called(weapon))
        tx.change("weapon", str(weapon["id"]), identification="second look")
        return {"weapon": str(weapon["id"]), "number": lookup.called(weapon)}


@dataclass(frozen=True, kw_only=True)
class MakeModelCard(AtTheTable):
    """For a model that the catalogue does not have: records point to the card until HQ names the model."""

    kind: ClassVar[str] = "model-card.made"
    needs = ARMOURY

    name: str
    described: str  # what tells it from its neighbours; its pictures hang on the weapons
    measured_calibre_um: int | None = None

    def execute(self, tx: Transaction) -> Answer:
        number = numbering.new_paper_number(tx, numbering.MODEL_CARD)
        values: Values = {
            "number": number,
            "name": lookup.required(self.name, "name"),
            **describing.count("measured_calibre_um", self.measured_calibre_um),
            "described": lookup.required(self.described, "described"),
            "made_by": tx.operator,
            "made_at": tx.now.text,
        }
        return {"model_card": tx.insert("model_card", values), "number": number}
