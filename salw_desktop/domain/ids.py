"""Identifiers: opaque, made offline, in the order of making (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import uuid

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id(unix_ms: int) -> str:
    """48 bits of time, 74 of chance. A serial number is never an id: serials repeat (domain rule 1)."""
    chance = int.from_bytes(os.urandom(10), "big")
    value = (unix_ms & (1 << 48) - 1) << 80 | _VERSION_7 | (chance >> 68) << 64
    return str(uuid.UUID(int=value | _VARIANT | chance & (1 << 62) - 1))
