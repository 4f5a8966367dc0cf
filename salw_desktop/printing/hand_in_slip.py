"""The hand-in slip: the number that joins the tables of one hand-in; no name, no group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.cards import draw_cut, draw_marks
from salw_desktop.printing.document import Document, Tone, first_baseline, with_page_count
from salw_desktop.printing.fonts import CAP_HEIGHT, Face
from salw_desktop.printing.imprint import Imprint, draw_foot, draw_water_mark
from salw_desktop.printing.lines import PT_PER_MM, shrunk, width_mm
from salw_desktop.printing.shapes import draw_number
from salw_desktop.words.table_papers import HandInSlipWords

A5_MM = (148.0, 210.0)
_LEFT, _RIGHT = 9.0, 139.0
_SLIP_MM = A5_MM[1] / 2
_FOOT_MM = 98.0
_CODE_MM = 33.0
_NUMBER_PT = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_FACT_PT = (10.0, 9.0, 8.0, 7.0, 6.0)


@dataclass(frozen=True, slots=True)
class HandInSlip:
    """What a slip says; `code` is `SALW1` and the hand-in's number without dashes.

    `announced` is how many items the bearer said he brings: what is still to come is found by it;
    None where nobody asked him.
    """

    number: str
    code: str
    authority: str
    campaign: str
    date: str
    place: str
    announced: int | None
    imprint: Imprint


def hand_in_slip(slip: HandInSlip, words: HandInSlipWords) -> bytes:
    """Two A6 slips on one A5 page: one sheet, one cut, and both goods and person have the number.

    Refusal paper.code-too-long.
    """
    return with_page_count(partial(_draw, slip, words))


def _draw(slip: HandInSlip, words: HandInSlipWords, pages: int) -> Document:
    document = Document(f"{words.title} {slip.number}", A5_MM)
    draw_water_mark(document, slip.imprint, words.imprint)
    for top, caption in ((0.0, words.person), (_SLIP_MM, words.items)):
        _draw_slip(document, top, caption, slip, words)
        foot = top + _FOOT_MM
        draw_foot(document, _LEFT, _RIGHT, foot, slip.number, slip.imprint, words.imprint, pages)
    draw_cut(document, _SLIP_MM)
    return document


def _draw_slip(
    document: Document, top: float, caption: str, slip: HandInSlip, words: HandInSlipWords
) -> None:
    room = _RIGHT - _LEFT
    said = width_mm(caption, Face.SEMIBOLD, 8)
    document.text_ending(_RIGHT, top + 12, caption, size=8, face=Face.SEMIBOLD, tone=Tone.GREY)
    authority_pt = shrunk(slip.authority, Face.SEMIBOLD, _FACT_PT, room - said - 5)
    document.text(_LEFT, top + 12, slip.authority, size=authority_pt, face=Face.SEMIBOLD)
    document.text(_LEFT, top + 22, words.title, size=13, face=Face.BOLD)
    draw_marks(document, _RIGHT, top + 21.6, slip.imprint, words.imprint)
    size = shrunk(slip.number, Face.BOLD, _NUMBER_PT, room)
    baseline = top + 26 + size * CAP_HEIGHT / PT_PER_MM
    draw_number(document, _LEFT, baseline, slip.number, size)
    document.rule(_LEFT, top + 37, _RIGHT, weight_pt=1, tone=Tone.INK)
    document.paper_code(_RIGHT - _CODE_MM, top + 43.5, _CODE_MM, slip.code)
    _draw_facts(document, top + 42, room - _CODE_MM - 8, slip, words)
    document.paragraph(_LEFT, top + 81, room, words.show, size=14, face=Face.BOLD)


def _draw_facts(
    document: Document, y: float, room: float, slip: HandInSlip, words: HandInSlipWords
) -> None:
    announced = words.imprint.not_recorded if slip.announced is None else str(slip.announced)
    for name, value in (
        (words.date, slip.date),
        (words.place, slip.place),
        (words.campaign, slip.campaign),
        (words.announced, announced),
    ):
        document.text(_LEFT, y + first_baseline(9), name, size=8, tone=Tone.GREY)
        size = shrunk(value, Face.SEMIBOLD, _FACT_PT, room - 28)
        lower = document.paragraph(_LEFT + 28, y, room - 28, value, size=size, face=Face.SEMIBOLD)
        y = max(lower, y + 5) + 1.6
