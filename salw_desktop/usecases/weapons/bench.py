"""What the armourer's bench asks: the worklist, one item with its pictures, and who may have looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salw_desktop.database import people, photos, weapons
from salw_desktop.database.rows import Row as Row
from salw_desktop.domain.time import minutes
from salw_desktop.usecases import lookup
from salw_desktop.usecases.register import Register

SHOWN = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of the worklist; `is_second_look`: it was identified once, and somebody doubts it."""

    id: str
    number: str
    kind: str
    model: str
    is_second_look: bool
    days: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """The oldest first, at most `SHOWN` of all `count`."""

    items: tuple[Waiting, ...]
    count: int


@dataclass(frozen=True, slots=True)
class OnTheBench:
    """One record and its photographs; hidden marks are left out."""

    weapon: Row
    photos: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Of the roster."""

    name: str
    function: str


def worklist(register: Register) -> Worklist:
    """Quick records and second looks (practice a7)."""
    today = date.fromisoformat(register.clock().date)
    found = weapons.to_identify(register.reader)
    items = tuple(
        Waiting(
            id=str(row["id"]),
            number=lookup.called(row),
            kind=str(row["kind"]),
            model=str(row["model_name"]),
            is_second_look=row["identification"] == "second look",
            days=max(0, (today - date.fromisoformat(minutes(str(row["recorded_at"]))[:10])).days),
        )
        for row in found[:SHOWN]
    )
    return Worklist(items, len(found))


def on_the_bench(register: Register, wanted: str) -> OnTheBench:
    """Refusal `weapon.unknown`."""
    row = lookup.weapon(register.reader, wanted)
    return OnTheBench(row, tuple(photos.of(register.reader, "weapon", str(row["id"]))))


def roster(register: Register) -> tuple[Person, ...]:
    """By name."""
    return tuple(
        Person(str(row["name"]), str(row["function"])) for row in people.roster(register.reader)
    )
