"""Identifiers: opaque, made offline, in the order of making (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

_MS_OF_A_DAY = 24 * 60 * 60 * 1000
_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def day_id(moment: datetime, nth: int) -> str:
    """The `nth` thing of a register, by its day as the station counts it and its place: an id never tells an hour (practice a16)."""
    return new_id(_midnight_ms(moment.date()) + nth % _MS_OF_A_DAY)


@lru_cache(maxsize=16)
def _midnight_ms(day: date) -> int:
    return int(datetime.combine(day, time.min, UTC).timestamp() * 1000)


def first_id_after(day: str) -> str:
    """Every id of `day` and of the days before it stands before this one: what a day's sheet is cut by. None is older than 1970."""
    next_day = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)
    return str(uuid.UUID(int=max(0, int(next_day.timestamp() * 1000)) << 80))


def new_id(unix_ms: int) -> str:
    """48 bits of time, 74 of chance. A serial number is never an id: serials repeat (domain rule 1)."""
    chance = int.from_bytes(os.urandom(10), "big")
    value = (unix_ms & (1 << 48) - 1) << 80 | _VERSION_7 | (chance >> 68) << 64
    found = f"{value | _VARIANT | chance & (1 << 62) - 1:032x}"
    # as `uuid` writes it, which makes an object of its own for that
    return f"{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"
