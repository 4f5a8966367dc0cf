"""The recovery sheet (P16): ten words that open the register, kept in a sealed envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.flow import Area, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import shrunk
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.papers import RecoveryWords

_AREA = Area(left=20, right=190, top=24, bottom=274)
_ROW_MM = 11.5
_CODE_MM = 34.0
_WORD_PT = (21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says; `fingerprint` is the station's signing key as words.

    The QR code says the recovery words with one blank between two, just as they are typed.
    """

    unit: str
    site: str
    register_id: str
    date: str
    recovery_words: Sequence[str]
    fingerprint: Sequence[str]
    holders: tuple[str, str]
    imprint: Imprint


def recovery_sheet(sheet: RecoverySheet, words: RecoveryWords) -> bytes:
    """The sheet as one page."""
    return with_page_count(partial(_draw, sheet, words))


def _draw(sheet: RecoverySheet, words: RecoveryWords, pages: int) -> Document:
    document = Document(words.title)
    flow = Flow(document, _AREA, partial(_dress, sheet, words, pages))
    flow.paragraph(words.title, size=23, face=Face.BOLD)
    flow.gap(2)
    flow.facts(
        [
            (words.unit, sheet.unit),
            (words.site, sheet.site),
            (words.register, sheet.register_id),
            (words.made, sheet.date),
        ]
    )
    flow.gap(5)
    flow.heading(words.words_title)
    _draw_words(flow, sheet)
    flow.gap(4)
    for title, text in (
        (words.purpose_title, words.purpose),
        (words.use_title, words.use),
        (words.keep_title, words.keep),
    ):
        flow.paragraph(title, size=9.5, face=Face.BOLD)
        flow.paragraph(text, size=9.5)
        flow.gap(2.2)
    flow.paragraph(words.fingerprint_title, size=9.5, face=Face.BOLD)
    flow.paragraph("   ".join(sheet.fingerprint), size=11, face=Face.SEMIBOLD)
    flow.paragraph(words.fingerprint, size=8.5, tone=Tone.GREY)
    flow.gap(3)
    _draw_seal(flow, words)
    holders = [
        Signatory(words.holder.format(number=number), name)
        for number, name in enumerate(sheet.holders, start=1)
    ]
    draw_signatures(flow, holders, words.imprint.sign_here)
    return document


def _dress(sheet: RecoverySheet, words: RecoveryWords, pages: int, document: Document) -> None:
    draw_water_mark(document, sheet.imprint, words.imprint)
    document.frame(12, 12, 186, 273, weight_pt=1.2, tone=Tone.INK)
    draw_duplicate_mark(document, _AREA.right, 28, sheet.imprint, words.imprint)
    draw_foot(document, 20, 190, 280, sheet.register_id, sheet.imprint, words.imprint, pages)


def _draw_words(flow: Flow, sheet: RecoverySheet) -> None:
    """Two columns, counted downwards, and the code beside them."""
    document = flow.document
    room = flow.area.width - _CODE_MM - 8
    column = room / 2
    rows = (len(sheet.recovery_words) + 1) // 2
    height = rows * _ROW_MM
    flow.need(height)
    for place, word in enumerate(sheet.recovery_words):
        across, down = divmod(place, rows)
        x = flow.area.left + across * column
        baseline = flow.y + down * _ROW_MM + 8
        size = shrunk(word, Face.BOLD, _WORD_PT, column - 14)
        document.text_ending(x + 7, baseline, str(place + 1), size=10, tone=Tone.GREY)
        document.text(x + 10, baseline, word, size=size, face=Face.BOLD)
        document.rule(x + 10, baseline + 2.2, x + column - 4)
    top = flow.y + (height - _CODE_MM) / 2
    text = " ".join(sheet.recovery_words)
    document.paper_code(flow.area.right - _CODE_MM, top, _CODE_MM, text)
    flow.gap(height)


def _draw_seal(flow: Flow, words: RecoveryWords) -> None:
    """Two lines to be filled in by hand when the envelope is closed."""
    flow.need(14)
    middle = flow.area.left + flow.area.width / 2
    flow.gap(6)
    for left, right, caption in (
        (flow.area.left, middle - 2, words.sealed),
        (middle + 2, flow.area.right, words.seal_number),
    ):
        flow.document.rule(left, flow.y, right, tone=Tone.INK)
        flow.document.text(left, flow.y + 3.4, caption, size=7.5, tone=Tone.GREY)
    flow.gap(7)
