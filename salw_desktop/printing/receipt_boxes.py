"""The boxes at the foot of a receipt's half: who received, who handed in, who read it aloud."""

from __future__ import annotations

from salw_desktop.printing.document import Document, Tone, line_height
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import shrunk, width_mm, wrapped
from salw_desktop.printing.shapes import Pictogram, draw_pictogram
from salw_desktop.words.table_papers import ReceiptWords

LEFT, RIGHT = 12.0, 198.0
BOXES_MM = 20.5
_OFFICER_MM = 84.0
_MARK_MM = 46.0
_GAP_MM = 4.0
_PAD_MM = 2.0
_CAPTION_PT = 7.5
_NAME_PT = 8.0
_FUNCTION_PT = 7.0
_READ_PT = (8.0, 7.0, 6.0, 5.0)


def draw_officer_box(
    document: Document, top: float, name: str, function: str, words: ReceiptWords
) -> None:
    """Name and function stand under the line, as low as they are long."""
    _draw_box(document, LEFT, top, _OFFICER_MM, words.officer)
    draw_pictogram(document, LEFT + _OFFICER_MM - 9.5, top + 1.5, 8, Pictogram.STAMP)
    x, room = LEFT + _PAD_MM, _OFFICER_MM - 2 * _PAD_MM
    names = wrapped(name, Face.SEMIBOLD, _NAME_PT, room)
    functions = wrapped(function, Face.REGULAR, _FUNCTION_PT, room)
    written = len(names) * line_height(_NAME_PT) + len(functions) * line_height(_FUNCTION_PT)
    y = top + BOXES_MM - 1 - written
    document.rule(x, y, x + room, tone=Tone.INK)
    y = document.paragraph(x, y, room, name, size=_NAME_PT, face=Face.SEMIBOLD)
    document.paragraph(x, y, room, function, size=_FUNCTION_PT, tone=Tone.GREY)


def draw_mark_box(document: Document, top: float, words: ReceiptWords) -> None:
    """A thumbprint is biometric data: the box says that it is not for the scanner."""
    x = LEFT + _OFFICER_MM + _GAP_MM
    _draw_box(document, x, top, _MARK_MM, words.mark)
    foot = top + BOXES_MM - 1.5
    document.text(x + _PAD_MM, foot, words.stays_on_paper, size=6.5, tone=Tone.GREY)


def draw_read_aloud(
    document: Document, top: float, language: str, reader: str, words: ReceiptWords
) -> None:
    """Language and reader, or the lines to write them on."""
    x = LEFT + _OFFICER_MM + _MARK_MM + 2 * _GAP_MM
    baseline = top + 7
    for name, value in ((words.read_aloud_in, language), (words.read_aloud_by, reader)):
        left = x + width_mm(name, Face.REGULAR, _CAPTION_PT) + 2
        document.text(x, baseline, name, size=_CAPTION_PT, tone=Tone.GREY)
        document.rule(left, baseline + 1, RIGHT, tone=Tone.INK)
        size = shrunk(value, Face.SEMIBOLD, _READ_PT, RIGHT - left)
        document.text(left, baseline, value, size=size, face=Face.SEMIBOLD)
        baseline += 10


def _draw_box(document: Document, x: float, top: float, width: float, caption: str) -> None:
    document.frame(x, top, width, BOXES_MM, weight_pt=0.6, radius=1)
    document.text(x + _PAD_MM, top + 3.6, caption, size=_CAPTION_PT, tone=Tone.GREY)
