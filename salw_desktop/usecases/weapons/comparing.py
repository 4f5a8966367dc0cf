"""Weapons of one number side by side: what each is, what it looks like, and all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import journal, look_alikes, people, photos
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.time import minutes
from salw_desktop.keys.events import Event
from salw_desktop.usecases import lookup
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a weapon's history."""

    at: str
    what: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Picture:
    sha256: str
    view: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the weapons as its record stands; hidden marks are left out."""

    id: str
    number: str
    record_kind: str
    kind: str
    model: str
    country: str
    serial: str
    serial_status: str
    marks: str
    custody: str
    place: str
    seen_where: str
    photos: tuple[Picture, ...]
    history: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """The other one, how sure the likeness is, and what was said about it."""

    side: Side
    grade: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A weapon and every look-alike that was ever asked about, withdrawn records and answered ones too."""

    weapon: Side
    others: tuple[Alike, ...]


def look_alikes_of(register: Register, weapon: str) -> Comparison:
    """By id or number, in the order in which they were found. Refusal `weapon.unknown`."""
    reader = register.reader
    own = lookup.weapon(reader, weapon)
    others = tuple(
        Alike(
            _side(reader, lookup.weapon(reader, str(entry["beside"]))),
            str(entry["grade"]),
            str(entry["verdict"]),
            str(entry["reason"] or ""),
        )
        for entry in look_alikes.entries_of(reader, str(own["id"]))
    )
    return Comparison(_side(reader, own), others)


def _side(reader: Connection, row: Row) -> Side:
    id_ = str(row["id"])
    return Side(
        id=id_,
        number=lookup.called(row),
        record_kind=str(row["record_kind"]),
        kind=str(row["kind"]),
        model=str(row["model_name"]),
        country=str(row["country"] or ""),
        serial=str(row["serial"]),
        serial_status=str(row["serial_status"]),
        marks=str(row["marks"] or ""),
        custody=str(row["custody"]),
        place=str(row["place_name"] or ""),
        seen_where=str(row["seen_where"] or ""),
        photos=tuple(
            Picture(str(photo["sha256"]), str(photo["view"]))
            for photo in photos.of(reader, "weapon", id_)
        ),
        history=_history(reader, id_),
    )


def _history(reader: Connection, weapon: str) -> tuple[Happened, ...]:
    found = []
    for _, event in journal.history(reader, weapon):
        operator = people.operator(reader, event.operator)
        by = str(operator["name"]) if operator else event.operator
        found.append(Happened(_when(event), event.type, by, event.text("reason")))
    return tuple(found)


def _when(event: Event) -> str:
    time = event.members["time"]
    assert isinstance(time, dict)  # noqa: S101  # read_event has looked
    return minutes(str(time["claim"]))
