"""Extract and dossier of one weapon: sections of facts, tables and photographs under one head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, line_height, with_page_count
from salw_desktop.printing.flow import Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.letterhead import Letterhead, begun, draw_head
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.dossier import LIMITS, ExtractWords

_TABLE_PT = 8.0
_NOTE_PT = 8.5
_PICTURE_MM = (88.0, 62.0)
_PICTURE_GAP_MM = 6.0
_CAPTION_PT = 7.0


@dataclass(frozen=True, slots=True)
class Section:
    """Facts, or a table whose widths are in millimetres; `note` stands under its heading."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[tuple[str, float]] = ()
    rows: Sequence[Sequence[str]] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph as it is printed: JPEG bytes without any metadata."""

    caption: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Extract:
    """What the paper says, ready to be read; `note` is who may have it. Nobody signs one of our own."""

    head: Letterhead
    note: str
    sections: Sequence[Section]
    photos: Sequence[Shown] = ()
    signatories: Sequence[Signatory] = ()


def extract(paper: Extract, words: ExtractWords) -> bytes:
    """As many pages as it takes; the limits of the system stand at the end of each."""
    return with_page_count(partial(_draw, paper, words))


def _draw(paper: Extract, words: ExtractWords, pages: int) -> Document:
    flow = begun(paper.head, words.imprint, pages)
    draw_head(flow, paper.head, paper.note)
    for section in paper.sections:
        _draw_section(flow, section)
    _draw_photos(flow, paper.photos, words)
    _draw_limits(flow, words)
    if paper.signatories:
        flow.gap(4)
        draw_signatures(flow, paper.signatories, words.imprint.sign_here)
    return flow.document


def _draw_section(flow: Flow, section: Section) -> None:
    flow.gap(3)
    flow.heading(section.title, with_next=22.0)
    if section.note:
        flow.paragraph(section.note, size=_NOTE_PT, tone=Tone.GREY)
        flow.gap(1)
    if section.facts:
        flow.facts(section.facts, 44.0)
        flow.gap(2 if section.rows else 0)
    if section.rows:
        first, *rest = [Column(caption, width) for caption, width in section.columns]
        columns = [Column(first.caption, first.width_mm, Face.SEMIBOLD), *rest]
        flow.table(columns, section.rows, size=_TABLE_PT)


def _draw_photos(flow: Flow, photos: Sequence[Shown], words: ExtractWords) -> None:
    if not photos:
        return
    width, height = _PICTURE_MM
    room = height + line_height(_CAPTION_PT) + 4
    flow.gap(3)
    flow.heading(words.photos_title, with_next=room)
    for start in range(0, len(photos), 2):
        flow.need(room)
        for place, shown in enumerate(photos[start : start + 2]):
            x = flow.area.left + place * (width + _PICTURE_GAP_MM)
            flow.document.picture(x, flow.y, _PICTURE_MM, shown.jpeg)
            top = flow.y + height + 1
            flow.document.paragraph(x, top, width, shown.caption, size=_CAPTION_PT, tone=Tone.GREY)
        flow.gap(room)


def _draw_limits(flow: Flow, words: ExtractWords) -> None:
    """In every extract, so that nobody takes a paper for more than it is (practice i10)."""
    flow.gap(4)
    flow.heading(words.limits_title, with_next=30.0)
    flow.paragraph(words.limits_note, size=_NOTE_PT)
    flow.gap(0.8)
    write = partial(flow.paragraph, size=_NOTE_PT, indent=3.0)
    for what, why in LIMITS:
        write(f"– {what}. {why}")
        flow.gap(0.8)
