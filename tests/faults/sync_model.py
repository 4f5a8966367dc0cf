"""What a registry should hold of one station, from the events alone: sets and links, no table and no signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from salw_desktop.database import journal
from salw_desktop.database.connection import Connection
from salw_desktop.keys.chain import OPENED
from salw_desktop.keys.events import read_event

Place = tuple[str, str, str]  # table, id, column


@dataclass(frozen=True, slots=True)
class Signed:
    """One event of a station, and what it sets."""

    id: str
    prev: str | None
    branch: str
    seq: int
    is_opening: bool
    sets: tuple[tuple[Place, object], ...]


def chain_of(reader: Connection) -> tuple[Signed, ...]:
    """The whole journal of one laptop, oldest first."""
    return tuple(_signed(entry.payload) for entry in journal.entries(reader))


def _signed(payload: bytes) -> Signed:
    event = read_event(payload)
    sets = tuple(
        ((str(table), str(id_), column), value)
        for table, id_, new, *_ in event.rows
        if isinstance(new, dict)
        for column, value in new.items()
    )
    return Signed(event.id, event.prev, event.branch, event.seq, event.type == OPENED, sets)


@dataclass
class Book:
    """Of one station: everything that ever reached HQ, and what it had to turn away for want of its past."""

    events: dict[str, Signed] = field(default_factory=dict)
    turned: set[str] = field(default_factory=set)
    _newest: dict[str, int] = field(default_factory=dict)

    def take(self, bundle: Sequence[Signed]) -> tuple[int, int]:
        """(new, turned): an event holds where its branch was opened and the number before it is there."""
        new, turned = 0, 0
        for event in bundle:
            if event.id in self.events:
                continue
            is_next = event.seq == self._newest.get(event.branch, -1) + 1
            if is_next and (event.is_opening or event.branch in self._newest):
                self.events[event.id] = event
                self._newest[event.branch] = event.seq
                new += 1
            else:
                self.turned.add(event.id)
                turned += 1
        return new, turned

    def copy(self) -> Book:
        return Book(dict(self.events), set(self.turned), dict(self._newest))

    @property
    def refused(self) -> set[str]:
        return self.turned - self.events.keys()

    def is_whole(self, event: Signed) -> bool:
        """Held together with its whole past."""
        *_, first = self._back(event)
        return first.prev is None

    def _back(self, event: Signed) -> Iterator[Signed]:
        now: Signed | None = event
        while now is not None:
            yield now
            now = self.events.get(now.prev) if now.prev else None

    def past(self, event: Signed) -> set[str]:
        return {each.id for each in self._back(event)}

    @property
    def applied(self) -> list[Signed]:
        return [event for event in self.events.values() if self.is_whole(event)]

    @property
    def heads(self) -> set[str]:
        applied = self.applied
        return {event.id for event in applied} - {str(event.prev) for event in applied}

    @property
    def gaps(self) -> set[str]:
        before = {event.prev for event in self.events.values() if event.prev}
        return before - self.events.keys()

    @property
    def forks(self) -> set[str]:
        before = sorted(event.prev for event in self.events.values() if event.prev)
        return {one for one, other in pairwise(before) if one == other}

    def writings(self) -> dict[Place, list[tuple[Signed, object]]]:
        """For each value everything that was ever signed of it."""
        made: dict[Place, list[tuple[Signed, object]]] = {}
        for event in self.applied:
            for place, value in event.sets:
                made.setdefault(place, []).append((event, value))
        return made

    def claims(self) -> dict[Place, list[tuple[Signed, object]]]:
        """Of those the ones that no later event overwrote: one, or as many as a fork has sides."""
        found = {}
        for place, writings in self.writings().items():
            known: set[str] = set()
            for event, _ in writings if len(writings) > 1 else ():
                known |= self.past(event) - {event.id}
            found[place] = [each for each in writings if each[0].id not in known]
        return found
