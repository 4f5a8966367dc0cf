"""Numbers brought back: what a laboratory read, with how sure it is of each character (practice b6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import out, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, SUPERVISORS, TABLE
from salw_desktop.domain.serials import UNREADABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.store.holds import LABORATORY, REMOVED

BROUGHT_BACK, IN_PART, NOTHING, WAIVED = words_of("laboratory_result", "restoration")
_SURE = frozenset("slg")  # sure, likely, guess: the words of a confidence


@dataclass(frozen=True, kw_only=True)
class RecordLaboratoryResult(Command):
    """The reading becomes a mark beside the old one; the serial number changes by a correction alone."""

    kind: ClassVar[str] = "laboratory.read"
    needs = TABLE | STORE

    weapon: str
    restoration: str
    laboratory: str
    examiner: str
    method: str
    report_number: str
    read: str = ""  # `?` for each character that cannot be read
    certainty: str = ""  # one letter for each character of `read`: s sure, l likely, g guess, ?
    place: str = ""  # where on the weapon, if the record does not say so yet
    examined_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        restoration = self._restoration()
        examined_on = lookup.day_gone_by(tx, self.examined_on, "examined_on")
        values: dict[str, Cell] = {
            "weapon": id_,
            "restoration": restoration,
            **{name: lookup.required(getattr(self, name), name) for name in _NAMED},
            "examined_on": examined_on,
            "recorded_by": tx.operator,
            "at": tx.now.text,
        }
        mark = ""
        if restoration != NOTHING:
            mark = self._mark(tx, weapon, restoration, examined_on)
            values |= {"read": self.read.strip(), "certainty": self.certainty.strip(), "mark": mark}
        held = [
            f"{number}: held for a laboratory until two lift it"
            for hold in weapons.open_holds(tx.connection, id_)
            if hold["kind"] == LABORATORY
        ]
        result = tx.insert("laboratory_result", values)
        return {"laboratory_result": result, "mark": mark, "number": number, "warnings": held}

    def _restoration(self) -> str:
        words = words_of("laboratory_result", "restoration")
        restoration = lookup.one_of(words, self.restoration, "restoration")
        if restoration == WAIVED:
            raise Refusal("laboratory.waived", field="restoration")
        read = "".join(self.read.split())
        whole = bool(read) and UNREADABLE not in read
        partly = bool(read.strip(UNREADABLE)) and UNREADABLE in read
        if not {BROUGHT_BACK: whole, IN_PART: partly, NOTHING: not read}[restoration]:
            raise Refusal(
                "laboratory.reading", field="read", restoration=restoration, read=self.read[:60]
            )
        if not _agrees(read, "".join(self.certainty.split())):
            raise Refusal("laboratory.certainty", field="certainty", characters=len(read))
        return restoration

    def _mark(self, tx: Transaction, weapon: Row, restoration: str, examined_on: str) -> str:
        given = self.place or str(weapon["serial_place"] or "")
        places = words_of("weapon", "serial_place")
        values = {
            "weapon": weapon["id"],
            "kind": "serial",
            "text": self.read.strip(),
            "place": lookup.one_of(places, lookup.required(given, "place"), "place"),
            "legibility": "clear" if restoration == BROUGHT_BACK else "partial",
            "recovered": f"{self.method.strip()}, {self.laboratory.strip()}, {examined_on}",
        }
        return tx.insert("mark", values)


_NAMED = ("laboratory", "examiner", "method", "report_number")


def _agrees(read: str, certainty: str) -> bool:
    """One letter for each character, and `?` where and only where the reading has it."""
    if len(read) != len(certainty):
        return False
    return all(
        sure == UNREADABLE if character == UNREADABLE else sure in _SURE
        for character, sure in zip(read, certainty, strict=True)
    )


@dataclass(frozen=True, kw_only=True)
class WaiveRestoration(Command):
    """No laboratory in reach, or none is wanted: said by an authority, with its reason, before an end."""

    kind: ClassVar[str] = "laboratory.waived"
    needs = SUPERVISORS
    asks_why = True

    weapon: str
    waived_by: str  # the authority

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, status = lookup.called(weapon), str(weapon["serial_status"])
        if status != REMOVED:
            raise Refusal("laboratory.not-removed", field="weapon", number=number, status=status)
        values = {
            "weapon": weapon["id"],
            "restoration": WAIVED,
            "waived_by": lookup.required(self.waived_by, "waived_by"),
            "why": self.reason,
            "recorded_by": tx.operator,
            "at": tx.now.text,
        }
        return {"laboratory_result": tx.insert("laboratory_result", values), "number": number}


def restoration_missing(connection: Connection, weapon: Row) -> bool:
    """A number removed on purpose that nobody has tried to bring back, nor said why not: asked before an end."""
    is_removed = weapon["serial_status"] == REMOVED
    return is_removed and not out.results_of(connection, str(weapon["id"]))


def results_of(connection: Connection, weapon: str) -> tuple[Row, ...]:
    """Every laboratory result and waiver of a weapon, oldest first. Refusal `weapon.unknown`."""
    found = lookup.weapon(connection, weapon)
    return tuple(out.results_of(connection, str(found["id"])))
