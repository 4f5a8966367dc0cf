"""What small papers of a fixed size share: boxes to tick, lines to write on, marks, and where to cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from salw_desktop.printing.document import Document, Tone, line_height
from salw_desktop.printing.fonts import CAP_HEIGHT, Face
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.lines import PT_PER_MM, shortened, width_mm, wrapped
from salw_desktop.words.papers import ImprintWords

A6_MM = (105.0, 148.5)
"""A quarter of an A4 sheet, upright."""

_QUARTERS = 4
Card = TypeVar("Card")

_SMALL_PT = 7.5
_BOX_MM = 3.0
_DASH_MM = 2.0
_EDGE_MM = 4.0


def a6_corner_mm(position: int) -> tuple[float, float]:
    """Upper left corner of one of the four quarters of a sheet, counted in rows from 0."""
    row, column = divmod(position, 2)
    return column * A6_MM[0], row * A6_MM[1]


def draw_tick_box(
    document: Document, x: float, baseline: float, caption: str, *, size: float = _SMALL_PT
) -> float:
    """A box with its caption; returns the right edge of the caption."""
    middle = baseline - size * CAP_HEIGHT / PT_PER_MM / 2
    document.frame(x, middle - _BOX_MM / 2, _BOX_MM, _BOX_MM, weight_pt=0.7, tone=Tone.INK)
    x += _BOX_MM + 1.2
    document.text(x, baseline, caption, size=size)
    return x + width_mm(caption, Face.REGULAR, size)


def draw_writing_line(
    document: Document, left: float, right: float, baseline: float, caption: str
) -> None:
    """A caption and the line behind it that is filled in by hand."""
    document.text(left, baseline, caption, size=_SMALL_PT, tone=Tone.GREY)
    begin = left + width_mm(caption, Face.REGULAR, _SMALL_PT) + 1.5
    document.rule(begin, baseline + 0.6, right, tone=Tone.INK)


def draw_fact(
    document: Document,
    place: tuple[float, float],
    widths: tuple[float, float],
    caption: str,
    value: str,
    *,
    size: float = 8.0,
    lines: int = 2,
) -> float:
    """A caption and beside it its value, on so many lines at most; returns where the next may begin.

    `place` is the left edge and the first baseline, `widths` those of caption and value.
    """
    left, baseline = place
    room = widths[1]
    document.text(left, baseline, caption, size=_SMALL_PT, tone=Tone.GREY)
    for line in limited(value, Face.BOLD, size, room, lines):
        document.text(left + widths[0], baseline, line, size=size, face=Face.BOLD)
        baseline += line_height(size)
    return baseline + 0.5


def limited(text: str, face: Face, size: float, room: float, lines: int) -> list[str]:
    """The text in lines; what is more than fits ends in an ellipsis."""
    found = wrapped(text, face, size, room)
    if len(found) <= lines:
        return found
    rest = " ".join(found[lines - 1 :])
    return [*found[: lines - 1], shortened(rest, face, size, room)]


def draw_marks(
    document: Document, right: float, baseline: float, imprint: Imprint, words: ImprintWords
) -> None:
    """PRACTICE, DRAFT, DUPLICATE in white on black: a card that is cut off keeps no water mark."""
    for word, is_due in (
        (words.practice, imprint.is_practice),
        (words.draft, imprint.is_draft),
        (words.duplicate, imprint.is_duplicate),
    ):
        if is_due:
            right -= draw_inverse(document, right, baseline, word, size=7.5) + 1.5


def draw_inverse(
    document: Document, right: float, baseline: float, text: str, *, size: float
) -> float:
    """One line in white on a black band that ends at `right`; returns the width of the band."""
    width = width_mm(text, Face.BOLD, size) + 2.4
    height = size * CAP_HEIGHT / PT_PER_MM + 2.0
    document.band(right - width, baseline + 1.0 - height, width, height, tone=Tone.BLACK)
    x = right - width + 1.2
    document.text(x, baseline, text, size=size, face=Face.BOLD, tone=Tone.WHITE)
    return width


def draw_cut(document: Document, y: float) -> None:
    """Dashes across the whole page."""
    x = _EDGE_MM
    while x < document.width_mm - _EDGE_MM:
        document.rule(x, y, x + _DASH_MM, tone=Tone.GREY)
        x += 2 * _DASH_MM


def quarters(
    title: str, cards: Sequence[Card], draw: Callable[[Document, Card, float, float], None]
) -> Document:
    """Each card on a quarter of an A4 page, `draw` given the upper left corner in millimetres."""
    document = Document(title)
    for count, card in enumerate(cards):
        page, position = divmod(count, _QUARTERS)
        if page == document.page_count:
            document.next_page()
        if not position:
            draw_quarter_cuts(document)
        draw(document, card, *a6_corner_mm(position))
    return document


def draw_quarter_cuts(document: Document) -> None:
    """Crosses and ticks at which a sheet of four is cut; nothing of them is left on a card."""
    width, height = A6_MM
    for x in (0.0, width - 3, 2 * width - 6):
        document.rule(x, height, x + 6, tone=Tone.GREY)
    for y in (0.0, height - 3, 2 * height - 6):
        document.band(width - 0.07, y, 0.14, 6, tone=Tone.GREY)
