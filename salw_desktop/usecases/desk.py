"""What an operator finds on his desk when he comes back: settings and half-typed forms, encrypted with the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from salw_desktop.database import desk
from salw_desktop.domain.strict_json import Json
from salw_desktop.usecases.register import Register


def things(register: Register) -> dict[str, Json]:
    """All that lies there; what cannot be read any more is left out, since a setting is no record."""
    found: dict[str, Json] = {}
    for name, value in desk.of(register.reader, register.operator.operator).items():
        with suppress(ValueError):
            found[name] = json.loads(value)
    return found


def keep(register: Register, values: Mapping[str, Json]) -> None:
    """None takes a thing away. A register that differs from its journal is written to by nobody."""
    if register.findings:
        return
    written = {name: None if value is None else json.dumps(value) for name, value in values.items()}
    with register.database.counting() as connection:
        desk.keep(connection, register.operator.operator, written)
