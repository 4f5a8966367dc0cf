"""Numbers given out inside an act: control numbers from the station's blocks, running numbers of papers."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import numbers, people
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import paper_numbers

HAND_IN, ORDER, SESSION, CERTIFICATE, CORRECTION = "HI", "DO", "DS", "DC", "CO"


@dataclass(frozen=True, slots=True)
class Given:
    """A control number and where it came from."""

    number: str
    running: int
    block: str


def next_number(connection: Connection) -> Given | None:
    """None where every block is used up or none was given: the weapon is recorded all the same."""
    for own in numbers.blocks(connection):
        for running, number in own.block.numbers_from(own.highest + 1):
            return Given(number, running, own.id)
    return None


def new_paper_number(tx: Transaction, kind: str) -> str:
    """Refusal `block.none` before the first block: country and year of a paper come from there."""
    station, blocks = people.station(tx.connection), numbers.blocks(tx.connection)
    if not blocks or station is None:
        raise Refusal("block.none", field="block")
    after = numbers.newest_paper(tx.connection, kind)
    series = str(station["series"])
    running, number = next(paper_numbers(kind, blocks[-1].block.prefix, series, after))
    row: dict[str, str | int] = {"number": number, "kind": kind, "running": running}
    tx.insert("paper_number", {**row, "given_at": tx.now.text})
    return number
