"""A cache is an object of its own: place, finder's unit, decision; what was taken from it hangs on it (practice a5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import people
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable


@dataclass(frozen=True, kw_only=True)
class RecordCache(AtTheTable):
    """Found, perhaps by people whom nobody may name: the unit stands here, no person."""

    kind: ClassVar[str] = "cache.recorded"
    needs = TABLE | {Role.TECHNICAL_OFFICER}

    campaign: str
    found_on: str
    found_by_unit: str
    described: str
    where_found: str
    latitude_udeg: int | None = None
    longitude_udeg: int | None = None
    precision_m: int | None = None

    def execute(self, tx: Transaction) -> Answer:
        number = numbering.new_paper_number(tx, numbering.CACHE)
        values = {
            "number": number,
            "campaign": lookup.campaign(tx.connection, self.campaign)["id"],
            "site": people.own_site(tx.connection),
            "found_on": lookup.day(self.found_on, "found_on"),
            "found_by_unit": lookup.required(self.found_by_unit, "found_by_unit"),
            "described": lookup.required(self.described, "described"),
            "where_found": lookup.required(self.where_found, "where_found"),
            **lookup.position(self.latitude_udeg, self.longitude_udeg, self.precision_m),
        }
        return {"cache": tx.insert("cache", values), "number": number}


@dataclass(frozen=True, kw_only=True)
class DecideOnCache(AtTheTable):
    """The technical officer's decision, perhaps over the radio: then it says that he has not seen it (practice c4, c5)."""

    kind: ClassVar[str] = "cache.decided"
    needs = TABLE | {Role.TECHNICAL_OFFICER}

    cache: str
    decision: str
    decided_by: str
    from_afar: bool = False

    def execute(self, tx: Transaction) -> Answer:
        cache = lookup.cache(tx.connection, self.cache)
        if cache["decision"]:
            raise Refusal("cache.decided", field="cache", number=str(cache["number"]))
        person = lookup.person(tx.connection, self.decided_by, "decided_by")
        breaches = []
        if not person["qualification"]:
            breaches.append("decided by a person with no qualification on the roster")
        elif str(person["valid_until"] or tx.now.date) < tx.now.date:
            breaches.append(f"decided after the qualification ended on {person['valid_until']}")
        tx.name_people(performed_by=str(person["id"]), verified_by=None)
        tx.change(
            "cache",
            str(cache["id"]),
            decision=lookup.one_of(words_of("cache", "decision"), self.decision, "decision"),
            decided_by=str(person["id"]),
            decided_at=tx.now.text,
            is_decided_from_afar=int(self.from_afar),
            breaches="; ".join(breaches) or None,
        )
        return {"cache": str(cache["id"]), "breaches": breaches}
