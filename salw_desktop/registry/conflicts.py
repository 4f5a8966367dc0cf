"""What two events of a station claim of one row: what is held stays, the other claim is kept beside it and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salw_desktop.domain.strict_json import Json, parse_object
from salw_desktop.keys.events import LIMIT_BYTES
from salw_desktop.registry import stations
from salw_desktop.usecases.register import Register

INSERTED_TWICE, CHANGED_FROM_OTHER = "recorded twice", "changed from another value"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One claim that was not applied: its event, the row, and what differs as held and as claimed."""

    unit: str
    event: str
    table: str
    id: str
    what: str
    held: dict[str, Json]
    claimed: dict[str, Json]


def conflicts(register: Register) -> Iterator[Conflict]:
    """Of every station, in the order in which they came in."""
    for row in stations.contested(register.reader):
        claimed = parse_object(str(row["new"]).encode(), limit_bytes=LIMIT_BYTES)
        table, id_ = str(row["tbl"]), str(row["id"])
        held = stations.held_row(register.reader, str(row["enrolled"]), table, id_) or {}
        # a change names what it found; an insert found nothing
        is_insert = not parse_object(str(row["old"]).encode(), limit_bytes=LIMIT_BYTES)
        yield Conflict(
            unit=str(row["unit"]),
            event=str(row["event"]),
            table=table,
            id=id_,
            what=INSERTED_TWICE if is_insert else CHANGED_FROM_OTHER,
            held={name: held.get(name) for name in claimed},
            claimed=claimed,
        )
