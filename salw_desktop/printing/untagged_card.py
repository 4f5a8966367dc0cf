"""The card of an untagged item: tied on where a tag is lost, so that the item is counted until it is solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.cards import (
    A6_MM,
    draw_fact,
    draw_marks,
    draw_writing_line,
    quarters,
)
from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import Imprint, draw_foot
from salw_desktop.printing.lines import shrunk
from salw_desktop.words.untagged import UntaggedWords

_EDGE_MM = 5.0
_INSIDE_MM = 11.0
_CODE_MM = 26.0
_CAPTION_MM = 19.0
_BAND_MM = 13.0
_NAME_PT = (34.0, 30.0, 26.0, 22.0)
_NUMBER_PT = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)


@dataclass(frozen=True, slots=True)
class UntaggedCard:
    """One card; `code` is the text of its QR code, an empty `verified_by` is printed as nobody."""

    number: str
    running: int
    code: str
    described: str
    safety: str
    verified_by: str
    where: str
    found_by: str
    found_on: str
    imprint: Imprint


def untagged_cards(cards: Sequence[UntaggedCard], words: UntaggedWords) -> bytes:
    """Cards of a quarter of an A4 page; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, cards, words))


def _draw(cards: Sequence[UntaggedCard], words: UntaggedWords, pages: int) -> Document:
    return quarters(words.title, cards, partial(_draw_card, words=words, pages=pages))


def _draw_card(
    document: Document,
    card: UntaggedCard,
    left: float,
    top: float,
    *,
    words: UntaggedWords,
    pages: int,
) -> None:
    width, height = (side - 2 * _EDGE_MM for side in A6_MM)
    document.frame(left + _EDGE_MM, top + _EDGE_MM, width, height, weight_pt=1.6, tone=Tone.INK)
    right, bottom = left + A6_MM[0] - _INSIDE_MM, top + A6_MM[1] - _INSIDE_MM
    left += _INSIDE_MM
    room = right - left
    document.frame(left, top + 9, 6, 6, tone=Tone.GREY, radius=3)  # the hole for the wire
    draw_marks(document, right, top + 13, card.imprint, words.imprint)
    y = top + 18
    document.band(left, y, room, _BAND_MM, tone=Tone.BLACK)
    size = shrunk(words.warning, Face.BOLD, (21.0, 18.0, 15.0), room - 6)
    document.text(left + 3, y + 9, words.warning, size=size, face=Face.BOLD, tone=Tone.WHITE)
    y = document.paragraph(left, y + _BAND_MM + 2, room, words.why, size=8) + 3
    foot = _draw_beside_code(document, card, left, y, room, words)
    _draw_facts(document, card, left, foot, room, words)
    for caption, baseline in ((words.solved, bottom - 23), (words.signed, bottom - 14.5)):
        draw_writing_line(document, left, right, baseline, caption)
    draw_foot(document, left, right, bottom, card.number, card.imprint, words.imprint, pages)


def _draw_beside_code(
    document: Document,
    card: UntaggedCard,
    left: float,
    top: float,
    room: float,
    words: UntaggedWords,
) -> float:
    """Its name and number left of the QR code; returns the next baseline."""
    document.paper_code(left + room - _CODE_MM, top, _CODE_MM, card.code)
    beside = room - _CODE_MM - 4
    name = words.name.format(running=card.running)
    document.text(left, top + 4, words.title, size=10, face=Face.SEMIBOLD)
    size = shrunk(name, Face.BOLD, _NAME_PT, beside)
    document.text(left, top + 16.5, name, size=size, face=Face.BOLD, tone=Tone.BLACK)
    size = shrunk(card.number, Face.SEMIBOLD, _NUMBER_PT, beside)
    document.text(left, top + 23, card.number, size=size, face=Face.SEMIBOLD)
    return top + _CODE_MM + 6


def _draw_facts(
    document: Document,
    card: UntaggedCard,
    left: float,
    baseline: float,
    room: float,
    words: UntaggedWords,
) -> None:
    widths = (_CAPTION_MM, room - _CAPTION_MM)
    for caption, value, lines in (
        (words.described, card.described, 3),
        (words.safety, card.safety, 1),
        (words.verified_by, card.verified_by or words.nobody, 1),
        (words.where, card.where, 1),
        (words.found_by, card.found_by, 1),
        (words.found_on, card.found_on, 1),
    ):
        baseline = draw_fact(document, (left, baseline), widths, caption, value, lines=lines)
