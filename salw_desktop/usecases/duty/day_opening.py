"""The morning: two people hold another clock beside the laptop's (practice a13, i4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from salw_desktop.database import duty
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE, SecondPerson
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

BELIEVED_WITHIN_S = 300


@dataclass(frozen=True, kw_only=True)
class OpenDay(Command):
    """Both keys, since it is their word against the laptop's; no other fact ever waits for it."""

    kind: ClassVar[str] = "day.opened"
    needs = TABLE | STORE
    second = SecondPerson.BEFORE

    clock: str
    said_at: str  # ISO with offset, as the other clock shows it

    def execute(self, tx: Transaction) -> Answer:
        said_at = _time_of(self.said_at)
        difference_s = int((tx.now.claim.replace(microsecond=0) - said_at).total_seconds())
        breaches = _breaches(difference_s)
        values: dict[str, Cell] = {
            "clock": lookup.one_of(words_of("day_opening", "clock"), self.clock, "clock"),
            "said_at": said_at.isoformat(),
            "claimed_at": tx.now.text,
            "difference_s": difference_s,
            "breaches": "; ".join(breaches) or None,
            "opened_by": tx.operator,
            "opened_second": tx.witness,
        }
        opening = tx.insert("day_opening", values)
        return {"day_opening": opening, "difference_s": difference_s, "breaches": breaches}


def _time_of(given: str) -> datetime:
    malformed = Refusal("day-opening.time-malformed", field="said_at", given=given[:40])
    try:
        said_at = datetime.fromisoformat(given.strip()).replace(microsecond=0)
    except ValueError:
        raise malformed from None
    if said_at.tzinfo is None:
        raise malformed
    return said_at


def _breaches(difference_s: int) -> list[str]:
    if abs(difference_s) <= BELIEVED_WITHIN_S:
        return []
    minutes, way = abs(difference_s) // 60, "fast" if difference_s > 0 else "slow"
    return [f"the laptop's clock is {minutes} minutes {way}"]


def opening_of(register: Register, date: str) -> Row | None:
    """The newest opening of a date, for the day sheet: clock, both times, difference, the two names."""
    return duty.opening_of(register.reader, date)
