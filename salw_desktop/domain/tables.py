"""The tables that the program brings along, read whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from salw_desktop.domain.errors import Trouble

_Made = TypeVar("_Made")


def read_table(
    data: bytes, name: str, make: Callable[[Mapping[str, str]], _Made]
) -> tuple[_Made, ...]:
    """What `make` makes of each row of a CSV file of this name; Trouble `program.damaged` for any other bytes."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
        made = []
        for row in rows:
            # too many cells stand under None, too few are None
            if None in row or None in row.values():
                raise ValueError("cells of a row")
            made.append(make(row))
    except (csv.Error, re.error, ValueError, KeyError) as damage:
        raise Trouble("program.damaged", name=name) from damage
    if not made:
        raise Trouble("program.damaged", name=name)
    return tuple(made)
