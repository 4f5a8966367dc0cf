"""The token tied on at the unloading bay, and where a weapon lies by what was seen in it."""

from __future__ import annotations

from salw_desktop.database import handling, people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.word_lists import ISOLATION_POINT
from salw_desktop.usecases import countersigning, lookup


def of_token(tx: Transaction, hand_in: str, token: str) -> Row | None:
    """None where nobody looked into it. Refusal `clearance.unknown`, `clearance.used`."""
    if not token.strip():
        return None
    found = handling.clearance_by_token(tx.connection, hand_in, token.strip())
    if found is None:
        raise Refusal("clearance.unknown", field="clearance", given=token)
    if found["weapon"]:
        raise Refusal("clearance.used", field="clearance", given=token)
    return found


def tie(tx: Transaction, clearance: Row | None, weapon: str) -> None:
    """The clearance is of this weapon from now on."""
    if clearance is None:
        return
    tx.change("clearance", str(clearance["id"]), weapon=weapon)
    tx.name_people(
        performed_by=str(clearance["performed_by"]) if clearance["performed_by"] else None,
        verified_by=str(clearance["verified_by"]),
    )
    # on the list of whoever recorded it: nobody signs his own clearance by having another record the weapon
    countersigning.add_item(tx, str(clearance["countersign"]), weapon)


def safety_of(clearance: Row | None) -> str:
    return str(clearance["safety"]) if clearance else "not checked"


def place_for(tx: Transaction, safety: str, asked: str) -> Row:
    """What is not clear lies at the isolation point, whatever was asked for."""
    if safety not in CLEAR:
        isolation = people.place_of_kind(tx.connection, ISOLATION_POINT)
        if isolation:
            return isolation
    return lookup.place(tx.connection, asked)
