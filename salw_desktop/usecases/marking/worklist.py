"""What is still to mark, and why: by law, before it is released, before it is destroyed (practice b1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from salw_desktop.database import marking
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import lookup
from salw_desktop.usecases.glance import Looking
from salw_desktop.usecases.register import Register

BY_LAW, BEFORE_RELEASE, BEFORE_DESTRUCTION = (
    "required by law",
    "before release",
    "before destruction",
)


@dataclass(frozen=True, slots=True)
class ToMark:
    """A weapon that wants a mark; the days count since it was handed in, for neither end of `ITI §9` has come."""

    id: str
    number: str
    model: str
    serial: str
    place: str
    cause: str
    days_without_outcome: int
    job: str
    job_state: str


def cause_of(weapon: Row, profile: Row | None) -> str | None:
    """None for a weapon meant for destruction where the State does not mark those."""
    if weapon["intended_disposal"] in ("transfer", "return"):
        return BEFORE_RELEASE
    if weapon["intended_disposal"] == "destroy":
        is_asked = profile is not None and profile["marks_before_destruction"]
        return BEFORE_DESTRUCTION if is_asked else None
    return BY_LAW


def to_mark(register: Register, most: int | None = None) -> list[ToMark]:
    """Whole weapons in our keeping whose mark was not read back yet, the longest here first; no more than `most`."""
    today = register.clock().date
    profile = marking.profile_on(register.reader, today)
    wanted = (
        _to_mark(row, cause, today)
        for row in marking.unmarked(register.reader)
        if (cause := cause_of(row, profile))
    )
    return list(islice(wanted, most))


def _to_mark(row: Row, cause: str, today: str) -> ToMark:
    since = date.fromisoformat(str(row["handed_in_on"])[:10])
    return ToMark(
        id=str(row["id"]),
        number=str(row["number"] or ""),
        model=str(row["model_name"] or row["kind"]),
        serial=str(row["serial"]),
        place=str(row["place_name"] or ""),
        cause=cause,
        days_without_outcome=max(0, (date.fromisoformat(today) - since).days),
        job=str(row["job_number"] or ""),
        job_state=str(row["job_state"] or ""),
    )


def refuse_unmarked(tx: Looking, weapon: Row) -> None:
    """Refusal `mark.before-destruction` where the State marks what it destroys and this was not read back yet."""
    profile = marking.profile_on(tx.connection, tx.now.date)
    if profile is None or not profile["marks_before_destruction"] or weapon["kind"] == "part":
        return
    if marking.job_of(tx.connection, str(weapon["id"]), "read back") is None:
        number = lookup.called(weapon)
        raise Refusal("mark.before-destruction", field="weapons", number=number)
