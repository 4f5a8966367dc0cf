"""The evening: the day closed with its counts, which a second person signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import counting, handling, numbers
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, SecondPerson
from salw_desktop.usecases import countersigning, lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.intake.counting import FEWEST_SHOWN


@dataclass(frozen=True, kw_only=True)
class CloseDay(Command):
    """Class B. The newest event on the sheet anchors the journal outside the laptop the same evening."""

    kind: ClassVar[str] = "day.closed"
    needs = SUPERVISORS
    second = SecondPerson.AFTER

    date: str = ""

    def execute(self, tx: Transaction) -> Answer:
        date = lookup.day_of_the_act(tx, self.date, "date")
        if date > tx.now.date:
            raise Refusal("day.to-come", field="date", date=date)
        if handling.day(tx.connection, date):
            raise Refusal("day.closed", field="date", date=date)
        station = lookup.station(tx.connection)
        counts = dict(handling.counts_of_day(tx.connection, date))
        values = {
            "site": station["site"],
            "date": date,
            **counts,
            "newest_event": tx.newest_event,
            "closed_by": tx.operator,
            "closed_at": tx.now.text,
        }
        day = tx.insert("day", values)
        came, carried_on = _tally(tx, day, date)
        waiting = countersigning.ask(tx, countersigning.DAY_CLOSE, date)
        skipped = _never_issued(tx, counts["first_running"], counts["last_running"])
        said = {name: value for name, value in counts.items() if value is not None}
        return {
            "day": day,
            "date": date,
            "countersign": waiting,
            "newest_event": tx.newest_event,
            "never_issued": skipped,
            "came": came,
            "carried_on": carried_on,
            **said,
        }


def _tally(tx: Transaction, day: str, date: str) -> tuple[int, int]:
    """People written with this day, and those of small cells: a single tick on a quiet day hints at a person.

    A small cell waits outside the journal for a later day; one that never grows never leaves (practice f1).
    """
    came = carried_on = 0
    for sex, age_band, count in counting.ticks_up_to(tx.connection, date):
        if count < FEWEST_SHOWN:
            carried_on += count
            continue
        row: dict[str, Cell] = {"day": day, "sex": sex, "age_band": age_band, "count": count}
        tx.insert("day_tally", row)
        counting.forget_ticks(tx.connection, date, sex, age_band)
        came += count
    return came, carried_on


def _never_issued(tx: Transaction, first: Cell, last: Cell) -> list[str]:
    """Running numbers of the day that are skipped by rule, so that a gap explains itself."""
    if first is None or last is None:
        return []
    return [
        f"{own.block.prefix}-{running:06d}"
        for own in numbers.blocks(tx.connection)
        for running in own.block.never_issued(int(first), int(last))
    ]
