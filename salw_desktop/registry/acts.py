"""What HQ does: stations enrolled, bundles imported, receipts given. Each is an act of an HQ clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from salw_desktop.bundle.head import Head
from salw_desktop.bundle.messages import Request
from salw_desktop.bundle.reader import Opened
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import AT_HQ, Role
from salw_desktop.keys.chain import RECOVERY
from salw_desktop.registry import stations
from salw_desktop.registry.embedded import EmbeddedHoldings
from salw_desktop.registry.importing import import_events
from salw_desktop.registry.reading_ahead import Looked
from salw_desktop.usecases.commands import Answer, Command

NUMBERS_IN_A_BLOCK = 10_000  # a year of a busy station
_LETTERS = re.compile(r"[A-Z2-7]{6}")
CLERKS = frozenset({Role.HQ_CLERK})


@dataclass(frozen=True, kw_only=True)
class DeclareRegistry(Command):
    """The first act: who this registry is and to which keys it is written."""

    kind: ClassVar[str] = "registry.declared"
    needs = AT_HQ

    id: str
    name: str
    sign_key: str
    operational: str
    recovery: str
    series: str

    def execute(self, tx: Transaction) -> Answer:
        values = {
            "id": self.id,
            "name": self.name,
            "sign_key": self.sign_key,
            "operational": self.operational,
            "recovery": self.recovery,
            "enrolled_at": tx.now.text,
        }
        tx.insert("number_series", {"series": self.series, "since": tx.now.text})
        return {"registry": tx.insert("registry", values)}


@dataclass(frozen=True, kw_only=True)
class EnrolStation(Command):
    """The station's keys are trusted from here on, and its first block of numbers is its own."""

    kind: ClassVar[str] = "station.enrolled"
    needs = CLERKS

    request: Request
    codes: tuple[str, ...]

    def execute(self, tx: Transaction) -> Answer:
        request = self.request
        if stations.by_device(tx.connection, request.device):
            raise Refusal("enrol.twice", field="file", unit=request.unit)
        brought = self._brought(tx)
        series = f"{stations.series(tx.connection)}-{request.site}"
        in_series = [block for block in brought if block.prefix == series]
        block = in_series[0] if in_series else self._next_block(tx, series)
        values = {
            "unit": request.unit,
            "site": request.site,
            "device_key": request.device,
            "age_recipient": request.age_recipient,
            "register": request.register,
            "block": str(block),
            "enrolled_at": tx.now.text,
        }
        enrolled = tx.insert("enrolled", values)
        for each in dict.fromkeys((*brought, block)):
            row: dict[str, Cell] = {"enrolled": enrolled, "site": request.site, "block": str(each)}
            tx.insert("known_block", {**row, "was_brought": int(each in brought)})
        self._keep_keys(tx, enrolled)
        return {"enrolled": enrolled, "block": str(block)}

    def _keep_keys(self, tx: Transaction, enrolled: str) -> None:
        for operator in self.request.operators:
            row = {"operator": operator.id, "enrolled": enrolled, "name": operator.name}
            tx.insert("known_operator", {**row, "sign_key": operator.sign_key})
        keys = {each.id: bytes.fromhex(each.sign_key) for each in self.request.operators}
        keys[RECOVERY] = bytes.fromhex(self.request.recovery_key)
        EmbeddedHoldings(tx.connection, enrolled).keep_keys(keys, {})
        stations.keep_codes(tx.connection, enrolled, self.codes)

    def _brought(self, tx: Transaction) -> list[NumberBlock]:
        """Blocks that the station numbers from already; none may meet those of another one."""
        site = self.request.site
        taken = stations.blocks(tx.connection, site)
        brought = [NumberBlock.parse(text, site=site) for text in self.request.blocks]
        for own in brought:
            for other in taken:
                meets = own.first <= other.last and other.first <= own.last
                if own.prefix == other.prefix and meets:
                    raise Refusal("enrol.block-overlaps", field="file", block=str(own))
        return brought

    def _next_block(self, tx: Transaction, series: str) -> NumberBlock:
        taken = [b for b in stations.blocks(tx.connection, self.request.site) if b.prefix == series]
        first = max((block.last for block in taken), default=0) + 1
        block = NumberBlock.parse(f"{series}-1-1", site=self.request.site)
        return replace(block, first=first, last=first + NUMBERS_IN_A_BLOCK - 1)


@dataclass(frozen=True, kw_only=True)
class ReleaseIdentity(Command):
    """The bundle key leaves the registry in clear: who took it out, and why, stays in the journal."""

    kind: ClassVar[str] = "identity.released"
    needs = AT_HQ
    asks_why = True

    def execute(self, tx: Transaction) -> Answer:
        del tx  # the event itself says it all
        return {}


@dataclass(frozen=True, kw_only=True)
class ImportBundle(Command):
    """Idempotent: a repeated bundle changes nothing but its own line in the book."""

    kind: ClassVar[str] = "bundle.imported"
    needs = CLERKS

    opened: Opened
    enrolled: str
    ahead: Iterator[Looked]

    def execute(self, tx: Transaction) -> Answer:
        head, holdings = self.opened.head, EmbeddedHoldings(tx.connection, self.enrolled)
        counts = import_events(self.opened, holdings, bytes.fromhex(head.device), self.ahead)
        tx.seen += [newest.event for newest in holdings.heads()]
        values: dict[str, Cell] = {
            "enrolled": self.enrolled,
            "set_id": head.set_id,
            "volume": head.volume,
            "sha256": self.opened.sealed.sha256,
            "new_events": counts.new,
            "known_events": counts.known,
            "turned_events": counts.turned,
            "at": tx.now.text,
        }
        tx.insert("imported", values)
        return {
            **_told(tx.connection, head, self.enrolled),
            "new_events": counts.new,
            "known_events": counts.known,
            "turned_events": counts.turned,
            "applied_events": counts.applied,
        }


def told_again(connection: Connection, head: Head, enrolled: str) -> Answer:
    """Of a bundle that was imported before: it changes nothing, and says so."""
    known = sum(segment.last - segment.first + 1 for segment in head.segments)
    counts = {"new_events": 0, "known_events": known, "turned_events": 0, "applied_events": 0}
    return {**_told(connection, head, enrolled), **counts, "repeated": True}


def _told(connection: Connection, head: Head, enrolled: str) -> Answer:
    holdings = EmbeddedHoldings(connection, enrolled)
    return {
        "unit": head.unit,
        "set": head.set_id,
        "weapons": stations.weapons(connection, enrolled),
        "gaps": [gap.before for gap in holdings.gaps()],
        "forks": holdings.forks(),
        "repeated": False,
    }


@dataclass(frozen=True, kw_only=True)
class GiveCode(Command):
    """Class C: an adjudicator stands in for a second person who is far, for one act, named by its six letters."""

    kind: ClassVar[str] = "code.given"
    needs = frozenset({Role.ADJUDICATOR})
    asks_why = True

    enrolled: str
    letters: str

    def execute(self, tx: Transaction) -> Answer:
        letters = self.letters.strip().upper()
        if not _LETTERS.fullmatch(letters):
            raise Refusal("code.letters", field="letters", given=self.letters[:20])
        waiting = stations.next_code(tx.connection, self.enrolled)
        if waiting is None:
            raise Refusal("code.none-left", field="station")
        position, code = waiting
        row: dict[str, Cell] = {"enrolled": self.enrolled, "position": position}
        row |= {"letters": letters, "given_by": tx.operator, "at": tx.now.text}
        tx.insert("code_given", row)
        return {
            "position": position,
            "code": f"{position} {code[:4]} {code[4:]}",
            "letters": letters,
        }


@dataclass(frozen=True, kw_only=True)
class NumberLetter(Command):
    """An answer or a receipt gets its number before it is written: the number only goes up."""

    kind: ClassVar[str] = "letter.numbered"
    needs = CLERKS

    enrolled: str
    letter: str  # answer or receipt

    def execute(self, tx: Transaction) -> Answer:
        number = stations.newest_letter(tx.connection, self.enrolled) + 1
        row: dict[str, Cell] = {"enrolled": self.enrolled, "number": number, "kind": self.letter}
        tx.insert("letter", {**row, "at": tx.now.text})
        return {"number": number}
