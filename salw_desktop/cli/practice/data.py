"""PRACTICE DATA: people who do not exist and weapons that nobody handed in, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from salw_desktop.domain.serials import SerialStatus

ROSTER = (
    ("Practice Inspector", "weapons inspector", "Practice commission"),
    ("Practice Observer", "military observer", "Practice mission"),
    ("Practice Cutter", "technical officer", "Practice commission"),
    ("Practice Elder", "community witness", "Practice community"),
)
INSPECTOR, OBSERVER, CUTTER, ELDER = (name for name, _, _ in ROSTER)
CAMPAIGN = {
    "code": "PRACTICE-DDR",
    "name": "Practice disarmament programme",
    "campaign_kind": "DDR",
    "authority": "Practice National Commission on Small Arms",
    "named": False,
    "may_be_traced": True,
    "may_approve_locally": False,
}
_MODELS = ("AKM", "AK74", "AK", "SKS", "FAL", "G3", "MOSIN", "TT33", "PM", "PKM", "UZI")
_BROUGHT_BY = ("person", "person", "person", "group", "community", "own patrol")
_FUNCTIONS = (
    "serviceable",
    "serviceable",
    "unserviceable, repairable",
    "unserviceable, beyond repair",
)
_PREFIXES = ("", "", "", "АВ", "TE", "C")
_SAFETY = ("clear",) * 14 + ("loaded or stuck",)


@dataclass(frozen=True, slots=True)
class PracticeWeapon:
    """What the inspector reads out at the table."""

    model: str
    serial: str
    serial_status: SerialStatus
    function: str
    safety: str
    mark: str


@dataclass(frozen=True, slots=True)
class PracticeHandIn:
    brought_by: str
    weapons: tuple[PracticeWeapon, ...]


def hand_ins(count: int, seed: int, known_models: frozenset[str]) -> Iterator[PracticeHandIn]:
    """Hand-ins of one to three weapons, `count` weapons in all, the same for the same seed."""
    draw = Random(seed)  # noqa: S311  # a story that can be told again, no secret
    models = [model for model in _MODELS if model in known_models]
    while count:
        lines = min(count, draw.choice((1, 1, 1, 2, 3)))
        weapons = tuple(_weapon(draw, models) for _ in range(lines))
        yield PracticeHandIn(draw.choice(_BROUGHT_BY), weapons)
        count -= lines


def _weapon(draw: Random, models: list[str]) -> PracticeWeapon:
    year = draw.randint(1951, 1989)
    digits = f"{draw.randint(1000, 9_999_999)}"
    chance = draw.random()
    serial, status = f"{draw.choice(_PREFIXES)}{digits}", SerialStatus.READABLE
    if chance < 0.06:
        serial, status = f"{digits[:-2]}??", SerialStatus.PARTIAL
    elif chance < 0.10:
        serial, status = "", SerialStatus.WORN
    elif chance < 0.13:
        serial, status = "", SerialStatus.NEVER_HAD_ONE
    return PracticeWeapon(
        model=draw.choice(models),
        serial=serial,
        serial_status=status,
        function=draw.choice(_FUNCTIONS),
        safety=draw.choice(_SAFETY),
        mark=f"arrow in triangle {year}",
    )
