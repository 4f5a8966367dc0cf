"""Time as far as it can be known: order never comes from a wall clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TypeAlias

_MIDNIGHT = time().isoformat()
LEAP_THAT_NOBODY_BELIEVES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Moment:
    """What the clock claims, with its offset, and how long the machine has been up."""

    claim: datetime
    monotonic_ms: int
    boot: str

    @property
    def text(self) -> str:
        return self.claim.isoformat(timespec="seconds")

    @property
    def date(self) -> str:
        return self.claim.date().isoformat()

    @property
    def by_day(self) -> Moment:
        """The same without its hour: midnight in the columns, which `minutes` shows as the day alone."""
        midnight = self.claim.replace(hour=0, minute=0, second=0, microsecond=0)
        return replace(self, claim=midnight, monotonic_ms=0)

    def as_far_as_kept(self, text: str) -> str:
        """Another clock's time, cut to the day where this moment is."""
        return text[:10] if self == self.by_day else text

    def later(self, hours: int) -> str:
        return (self.claim + timedelta(hours=hours)).isoformat(timespec="seconds")


Clock: TypeAlias = Callable[[], Moment]


def minutes(text: str) -> str:
    """`2026-11-22 09:14` of an ISO time: what a person reads; the day alone where only that was kept."""
    return text[:10] if text[11:19] == _MIDNIGHT else f"{text[:10]} {text[11:16]}"


def is_jump(claim: datetime, floor: str | None) -> bool:
    """Whether a clock stands before the newest time proven, or so far after it that nobody believes it."""
    if floor is None:
        return False
    proven = datetime.fromisoformat(floor)
    return claim < proven or claim - proven > LEAP_THAT_NOBODY_BELIEVES


def newest(*texts: str | None) -> str | None:
    """The latest of some ISO times, in UTC; None where none is given."""
    moments = [datetime.fromisoformat(text) for text in texts if text]
    return max(moments).astimezone(UTC).isoformat(timespec="seconds") if moments else None
