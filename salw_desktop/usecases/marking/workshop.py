"""What the marking page asks: the worklist, live jobs, machines, and what a job still wants."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import home, marking, people, table
from salw_desktop.database.rows import Row as Row
from salw_desktop.usecases.marking import profiles
from salw_desktop.usecases.marking.jobs import job_called
from salw_desktop.usecases.marking.machines import Machine, machines
from salw_desktop.usecases.marking.worklist import ToMark, to_mark
from salw_desktop.usecases.register import Register

SHOWN = 500
ORDERED, NOT_STRUCK, STRUCK = "ordered", "not struck", "struck"


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that is chosen from; `profile` is None where the State has decided on no mark."""

    to_mark: tuple[ToMark, ...]
    to_mark_count: int
    machines: tuple[Machine, ...]
    profile: Row | None
    parts: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strike:
    """One strike of a job: what was ordered for it, and what became of it."""

    line: int
    part: str
    place: str
    outcome: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class MarkJob:
    """A job with its strikes; `string` is not for the eyes of whoever reads it back (practice b2)."""

    id: str
    number: str
    weapon: str
    model: str
    machine: str
    string: str
    state: str
    strikes: tuple[Strike, ...]

    @property
    def to_strike(self) -> tuple[Strike, ...]:
        return tuple(each for each in self.strikes if each.outcome in (ORDERED, NOT_STRUCK))

    @property
    def to_read(self) -> tuple[Strike, ...]:
        return tuple(each for each in self.strikes if not each.is_read)


def workshop(register: Register) -> Workshop:
    reader, today = register.reader, register.clock().date
    profile = marking.profile_on(reader, today)
    also = profile is not None and bool(profile["marks_before_destruction"])
    return Workshop(
        to_mark=tuple(to_mark(register, SHOWN)),
        to_mark_count=home.unmarked(reader, also_before_destruction=also)[0],
        machines=tuple(machines(register)),
        profile=profile,
        parts=profiles.parts_of(profile) if profile else (),
        people=tuple(str(row["name"]) for row in people.roster(reader)),
        places=tuple(str(row["name"]) for row in table.places(reader)),
    )


def mark_job(register: Register, wanted: str) -> MarkJob:
    """By id, number, the code of its card, or its string. Refusal `mark-job.unknown`."""
    job = job_called(register.reader, wanted)
    return MarkJob(
        id=str(job["id"]),
        number=str(job["number"]),
        weapon=str(job["weapon_number"] or ""),
        model=str(job["model_name"] or job["weapon_kind"]),
        machine=str(job["machine_name"]),
        string=str(job["string"]),
        state=str(job["state"]),
        strikes=tuple(
            Strike(
                line=int(row["line"] or 0),
                part=str(row["part"]),
                place=str(row["place"]),
                outcome=str(row["outcome"]),
                is_read=row["read_as"] is not None,
            )
            for row in marking.strikes(register.reader, str(job["id"]))
        ),
    )
