"""What the window asks at each moment: who may do what here, and what a scanned code is."""

from __future__ import annotations

from salw_desktop.database import people
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.usecases import lookup
from salw_desktop.usecases.register import Register


def roles_here(register: Register) -> frozenset[Role]:
    """Of the operator who unlocked it, acting ones of today with them."""
    today = register.clock().date
    return people.roles_of(register.reader, register.operator.operator, today)


def weapon_of_scan(register: Register, code: str) -> str:
    """The id of the weapon whose label or tag was scanned; Refusal `scan.unknown`."""
    try:
        return str(lookup.weapon(register.reader, code)["id"])
    except Refusal as refusal:
        raise Refusal("scan.unknown", field="scan", given=code[:40]) from refusal
