"""The window at full size: a table over a million weapons, and the start of the window over a hundred thousand."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures import Figure, percentile
from millions import MILLION, a_million, the_million
from registers import SUPERVISOR, Practice, a_hand_in, act

HERE = Path(__file__).resolve().parent
MOST_JUMP_MS, MOST_ALL_MS, MOST_WHOLE_MS, MOST_FIRST_MS = 50, 50, 600, 150
MOST_MB, MOST_START_S = 400, 1.5
KNOWN = "ZQ 70815"  # like no other number of the register
MOST_KEY_MS, MOST_CARD_MS = 16, 100
WEAPONS, STARTS = 100_000, 3


def figures(home: Path) -> Iterator[Figure]:
    yield from _of_table(the_million(home))
    practice = a_million(home / "hundred-thousand.salw", WEAPONS)
    hand_in = _begun(practice)
    yield _of_start(practice)
    yield from _of_typing(practice, hand_in)


def _of_table(practice: Practice) -> Iterator[Figure]:
    words = practice.passphrases[SUPERVISOR]
    ours = _child("table_child.py", "ours", str(practice.path), SUPERVISOR, words)
    ids = _child("table_child.py", "ids", str(MILLION))

    def most(name: str, value: float, beside: str, bar: float, unit: str = "ms") -> Figure:
        shown = f"{value:.0f} {unit}"
        return Figure(name, shown, beside, value, bar, unit=unit, is_most=True)

    def beside(key: str) -> str:
        return f"ids alone {statistics.median(ids[key]):.0f} ms"

    yield most("a jump in 1,000,000 weapons", max(ours["jumps"]), beside("jumps"), MOST_JUMP_MS)
    yield most("Ctrl+A", max(ours["all"]), beside("all"), MOST_ALL_MS)
    yield most("table opened", ours["open"], f"ids alone {ids['open']:.0f} ms", MOST_WHOLE_MS)
    yield most("sorted anew", max(ours["sorts"]), "", MOST_WHOLE_MS)
    first = percentile(ours["first"], 0.95)
    yield most("filter to the first rows, p95", first, "", MOST_FIRST_MS)
    yield most("filter to the whole list", max(ours["whole"]), "", MOST_WHOLE_MS)
    yield most("memory of the process", ours["memory_mb"], "", MOST_MB, unit="MB")


def _of_start(practice: Practice) -> Figure:
    """From the start of the process to a window that is painted; the key was derived cheaply."""
    arguments = (str(practice.path), SUPERVISOR, practice.passphrases[SUPERVISOR])
    ours = statistics.median(_seconds_to_window("ours", *arguments) for _ in range(STARTS))
    empty = statistics.median(_seconds_to_window("empty") for _ in range(STARTS))
    return Figure(
        f"window ready, {WEAPONS:,} weapons",
        f"{ours:.2f} s",
        f"empty window {empty:.2f} s",
        ours - empty,
        MOST_START_S,
        unit="s",
        is_most=True,
    )


def _begun(practice: Practice) -> str:
    """A hand-in with one weapon, whose number is typed again."""
    with practice.unlock() as register:
        hand_in = a_hand_in(register)
        act(register, "record-weapon", hand_in=hand_in, model="AKM", serial=KNOWN)
    return hand_in


def _of_typing(practice: Practice, hand_in: str) -> Iterator[Figure]:
    words = practice.passphrases[SUPERVISOR]
    told = _child("typing_child.py", str(practice.path), SUPERVISOR, words, hand_in, KNOWN)
    for name, key, bar in (
        ("one key at Register to its repaint, p95", "keys", MOST_KEY_MS),
        ("duplicate card, slowest", "cards", MOST_CARD_MS),
    ):
        value = percentile(told[key], 0.95) if key == "keys" else max(told[key])
        beside = f"median {statistics.median(told[key]):.1f} ms"
        yield Figure(name, f"{value:.1f} ms", beside, value, bar, unit="ms", is_most=True)


def _seconds_to_window(*arguments: str) -> float:
    return float(_child("start_child.py", str(time.time()), *arguments)["seconds"])


def _child(script: str, *arguments: str) -> dict[str, Any]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    command = [sys.executable, str(HERE / script), *arguments]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env)
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told
