"""Marks that only two roles see: where one stands is what makes it worth having (practice b8)."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import people, weapons
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup, sealing
from salw_desktop.usecases.marking.machines import ARMOURY
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.details import HIDDEN


@dataclass(frozen=True, slots=True)
class HiddenMark:
    """What is sealed at a weapon; empty where its key was destroyed or never came here."""

    text: str
    place: str
    method: str


def hidden_marks(register: Register, weapon: str) -> list[HiddenMark]:
    """For a supervisor or a weapons inspector; Refusal `mark.hidden` for anybody else."""
    roles = people.roles_of(register.reader, register.operator.operator, register.clock().date)
    if roles.isdisjoint(ARMOURY):
        raise Refusal("mark.hidden", field="weapon")
    item = lookup.weapon(register.reader, weapon)
    found = []
    for mark in weapons.marks(register.reader, str(item["id"])):
        if mark["kind"] == HIDDEN:
            opened = sealing.opened(register.reader, str(mark["id"]), str(mark["sealed"])) or {}
            said = [str(opened.get(name) or "") for name in ("text", "place", "method")]
            found.append(HiddenMark(*said))
    return found
