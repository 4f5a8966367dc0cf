"""One weapon saved: command, event, signature, search entry, synced; beside a plain sqlite3 row on the same disk."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from figures import Figure, seconds
from registers import a_hand_in, a_practice

from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.weapons.recording import RecordWeapon

WARM, SAVES = 50, 400
MOST_TIMES = 2.0
_TABLE = (
    "CREATE TABLE weapon(id TEXT PRIMARY KEY, number TEXT, model TEXT, serial TEXT, custody TEXT)"
)


def figures(home: Path) -> Iterator[Figure]:
    """Turn by turn, so that whatever else the disk does meets all three."""
    with a_practice(home / "saved.salw").unlock() as register:
        hand_in = a_hand_in(register)

        def save(nth: int) -> None:
            serial = f"{'ABCDEFGH'[nth % 8]}{nth * 7919 % 1_000_000:06d}"
            perform(RecordWeapon(hand_in=hand_in, model="AKM", serial=serial), register)

        works = (save, _plain_row(home, "DELETE"), _plain_row(home, "WAL"))
        for nth in range(WARM):
            for work in works:
                work(nth)
        taken: list[list[float]] = [[], [], []]
        for nth in range(WARM, WARM + SAVES):
            for work, times in zip(works, taken, strict=True):
                times.append(seconds(lambda work=work, nth=nth: work(nth)))  # type: ignore[misc]
    ours, plain, wal = (statistics.median(times) * 1000 for times in taken)
    beside = f"row {plain:.2f} ms (WAL {wal:.2f})"
    yield Figure(
        "save one weapon", f"{ours:.2f} ms", beside, ours / plain, MOST_TIMES, is_most=True
    )


def _plain_row(home: Path, mode: str) -> Callable[[int], None]:
    connection = sqlite3.connect(home / f"plain-{mode}.db", isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE)

    def insert(nth: int) -> None:
        row = (f"{nth:032x}", f"XA26-LEN-{nth:06d}-9", "AKM", f"A{nth:06d}", "in hand")
        connection.execute("INSERT INTO weapon VALUES (?, ?, ?, ?, ?)", row)

    return insert
