"""The first 50 weapons with a piece of a serial, among a million; beside LIKE over the same file."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from figures import Figure, percentile, seconds
from millions import the_million

from salw_desktop.usecases.queries import FIRST_SHOWN, find
from salw_desktop.usecases.register import Register

MOST_MS = 5.0
TIMES_FASTER = 12
SEARCHES, LIKES = 200, 15
_LIKE = (
    "SELECT weapon.*, place.name FROM weapon LEFT JOIN place ON place.id = weapon.place"
    " WHERE serial_key LIKE ? LIMIT ?"
)


def figures(home: Path) -> Iterator[Figure]:
    with the_million(home).unlock() as register:
        keys = _keys(register)
        find(register, keys[0])
        chance = random.Random(7)  # noqa: S311  the same searches in each run
        pieces = [_piece(chance, key, 4) for key in keys]
        taken = [_seconds(register, piece) for piece in pieces]
        p95_ms = percentile(taken, 0.95) * 1000
        yield Figure(
            "4 characters of a serial, 1,000,000",
            f"p95 {p95_ms:.2f} ms",
            f"median {statistics.median(taken) * 1000:.2f} ms",
            p95_ms,
            MOST_MS,
            unit="ms",
            is_most=True,
        )
        ours = statistics.median(taken[:LIKES])
        like = statistics.median(_like_seconds(register, piece) for piece in pieces[:LIKES])
        yield Figure(
            "the same pieces",
            f"{ours * 1000:.2f} ms",
            f"LIKE {like * 1000:.1f} ms",
            like / ours,
            TIMES_FASTER,
        )
        for name, asked in (
            ("1 character", [_piece(chance, key, 1) for key in keys]),
            ("2 characters", [_piece(chance, key, 2) for key in keys]),
            ("one that cannot be read, like 12?4", [_gapped(chance, key) for key in keys]),
        ):
            yield _figure(register, name, asked)


def _keys(register: Register) -> list[str]:
    chance = random.Random(11)  # noqa: S311  the same searches in each run
    connection = register.reader
    (most,) = connection.execute("SELECT max(n) FROM serial_key").fetchone()
    wanted = [chance.randint(1, most) for _ in range(SEARCHES)]
    return [
        connection.execute("SELECT key FROM serial_key WHERE n >= ? LIMIT 1", (n,)).fetchone()[0]
        for n in wanted
    ]


def _piece(chance: random.Random, key: str, length: int) -> str:
    start = chance.randint(0, max(0, len(key) - length))
    return key[start : start + length]


def _gapped(chance: random.Random, key: str) -> str:
    piece = _piece(chance, key, 4)
    return f"{piece[:2]}?{piece[3:]}"


def _seconds(register: Register, piece: str) -> float:
    found: list[object] = []
    taken = seconds(lambda: found.extend(find(register, piece)))
    if not 1 <= len(found) <= FIRST_SHOWN:
        raise RuntimeError(f"{piece} is there, and was not found")
    return taken


def _like_seconds(register: Register, piece: str) -> float:
    rows = register.reader.execute
    return seconds(lambda: rows(_LIKE, (f"%{piece}%", FIRST_SHOWN)).fetchall())


def _figure(register: Register, name: str, asked: Sequence[str]) -> Figure:
    taken = [_seconds(register, piece) for piece in asked]
    p95_ms = percentile(taken, 0.95) * 1000
    median = f"median {statistics.median(taken) * 1000:.2f} ms"
    return Figure(name, f"p95 {p95_ms:.2f} ms", median, p95_ms, MOST_MS, unit="ms", is_most=True)
