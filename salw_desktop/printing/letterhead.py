"""The head and foot that the A4 papers of the store and of decisions have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone
from salw_desktop.printing.flow import Area, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.words.papers import ImprintWords

_AREA = Area(left=14, right=196, top=24, bottom=279)
_CODE_MM = 24.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a paper, what it is called and how it is found again; `code` is the text of its QR code."""

    authority: str
    site: str
    title: str
    number: str
    code: str
    imprint: Imprint


def begun(head: Letterhead, words: ImprintWords, pages: int) -> Flow:
    """A document whose every page bears the authority and the foot line; `draw_head` comes next."""
    document = Document(f"{head.title} {head.number}")
    return Flow(document, _AREA, partial(_dress, head, words, pages))


def draw_head(flow: Flow, head: Letterhead, note: str) -> None:
    """Title, number and code; `note` says whom this sheet is for, or what to scan the code for."""
    document, left, top = flow.document, flow.area.left, flow.y
    room = flow.area.width - _CODE_MM - 6
    document.paper_code(flow.area.right - _CODE_MM, top, _CODE_MM, head.code)
    y = document.paragraph(left, top, room, head.site, size=8.5, tone=Tone.GREY)
    y = document.paragraph(left, y + 1.5, room, head.title, size=21, face=Face.BOLD)
    y = document.paragraph(left, y + 0.5, room, head.number, size=13, face=Face.BOLD)
    y = document.paragraph(left, y + 0.8, room, note, size=8.5, face=Face.SEMIBOLD)
    flow.y = max(y, top + _CODE_MM) + 4


def _dress(head: Letterhead, words: ImprintWords, pages: int, document: Document) -> None:
    draw_water_mark(document, head.imprint, words)
    document.text(_AREA.left, 16, head.authority, size=10, face=Face.BOLD)
    draw_duplicate_mark(document, _AREA.right, 16, head.imprint, words)
    document.rule(_AREA.left, 19, _AREA.right, weight_pt=1, tone=Tone.INK)
    draw_foot(document, _AREA.left, _AREA.right, 287, head.number, head.imprint, words, pages)
