"""What stands in a register before the first weapon: its people, duties, campaigns, places, numbers."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import duty, numbers, people
from salw_desktop.database.rows import Row
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.usecases import queries
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class Signatory:
    """An operator: his own roles, and whom he stands for today."""

    name: str
    function: str
    organisation: str
    roles: tuple[str, ...]
    acting: tuple[str, ...]
    blocked_at: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """Names as they stand in the register; `lone` is the declaration that stands today."""

    today: str
    site: str
    people: tuple[Row, ...]
    operators: tuple[Signatory, ...]
    acting: tuple[Row, ...]
    lone: Row | None
    campaigns: tuple[Row, ...]
    places: tuple[Row, ...]
    blocks: tuple[tuple[str, int], ...]  # as written, and how many numbers are left at most

    @property
    def at_work(self) -> tuple[str, ...]:
        """Operators who are not blocked."""
        return tuple(each.name for each in self.operators if not each.blocked_at)


def set_up(register: Register) -> SetUp:
    reader, today = register.reader, register.clock().date
    station = register.station
    return SetUp(
        today=today,
        site=f"{station['site_code']}, {station['site_name']}",
        people=tuple(people.roster(reader)),
        operators=tuple(_signatory(each) for each in queries.operators(register)),
        acting=tuple(duty.standing_appointments(reader, today)),
        lone=duty.lone_duty(reader, today),
        campaigns=tuple(people.campaigns(reader)),
        places=tuple(people.places(reader)),
        blocks=tuple(
            (_written(own.block), own.block.last - max(own.highest, own.block.first - 1))
            for own in numbers.blocks(reader)
        ),
    )


def _written(block: NumberBlock) -> str:
    return f"{block.prefix}-{block.first:06d}-{block.last:06d}"


def _signatory(told: dict[str, str | list[str]]) -> Signatory:
    return Signatory(
        name=str(told["name"]),
        function=str(told["function"]),
        organisation=str(told["organisation"]),
        roles=tuple(told["roles"]),
        acting=tuple(told["acting"]),
        blocked_at=str(told["blocked_at"]),
    )
