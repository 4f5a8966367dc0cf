"""The sheet of a radio message: its lines in large letters for whoever reads them out, and one code for fax or photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.cards import draw_writing_line
from salw_desktop.printing.document import Document, Tone, first_baseline, with_page_count
from salw_desktop.printing.flow import Area, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import Imprint, draw_duplicate_mark, draw_foot, draw_water_mark
from salw_desktop.printing.lines import shrunk, width_mm
from salw_desktop.words.radio import RadioSheetWords

_AREA = Area(left=16, right=194, top=18, bottom=279)
_LINE_PT = (24.0, 22.0, 20.0, 18.0, 16.0)
_WORDS_PT = (28.0, 24.0, 20.0, 16.0)
_BAND_MM = 13.0
_CODE_MM = 44.0
_CODE_TOP_MM = 6.0  # its quiet zone stays below the last rule


@dataclass(frozen=True, slots=True)
class RadioSheet:
    """`lines` as they are said, each with what its figures mean; `code` is the whole message in one line."""

    title: str
    number: str
    date: str
    is_red: bool
    lines: Sequence[tuple[str, str]]
    check_words: str
    code: str
    imprint: Imprint


def radio_sheet(sheet: RadioSheet, words: RadioSheetWords) -> bytes:
    """One page; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, sheet, words))


def _draw(sheet: RadioSheet, words: RadioSheetWords, pages: int) -> Document:
    document = Document(f"{sheet.title} {sheet.number}")
    flow = Flow(document, _AREA, partial(_dress, sheet, words, pages))
    _draw_head(flow, sheet, words)
    size = min(shrunk(line, Face.BOLD, _LINE_PT, _AREA.width) for line, _ in sheet.lines)
    for line, caption in sheet.lines:
        flow.y = document.paragraph(
            _AREA.left, flow.y, _AREA.width, line, size=size, face=Face.BOLD, tone=Tone.BLACK
        )
        flow.y = document.paragraph(
            _AREA.left, flow.y - 0.5, _AREA.width, caption, size=9, tone=Tone.GREY
        )
        flow.gap(2.5)
        flow.rule()
        flow.gap(2.5)
    _draw_words(flow, sheet, words)
    _draw_log(flow, words)
    return document


def _dress(sheet: RadioSheet, words: RadioSheetWords, pages: int, document: Document) -> None:
    draw_water_mark(document, sheet.imprint, words.imprint)
    draw_duplicate_mark(document, _AREA.right, 14, sheet.imprint, words.imprint)
    left, right = _AREA.left, _AREA.right
    draw_foot(document, left, right, 285, sheet.number, sheet.imprint, words.imprint, pages)


def _draw_head(flow: Flow, sheet: RadioSheet, words: RadioSheetWords) -> None:
    document, left, width = flow.document, _AREA.left, _AREA.width
    if sheet.is_red:
        document.band(left, flow.y, width, _BAND_MM, tone=Tone.BLACK)
        baseline = flow.y + 9.3
        document.text(left + 4, baseline, words.red, size=24, face=Face.BOLD, tone=Tone.WHITE)
        x = left + 10 + width_mm(words.red, Face.BOLD, 24)
        document.text(x, baseline - 0.8, words.red_note, size=12, face=Face.BOLD, tone=Tone.WHITE)
        flow.gap(_BAND_MM + 4)
    y = document.paragraph(left, flow.y, width, sheet.title, size=12, tone=Tone.GREY)
    flow.y = document.paragraph(left, y, width, sheet.number, size=20, face=Face.BOLD)
    flow.gap(1)
    flow.facts([(words.day, sheet.date)])
    flow.gap(4)


def _draw_words(flow: Flow, sheet: RadioSheet, words: RadioSheetWords) -> None:
    """The check words, and beside them the code with what to do with all this."""
    document, left, top = flow.document, _AREA.left, flow.y + 1
    room = _AREA.width - _CODE_MM - 8
    document.paper_code(_AREA.right - _CODE_MM, top + _CODE_TOP_MM, _CODE_MM, sheet.code)
    y = document.paragraph(left, top, room, words.check_words, size=9, tone=Tone.GREY)
    size = shrunk(sheet.check_words, Face.BOLD, _WORDS_PT, room)
    y = document.paragraph(left, y, room, sheet.check_words, size=size, face=Face.BOLD)
    for text in (words.say, words.scan, words.not_signed):
        y = document.paragraph(left, y + 1.5, room, text, size=9)
    flow.y = max(y, top + _CODE_TOP_MM + _CODE_MM) + 4


def _draw_log(flow: Flow, words: RadioSheetWords) -> None:
    """Filled in by hand by whoever sat at the set."""
    middle = _AREA.left + _AREA.width / 2
    for pair in (words.log[:2], words.log[2:]):
        flow.need(11)
        baseline = flow.y + first_baseline(9) + 4
        for left, right, caption in (
            (_AREA.left, middle - 3, pair[0]),
            (middle + 3, _AREA.right, pair[1]),
        ):
            draw_writing_line(flow.document, left, right, baseline, caption)
        flow.gap(11)
