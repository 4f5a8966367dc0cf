"""Acts that make and mend the record of a weapon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, handling, people, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import (
    CLEAR,
    ENDED,
    INTENDED_DISPOSAL,
    ISOLATION_POINT,
    NOT_INSPECTED,
    WORD_LISTS,
)
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, TABLE, SecondPerson
from salw_desktop.domain.serials import SerialNumber, SerialStatus
from salw_desktop.usecases import catalogue, countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.store.holds import refuse_held
from salw_desktop.usecases.store.labels import tag_and_label

_WORDS = {each.column: each.words for each in WORD_LISTS if each.table == "weapon"}
GRADES = ("function", "completeness", "preservation")
NO_CLEARANCE, NO_NUMBER = "recorded without clearance", "recorded without a number"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark as it stands on the metal, in its own script."""

    kind: str
    text: str
    place: str
    legibility: str = ""
    alteration: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordWeapon(Command):
    """Refuses no weapon: what is missing or not as it should be is recorded and named as a breach."""

    kind: ClassVar[str] = "weapon.recorded"
    needs = TABLE

    hand_in: str
    model: str = ""  # of the catalogue: short code, name or alias
    model_name: str = ""  # where the catalogue has none, with category and calibre
    category: str = ""
    calibre: str = ""
    serial: str = ""
    serial_status: SerialStatus = SerialStatus.READABLE
    clearance: str = ""  # the token tied on at the unloading bay
    country: str = ""
    country_basis: str = ""
    maker: str = ""
    year: str = ""
    function: str = NOT_INSPECTED
    completeness: str = NOT_INSPECTED
    preservation: str = NOT_INSPECTED
    inspected_by: str = ""
    identified_by: str = ""
    confidence: str = ""
    intended_disposal: str = "undecided"
    place: str = "Registration table"
    marks: tuple[Mark, ...] = ()

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.hand_in(tx.connection, self.hand_in)
        if hand_in["state"] != "open":
            number, state = str(hand_in["number"]), str(hand_in["state"])
            raise Refusal("hand-in.ended", field="hand_in", number=number, state=state)
        station = lookup.station(tx.connection)
        serial = SerialNumber(self.serial.strip(), self.serial_status)
        clearance = self._clearance(tx, str(hand_in["id"]))
        safety = str(clearance["safety"]) if clearance else "not checked"
        given = numbering.next_number(tx.connection)
        breaches = [
            *([] if clearance else [NO_CLEARANCE]),
            *([] if given else [NO_NUMBER]),
        ]
        values = {
            **_numbered(given),
            "hand_in": hand_in["id"],
            "campaign": hand_in["campaign"],
            "site": station["site"],
            **self._model(),
            **grades(tx, self),
            **self._origin(),
            **written(serial),
            "custody": "in hand",
            "place": self._place(tx, safety),
            "safety": safety,
            **self._identification(tx),
            "intended_disposal": lookup.one_of(
                INTENDED_DISPOSAL.words, self.intended_disposal, "intended_disposal"
            ),
            "breaches": "; ".join(breaches) or None,
            "recorded_at": tx.now.text,
            "handed_in_on": hand_in["opened_on"],
        }
        weapon = tx.insert("weapon", values)
        insert_marks(tx, weapon, self.marks)
        if given:
            tag_and_label(tx, weapon, given.number)
        self._link_clearance(tx, clearance, weapon)
        return {
            "weapon": weapon,
            "number": given.number if given else "",
            "place": str(people.place(tx.connection, str(values["place"]))["name"]),  # type: ignore[index]
            "safety": safety,
            "breaches": breaches,
        }

    def _origin(self) -> dict[str, str | None]:
        names = ("country", "country_basis", "maker", "year")
        return {name: getattr(self, name) or None for name in names}

    def _clearance(self, tx: Transaction, hand_in: str) -> Row | None:
        if not self.clearance.strip():
            return None
        found = handling.clearance_by_token(tx.connection, hand_in, self.clearance.strip())
        if found is None:
            raise Refusal("clearance.unknown", field="clearance", given=self.clearance)
        if found["weapon"]:
            raise Refusal("clearance.used", field="clearance", given=self.clearance)
        return found

    @staticmethod
    def _link_clearance(tx: Transaction, clearance: Row | None, weapon: str) -> None:
        if clearance is None:
            return
        tx.change("clearance", str(clearance["id"]), weapon=weapon)
        tx.name_people(
            performed_by=str(clearance["performed_by"]) if clearance["performed_by"] else None,
            verified_by=str(clearance["verified_by"]),
        )
        # on the list of whoever recorded it: nobody signs his own clearance by having another record the weapon
        countersigning.add_item(tx, str(clearance["countersign"]), weapon)

    def _place(self, tx: Transaction, safety: str) -> str:
        """What is not clear lies at the isolation point, whatever was asked for."""
        if safety not in CLEAR:
            isolation = people.place_of_kind(tx.connection, ISOLATION_POINT)
            if isolation:
                return str(isolation["id"])
        return str(lookup.place(tx.connection, self.place)["id"])

    def _model(self) -> dict[str, str]:
        if not self.model.strip():
            return {
                "model": "",
                "model_name": lookup.required(self.model_name, "model_name"),
                "category": lookup.required(self.category, "category"),
                "calibre": lookup.required(self.calibre, "calibre"),
            }
        model = catalogue.find(self.model)
        return {
            "model": model.id,
            "model_name": model.name,
            "category": model.category,
            "calibre": self.calibre.strip() or model.calibre,
        }

    def _identification(self, tx: Transaction) -> dict[str, str | None]:
        if not self.identified_by:
            return {"identification": "quick", "identified_by": None, "confidence": None}
        person = lookup.person(tx.connection, self.identified_by, "identified_by")
        confidence = lookup.one_of(_WORDS["confidence"], self.confidence, "confidence")
        return {
            "identification": "identified",
            "identified_by": str(person["id"]),
            "confidence": confidence,
        }


def _numbered(given: numbering.Given | None) -> dict[str, str | int | None]:
    if given is None:
        return {"number": None, "running": None, "number_block": None}
    return {"number": given.number, "running": given.running, "number_block": given.block}


def written(serial: SerialNumber) -> dict[str, str]:
    """A serial as the record holds it: as seen, what search compares, and how it reads."""
    return {
        "serial": serial.text,
        "serial_key": serial.key,
        "serial_status": serial.status.value,
    }


def grades(tx: Transaction, command: RecordWeapon | CorrectWeapon) -> dict[str, str | None]:
    """Three axes of condition, given by a named inspector only (practice a9)."""
    given = {
        name: lookup.one_of(_WORDS[name], getattr(command, name), name)
        for name in GRADES
        if getattr(command, name)
    }
    if not command.inspected_by:
        if set(given.values()) - {NOT_INSPECTED}:
            raise Refusal("condition.no-inspector", field="inspected_by")
        return dict(given)
    person = lookup.person(tx.connection, command.inspected_by, "inspected_by")
    return {**given, "inspected_by": str(person["id"])}


def insert_marks(tx: Transaction, weapon: str, marks: tuple[Mark, ...]) -> None:
    for mark in marks:
        values = {
            "weapon": weapon,
            "kind": lookup.required(mark.kind, "marks"),
            "text": lookup.required(mark.text, "marks"),
            "place": lookup.required(mark.place, "marks"),
            "legibility": mark.legibility or None,
            "alteration": mark.alteration or None,
        }
        tx.insert("mark", values)


@dataclass(frozen=True, kw_only=True)
class CorrectWeapon(Command):
    """A numbered correction; what stood before stays in the journal. Class B where the day is closed."""

    kind: ClassVar[str] = "weapon.corrected"
    needs = TABLE
    second = SecondPerson.AFTER
    asks_why = True

    weapon: str
    model: str = ""
    calibre: str = ""
    serial: str | None = None
    serial_status: SerialStatus | None = None
    country: str = ""
    maker: str = ""
    year: str = ""
    function: str = ""
    completeness: str = ""
    preservation: str = ""
    inspected_by: str = ""
    add_marks: tuple[Mark, ...] = ()

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        values: dict[str, str | None] = {
            name: getattr(self, name)
            for name in ("calibre", "country", "maker", "year")
            if getattr(self, name)
        }
        if self.model:
            model = catalogue.find(self.model)
            values |= {"model": model.id, "model_name": model.name, "category": model.category}
            values.setdefault("calibre", model.calibre)
        if self.serial is not None or self.serial_status is not None:
            values |= self._serial(weapon)
        values |= grades(tx, self)
        changed = {name: value for name, value in values.items() if weapon[name] != value}
        if not changed and not self.add_marks:
            raise Refusal("correction.nothing", field="weapon", number=lookup.called(weapon))
        id_ = str(weapon["id"])
        number = numbering.new_paper_number(tx, numbering.CORRECTION)
        row = {"number": number, "weapon": id_, "reason": self.reason, "corrected_by": tx.operator}
        tx.insert("correction", {**row, "at": tx.now.text})
        if changed:
            tx.change("weapon", id_, **changed)
        insert_marks(tx, id_, self.add_marks)
        answer: dict[str, str | list[str]] = {"correction": number, "changed": sorted(changed)}
        if handling.day(tx.connection, str(weapon["recorded_at"])[:10]):
            answer["countersign"] = countersigning.ask(tx, countersigning.CORRECTION, number, [id_])
        return answer

    def _serial(self, weapon: Row) -> dict[str, str | None]:
        text = self.serial if self.serial is not None else str(weapon["serial"])
        status = self.serial_status or SerialStatus(str(weapon["serial_status"]))
        return {**written(SerialNumber(text.strip(), status))}


@dataclass(frozen=True, kw_only=True)
class VoidWeapon(Command):
    """Class A: a record made by mistake is withdrawn with a reason; its number is never given again."""

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
        refuse_held(tx, weapon)
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
        tx.insert("voiding", {"weapon": id_, "reason": self.reason, "at": tx.now.text, **signed})
        tx.change("weapon", id_, custody="void", place=None)
        for label in weapons.waiting_labels(tx.connection, id_):
            tx.change("label", label, state="void")
        return {"weapon": id_, "number": number}


@dataclass(frozen=True, kw_only=True)
class NumberWeapon(Command):
    """For a weapon recorded when no number was left: it gets the next one, a tag and a label."""

    kind: ClassVar[str] = "weapon.numbered"
    needs = TABLE

    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        if weapon["number"]:
            raise Refusal("weapon.numbered", field="weapon", number=str(weapon["number"]))
        if weapon["custody"] in ENDED:
            number, custody = lookup.called(weapon), str(weapon["custody"])
            raise Refusal("weapon.ended", field="weapon", number=number, custody=custody)
        given = numbering.next_number(tx.connection)
        if given is None:
            raise Refusal("block.none-left", field="weapon")
        id_ = str(weapon["id"])
        tx.change("weapon", id_, **_numbered(given))
        tag_and_label(tx, id_, given.number)
        return {"weapon": id_, "number": given.number}
