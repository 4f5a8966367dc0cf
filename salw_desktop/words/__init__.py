"""Each sentence once, by its code, with named fields."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from salw_desktop.words import (
    bundles,
    catalogue,
    ceremony,
    codes_of_files,
    destruction,
    dossier,
    duty,
    intake,
    keys,
    marking,
    papers,
    photos,
    printing,
    radio,
    register,
    registry,
    table_sheets,
    tags,
    trade,
    trade_papers,
    untagged,
    weapons,
    window,
    workshop_papers,
)

REFUSED = 1
TROUBLE = 3


@dataclass(frozen=True)
class Code:
    """One way to be turned down: its name, the exit status of `salw`, and what a person is told."""

    name: str
    exit_status: int
    sentence: str

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(field for _, field, _, _ in Formatter().parse(self.sentence) if field)


_ROOMS = (
    register,
    trade,
    trade_papers,
    intake,
    catalogue,
    keys,
    codes_of_files,
    papers,
    photos,
    bundles,
    registry,
    tags,
    destruction,
    marking,
    workshop_papers,
    weapons,
    duty,
    radio,
    printing,
    dossier,
    untagged,
    ceremony,
    table_sheets,
    window,
)
CODES: dict[str, Code] = {
    name: Code(name, status, sentence)
    for room in _ROOMS
    for status, table in ((REFUSED, room.REFUSALS), (TROUBLE, room.TROUBLES))
    for name, sentence in table.items()
}


def sentence(code: str, facts: dict[str, str | int | None]) -> str:
    """What a person reads: what is wrong, where, and what to do."""
    return CODES[code].sentence.format(**facts)
