"""The machine's clock, believed by nobody: each event carries what it claims and what is proven."""

from __future__ import annotations

import secrets
import time
from datetime import datetime
from pathlib import Path

from salw_desktop.domain.time import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_BOOT_LETTERS = 8


def _boot() -> str:
    """Tells two runs of the machine apart; where the system names none, two runs of this program."""
    if _BOOT_ID.is_file():
        return _BOOT_ID.read_text().strip()[:_BOOT_LETTERS]
    return secrets.token_hex(_BOOT_LETTERS // 2)


_THIS_BOOT = _boot()


def system_clock() -> Moment:
    return Moment(
        claim=datetime.now().astimezone(),
        monotonic_ms=time.monotonic_ns() // 1_000_000,
        boot=_THIS_BOOT,
    )
