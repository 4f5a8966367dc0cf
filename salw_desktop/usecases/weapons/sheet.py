"""Everything that is known of one weapon, read at once: what a page shows of it and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salw_desktop.database import (
    destruction,
    look_alikes,
    losses,
    marking,
    out,
    people,
    photos,
    releases,
    tags,
    weapons,
)
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR, ENDED, PUT_AWAY
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.photos import GUIDED
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.tags import LIVE
from salw_desktop.usecases.weapons.details import HIDDEN
from salw_desktop.usecases.weapons.history import Reading, timeline_of

_LIES = "place_kind"
_SEEN_TO = ("ordered", "struck", "read back")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One weapon with all that hangs on it, as it stood when it was asked for; hidden marks are left out."""

    weapon: Row
    number: str
    people: dict[str, str]  # column of the weapon → who that is
    marks: tuple[Row, ...]
    parts: tuple[Row, ...]
    accessories: tuple[Row, ...]
    former_numbers: tuple[Row, ...]
    photos: tuple[Row, ...]
    blurred: frozenset[str]  # ids of photographs in which something was made unrecognisable
    holds: tuple[Row, ...]
    tags: tuple[Row, ...]
    labels_waiting: int
    alarms: tuple[Row, ...]
    look_alikes: tuple[Row, ...]
    countersigns: tuple[Row, ...]
    order: Row | None
    mark_job: Row | None
    going_out: Row | None
    loss: Row | None
    results: tuple[Row, ...]
    releases: tuple[Row, ...]
    timeline: tuple[Reading, ...]

    @property
    def id(self) -> str:
        return str(self.weapon["id"])

    @property
    def custody(self) -> str:
        return str(self.weapon["custody"])

    @property
    def safety(self) -> str:
        return str(self.weapon["safety"])

    @property
    def is_taken_in(self) -> bool:
        return self.weapon["record_kind"] == "taken in"

    @property
    def is_ended(self) -> bool:
        return self.custody in ENDED

    @property
    def is_here(self) -> bool:
        """Ours to look after: taken in, and not ended."""
        return self.is_taken_in and not self.is_ended

    @property
    def is_identified(self) -> bool:
        return self.weapon["identification"] == "identified"

    @property
    def may_be_put_away(self) -> bool:
        return self.custody in PUT_AWAY.custody and self.safety in PUT_AWAY.safety

    @property
    def tag_state(self) -> str:
        """Of the tag that hangs on it, or the last one that did; nothing where it never had one."""
        return str(self.tags[-1]["state"]) if self.tags else ""

    @property
    def open_holds(self) -> tuple[Row, ...]:
        return tuple(each for each in self.holds if not each["lifted_at"])

    @property
    def open_look_alikes(self) -> tuple[Row, ...]:
        return tuple(each for each in self.look_alikes if each["verdict"] == "open")

    def to_do(self) -> tuple[str, ...]:
        """What somebody has still to do, the gravest first, in words that a page says in its own."""
        return tuple(self._to_do())

    def _to_do(self) -> Iterator[str]:
        if self.alarms:
            yield "alarm"
        if self.is_here:
            yield from self._to_do_here()
        if self.open_look_alikes and self.custody != "void":
            yield "look-alike"
        if self.countersigns:
            yield "countersign"

    def _to_do_here(self) -> Iterator[str]:
        if self.custody == "in hand" and self.safety not in CLEAR:
            yield "not clear"
        if self.loss:
            yield "search"
        if self.going_out:
            yield "due back"
        if not self.weapon["number"]:
            yield "number"
        elif self.labels_waiting:
            yield "label"
        elif self.tag_state == "blank":
            yield "tie on"
        elif self.tag_state not in LIVE:
            yield "re-tag"
        if {str(each["view"]) for each in self.photos}.isdisjoint(GUIDED):
            yield "photograph"
        if not self.is_identified:
            yield "identify"
        if self.may_be_put_away and self.weapon[_LIES] != "store":
            yield "put away"


def sheet_of(register: Register, wanted: str) -> Sheet:
    """By id, by number, or by the tag that hangs on it. Refusal `weapon.unknown`."""
    reader = register.reader
    weapon = lookup.weapon(reader, wanted)
    id_ = str(weapon["id"])
    pictures = tuple(photos.of(reader, "weapon", id_))
    return Sheet(
        weapon=weapon,
        number=lookup.called(weapon),
        people=_people(register, weapon),
        marks=tuple(each for each in weapons.marks(reader, id_) if each["kind"] != HIDDEN),
        parts=tuple(weapons.parts(reader, id_)),
        accessories=tuple(weapons.accessories(reader, id_)),
        former_numbers=tuple(weapons.former_numbers(reader, id_)),
        photos=pictures,
        blurred=frozenset(
            str(each["id"]) for each in pictures if photos.blurrings(reader, str(each["sha256"]))
        ),
        holds=tuple(releases.holds_of(reader, id_)),
        tags=tuple(tags.chain(reader, id_)),
        labels_waiting=len(weapons.waiting_labels(reader, id_)),
        alarms=tuple(weapons.open_alarms(reader, id_)),
        look_alikes=tuple(look_alikes.entries_of(reader, id_)),
        countersigns=tuple(weapons.open_countersigns(reader, id_)),
        order=destruction.live_order_of(reader, id_),
        mark_job=marking.job_of(reader, id_, *_SEEN_TO),
        going_out=out.out_now(reader, id_),
        loss=losses.open_loss_of(reader, id_),
        results=tuple(out.results_of(reader, id_)),
        releases=tuple(releases.releases(reader, id_)),
        timeline=timeline_of(register, id_),
    )


def look_alike_beside(sheet: Sheet) -> str:
    """The id of the one that nobody has answered yet, else of the newest. Refusal `look-alike.none`."""
    known = sheet.open_look_alikes or sheet.look_alikes[-1:]
    if not known:
        raise Refusal("look-alike.none", field="weapon", number=sheet.number)
    return str(known[0]["beside"])


def _people(register: Register, weapon: Row) -> dict[str, str]:
    """Who saw it is seldom who typed it (practice i1)."""
    reader, found = register.reader, {}
    for column in ("identified_by", "verified_by", "inspected_by", "read_back_by"):
        person = people.person(reader, str(weapon[column])) if weapon[column] else None
        if person:
            found[column] = str(person["name"])
    typist = people.operator(reader, str(weapon["typed_by"]))
    return {**found, "typed_by": str(typist["name"])} if typist else found
