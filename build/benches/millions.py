"""A register with a million weapons, written past the program: the journal knows one of them.

It serves to read at full size; through the program's own door a million would take an hour.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from registers import Practice, a_hand_in, a_practice, act

from salw_desktop.database.connection import Connection, connect
from salw_desktop.domain.ids import new_id
from salw_desktop.domain.serials import serial_key

MILLION = 1_000_000
_MODELS = ("AKM", "Type 56", "PKM", "G3", "FAL", "RPG7", "TT33", "MAUSER98")
_CUSTODY = ("in hand", "in hand", "in hand", "in hand", "destroyed", "out")
_PREFIXES = ("", "", "", "АВ", "КМ", "B", "C", "ST", "MH", "56-")
_FIRST_DAY = date(2026, 1, 5)
_DAYS = 300


def the_million(home: Path) -> Practice:
    """Made once a run: whoever comes second finds it."""
    if home not in _made:
        _made[home] = a_million(home / "million.salw")
    return _made[home]


_made: dict[Path, Practice] = {}


def a_million(path: Path, weapons: int = MILLION) -> Practice:
    """A practice register of so many weapons, locked and sealed."""
    practice = a_practice(path)
    with practice.unlock() as register:
        act(register, "record-weapon", hand_in=a_hand_in(register), model="AKM", serial="AB 12340")
        writer = connect(register.database.path, register.data_key)
        _fill(writer, weapons)
        writer.close()
    return practice


def _fill(writer: Connection, weapons: int) -> None:
    """Without guards and indexes, which would be asked at each row; they are made again as they stood."""
    beside = writer.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('weapon', 'serial_key')) ORDER BY rowid"
    ).fetchall()
    cursor = writer.execute("SELECT * FROM weapon")
    names = [column[0] for column in cursor.description]
    pattern = dict(zip(names, cursor.fetchone(), strict=True))
    writer.execute("PRAGMA foreign_keys = 0")
    writer.execute("BEGIN")
    for kind, name, _ in beside:
        writer.execute(f"DROP {kind} {name}")
    marks = ", ".join("?" * len(names))
    writer.executemany(f"INSERT INTO weapon VALUES ({marks})", _rows(pattern, weapons))
    writer.execute(
        "INSERT INTO serial_key(owner, weapon, weapon_row, key) SELECT id, id, rowid, serial_key FROM weapon"
        " WHERE serial_key <> '' AND id NOT IN (SELECT owner FROM serial_key) ORDER BY rowid"
    )
    writer.execute("INSERT INTO serial_search(serial_search) VALUES ('rebuild')")
    writer.execute("DELETE FROM serial_waiting")
    for _, _, sql in beside:
        writer.execute(sql)
    writer.execute("COMMIT")
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(pattern: dict[str, object], weapons: int) -> Iterator[list[object]]:
    chance = random.Random(5)  # noqa: S311  the same million in each run
    first = int(pattern["running"]) + 1  # type: ignore[call-overload]
    for running in range(first, first + weapons - 1):
        day = _FIRST_DAY + timedelta(days=running * _DAYS // weapons)
        digits = f"{chance.randrange(10 ** chance.choice((4, 5, 6, 7))):04d}"
        serial = chance.choice(_PREFIXES) + digits
        changed = {
            "id": new_id(running),
            "running": running,
            "number": f"XA26-LEN-{running:06d}-0",
            "model": chance.choice(_MODELS),
            "custody": chance.choice(_CUSTODY),
            "serial": serial,
            "serial_key": serial_key(serial),
            "handed_in_on": day.isoformat(),
            "recorded_at": f"{day.isoformat()}T00:00:00+00:00",
        }
        yield [changed.get(name, value) for name, value in pattern.items()]
