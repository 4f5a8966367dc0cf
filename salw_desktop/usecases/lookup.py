"""What a field names, found in the register; else a sentence that says what is not there."""

from __future__ import annotations

import re
from datetime import date

from salw_desktop.database import destruction, handling, people, weapons
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
    key = plain if _ID.fullmatch(plain) else _number(plain, field)
    return _there(weapons.weapon(connection, key), "weapon.unknown", field, wanted)


def _number(text: str, field: str) -> str:
    try:
        return read_number(text)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=field, **refusal.facts) from None


def called(weapon: Row) -> str:
    """How a sentence names an item: by its number, or by its id where no number was left to give."""
    return str(weapon["number"] or weapon["id"])


def person(connection: Connection, wanted: str, field: str) -> Row:
    return _there(people.person(connection, wanted.strip()), "roster.unknown", field, wanted)


def place(connection: Connection, wanted: str, field: str = "place") -> Row:
    return _there(people.place(connection, wanted.strip()), "place.unknown", field, wanted)


def campaign(connection: Connection, wanted: str) -> Row:
    return _there(
        people.campaign(connection, wanted.strip()), "campaign.unknown", "campaign", wanted
    )


def hand_in(connection: Connection, wanted: str) -> Row:
    return _there(
        handling.hand_in(connection, wanted.strip()), "hand-in.unknown", "hand_in", wanted
    )


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


def operator(connection: Connection, wanted: str) -> Row:
    found = people.operator(connection, wanted.strip())
    return _there(found, "operator.not-here", "operator", wanted)


def _there(found: Row | None, code: str, field: str, wanted: str) -> Row:
    if found is None:
        raise Refusal(code, field=field, given=wanted[:80])
    return found


def one_of(words: tuple[str, ...], given: str, field: str) -> str:
    """A word of a closed list, as it stands there."""
    for word in words:
        if word.casefold() == given.strip().casefold():
            return word
    raise Refusal("word.not-listed", field=field, given=given[:80], listed=", ".join(words))


def required(given: str, field: str) -> str:
    if not given.strip():
        raise Refusal("field.missing", field=field, name=field)
    return given.strip()


def day(given: str, field: str) -> str:
    """A date as `2026-11-22`."""
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        raise Refusal("date.malformed", field=field, given=given[:40]) from None


def day_of_the_act(tx: Transaction, given: str, field: str) -> str:
    """The date given, else today's by the clock of this act."""
    return day(given, field) if given.strip() else tx.now.date
