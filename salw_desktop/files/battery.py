"""How full the battery is, where the system tells."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_LINUX = Path("/sys/class/power_supply")
_UNKNOWN = 255


class _PowerStatus(ctypes.Structure):
    """Windows' SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("ac_line", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds_left", ctypes.c_uint32),
        ("seconds_full", ctypes.c_uint32),
    )


def battery_percent(supplies: Path = _LINUX) -> int | None:
    """0-100; None where there is no battery or nobody says."""
    if sys.platform == "win32":
        status = _PowerStatus()
        told = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))
        return None if not told or status.percent == _UNKNOWN else int(status.percent)
    for supply in sorted(supplies.glob("BAT*/capacity")):
        try:
            return int(supply.read_text())
        except (OSError, ValueError):  # taken out while it was read
            return None
    return None
