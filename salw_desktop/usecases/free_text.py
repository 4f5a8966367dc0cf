"""No free text while somebody of whom nothing is recorded stands at the table: it may be a child (practice f8).

A child's hand-in is the record of any hand-in with no person, and nothing here knows which one it was. So the rule is
for all that look like it, or whoever reads would know the child by the silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from salw_desktop.database import handling
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Command

BROUGHT_BY = ("person", "group", "community")  # where somebody stands at the table
# Of each act of an open hand-in the fields that tell a story, beside `reason`. What names the thing itself (type,
# marks, numbers, what tells two weapons apart, a line's description) stays: the record needs it.
FREE_TEXT: Mapping[str, tuple[str, ...]] = {
    "hand-in.closed": (),
    "group-roll.recorded": (),
    "hand-in.line-added": (),
    "hand-in.line-received": (),
    "clearance.recorded": ("remark",),
    "weapon.recorded": ("parts.note", "accessories.note"),
    "weapon.identified": ("parts.note", "accessories.note"),
    "weapon.handed-in-again": (),
    "weapon.observed": ("remark",),
    "photo.added": (),
}
LONGEST_NAME = 64  # of a thing, or a hash in hex: a story does not fit


def may_be_a_childs(hand_in: Row) -> bool:
    """Nothing says who brought it: neither a person nor the unit or voucher that a child's hand-in never has."""
    told = ("person", "from_unit", "voucher", "cache")
    return hand_in["brought_by"] in BROUGHT_BY and not any(hand_in[name] for name in told)


def look_at_hand_in(hand_in: Row, command: Command) -> None:
    """Refusal `child.no-free-text`; `child.name-too-long`. While it is open: then the bringer has gone."""
    if hand_in["state"] != "open" or not may_be_a_childs(hand_in):
        return
    given = asdict(command)
    for field in ("reason", *FREE_TEXT[command.kind]):
        if any(text.strip() for text in _texts(given, field.split("."))):
            raise Refusal("child.no-free-text", field=field, name=field)
    for field, value in given.items():
        if any(len(text) > LONGEST_NAME for text in _every_text(value)):
            raise Refusal("child.name-too-long", field=field, name=field, most=LONGEST_NAME)


def look_at_weapon(connection: Connection, weapon: Row, command: Command) -> None:
    """The same, of the hand-in with which the weapon came last."""
    if weapon["hand_in"]:
        came_with = handling.came_with(connection, str(weapon["id"]))
        look_at_hand_in(lookup.hand_in(connection, came_with), command)


def _texts(given: object, path: list[str]) -> Iterator[str]:
    """What stands at a path such as `parts.note`, in each item of a list."""
    if isinstance(given, Mapping):
        yield from _texts(given[path[0]], path[1:])
    elif isinstance(given, list | tuple):
        for each in given:
            yield from _texts(each, path)
    elif isinstance(given, str):
        yield given


def _every_text(given: object) -> Iterator[str]:
    if isinstance(given, Mapping):
        for each in given.values():
            yield from _every_text(each)
    elif isinstance(given, list | tuple):
        for each in given:
            yield from _every_text(each)
    elif isinstance(given, str):
        yield given
