"""The number card: the next control numbers for the pen, when there is neither tag nor printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.flow import Area
from salw_desktop.printing.fonts import CAP_HEIGHT, Face, em_width
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import PT_PER_MM, shrunk, width_mm
from salw_desktop.printing.shapes import draw_number
from salw_desktop.words.table_papers import NumberCardWords

NUMBERS_ON_PAGE = 50
_AREA = Area(left=12, right=198, top=12, bottom=287)
_ROWS_TOP_MM = 50.0
_ROW_MM = 9.1
_ACROSS = 2
_DOWN = NUMBERS_ON_PAGE // _ACROSS
_GAP_MM = 6.0
_COLUMN_MM = (_AREA.width - (_ACROSS - 1) * _GAP_MM) / _ACROSS
_BOX_MM = 4.4
_DIGITS_MM = 4.4
_NUMBER_MM = 44.0
_TYPE_MM = _BOX_MM + 4 + _NUMBER_MM
_NUMBER_PT = (12.5, 11.5, 10.5, 9.5, 8.5)
_TITLE_PT = (17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 6.0, 5.0)
_VALUE_PT = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)


@dataclass(frozen=True, slots=True)
class NumberCard:
    """The numbers of a card, with their check characters, and who has it; an empty text is written in."""

    numbers: Sequence[str]
    authority: str
    site: str
    holder: str
    date_out: str
    date_back: str
    imprint: Imprint


def number_card(card: NumberCard, words: NumberCardWords) -> bytes:
    """Fifty numbers on each A4 page, counted downwards.

    They have no codes: at nine millimetres a scanner takes the neighbour's, and nobody sees it;
    a typed number is guarded by its check character.
    """
    return with_page_count(partial(_draw, card, words))


def _draw(card: NumberCard, words: NumberCardWords, pages: int) -> Document:
    document = Document(f"{words.title} {card.site}")
    widest = max(card.numbers, key=lambda number: em_width(number, Face.BOLD), default="")
    size = shrunk(widest, Face.BOLD, _NUMBER_PT, _NUMBER_MM)
    _dress(document, card, words, pages)
    for count, number in enumerate(card.numbers):
        page, place = divmod(count, NUMBERS_ON_PAGE)
        if page == document.page_count:
            document.next_page()
            _dress(document, card, words, pages)
        across, down = divmod(place, _DOWN)
        left = _AREA.left + across * (_COLUMN_MM + _GAP_MM)
        _draw_row(document, left, _ROWS_TOP_MM + down * _ROW_MM, number, size)
    return document


def _dress(document: Document, card: NumberCard, words: NumberCardWords, pages: int) -> None:
    draw_water_mark(document, card.imprint, words.imprint)
    size = shrunk(card.authority, Face.SEMIBOLD, _VALUE_PT[1:], _AREA.width - 40)
    document.text(_AREA.left, 16, card.authority, size=size, face=Face.SEMIBOLD)
    draw_duplicate_mark(document, _AREA.right, 16, card.imprint, words.imprint)
    title = f"{words.title} {card.site}"
    size = shrunk(title, Face.BOLD, _TITLE_PT, _AREA.width / 2 - 5)
    document.text(_AREA.left, 24.5, title, size=size, face=Face.BOLD)
    first, last = (card.numbers[0], card.numbers[-1]) if card.numbers else ("", "")
    span = words.range.format(count=len(card.numbers), first=first, last=last)
    document.text_ending(_AREA.right, 24.5, span, size=9, face=Face.SEMIBOLD)
    quarter = _AREA.width / 4
    for begin, quarters, name, value in (
        (0, 2, words.holder, card.holder),
        (2, 1, words.out, card.date_out),
        (3, 1, words.back, card.date_back),
    ):
        x, width = _AREA.left + begin * quarter, quarters * quarter - (0 if begin == 3 else 4)
        _draw_blank(document, x, 33.5, width, name, value)
    document.paragraph(_AREA.left, 36, _AREA.width, words.how_to, size=7.5, tone=Tone.GREY)
    for across in range(_ACROSS):
        left = _AREA.left + across * (_COLUMN_MM + _GAP_MM)
        document.text(left + _TYPE_MM, _ROWS_TOP_MM - 1, words.type, size=6.5, tone=Tone.GREY)
        right = left + _COLUMN_MM
        document.text_ending(right, _ROWS_TOP_MM - 1, words.serial_end, size=6.5, tone=Tone.GREY)
    span = words.range.format(count=len(card.numbers), first=first, last=last)
    draw_foot(document, _AREA.left, _AREA.right, 287, span, card.imprint, words.imprint, pages)


def _draw_blank(
    document: Document, x: float, baseline: float, width: float, name: str, value: str
) -> None:
    """A caption with its value, or with the line to write it on."""
    document.text(x, baseline, name, size=8, tone=Tone.GREY)
    left = x + width_mm(name, Face.REGULAR, 8) + 2
    document.rule(left, baseline + 1, x + width, tone=Tone.INK)
    size = shrunk(value, Face.SEMIBOLD, _VALUE_PT, x + width - left)
    document.text(left, baseline, value, size=size, face=Face.SEMIBOLD)


def _draw_row(document: Document, left: float, top: float, number: str, size: float) -> None:
    right = left + _COLUMN_MM
    foot = top + _ROW_MM
    document.frame(left, top + (_ROW_MM - _BOX_MM) / 2, _BOX_MM, _BOX_MM, tone=Tone.INK)
    baseline = top + _ROW_MM / 2 + size * CAP_HEIGHT / PT_PER_MM / 2
    draw_number(document, left + _BOX_MM + 2, baseline, number, size)
    boxes = right - 4 * _DIGITS_MM
    document.rule(left + _TYPE_MM, foot - 1.8, boxes - 2, tone=Tone.GREY)
    for place in range(4):
        document.frame(boxes + place * _DIGITS_MM, top + 1.6, _DIGITS_MM, _ROW_MM - 3.4)
    document.rule(left, foot, right, weight_pt=0.25)
