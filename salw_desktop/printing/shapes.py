"""Small drawings of our own, painted as fine squares: pictograms, and the stroke that tells 0 from O."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import TypeAlias

from salw_desktop.printing.document import Document, Tone
from salw_desktop.printing.fonts import CAP_HEIGHT, Face
from salw_desktop.printing.lines import PT_PER_MM, width_mm
from salw_desktop.printing.qr import Matrix

Outline: TypeAlias = "Sequence[tuple[float, float]]"
"""Corners in a square of side 1, from its upper left corner."""

_GRAIN = 72  # squares a side: at 9 mm each is as fine as a dot of a 200-dpi printer
_STROKE: tuple[Outline, ...] = (((0.23, 0.86), (0.66, 0.14), (0.77, 0.14), (0.34, 0.86)),)


def _cartridge(left: float) -> tuple[Outline, ...]:
    case = ((left, 0.90), (left, 0.46), (left + 0.04, 0.38), (left + 0.16, 0.38))
    tip = ((left + 0.04, 0.35), (left + 0.05, 0.24), (left + 0.10, 0.10), (left + 0.15, 0.24))
    return (
        (*case, (left + 0.20, 0.46), (left + 0.20, 0.90)),
        (*tip, (left + 0.16, 0.35)),
        ((left - 0.02, 0.93), (left + 0.22, 0.93), (left + 0.22, 0.97), (left - 0.02, 0.97)),
    )


class Pictogram(Enum):
    """What a holder who cannot read sees on his receipt."""

    WEAPON = (
        ((0.0, 0.42), (0.30, 0.42), (0.30, 0.46), (0.0, 0.46)),
        ((0.04, 0.35), (0.07, 0.35), (0.07, 0.42), (0.04, 0.42)),
        ((0.22, 0.37), (0.42, 0.37), (0.42, 0.48), (0.22, 0.48)),
        ((0.40, 0.36), (0.67, 0.36), (0.71, 0.40), (0.71, 0.50), (0.40, 0.50)),
        ((0.42, 0.5), (0.52, 0.5), (0.5, 0.61), (0.44, 0.73), (0.35, 0.69), (0.41, 0.59)),
        ((0.60, 0.50), (0.67, 0.50), (0.72, 0.65), (0.65, 0.67)),
        ((0.70, 0.40), (1.0, 0.44), (1.0, 0.62), (0.94, 0.62), (0.70, 0.50)),
    )
    ROUNDS = (*_cartridge(0.08), *_cartridge(0.40), *_cartridge(0.72))
    STAMP = (
        ((0.40, 0.05), (0.60, 0.05), (0.68, 0.19), (0.60, 0.33), (0.40, 0.33), (0.32, 0.19)),
        ((0.44, 0.30), (0.56, 0.30), (0.61, 0.58), (0.39, 0.58)),
        ((0.20, 0.56), (0.80, 0.56), (0.88, 0.64), (0.88, 0.80), (0.12, 0.80), (0.12, 0.64)),
        ((0.06, 0.88), (0.94, 0.88), (0.94, 0.93), (0.06, 0.93)),
    )


def draw_pictogram(document: Document, x: float, y: float, side: float, which: Pictogram) -> None:
    document.code(x, y, side, _squares(which.value))


def draw_number(document: Document, x: float, baseline: float, number: str, size: float) -> None:
    """A number in bold whose zeros are slashed, because some of its letters are given by law."""
    document.text(x, baseline, number, size=size, face=Face.BOLD, tone=Tone.BLACK)
    side = size * CAP_HEIGHT / PT_PER_MM
    for place, character in enumerate(number):
        if character == "0":
            before = width_mm(number[:place], Face.BOLD, size)
            middle = x + before + width_mm("0", Face.BOLD, size) / 2
            document.code(middle - side / 2, baseline - side, side, _squares(_STROKE))


@cache
def _squares(outlines: tuple[Outline, ...]) -> Matrix:
    middles = [(place + 0.5) / _GRAIN for place in range(_GRAIN)]
    return [[any(_is_inside(x, y, each) for each in outlines) for x in middles] for y in middles]


def _is_inside(x: float, y: float, outline: Outline) -> bool:
    """Whether a line from here to the right crosses the outline an odd number of times."""
    inside = False
    before_x, before_y = outline[-1]
    for corner_x, corner_y in outline:
        if (corner_y > y) != (before_y > y):
            crossing = corner_x + (y - corner_y) * (before_x - corner_x) / (before_y - corner_y)
            inside ^= x < crossing
        before_x, before_y = corner_x, corner_y
    return inside
