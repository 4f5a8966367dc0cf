"""Acts that make the record of a weapon: taken in at the table, or only seen and documented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import INTENDED_DISPOSAL
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.domain.serials import SerialNumber, SerialStatus
from salw_desktop.domain.word_lists import NOT_INSPECTED, words_of
from salw_desktop.usecases import free_text, lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.store import holds, tags
from salw_desktop.usecases.weapons import clearing, describing, details, look_alikes
from salw_desktop.usecases.weapons.describing import Condition, Description, Origin, Values

NO_CLEARANCE, NO_NUMBER = "recorded without clearance", "recorded without a number"


@dataclass(frozen=True, kw_only=True)
class Recorded(Description, Origin, Condition):
    """What the two records share: the weapon as it was seen, and by whom it was identified."""

    serial: str = ""
    serial_status: SerialStatus = SerialStatus.READABLE
    serial_place: str = ""
    read_back_by: str = ""  # of the roster: the number on the screen, held against the metal
    identified_by: str = ""
    confidence: str = ""
    verified_by: str = ""
    marks: tuple[details.Mark, ...] = ()
    parts: tuple[details.Part, ...] = ()
    accessories: tuple[details.Accessory, ...] = ()
    former_numbers: tuple[details.FormerNumber, ...] = ()
    different_from: tuple[str, ...] = ()  # look-alikes that were looked at
    different_because: str = ""

    def seen(self, tx: Transaction) -> Values:
        """The columns that say what it is."""
        model = describing.class_and_model(self)
        if not model.get("kind"):
            raise lookup.missing("kind_of_weapon")
        return {
            "model": "",
            "model_name": "",
            "category": "",
            "calibre": "",
            **model,
            **describing.said(self, Description),
            **describing.card(tx, self),
            "manufacture_kind": "unknown",
            "adequately_marked": "not judged",
            **describing.origin(tx, self),
            **dict.fromkeys(describing.GRADES, NOT_INSPECTED),
            **describing.grades(tx, self),
            **details.written(SerialNumber(self.serial.strip(), self.serial_status)),
            **details.stands_at(self.serial_place),
            **details.read_back(tx, self.read_back_by, self.serial),
            **self._identification(tx),
            "typed_by": tx.operator,
        }

    def _identification(self, tx: Transaction) -> Values:
        if not self.identified_by:
            return {"identification": "quick", "identified_by": None, "confidence": None}
        return identified(tx, self.identified_by, self.confidence, self.verified_by)

    def insert_details(self, tx: Transaction, weapon: str) -> list[str]:
        """What hangs on the record; then its look-alikes, which a part's number may have too."""
        details.insert_marks(tx, weapon, self.marks)
        details.insert_parts(tx, weapon, self.parts)
        details.insert_accessories(tx, weapon, self.accessories)
        details.insert_former_numbers(tx, weapon, self.former_numbers)
        return look_alikes.compare(tx, weapon, self.different_from, self.different_because)

    def warnings(self, seen: Values) -> list[str]:
        return describing.warnings(seen, [mark.text for mark in self.marks])


def identified(tx: Transaction, by: str, confidence: str, verified_by: str) -> Values:
    """Typed by, identified by (how sure) and verified by are three people (practice b12)."""
    person = lookup.person(tx.connection, by, "identified_by")
    verifier = lookup.person(tx.connection, verified_by, "verified_by") if verified_by else None
    if verifier is not None and verifier["id"] == person["id"]:
        raise Refusal("identification.same-person", field="verified_by")
    return {
        "identification": "identified",
        "identified_by": str(person["id"]),
        "confidence": lookup.one_of(words_of("weapon", "confidence"), confidence, "confidence"),
        "verified_by": str(verifier["id"]) if verifier else None,
    }


@dataclass(frozen=True, kw_only=True)
class RecordWeapon(Recorded, AtTheTable):
    """Refuses no weapon: what is missing or not as it should be is recorded and named as a breach.

    Quick intake is the same act with little said: kind, serial as read or "not read yet", clearance.
    """

    kind: ClassVar[str] = "weapon.recorded"
    needs = TABLE

    hand_in: str
    clearance: str = ""  # the token tied on at the unloading bay
    tag: str = ""  # the number on a pre-printed tag, or the one written from the number card
    place: str = "Registration table"
    intended_disposal: str = "undecided"
    rounds_declared: int | None = None  # a declaration, never stock (practice a15)

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.open_hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(hand_in, self)
        clearance = clearing.of_token(tx, str(hand_in["id"]), self.clearance)
        given = tags.number_of(tx, self.tag) if self.tag else numbering.next_number(tx.connection)
        seen = self.seen(tx)
        breaches = [
            *([] if clearance else [NO_CLEARANCE]),
            *([] if given else [NO_NUMBER]),
            *describing.breaches_of(seen),
        ]
        came, safety = self._came(tx, hand_in), clearing.safety_of(clearance)
        place = clearing.place_for(tx, safety, self.place)
        values: Values = {
            **numbering.numbered(given),
            **seen,
            **came,
            **self._lies(safety, place),
            "breaches": "; ".join(breaches) or None,
        }
        weapon = tx.insert("weapon", values)
        if given:
            tags.new_tag(tx, weapon, given, self.tag)
        clearing.tie(tx, clearance, weapon)
        return {
            "weapon": weapon,
            "number": given.number if given else "",
            "place": str(place["name"]),
            "safety": safety,
            "breaches": breaches,
            "warnings": self.warnings(seen),
            "look_alikes": self.insert_details(tx, weapon),
            "hold": holds.for_laboratory(tx, weapon, values, str(hand_in["number"])),
        }

    def _came(self, tx: Transaction, hand_in: Row) -> Values:
        return {
            "record_kind": "taken in",
            "hand_in": str(hand_in["id"]),
            "campaign": str(hand_in["campaign"]),
            "site": people.own_site(tx.connection),
            **_how_acquired(hand_in),
            **describing.count("rounds_declared", self.rounds_declared),
            "recorded_at": tx.now.text,
            "handed_in_on": str(hand_in["opened_on"]),
        }

    def _lies(self, safety: str, place: Row) -> Values:
        disposal = self.intended_disposal
        return {
            "custody": "in hand",
            "place": str(place["id"]),
            "safety": safety,
            "intended_disposal": lookup.one_of(
                INTENDED_DISPOSAL.words, disposal, "intended_disposal"
            ),
        }


def _how_acquired(hand_in: Row) -> Values:
    """Seized, found or surrendered: what SDG 16.4.2 counts; a T-WAM hand-over stays temporary."""
    kind, brought_by = hand_in["campaign_kind"], hand_in["brought_by"]
    acquired = "surrendered"
    if kind == "seized":
        acquired = "seized"
    elif kind == "found" or brought_by in ("found in place", "unattended", "own patrol"):
        acquired = "found"
    return {"acquired": acquired, "handover": "temporary" if kind == "T-WAM" else "permanent"}


@dataclass(frozen=True, kw_only=True)
class DocumentWeapon(Recorded, AtTheTable):
    """Seen and not taken: compared and searched like the rest, never stock, never collected (practice h5)."""

    kind: ClassVar[str] = "weapon.documented"
    needs = TABLE | {Role.WEAPONS_INSPECTOR}

    seen_where: str
    seen_on: str
    source_reliability: str
    seen_with: str = ""  # a unit or an office, never a person
    campaign: str = ""
    latitude_udeg: int | None = None
    longitude_udeg: int | None = None
    precision_m: int | None = None

    def execute(self, tx: Transaction) -> Answer:
        number = numbering.new_paper_number(tx, numbering.DOCUMENTED)
        campaign = lookup.campaign(tx.connection, self.campaign)["id"] if self.campaign else None
        reliability = words_of("weapon", "source_reliability")
        values: Values = {
            "documented_as": number,
            "record_kind": "documented",
            "campaign": str(campaign) if campaign else None,
            "site": people.own_site(tx.connection),
            "acquired": "found",
            "handover": "temporary",
            **self.seen(tx),
            "custody": "not taken",
            "safety": "not checked",
            "intended_disposal": "undecided",
            "seen_where": lookup.required(self.seen_where, "seen_where"),
            "seen_with": self.seen_with.strip() or None,
            "source_reliability": lookup.one_of(
                reliability, self.source_reliability, "source_reliability"
            ),
            **lookup.position(self.latitude_udeg, self.longitude_udeg, self.precision_m),
            "recorded_at": tx.now.text,
            "handed_in_on": lookup.day(self.seen_on, "seen_on"),
        }
        weapon = tx.insert("weapon", values)
        return {
            "weapon": weapon,
            "number": number,
            "warnings": [*describing.breaches_of(values), *self.warnings(values)],
            "look_alikes": self.insert_details(tx, weapon),
        }
