"""Identifiers: opaque, made offline, in the order of making (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime, timedelta

_MS_OF_A_DAY = 24 * 60 * 60 * 1000
_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def day_id(moment: datetime, nth: int) -> str:
    """The `nth` thing of a register, by its day as the station counts it and its place: an id never tells an hour (practice a16)."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    return new_id(int(midnight.timestamp() * 1000) + nth % _MS_OF_A_DAY)


def first_id_after(date: str) -> str:
    """Every id of `date` and of the days before it stands before this one: what a day's sheet is cut by."""
    next_day = datetime.fromisoformat(date).replace(tzinfo=UTC) + timedelta(days=1)
    return str(uuid.UUID(int=int(next_day.timestamp() * 1000) << 80))


def new_id(unix_ms: int) -> str:
    """48 bits of time, 74 of chance. A serial number is never an id: serials repeat (domain rule 1)."""
    chance = int.from_bytes(os.urandom(10), "big")
    value = (unix_ms & (1 << 48) - 1) << 80 | _VERSION_7 | (chance >> 68) << 64
    return str(uuid.UUID(int=value | _VARIANT | chance & (1 << 62) - 1))
