"""Persons who bring: ciphertext under a key of their own, read with a reason, erased by two (architecture §7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import ClassVar

from salw_desktop.database import sealed_keys
from salw_desktop.database.database import Transaction, as_recorded
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, TABLE, SecondPerson
from salw_desktop.domain.word_lists import AGE_BANDS, SEXES
from salw_desktop.usecases import lookup, photo_files, sealing
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, kw_only=True)
class Bringer:
    """What a named campaign may keep of an adult (domain §9.1); no address, no picture, no fingerprint."""

    name: str
    card_number: str = ""
    group: str = ""  # never on a paper (practice a19)
    nationality: str = ""
    district: str = ""
    sex: str = ""
    age_band: str = ""


CLEARED_AS_ADULT = ("yes", "no", "not sure")
_A_NAME_AT_LEAST = 4  # a shorter word of a name is a word of the language too


def is_cleared(said: str) -> bool:
    """Whether child protection has cleared this person as an adult: no and not sure are the same (practice f3)."""
    return lookup.one_of(CLEARED_AS_ADULT, said, "cleared_as_adult") == "yes"


def insert_person(tx: Transaction, campaign: str, bringer: Bringer, since: str) -> str:
    lookup.required(bringer.name, "bringer.name")
    said = {
        name: as_recorded(value.strip(), f"bringer.{name}")
        for name, value in asdict(bringer).items()
        if value.strip()
    }
    for name, words in (("sex", SEXES), ("age_band", AGE_BANDS)):
        if name in said:
            said[name] = lookup.one_of(words, said[name], f"bringer.{name}")
    return sealing.insert_sealed(tx, "person", {"campaign": campaign, "since": since}, said)


def tells_who(text: str, read: Mapping[str, Cell]) -> bool:
    """A text in clear stays for ever: it must not bring back what the key takes away (practice f5)."""
    said = set(re.findall(r"\w+", text.casefold()))
    named = set(re.findall(r"\w+", str(read["name"]).casefold()))
    card = str(read.get("card_number", "")).casefold()
    is_told = str(read["name"]).casefold() in text.casefold() or (
        card != "" and card in text.casefold()
    )
    return is_told or any(len(word) >= _A_NAME_AT_LEAST for word in said & named)


def _look_at_reason(reason: str, read: Mapping[str, Cell]) -> None:
    if tells_who(reason, read):
        raise Refusal("person.named-in-reason", field="reason")


@dataclass(frozen=True, kw_only=True)
class AllotWeapon(AtTheTable):
    """By two: a weapon of a group's hand-in is one person's; each change is an entry of its own (practice a4)."""

    kind: ClassVar[str] = "weapon.allotted"
    needs = TABLE
    second = SecondPerson.BEFORE

    weapon: str
    bringer: Bringer
    cleared_as_adult: str  # of each one who is named, not of the group

    def execute(self, tx: Transaction) -> Answer:
        if not is_cleared(self.cleared_as_adult):
            raise Refusal("child.nothing-written", field="bringer", name="bringer")
        weapon = lookup.weapon(tx.connection, self.weapon)
        hand_in = lookup.hand_in(tx.connection, str(weapon["hand_in"] or ""))
        if hand_in["brought_by"] != "group":
            number = lookup.called(weapon)
            raise Refusal("allotment.of-no-group", field="weapon", number=number)
        if not hand_in["is_named"]:
            code = str(hand_in["campaign_code"])
            raise Refusal("person.not-kept", field="bringer", campaign=code)
        person = insert_person(tx, str(hand_in["campaign"]), self.bringer, tx.now.date)
        signed = {"allotted_by": tx.operator, "allotted_second": tx.witness}
        row = {"weapon": weapon["id"], "person": person, "at": tx.now.text}
        return {"allotment": tx.insert("allotment", {**row, **signed}), "person": person}


@dataclass(frozen=True, kw_only=True)
class ReadPerson(AtTheTable):
    """Who looked, when and why stands in the journal; what he read does not."""

    kind: ClassVar[str] = "person.read"
    needs = SUPERVISORS
    asks_why = True

    person: str

    def execute(self, tx: Transaction) -> Answer:
        person = lookup.bringer(tx.connection, self.person)
        id_ = str(person["id"])
        read = sealing.opened(tx.connection, id_, str(person["sealed"]))
        if read is None:
            raise Refusal("person.erased", field="person")
        _look_at_reason(self.reason, read)
        row = {"person": id_, "why": self.reason, "read_by": tx.operator, "at": tx.now.text}
        tx.insert("person_reading", row)
        return {"person": id_, **{name: str(value) for name, value in read.items()}}


@dataclass(frozen=True, kw_only=True)
class ErasePerson(AtTheTable):
    """Class A: the key is destroyed, so nobody reads it any more, here; the weapon's record is untouched (practice f5).

    The row and its key go together in SQL (database/person_rules.py).
    """

    kind: ClassVar[str] = "person.erased"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    asks_why = True

    person: str

    def execute(self, tx: Transaction) -> Answer:
        person = lookup.bringer(tx.connection, self.person)
        id_ = str(person["id"])
        if sealed_keys.is_erased(tx.connection, id_):
            raise Refusal("person.erased", field="person")
        read = sealing.opened(tx.connection, id_, str(person["sealed"]))
        if read is not None:
            _look_at_reason(self.reason, read)
        tx.change(
            "person",
            id_,
            erased_at=tx.now.text,
            erased_by=tx.operator,
            erased_second=tx.witness,
        )
        return {"person": id_}

    def settle(self, register: Register) -> None:
        photo_files.sweep(register)
