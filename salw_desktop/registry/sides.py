"""A forked station has sides: which of its events do not know each other, and what those have set."""

from __future__ import annotations

from collections.abc import Mapping

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.strict_json import Json
from salw_desktop.keys import events
from salw_desktop.keys.events import Event

_Place = tuple[int, int]  # line, and how far along it


class Sides:
    """The tree of applied events cut into lines: an event knows its own line up to itself, and where the line left others.

    Old values alone do not tell a conflict: a side may have set a value and taken it back.
    """

    def __init__(self) -> None:
        self._places: dict[str | None, _Place] = {None: (0, 0)}
        self._lengths = [0]
        self._known: list[dict[int, int]] = [{}]
        self._set: dict[tuple[str, str, str], list[tuple[_Place, Json]]] = {}

    def place(self, event_id: str, prev: str | None) -> None:
        """Its parent must be placed."""
        line, at = self._places[prev]
        if at < self._lengths[line]:
            self._known.append({**self._known[line], line: at})
            self._lengths.append(0)
            line, at = len(self._lengths) - 1, 0
        self._lengths[line] = at + 1
        self._places[event_id] = line, at + 1

    def remember(self, event: Event) -> None:
        for table, id_, new, *_ in event.rows:
            for column, value in new.items() if isinstance(new, dict) else ():
                place = self._places[event.id]
                self._set.setdefault((str(table), str(id_), column), []).append((place, value))

    def stand_against(
        self, event: Event, table: str, id_: str, new: Mapping[str, Json], held: Row
    ) -> bool:
        """Whether it would overwrite a value that is also the word of an event which it does not know."""
        return any(
            said == held[column] != value and not self._knows(self._places[event.id], place)
            for column, value in new.items()
            for place, said in self._set.get((table, id_, column), ())
        )

    def _knows(self, event: _Place, other: _Place) -> bool:
        (line, at), (other_line, other_at) = event, other
        known = at if line == other_line else self._known[line].get(other_line, 0)
        return other_at <= known


def sides_of(connection: Connection, enrolled: str, parent_of_next: str | None) -> Sides:
    """Of everything applied so far; the next event, not applied yet, may be the one that makes the fork.

    What stands before the first fork everybody knows: it is placed and not read.
    """
    after: dict[str | None, list[tuple[int, str]]] = {}
    for n, event_id, prev in connection.execute(
        "SELECT n, event_id, prev FROM held_event WHERE enrolled = ? AND is_applied = 1 ORDER BY n",
        (enrolled,),
    ):
        after.setdefault(prev.hex() if prev else None, []).append((n, event_id.hex()))
    sides, is_forked = Sides(), False
    stack: list[str | None] = [None]
    while stack:
        parent = stack.pop()
        children = after.get(parent, [])
        is_forked = is_forked or len(children) > 1 or parent == parent_of_next
        for n, event_id in children:
            sides.place(event_id, parent)
            if is_forked:
                sides.remember(_event(connection, n))
        stack.extend(event_id for _, event_id in reversed(children))
    return sides


def _event(connection: Connection, n: int) -> Event:
    (packed,) = connection.execute("SELECT packed FROM held_event WHERE n = ?", (n,)).fetchone()
    return events.read_event(events.unpack(packed))
