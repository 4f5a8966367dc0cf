"""The seal over a closed file: no old page comes back unseen."""

from __future__ import annotations

import hmac
from pathlib import Path

from salw_desktop import files
from salw_desktop.database.connection import PAGE_BYTES, PAGE_RESERVE_BYTES


def seal_of(path: Path, key: bytes) -> bytes:
    """HMAC over the tail (IV and HMAC) of every page; the pieces read hold whole pages. Trouble `file.…`."""
    seal = hmac.new(key, digestmod="sha256")
    for block in files.read_pieces(path):
        tails = (
            block[end - PAGE_RESERVE_BYTES : end]
            for end in range(PAGE_BYTES, len(block) + 1, PAGE_BYTES)
        )
        seal.update(b"".join(tails))
        if len(block) % PAGE_BYTES:
            seal.update(block[-(len(block) % PAGE_BYTES) :])
    return seal.hexdigest().encode() + b"\n"
