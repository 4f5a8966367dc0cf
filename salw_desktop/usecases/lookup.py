"""What a field names, found in the register; else a sentence that says what is not there."""

from __future__ import annotations

import re
from datetime import date

from salw_desktop.database import destruction, handling, people, tags, untagged, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def station(connection: Connection) -> Row:
    """The station itself: its row is made with the register, before any act."""
    found = people.station(connection)
    assert found is not None  # noqa: S101  # see genesis.make
    return found


def weapon(connection: Connection, wanted: str, field: str = "weapon") -> Row:
    """By id, or by control number as typed or scanned."""
    plain = wanted.strip()
    _refuse_untagged(connection, plain, field)
    key = plain if _ID.fullmatch(plain) else _number(plain, field)
    found = weapons.weapon(connection, key)
    if found is None:
        _refuse_void_tag(connection, key, field)
    return _there(found, "weapon.unknown", field, wanted)


def _refuse_void_tag(connection: Connection, number: str, field: str) -> None:
    """A replaced or lost tag that turns up hangs on something else: say which weapon it was of (practice d6)."""
    tag = tags.by_number(connection, number)
    item = weapons.weapon(connection, str(tag["weapon"])) if tag else None
    if tag and item:
        state = str(tag["state"])
        raise Refusal("tag.void", field=field, tag=number, state=state, number=called(item))


_UNTAGGED = re.compile(r"(SALW1)?UT[A-Z0-9-]+")


def _refuse_untagged(connection: Connection, wanted: str, field: str) -> None:
    """An untagged item has no number of a weapon, so no act on a weapon can reach it (practice d6)."""
    if not _UNTAGGED.fullmatch(wanted.upper()):
        return
    item = untagged.item(connection, wanted.upper())
    if item and not item["solved_at"]:
        raise Refusal("untagged.no-number", field=field, number=str(item["number"]))
    if item:
        refuse_solved(item, field)


def refuse_solved(item: Row, field: str) -> None:
    """Refusal `untagged.solved`, with what the item turned out to be."""
    if item["solved_at"]:
        facts = {name: str(item[name]) for name in ("number", "outcome")}
        weapon = str(item["weapon_number"] or "no weapon")
        date = str(item["solved_at"])[:10]
        raise Refusal("untagged.solved", field=field, **facts, weapon=weapon, date=date)


_DOCUMENTED = re.compile(r"DW-[A-Z0-9-]+")


def _number(text: str, field: str) -> str:
    if _DOCUMENTED.fullmatch(text.upper()):  # a paper number: seen, not taken
        return text.upper()
    try:
        return read_number(text)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=field, **refusal.facts) from None


def control_number(text: str, field: str) -> str:
    """A control number as typed or scanned, its check character looked at."""
    return _number(text.strip(), field)


def called(weapon: Row) -> str:
    """How a sentence names an item: by its number, or by its id where no number was left to give."""
    return str(weapon["number"] or weapon["documented_as"] or weapon["id"])


def person(connection: Connection, wanted: str, field: str) -> Row:
    return _there(people.person(connection, wanted.strip()), "roster.unknown", field, wanted)


def place(connection: Connection, wanted: str, field: str = "place") -> Row:
    return _there(people.place(connection, wanted.strip()), "place.unknown", field, wanted)


def place_name(connection: Connection, id_: str) -> str:
    return str(place(connection, id_)["name"])


def campaign(connection: Connection, wanted: str) -> Row:
    return _there(
        people.campaign(connection, wanted.strip()), "campaign.unknown", "campaign", wanted
    )


def hand_in(connection: Connection, wanted: str) -> Row:
    return _there(
        handling.hand_in(connection, wanted.strip()), "hand-in.unknown", "hand_in", wanted
    )


def open_hand_in(connection: Connection, wanted: str) -> Row:
    """Refusal `hand-in.ended` where nothing more can be written under it."""
    found = hand_in(connection, wanted)
    if found["state"] != "open":
        number, state = str(found["number"]), str(found["state"])
        raise Refusal("hand-in.ended", field="hand_in", number=number, state=state)
    return found


def cache(connection: Connection, wanted: str) -> Row:
    return _there(handling.cache(connection, wanted.strip()), "cache.unknown", "cache", wanted)


def bringer(connection: Connection, wanted: str) -> Row:
    """The sealed row of a person, by its id or by the number of the hand-in."""
    return _there(handling.person(connection, wanted.strip()), "person.unknown", "person", wanted)


def receipt(connection: Connection, wanted: str) -> Row:
    found = handling.receipt(connection, wanted.strip().upper())
    return _there(found, "receipt.unknown", "number", wanted)


def order(connection: Connection, wanted: str) -> Row:
    return _there(destruction.order(connection, wanted.strip()), "order.unknown", "order", wanted)


def session(connection: Connection, wanted: str) -> Row:
    found = destruction.session(connection, wanted.strip())
    return _there(found, "session.unknown", "session", wanted)


def hold(connection: Connection, wanted: str) -> Row:
    return _there(weapons.hold(connection, wanted.strip()), "hold.unknown", "hold", wanted)


def countersign(connection: Connection, wanted: str) -> Row:
    found = handling.countersign(connection, wanted.strip())
    return _there(found, "countersign.unknown", "countersign", wanted)


def alarm(connection: Connection, wanted: str) -> Row:
    return _there(weapons.alarm(connection, wanted.strip()), "alarm.unknown", "alarm", wanted)


def model_card(connection: Connection, wanted: str) -> Row:
    found = weapons.model_card(connection, wanted.strip())
    return _there(found, "model-card.unknown", "model_card", wanted)


def operator(connection: Connection, wanted: str) -> Row:
    found = people.operator(connection, wanted.strip())
    return _there(found, "operator.not-here", "operator", wanted)


def _there(found: Row | None, code: str, field: str, wanted: str) -> Row:
    if found is None:
        raise Refusal(code, field=field, given=wanted[:80])
    return found


def one_of(words: tuple[str, ...], given: str, field: str) -> str:
    """A word of a closed list, as it stands there; nothing at all is a field left empty."""
    required(given, field)
    for word in words:
        if word.casefold() == given.strip().casefold():
            return word
    raise Refusal("word.not-listed", field=field, given=given[:80], listed=", ".join(words))


def required(given: str, field: str) -> str:
    if not given.strip():
        raise missing(field)
    return given.strip()


def missing(field: str) -> Refusal:
    """`field` with what it lies in, as `bringer.sex`; a person reads its name in plain words."""
    return Refusal("field.missing", field=field, name=field.replace("_", " "))


def day(given: str, field: str) -> str:
    """A date as `2026-11-22`."""
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        raise Refusal("date.malformed", field=field, given=given[:40]) from None


def day_of_the_act(tx: Transaction, given: str, field: str) -> str:
    """The date given, else today's by the clock of this act."""
    return day(given, field) if given.strip() else tx.now.date


def day_gone_by(tx: Transaction, given: str, field: str) -> str:
    """The date of something that has happened: today's where none is given, never one to come."""
    found = day_of_the_act(tx, given, field)
    if found > tx.now.date:
        raise Refusal("date.to-come", field=field, date=found)
    return found


_DEGREES_UDEG = 1_000_000


def position(
    latitude_udeg: int | None, longitude_udeg: int | None, precision_m: int | None
) -> dict[str, str | int | None]:
    """A position with how exact it is, or none at all: a position without its precision says too much."""
    given = (latitude_udeg, longitude_udeg, precision_m)
    if given == (None, None, None):
        return {}
    if latitude_udeg is None or longitude_udeg is None or precision_m is None or precision_m < 1:
        raise Refusal("position.incomplete", field="precision_m")
    if abs(latitude_udeg) > 90 * _DEGREES_UDEG or abs(longitude_udeg) > 180 * _DEGREES_UDEG:
        raise Refusal("position.off-the-earth", field="latitude_udeg")
    return {
        "latitude_udeg": latitude_udeg,
        "longitude_udeg": longitude_udeg,
        "precision_m": precision_m,
    }
