"""Trains resources/journal/dictionary_<number>.zstd on practice days: `.venv/bin/python build/dictionary.py NUMBER`.

Journals are read with a dictionary for ever: one that a release has carried is never made anew, another gets the next number.
"""

from __future__ import annotations

import json
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

from salw_desktop.database import journal
from salw_desktop.usecases import keeping

ROOT = Path(__file__).resolve().parent.parent
DAYS, WEAPONS = 3, 60
SIZE_BYTES = 16 * 1024
_DIGITS = b"0123456789abcdef"
_DIGIT = re.compile(rb"[0-9a-f]")
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,64}")


def events_of_a_day(folder: Path) -> Iterator[bytes]:
    """The payloads of a practice day."""
    salw = Path(sys.executable).with_name("salw")
    command = [str(salw), "demo", "--weapons", str(WEAPONS), "--out", str(folder), "--json"]
    subprocess.run(command, check=True, capture_output=True)
    who, words = (folder / "passphrases.txt").read_text().splitlines()[0].split(": ")
    with keeping.unlock(folder / "practice.salw", who, words) as register:
        yield from (entry.payload for entry in journal.entries(register.reader))


def without_ids(payload: bytes) -> bytes:
    """Each id another one: what no other register can have is no use in a dictionary."""

    def another(found: re.Match[bytes]) -> bytes:
        return _DIGIT.sub(lambda _: secrets.choice(_DIGITS).to_bytes(), found[0])

    return _ID.sub(another, payload)


def main() -> None:
    target = ROOT / "resources" / "journal" / f"dictionary_{int(sys.argv[1])}.zstd"
    with tempfile.TemporaryDirectory() as home:
        days = [events_of_a_day(Path(home, str(day))) for day in range(DAYS)]
        samples: list[bytes | bytearray | memoryview] = [
            without_ids(payload) for day in days for payload in day
        ]
    target.write_bytes(zstandard.train_dictionary(SIZE_BYTES, samples).as_bytes())
    print(json.dumps({"file": str(target), "events": len(samples)}))


if __name__ == "__main__":
    main()
