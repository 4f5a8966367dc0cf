"""Figures for the public: a count of fewer than five could point at a person, and so could what is left of a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LEAST = 5
BROAD_KINDS: Mapping[str, tuple[str, ...]] = {
    "Pistols and revolvers": ("pistol", "revolver"),
    "Rifles and shotguns": ("rifle", "shotgun"),
    "Sub-machine guns": ("sub-machine gun",),
    "Machine guns": ("machine gun",),
    "Launchers and mortars": ("launcher", "mortar"),
    "Other weapons": ("other",),
}
PART = "part"


class Veil(Enum):
    """What is said in place of a count."""

    FEW = "fewer than five"
    SOME = "five or more"
    HIDDEN = "not shown"


Shown = int | Veil


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """One column of counts as it may be shown, and its total."""

    cells: tuple[Shown, ...]
    total: Shown


def broad_counts(by_kind: Mapping[str, int]) -> tuple[int, ...]:
    """The counts of the broad kinds, in their order; parts are no weapons and stand apart."""
    return tuple(sum(by_kind.get(kind, 0) for kind in kinds) for kinds in BROAD_KINDS.values())


def one_figure(count: int) -> Shown:
    return count if count == 0 or count >= LEAST else Veil.FEW


def public_column(counts: Sequence[int]) -> PublicColumn:
    """Small counts are veiled; where the total would give one of them away, the next smallest are hidden too."""
    cells: list[Shown] = [one_figure(count) for count in counts]
    few = [count for count, cell in zip(counts, cells, strict=True) if cell is Veil.FEW]
    shown = sorted((count, n) for n, count in enumerate(counts) if count >= LEAST)
    hidden: list[int] = []
    while _gives_away(few, hidden) and shown:
        count, place = shown.pop(0)
        hidden.append(count)
        cells[place] = Veil.HIDDEN
    total: Shown = one_figure(sum(counts))
    if _gives_away(few, hidden) and isinstance(total, int):
        total = Veil.SOME
    return PublicColumn(tuple(cells), total)


def _gives_away(few: Sequence[int], hidden: Sequence[int]) -> bool:
    """Whether their sum, which the total tells, leaves one way only to share it among them."""
    least, most = len(few), (LEAST - 1) * len(few)
    if not few:
        return False
    if hidden:
        return sum(few) + sum(hidden) == least + LEAST * len(hidden)
    return len(few) == 1 or sum(few) in (least, most)
