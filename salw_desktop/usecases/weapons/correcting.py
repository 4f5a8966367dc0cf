"""Acts that mend the record of a weapon: corrected, voided, numbered; what stood before stays in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, handling, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, TABLE, SecondPerson
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.usecases import countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.store import holds, tags
from salw_desktop.usecases.weapons import describing, details, look_alikes
from salw_desktop.usecases.weapons.describing import Condition, Description, Origin, Values

_COMPARED = ("serial_key", "model", "kind")


@dataclass(frozen=True, kw_only=True)
class CorrectWeapon(Description, Origin, Condition, AtTheTable):
    """A numbered correction. Class B where the day is closed; a field left empty stays as it is."""

    kind: ClassVar[str] = "weapon.corrected"
    needs = TABLE
    second = SecondPerson.AFTER
    asks_why = True

    weapon: str
    serial: str | None = None
    serial_status: SerialStatus | None = None
    serial_place: str = ""
    rounds_declared: int | None = None
    add_marks: tuple[details.Mark, ...] = ()
    add_parts: tuple[details.Part, ...] = ()
    add_accessories: tuple[details.Accessory, ...] = ()
    add_former_numbers: tuple[details.FormerNumber, ...] = ()
    mend_parts: tuple[details.MendedPart, ...] = ()
    mend_marks: tuple[details.MendedMark, ...] = ()

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, changed = str(weapon["id"]), self._changed(tx, weapon)
        mended = details.mend_parts(tx, weapon, self.mend_parts)
        mended_marks = details.mend_marks(tx, weapon, self.mend_marks)
        added = (*self.add_marks, *self.add_parts, *self.add_accessories, *self.add_former_numbers)
        if not (changed or mended or mended_marks or added):
            raise Refusal("correction.nothing", field="weapon", number=lookup.called(weapon))
        number = numbering.new_paper_number(tx, numbering.CORRECTION)
        row = {"number": number, "weapon": id_, "reason": self.reason, "corrected_by": tx.operator}
        tx.insert("correction", {**row, "at": tx.now.text})
        if changed:
            tx.change("weapon", id_, **changed)
        self._add(tx, id_)
        now = {**weapon, **changed}
        answer: dict[str, str | list[str]] = {
            "correction": number,
            "changed": sorted(changed),
            "mended_parts": mended,
            "mended_marks": mended_marks,
            "warnings": describing.warnings(now, [mark.text for mark in self.add_marks]),
        }
        if "serial_status" in changed:
            answer["hold"] = holds.for_laboratory(tx, id_, now, number)
        if mended or self.add_parts or not changed.keys().isdisjoint(_COMPARED):
            answer["look_alikes"] = look_alikes.compare(tx, id_, (), "")
        is_late = handling.day(tx.connection, str(weapon["recorded_at"])[:10]) is not None
        if is_late or "counts_as" in changed:  # a weapon made a part leaves the figures
            answer["countersign"] = countersigning.ask(tx, countersigning.CORRECTION, number, [id_])
        return answer

    def _add(self, tx: Transaction, weapon: str) -> None:
        details.insert_marks(tx, weapon, self.add_marks)
        details.insert_parts(tx, weapon, self.add_parts)
        details.insert_accessories(tx, weapon, self.add_accessories)
        details.insert_former_numbers(tx, weapon, self.add_former_numbers)

    def _changed(self, tx: Transaction, weapon: Row) -> Values:
        written = details.written_again(weapon, self.serial, self.serial_status)
        values = {
            **describing.class_and_model(self, weapon),
            **describing.said(self, Description),
            **describing.card(tx, self),
            **describing.origin(tx, self),
            **describing.grades(tx, self),
            **describing.count("rounds_declared", self.rounds_declared),
            **written,
            **details.read_back_again(tx, weapon, written),
            **details.stands_at(self.serial_place),
        }
        changed = describing.differing(weapon, values)
        is_other_model = not changed.keys().isdisjoint(("model", "model_name"))
        if is_other_model and weapon["identification"] == "identified":
            # whoever identified it said something else (practice b12)
            changed["identification"] = "second look"
        return {**changed, **describing.more_breaches(weapon, describing.breaches_of(changed))}


@dataclass(frozen=True, kw_only=True)
class VoidWeapon(AtTheTable):
    """Class A, under a number of its own: a record made by mistake is withdrawn with a reason, its number never given again."""

    kind: ClassVar[str] = "weapon.voided"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    may_be_remote = True
    asks_why = True

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        if weapon["custody"] in ENDED:
            raise Refusal(
                "weapon.ended", field="weapon", number=number, custody=str(weapon["custody"])
            )
        holds.refuse_held(tx, weapon)
        countersigning.refuse_open(tx.connection, id_, number)
        live = destruction.live_order_of(tx.connection, id_)
        if live:
            raise Refusal(
                "weapon.on-order", field="weapon", number=number, order=str(live["number"])
            )
        signed = {
            "voided_by": tx.operator,
            "voided_second": tx.witness,
            "remote_code": tx.remote_code,
        }
        voiding = numbering.new_paper_number(tx, numbering.VOIDING)
        row = {"number": voiding, "weapon": id_, "reason": self.reason, "at": tx.now.text}
        tx.insert("voiding", {**row, **signed})
        tx.change("weapon", id_, custody="void", place=None)
        for label in weapons.waiting_labels(tx.connection, id_):
            tx.change("label", label, state="void")
        return {"weapon": id_, "number": number, "voiding": voiding}


@dataclass(frozen=True, kw_only=True)
class NumberWeapon(AtTheTable):
    """For a weapon recorded when no number was left: it gets the next one, a tag and a label."""

    kind: ClassVar[str] = "weapon.numbered"
    needs = TABLE

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        if weapon["number"]:
            raise Refusal("weapon.numbered", field="weapon", number=str(weapon["number"]))
        number, custody = lookup.called(weapon), str(weapon["custody"])
        if weapon["record_kind"] == "documented":
            raise Refusal("weapon.documented", field="weapon", number=number)
        if custody in ENDED:
            raise Refusal("weapon.ended", field="weapon", number=number, custody=custody)
        given = numbering.next_number(tx.connection)
        if given is None:
            raise Refusal("block.none-left", field="weapon")
        id_ = str(weapon["id"])
        tx.change("weapon", id_, **numbering.numbered(given))
        tags.new_tag(tx, id_, given, "")
        return {"weapon": id_, "number": given.number}
