"""What the window asks at each moment: who may do what here, and what a scanned code is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salw_desktop.database import people
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.domain.table_codes import is_table_code
from salw_desktop.usecases import lookup
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """ISO times of this place: what the clock says, and the newest one that something stands behind."""

    says: str
    proven: str
    is_ahead: bool


def clock_doubt(register: Register) -> ClockDoubt | None:
    """None while the clock can be right."""
    now, proven = register.clock(), register.clock_doubt
    if proven is None:
        return None
    newest = datetime.fromisoformat(proven).astimezone(now.claim.tzinfo)
    return ClockDoubt(now.text, newest.isoformat(timespec="seconds"), now.claim > newest)


def roles_here(register: Register) -> frozenset[Role]:
    """Of the operator who unlocked it, acting ones of today with them."""
    today = register.clock().date
    return people.roles_of(register.reader, register.operator.operator, today)


def weapon_of_scan(register: Register, code: str) -> str:
    """The id of the weapon whose label or tag was scanned; Refusals `scan.unknown`, `scan.at-the-table`."""
    if is_table_code(code):
        raise Refusal("scan.at-the-table", field="scan")
    try:
        return str(lookup.weapon(register.reader, code)["id"])
    except Refusal as refusal:
        raise Refusal("scan.unknown", field="scan", given=code[:40]) from refusal
