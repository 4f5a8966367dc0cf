"""What the registration table asks of the register while somebody waits in front of it."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import handling, people, photos, table, tags, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number
from salw_desktop.domain.people import Role
from salw_desktop.domain.serials import SerialNumber, SerialStatus
from salw_desktop.printing.pictures import SMALL_PX
from salw_desktop.usecases import catalogue, free_text, lookup, numbering
from salw_desktop.usecases.photos import picture
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.describing import kind_of
from salw_desktop.usecases.weapons.look_alikes import found_alike

MOST_OPEN = 8
MOST_CACHES = 50


@dataclass(frozen=True, slots=True)
class TableCampaign:
    """A campaign under which a hand-in can be opened, and whether it keeps names."""

    code: str
    name: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand-in that was opened and not ended."""

    number: str
    brought_by: str
    opened_on: str
    items: int


@dataclass(frozen=True, slots=True)
class Table:
    """All that the page offers to choose from."""

    site: str
    today: str
    campaigns: tuple[TableCampaign, ...]
    places: tuple[str, ...]
    people: tuple[tuple[str, str], ...]  # name, function
    for_the_bay: tuple[str, ...]  # the likeliest first
    caches: tuple[tuple[str, str], ...]  # number, what was found
    waiting: tuple[Waiting, ...]
    next_number: str


_UNLOADS = frozenset({Role.WEAPONS_INSPECTOR, Role.TECHNICAL_OFFICER})
_ELSEWHERE = frozenset({Role.CHILD_PROTECTION, Role.AUDITOR})


def _for_the_bay(reader: Connection) -> tuple[str, ...]:
    """Whoever unloads by his trade comes first; whoever is here for children or audits alone does not come at all.

    By his roles, and by what the roster says of him: few of them have a key.
    """
    roles = {
        str(row["person"]): people.roles_of(reader, str(row["id"]))
        for row in people.operators(reader)
    }
    first: list[str] = []
    then: list[str] = []
    for row in people.roster(reader):
        name, told = str(row["name"]), f"{row['function']} {row['qualification'] or ''}".casefold()
        known = roles.get(name, frozenset()) | {role for role in Role if role in told}
        if known & _UNLOADS:
            first.append(name)
        elif not known or not known <= _ELSEWHERE:
            then.append(name)
    return (*first, *then)


def at_the_table(register: Register) -> Table:
    reader = register.reader
    given = numbering.next_number(reader)
    return Table(
        site=str(register.station["site_name"]),
        today=register.clock().date,
        campaigns=tuple(
            TableCampaign(str(row["code"]), str(row["name"]), bool(row["is_named"]))
            for row in table.campaigns(reader)
        ),
        places=tuple(str(row["name"]) for row in table.places(reader)),
        people=tuple((str(row["name"]), str(row["function"])) for row in people.roster(reader)),
        for_the_bay=_for_the_bay(reader),
        caches=tuple(
            (str(row["number"]), str(row["described"])) for row in table.caches(reader, MOST_CACHES)
        ),
        waiting=tuple(
            Waiting(
                str(row["number"]),
                str(row["brought_by"]),
                str(row["opened_on"]),
                int(row["items"] or 0),
            )
            for row in table.open_hand_ins(reader, MOST_OPEN)
        ),
        next_number=given.number if given else "",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a hand-in as the table lists it: never where it lies."""

    id: str  # of a weapon; empty for another line
    number: str
    what: str
    serial: str
    safety: str
    tag: str  # state of its newest tag


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """The hand-in that is being written."""

    number: str
    state: str
    brought_by: str
    campaign: str
    declared: int | None
    has_free_text: bool  # False where it may be a child's (practice f8)
    lines: tuple[Line, ...]


def on_the_table(register: Register, wanted: str) -> OnTheTable:
    """By number, id or the code on its slip. Refusal `hand-in.unknown`."""
    reader = register.reader
    row = lookup.hand_in(reader, wanted)
    id_ = str(row["id"])
    states = table.tags_of(reader, id_)
    recorded = [_weapon_line(each, states) for each in handling.weapons_of(reader, id_)]
    others = [
        Line("", "", f"{each['described']}, {each['quantity']} {each['unit']}", "", "", "")
        for each in handling.other_lines(reader, id_)
    ]
    return OnTheTable(
        number=str(row["number"]),
        state=str(row["state"]),
        brought_by=str(row["brought_by"]),
        campaign=str(row["campaign_code"]),
        declared=None if row["declared"] is None else int(row["declared"]),
        has_free_text=not free_text.may_be_a_childs(row),
        lines=(*recorded, *others),
    )


def _weapon_line(row: Row, states: dict[str, str]) -> Line:
    return Line(
        id=str(row["id"]),
        number=lookup.called(row),
        what=_short(row),
        serial=str(row["serial"] or row["serial_status"]),
        safety=str(row["safety"]),
        tag=states.get(str(row["id"]), ""),
    )


def _short(row: Row) -> str:
    return str(row["model_name"]).partition(" / ")[0] or str(row["kind"])


@dataclass(frozen=True, slots=True)
class Cleared:
    """What the unloading bay has written down already for a token."""

    safety: str
    is_used: bool


def cleared_at_the_bay(register: Register, hand_in: str, token: str) -> Cleared | None:
    """None where nobody has recorded anything for it. Refusal `hand-in.unknown`."""
    row = lookup.hand_in(register.reader, hand_in)
    found = handling.clearance_by_token(register.reader, str(row["id"]), token.strip())
    return Cleared(str(found["safety"]), bool(found["weapon"])) if found else None


@dataclass(frozen=True, slots=True)
class Typed:
    """A weapon as far as it has been typed."""

    serial: str
    status: SerialStatus
    model: str = ""  # as the catalogue names it
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A record whose number looks like the one being typed."""

    id: str
    number: str
    grade: str
    model: str
    serial: str
    country: str
    marks: str
    custody: str
    place: str
    handed_in_on: str


def twins(register: Register, typed: Typed) -> tuple[Twin, ...]:
    """The surest first; empty where the number says too little to be looked for."""
    try:
        key = SerialNumber(typed.serial.strip(), typed.status).key
    except Refusal:
        return ()
    if not key:
        return ()
    reader = register.reader
    kind = kind_of(catalogue.find(typed.model)) if typed.model else typed.kind
    own: Row = {"id": "", "model": typed.model, "kind": kind, "country": typed.country}
    return tuple(
        _twin(reader, id_, str(row["grade"]))
        for id_, row in found_alike(reader, own, [(key, True)]).items()
    )


def _twin(reader: Connection, id_: str, grade: str) -> Twin:
    row = lookup.weapon(reader, id_)
    return Twin(
        id=id_,
        number=lookup.called(row),
        grade=grade,
        model=_short(row),
        serial=str(row["serial"] or row["serial_status"]),
        country=str(row["country"] or ""),
        marks=str(row["marks"] or ""),
        custody=str(row["custody"]),
        place=str(row["place_name"] or ""),
        handed_in_on=str(row["handed_in_on"]),
    )


def picture_of(register: Register, weapon: str) -> bytes | None:
    """The small copy of its left side, else of whatever was photographed first; None without a picture."""
    rows = photos.of(register.reader, "weapon", weapon)
    shown = [row for row in rows if row["view"] == "left"] or rows
    return picture(register, shown[0], SMALL_PX) if shown else None


def is_blank_tag(register: Register, code: str) -> bool:
    """Whether a scanned code is a tag made beforehand that hangs on nothing yet."""
    try:
        number = read_number(code)
    except Refusal:
        return False
    reader = register.reader
    is_taken = weapons.weapon(reader, number) or tags.by_number(reader, number)
    return tags.range_of(reader, number) is not None and not is_taken


def is_clear(safety: str) -> bool:
    """Whether it may lie beside other weapons: what is not clear goes to the isolation point."""
    return safety in CLEAR
