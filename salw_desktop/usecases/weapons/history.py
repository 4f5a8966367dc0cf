"""What the journal says of one weapon: its first reading, each correction, which stood when, and who had it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from salw_desktop.database import journal, people, releases
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Cell
from salw_desktop.keys.events import Event
from salw_desktop.usecases import lookup
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.details import HIDDEN

READ = (  # what somebody read, measured or judged from the metal, in the order in which it is told
    *("kind", "model_name", "category", "variant", "calibre", "measured_calibre_um", "action"),
    *("fire_mode", "barrels", "capacity", "finish", "stock", "sights", "frame_material"),
    *("country", "country_basis", "maker", "year", "licensed", "licensed_from", "factory_code"),
    *("import_country", "import_year", "manufacture_kind", "serial", "serial_status"),
    *("serial_place", "function", "completeness", "missing_part", "preservation"),
    *("identification", "confidence", "adequately_marked", "counts_as"),
)
_BESIDE = ("mark", "part", "accessory", "former_number")
_NOT_TOLD = frozenset(("weapon", "serial_key", "sealed"))
_STATE = ("custody", "place", "safety", "intended_disposal", "breaches")
_TOLD_OF = {  # what an event of another table says in one line
    "clearance": ("safety", "cleared_by"),
    "hold": ("kind", "authority", "case_number", "lifted_on_order_of"),
    "going_out": ("number", "purpose", "to_whom", "due_on", "condition"),
    "loss": ("number", "cause", "finding"),
    "laboratory_result": ("restoration", "report_number"),
    "mark_job": ("number", "string", "state"),
    "photo": ("view",),
    "tag": ("number", "state"),
    "look_alike": ("verdict",),
    "voiding": ("number",),
}
HELD_BY_NOBODY = ("expected", "not found", "missing", "lost or stolen")


@dataclass(frozen=True, slots=True)
class Changed:
    """One word of a reading before and after; `old` is empty where it was added."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading as it was entered; `number` of a correction, `second` who signed besides, then or later."""

    at: str
    act: str
    number: str
    reason: str
    by: str
    second: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """The whole reading that stood from one moment up to another; `until` is empty for today's."""

    since: str
    until: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Custody:
    """Where it was from a moment on, as whose act, and for how long nobody of ours had it."""

    since: str
    until: str
    custody: str
    place: str
    what_for: str
    by: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class History:
    """All of it, oldest first; hidden marks are left out. `readings[0]` is the first one."""

    readings: tuple[Reading, ...]
    stood: tuple[Stood, ...]
    custody: tuple[Custody, ...]

    def standing_on(self, day: str) -> Mapping[str, str]:
        """What was read and not yet corrected at the end of a date; empty before the weapon was recorded."""
        known = [each for each in self.stood if each.since[:10] <= day]
        return known[-1].values if known else {}


def history_of(register: Register, wanted: str) -> History:
    """From the events that touched it, never from a second store. Refusal `weapon.unknown`."""
    reader = register.reader
    id_ = str(lookup.weapon(reader, wanted)["id"])
    events = [event for _, event in journal.history(reader, id_)]
    teller = _Teller(reader, id_)
    readings = tuple(each for event in events if (each := teller.reading(event)) is not None)
    return History(readings, _stood(events, id_), tuple(_custody(reader, events, id_)))


def timeline_of(register: Register, wanted: str) -> tuple[Reading, ...]:
    """Every event that touched it, oldest first, also those that changed no word of a reading. Refusal `weapon.unknown`."""
    reader = register.reader
    id_ = str(lookup.weapon(reader, wanted)["id"])
    teller = _Teller(reader, id_)
    return tuple(teller.told(event) for _, event in journal.history(reader, id_))


def claimed(event: Event) -> str:
    """When it happened, by the laptop's clock."""
    time = event.members["time"]
    assert isinstance(time, dict)  # noqa: S101  # read_event has looked
    return str(time["claim"])


Rows = list[tuple[str, str, Mapping[str, Cell], Mapping[str, Cell]]]


def rows_of(event: Event) -> Rows:
    """Table, id, new values and old ones; these are empty for a new row."""
    found: Rows = []
    for table, id_, new, *old in event.rows:
        found.append((str(table), str(id_), _cells(new), _cells(old[0]) if old else {}))
    return found


def _cells(values: object) -> Mapping[str, Cell]:
    assert isinstance(values, dict)  # noqa: S101  # read_event has looked
    return values


def told(value: Cell) -> str:
    return "" if value is None else str(value)


class _Teller:
    """Turns events into readings; remembers what each mark and part is, since a change names its own columns alone."""

    def __init__(self, reader: Connection, weapon: str) -> None:
        self._reader = reader
        self._weapon = weapon
        self._hidden: set[str] = set()

    def reading(self, event: Event) -> Reading | None:
        changes = tuple(self._changes(event))
        return self._reading(event, changes) if changes else None

    def told(self, event: Event) -> Reading:
        """Also where it was put, what was seen of it, and what was meant to become of it."""
        return self._reading(event, (*self._changes(event), *self._states(event)))

    def _states(self, event: Event) -> Iterator[Changed]:
        for table, id_, new, old in rows_of(event):
            said = [told(new[column]) for column in _TOLD_OF.get(table, ()) if new.get(column)]
            if said and new.get("weapon", self._weapon) == self._weapon:
                yield Changed(table, "", ", ".join(said))
            if table != "weapon" or id_ != self._weapon:
                continue
            for column in _STATE:
                if column in new and new[column] != old.get(column):
                    values = (told(old.get(column)), told(new[column]))
                    yield Changed(column, *(self._named(column, each) for each in values))

    def _named(self, column: str, value: str) -> str:
        return lookup.place_name(self._reader, value) if column == "place" and value else value

    def _reading(self, event: Event, changes: tuple[Changed, ...]) -> Reading:
        number = next(
            (told(new["number"]) for t, _, new, _ in rows_of(event) if t == "correction"), ""
        )
        return Reading(
            at=claimed(event),
            act=event.type,
            number=number,
            reason=event.text("reason"),
            by=name_of(self._reader, event.operator),
            second=self._second(event, number),
            changes=changes,
        )

    def _changes(self, event: Event) -> Iterator[Changed]:
        for table, id_, new, old in rows_of(event):
            if table == "weapon" and id_ == self._weapon:
                for column in READ:
                    if new.get(column) not in (None, "") or old.get(column) not in (None, ""):
                        yield Changed(column, told(old.get(column)), told(new.get(column)))
            elif table in _BESIDE and self._is_shown(table, id_, new, old):
                yield Changed(table, _said(old), _said(new))

    def _is_shown(
        self, table: str, id_: str, new: Mapping[str, Cell], old: Mapping[str, Cell]
    ) -> bool:
        if table == "mark" and new.get("kind") == HIDDEN:
            self._hidden.add(id_)
        is_ours = old or new.get("weapon") == self._weapon
        return bool(is_ours) and id_ not in self._hidden

    def _second(self, event: Event, number: str) -> str:
        if event.witness:
            return name_of(self._reader, event.witness)
        signed = releases.countersigned_by(self._reader, number) if number else None
        return f"{signed['name']}, {str(signed['signed_at'])[:10]}" if signed else ""


def _said(values: Mapping[str, Cell]) -> str:
    named = [told(cell) for column, cell in values.items() if column not in _NOT_TOLD]
    return ", ".join(text for text in named if text)


def name_of(reader: Connection, operator: str) -> str:
    found = people.operator(reader, operator)
    return str(found["name"]) if found else operator


def _stood(events: Sequence[Event], weapon: str) -> tuple[Stood, ...]:
    """A new whole reading at each event that changed a word of it."""
    values: dict[str, str] = {}
    steps: list[tuple[str, dict[str, str]]] = []
    for event in events:
        for table, id_, new, _ in rows_of(event):
            changed = {name: told(new[name]) for name in READ if name in new}
            if table == "weapon" and id_ == weapon and changed:
                values = {**values, **changed}
                steps.append((claimed(event), values))
    until = [since for since, _ in steps[1:]] + [""]
    return tuple(
        Stood(since, end, values) for (since, values), end in zip(steps, until, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Step:
    since: str
    custody: str
    place: str
    what_for: str
    by: str


def _custody(reader: Connection, events: Sequence[Event], weapon: str) -> Iterator[Custody]:
    steps = list(_steps(reader, events, weapon))
    ends = [step.since for step in steps[1:]] + [""]
    for step, until in zip(steps, ends, strict=True):
        is_nowhere = step.custody == "in hand" and not step.place
        yield Custody(
            step.since,
            until,
            step.custody,
            step.place,
            step.what_for,
            step.by,
            is_gap=is_nowhere or step.custody in HELD_BY_NOBODY,
        )


def _steps(reader: Connection, events: Sequence[Event], weapon: str) -> Iterator[_Step]:
    """`custody` and `place` change in the weapon's own row; why and to whom stands beside it in the same event."""
    custody, place = "", ""
    for event in events:
        rows = rows_of(event)
        own = [new for table, id_, new, _ in rows if table == "weapon" and id_ == weapon]
        if not any("custody" in new or "place" in new for new in own):
            continue
        for new in own:
            custody = told(new.get("custody", custody))
            place = told(new.get("place", place))
        at = lookup.place_name(reader, place) if place else ""
        yield _Step(claimed(event), custody, at, _what_for(rows), name_of(reader, event.operator))


def _what_for(rows: Rows) -> str:
    said = []
    for table, _, new, old in rows:
        if table == "placement":
            said.append(told(new.get("purpose")))
        elif table == "going_out" and not old:
            said.append(f"{new['purpose']}: {new['to_whom']}, due {new['due_on']}")
    return "; ".join(dict.fromkeys(text for text in said if text))


def lasted_days(step: Custody) -> int | None:
    """Whole days that a step of the chain lasted; None for the one that lasts still."""
    if not step.until:
        return None
    return (datetime.fromisoformat(step.until) - datetime.fromisoformat(step.since)).days
