"""Alarms: raised by what was seen, and in the way of a plan until a supervisor has looked."""

from __future__ import annotations

from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.glance import Looking

SEEN_AGAIN, NUMBER_OF_ENDED = "ended item seen again", "number of an ended item"
HANDED_IN_HELD = "held item handed in"
GONE = tuple(word for word in ENDED if word != "void")


def raise_alarm(tx: Transaction, kind: str, weapon: str, other: str | None, said: str) -> str:
    values = {"kind": kind, "weapon": weapon, "other": other, "said": said}
    return tx.insert("alarm", {**values, "raised_at": tx.now.text})


def refuse_open_alarm(tx: Looking, weapon: Row) -> None:
    """A plan waits until a supervisor has seen what is wrong."""
    for alarm in weapons.open_alarms(tx.connection, str(weapon["id"])):
        number = lookup.called(weapon)
        raise Refusal("alarm.open", field="weapons", number=number, said=str(alarm["said"]))
