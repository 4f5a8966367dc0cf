"""What a person chooses from where an act names somebody or something: names as they stand in the register."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import marking, people
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class Choices:
    """Names of the roster, places of this site, campaigns with the newest first, machines."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()


def choices(register: Register) -> Choices:
    reader = register.reader
    return Choices(
        people=tuple(str(each["name"]) for each in people.roster(reader)),
        places=tuple(str(each["name"]) for each in people.places(reader)),
        campaigns=tuple(str(each["code"]) for each in people.campaigns(reader)),
        machines=tuple(str(each["name"]) for each in marking.machines(reader)),
    )
