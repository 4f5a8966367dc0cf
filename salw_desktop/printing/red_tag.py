"""The red tag: keeps hands and tools off a place where a number was removed (practice b6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.cards import (
    A6_MM,
    draw_fact,
    draw_marks,
    limited,
    quarters,
)
from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import Imprint, draw_foot
from salw_desktop.printing.lines import shrunk, wrapped
from salw_desktop.words.workshop_papers import RedTagWords

_EDGE_MM = 5.0
_SQUARES = (38, 56)  # across and down: squares of two and a half millimetres
_INSIDE_MM = 14.0
_CODE_MM = 26.0
_CODE_PAD_MM = 1.5  # its quiet zone ends before the border
_WARNING_PT = 21.0
_NUMBER_PT = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_CAPTION_MM = 18.0


@dataclass(frozen=True, slots=True)
class RedTag:
    """One tag; `place` is where on the weapon the number was, `authority` and `case` hold it."""

    number: str
    code: str
    weapon: str
    place: str
    authority: str
    case: str
    since: str
    held_by: str
    imprint: Imprint


def red_tags(tags: Sequence[RedTag], words: RedTagWords) -> bytes:
    """Tags of a quarter of an A4 page; Refusals red-tags.none, paper.code-too-long."""
    if not tags:
        raise Refusal("red-tags.none", field="weapons")
    return with_page_count(partial(_draw, tags, words))


def _draw(tags: Sequence[RedTag], words: RedTagWords, pages: int) -> Document:
    return quarters(words.title, tags, partial(_draw_tag, words=words, pages=pages))


def _draw_tag(
    document: Document, tag: RedTag, left: float, top: float, *, words: RedTagWords, pages: int
) -> None:
    _draw_border(document, left, top)
    right = left + A6_MM[0] - _INSIDE_MM
    bottom = top + A6_MM[1] - _INSIDE_MM
    left += _INSIDE_MM
    room = right - left
    document.frame(left + 1, top + 12.5, 6, 6, tone=Tone.GREY, radius=3)  # the hole for the wire
    draw_marks(document, right, top + 16, tag.imprint, words.imprint)
    y = _draw_warning(document, left, top + 21, room, words)
    y = document.paragraph(left, y + 2, room, words.why, size=8.5)
    size = shrunk(tag.number, Face.BOLD, _NUMBER_PT, room)
    y += 7.5
    document.text(left, y, tag.number, size=size, face=Face.BOLD, tone=Tone.BLACK)
    y = _draw_beside_code(document, tag, left, y + 3, room, words)
    for caption, value, lines in (
        (words.held_for, tag.authority, 2),
        (words.case, tag.case, 1),
        (words.since, tag.since, 1),
        (words.by, tag.held_by, 1),
    ):
        value = value or words.imprint.not_recorded
        widths = (_CAPTION_MM, room - _CAPTION_MM)
        y = draw_fact(document, (left, y), widths, caption, value, lines=lines)
    draw_foot(document, left, right, bottom, tag.number, tag.imprint, words.imprint, pages)


def _draw_border(document: Document, left: float, top: float) -> None:
    """Two rows of chequers: black and white stay what they are on every printer."""
    across, down = _SQUARES
    width, height = A6_MM[0] - 2 * _EDGE_MM, A6_MM[1] - 2 * _EDGE_MM
    step_x, step_y = width / across, height / down
    for row in range(down):
        for column in range(across):
            is_border = row < 2 or row >= down - 2 or column < 2 or column >= across - 2
            if is_border and (row + column) % 2 == 0:
                x, y = left + _EDGE_MM + column * step_x, top + _EDGE_MM + row * step_y
                document.band(x, y, step_x, step_y, tone=Tone.BLACK)


def _draw_warning(
    document: Document, left: float, top: float, room: float, words: RedTagWords
) -> float:
    lines = wrapped(words.warning, Face.BOLD, _WARNING_PT, room - 6)
    step = 9.0
    height = len(lines) * step + 3.5
    document.band(left, top, room, height, tone=Tone.BLACK)
    for row, line in enumerate(lines):
        baseline = top + row * step + 8.4
        document.text(left + 3, baseline, line, size=_WARNING_PT, face=Face.BOLD, tone=Tone.WHITE)
    return top + height


def _draw_beside_code(
    document: Document, tag: RedTag, left: float, top: float, room: float, words: RedTagWords
) -> float:
    """Where the number was and on what, left of the QR code; returns the next baseline."""
    x = left + room - _CODE_MM - _CODE_PAD_MM
    document.paper_code(x, top + 4, _CODE_MM, tag.code)
    beside = room - _CODE_MM - _CODE_PAD_MM - 6
    y = top + 4
    for caption, value, size, lines in (
        (words.place, tag.place, 10.5, 3),
        (words.weapon, tag.weapon, 9.0, 2),
    ):
        document.text(left, y, caption, size=7.5, tone=Tone.GREY)
        y += 4.4
        value = value or words.imprint.not_recorded
        for line in limited(value, Face.BOLD, size, beside, lines):
            document.text(left, y, line, size=size, face=Face.BOLD)
            y += 4.6
        y += 0.6
    return max(y, top + _CODE_MM + 4) + 6
