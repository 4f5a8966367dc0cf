"""What the first page says of a register: figures of the day, of the last fortnight, and the day's own state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salw_desktop.database import duty, handling, home, marking, photos, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row as Row
from salw_desktop.domain.axes import counted
from salw_desktop.usecases.queries import Waiting, waiting
from salw_desktop.usecases.register import Register

DAYS_SHOWN = 14
LAST_SHOWN = 3
RIFLES, HANDGUNS, OTHER = "rifle", "handgun", "other"
GROUPS = (RIFLES, HANDGUNS, OTHER)
_GROUP_OF = {"rifle": RIFLES, "pistol": HANDGUNS, "revolver": HANDGUNS}


@dataclass(frozen=True, slots=True)
class RecordedOn:
    """One day's weapons by the three groups of `GROUPS`."""

    date: str
    items: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.items.values())


@dataclass(frozen=True, slots=True)
class Recent:
    """An item recorded lately."""

    id: str
    number: str
    model: str  # empty where nobody has identified it
    kind: str
    serial: str
    custody: str
    place: str
    photo: Row | None


@dataclass(frozen=True, slots=True)
class HeldAt:
    """How many weapons a place holds."""

    id: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class DayState:
    """The day by this laptop's clock; None is not yet."""

    date: str
    opened: Row | None
    closed: Row | None
    counts: Row
    not_closed: str  # the working day before, where nobody closed it


@dataclass(frozen=True, slots=True)
class Home:
    """The first page. Parts and what was only documented stand in no figure (practice b11)."""

    unit: str
    site: str
    is_practice: bool
    day: DayState
    days: tuple[RecordedOn, ...]
    custody: dict[str, int]
    total: int
    to_mark: int
    marks_wait_days: int
    certificates: int
    places: tuple[HeldAt, ...]
    recent: tuple[Recent, ...]
    open_hand_ins: tuple[Row, ...]
    orders: tuple[Row, ...]
    waiting: Waiting

    @property
    def in_our_hands(self) -> int:
        """At our places, on the road between them, out and due back."""
        return sum(
            self.custody.get(word, 0) for word in ("in hand", "on the way", "dual key", "out")
        )

    @property
    def gone_from_sight(self) -> int:
        return self.custody.get("not found", 0) + self.custody.get("missing", 0)


def home_of(register: Register) -> Home:
    reader, station = register.reader, register.station
    today = register.clock().date
    profile = marking.profile_on(reader, today)
    to_mark, oldest = home.unmarked(
        reader,
        also_before_destruction=profile is not None and bool(profile["marks_before_destruction"]),
    )
    custody = weapons.by_custody(reader)
    return Home(
        unit=str(station["unit"]),
        site=str(station["site_name"]),
        is_practice=bool(station["is_practice"]),
        day=day_state(register),
        days=_days(home.recorded_since(reader, _first_day(today)), today),
        custody=dict(custody),
        total=counted(custody),
        to_mark=to_mark,
        marks_wait_days=_days_between(oldest, today),
        certificates=home.certificates(reader),
        places=tuple(HeldAt(*each) for each in home.in_hand_by_place(reader)),
        recent=tuple(_recent(reader, row) for row in home.newest(reader, LAST_SHOWN)),
        open_hand_ins=tuple(home.open_hand_ins(reader)),
        orders=tuple(home.orders_to_act_on(reader)),
        waiting=waiting(register),
    )


def day_state(register: Register) -> DayState:
    """Whether two people compared the clock this morning, and whether this evening's sheet is written."""
    reader, today = register.reader, register.clock().date
    return DayState(
        date=today,
        opened=duty.opening_of(reader, today),
        closed=handling.day(reader, today),
        counts=handling.counts_of_day(reader, today),
        not_closed=home.day_not_closed(reader, today),
    )


def _first_day(today: str) -> str:
    return (date.fromisoformat(today) - timedelta(days=DAYS_SHOWN - 1)).isoformat()


def _days(found: list[tuple[str, str, int]], today: str) -> tuple[RecordedOn, ...]:
    """The last fortnight, also the days on which nothing came."""
    first = date.fromisoformat(_first_day(today))
    days = {
        (first + timedelta(days=n)).isoformat(): dict.fromkeys(GROUPS, 0) for n in range(DAYS_SHOWN)
    }
    for day, kind, items in found:
        if day in days:  # a clock that was wrong may have written a day to come
            days[day][_GROUP_OF.get(kind, OTHER)] += items
    return tuple(RecordedOn(day, items) for day, items in days.items())


def _days_between(earlier: str, later: str) -> int:
    if not earlier:
        return 0
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)


def _recent(reader: Connection, row: Row) -> Recent:
    return Recent(
        id=str(row["id"]),
        number=str(row["number"] or row["documented_as"] or ""),
        model=str(row["model_name"]),
        kind=str(row["kind"]),
        serial=str(row["serial"]),
        custody=str(row["custody"]),
        place=str(row["place_name"] or ""),
        photo=photos.photo(reader, str(row["first_photo"])) if row["first_photo"] else None,
    )
