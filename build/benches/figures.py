"""A measured figure beside its peer's, and how time is taken."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NOT_MEASURED = "NOT MEASURED"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is what the bar is for: a ratio, or our own figure where no peer exists; None was not measured."""

    name: str
    ours: str
    peer: str
    value: float | None
    bar: float
    unit: str = "x"
    is_most: bool = False  # the bar is the most that is allowed, not the least that is wanted

    @property
    def is_good(self) -> bool:
        if self.value is None:
            return False
        return self.value <= self.bar if self.is_most else self.value >= self.bar

    @property
    def line(self) -> str:
        bar = f"{'at most' if self.is_most else 'at least'} {self.bar:g} {self.unit}"
        found = "-" if self.value is None else f"{self.value:.2f} {self.unit}"
        end = NOT_MEASURED if self.value is None else "OK" if self.is_good else "SHORT"
        return f"{self.name:38} {self.ours:>16}  {self.peer:>26}  {found:>10}  {bar:>18}  {end}"


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_turns(
    ours: Callable[[], float], theirs: Callable[[], float] | None, runs: int = 7
) -> tuple[float, float | None]:
    """Medians of both, run by turns: a machine that grows slower does so for both."""
    taken = [(ours(), theirs() if theirs else None) for _ in range(runs)]
    peers = [peer for _, peer in taken if peer is not None]
    return statistics.median(own for own, _ in taken), statistics.median(peers) if peers else None


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    return statistics.median(seconds(work) for _ in range(runs))


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of them do not exceed."""
    return sorted(values)[math.ceil(part * len(values)) - 1]
