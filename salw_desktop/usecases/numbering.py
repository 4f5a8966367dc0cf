"""Numbers given out inside an act: control numbers from the station's blocks, running numbers of papers."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import numbers
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.domain.numbers import PRACTICE_COUNTRY, paper_numbers
from salw_desktop.usecases import lookup

HAND_IN, RECEIPT, CACHE = "HI", "RC", "CA"
DOCUMENTED, MODEL_CARD, CORRECTION, VOIDING = "DW", "MC", "CO", "VO"
ORDER, AMENDMENT, SESSION, CERTIFICATE = "DO", "DA", "DS", "DC"
MARK_JOB, LOSS, OUT, RELEASE = "MJ", "LR", "OV", "RL"
UNTAGGED = "UT"
RADIO_MESSAGE = "SR"


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


def numbered(given: Given | None) -> dict[str, str | int | None]:
    """The three columns that a control number fills, or leaves empty."""
    if given is None:
        return {"number": None, "running": None, "number_block": None}
    return {"number": given.number, "running": given.running, "number_block": given.block}


def new_paper_number(tx: Transaction, kind: str) -> str:
    """Country and year of a paper come from the block; before the first one it bears the site alone."""
    station, blocks = lookup.station(tx.connection), numbers.blocks(tx.connection)
    practice = f"{PRACTICE_COUNTRY}-" if station["is_practice"] else ""
    prefix = blocks[-1].block.prefix if blocks else f"{practice}{station['site_code']}"
    after = numbers.newest_paper(tx.connection, kind)
    running, number = next(paper_numbers(kind, prefix, str(station["series"]), after))
    row: dict[str, str | int] = {"number": number, "kind": kind, "running": running}
    tx.insert("paper_number", {**row, "given_at": tx.now.text})
    return number
