"""How far the labels of each printer are moved: kept on this laptop for everybody, and no part of any record."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass

from salw_desktop.database import desk
from salw_desktop.usecases.register import Register

MOST_TENTHS = 50
_EVERYBODY, _NAME = "", "printer.shifts"


@dataclass(frozen=True, slots=True)
class Shift:
    """To the right and down, in tenths of a millimetre."""

    right: int = 0
    down: int = 0

    @property
    def mm(self) -> tuple[float, float]:
        return self.right / 10, self.down / 10


def shift_of(register: Register, printer: str) -> Shift:
    """Of a printer without a name: of the PDF where no printer is installed. What cannot be read is no shift."""
    right, down = _all(register).get(printer, (0, 0))
    return Shift(_within(right), _within(down))


def keep_shift(register: Register, printer: str, shift: Shift) -> None:
    """On the database worker. A register that differs from its journal is written to by nobody."""
    if register.findings:
        return
    kept = _all(register)
    kept[printer] = (shift.right, shift.down)
    with register.database.counting() as connection:
        desk.keep(connection, _EVERYBODY, {_NAME: json.dumps(kept)})


def _all(register: Register) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    value = desk.of(register.reader, _EVERYBODY).get(_NAME, "{}")
    with suppress(ValueError, TypeError, AttributeError):  # a setting is no record
        found |= {
            str(name): (int(right), int(down)) for name, (right, down) in json.loads(value).items()
        }
    return found


def _within(tenths: int) -> int:
    return min(max(tenths, -MOST_TENTHS), MOST_TENTHS)
