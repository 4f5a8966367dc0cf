"""The isolation notice (P17): what lies where and must not be touched, for the technical officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.cards import draw_tick_box
from salw_desktop.printing.document import Document, Tone, first_baseline, with_page_count
from salw_desktop.printing.flow import Area, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import shrunk, width_mm
from salw_desktop.printing.pictures import SHOWN_PX, look
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.workshop_papers import IsolationWords

_AREA = Area(left=16, right=194, top=44, bottom=279)
_BAND_TOP, _BAND_MM = 12.0, 24.0
_CODE_MM = 27.0
_PICTURE_MM = (90.0, 56.0)
_NUMBER_PT = (20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_BAND_PT = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_LINE_MM = 9.0
_DECISION_MM = 81.0  # with the box in which it is signed: they stay on one page


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told of it, and when."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class IsolationNotice:
    """What the notice says; an empty `cleared_by` or `verified_by` is printed as nobody.

    `picture` holds the bytes of a JPEG or PNG; None where none was taken.
    """

    number: str
    code: str
    picture: bytes | None
    type_model: str
    seen: str
    safety: str
    where: str
    since: str
    cleared_by: str
    verified_by: str
    told: Sequence[Told]
    officer: Signatory
    imprint: Imprint


def isolation_notice(notice: IsolationNotice, words: IsolationWords) -> bytes:
    """The notice with its picture; one that can not be read never stops the notice."""
    shown = None if notice.picture is None else _shown(notice.picture)
    return with_page_count(partial(_draw, notice, shown, words))


def _shown(picture: bytes) -> bytes | None:
    """Upright and without anything a camera wrote beside it: a paper never carries a position."""
    try:
        return look(picture).copies[SHOWN_PX]
    except Refusal:
        return None


def _draw(
    notice: IsolationNotice, shown: bytes | None, words: IsolationWords, pages: int
) -> Document:
    document = Document(f"{words.title} {notice.number}")
    flow = Flow(document, _AREA, partial(_dress, notice, words, pages))
    _draw_head(flow, notice, words)
    missing = words.no_picture if notice.picture is None else words.unreadable_picture
    _draw_picture(document, flow, shown, missing)
    flow.facts(_facts(notice, words))
    flow.gap(5)
    _draw_decision(flow, words)
    draw_signatures(flow, (notice.officer,), words.imprint.sign_here)
    return document


def _dress(notice: IsolationNotice, words: IsolationWords, pages: int, document: Document) -> None:
    draw_water_mark(document, notice.imprint, words.imprint)
    width = document.width_mm - 2 * _BAND_TOP
    document.band(_BAND_TOP, _BAND_TOP, width, _BAND_MM, tone=Tone.BLACK)
    size = shrunk(words.band, Face.BOLD, _BAND_PT, width - 10)
    for text, baseline, size_pt in (
        (words.band, _BAND_TOP + 15, size),
        (words.band_note, _BAND_TOP + 21, 11.0),
    ):
        x = (document.width_mm - width_mm(text, Face.BOLD, size_pt)) / 2
        document.text(x, baseline, text, size=size_pt, face=Face.BOLD, tone=Tone.WHITE)
    draw_duplicate_mark(document, _AREA.right, 42, notice.imprint, words.imprint)
    draw_foot(
        document, _AREA.left, _AREA.right, 285, notice.number, notice.imprint, words.imprint, pages
    )


def _draw_head(flow: Flow, notice: IsolationNotice, words: IsolationWords) -> None:
    document, left, top = flow.document, flow.area.left, flow.y
    room = flow.area.width - _CODE_MM - 6
    document.paper_code(flow.area.right - _CODE_MM, top, _CODE_MM, notice.code)
    y = document.paragraph(left, top, room, words.title, size=12, tone=Tone.GREY)
    size = shrunk(notice.number, Face.BOLD, _NUMBER_PT, room)
    y = document.paragraph(left, y, room, notice.number, size=size, face=Face.BOLD)
    y = document.paragraph(left, y + 1, room, notice.type_model, size=12, face=Face.BOLD)
    y = document.paragraph(left, y + 1, room, words.scan, size=7.5, tone=Tone.GREY)
    flow.y = max(y, top + _CODE_MM) + 4


def _draw_picture(document: Document, flow: Flow, shown: bytes | None, missing: str) -> None:
    width, height = _PICTURE_MM
    flow.need(height)
    x = flow.area.left + (flow.area.width - width) / 2
    if shown is not None:
        document.picture(x, flow.y, _PICTURE_MM, shown)
    else:
        document.frame(x, flow.y, width, height, tone=Tone.GREY)
        middle = x + (width - width_mm(missing, Face.REGULAR, 11)) / 2
        document.text(middle, flow.y + height / 2, missing, size=11, tone=Tone.GREY)
    flow.gap(height + 4)


def _facts(notice: IsolationNotice, words: IsolationWords) -> list[tuple[str, str]]:
    none = words.imprint.not_recorded
    told = [words.told_at.format(name=each.name, at=each.at) for each in notice.told]
    return [
        (words.seen, notice.seen or none),
        (words.safety, notice.safety or none),
        (words.where, notice.where or none),
        (words.since, notice.since or none),
        (words.cleared_by, notice.cleared_by or words.nobody),
        (words.verified_by, notice.verified_by or words.nobody),
        (words.told, "\n".join(told) or words.nobody_told),
    ]


def _draw_decision(flow: Flow, words: IsolationWords) -> None:
    """Four ways to decide, and lines for what the officer orders."""
    flow.need(_DECISION_MM)
    flow.heading(words.decision_title)
    document, left = flow.document, flow.area.left
    middle = left + flow.area.width / 2
    for pair in ((words.safe_to_move, words.wait), (words.render_safe, words.destroy_in_situ)):
        baseline = flow.y + first_baseline(9.5)
        for x, end, text in ((left, middle - 4, pair[0]), (middle, flow.area.right, pair[1])):
            x = draw_tick_box(document, x, baseline, text, size=9.5)
            if text in (words.safe_to_move, words.wait):
                document.rule(x + 2, baseline + 0.6, end, tone=Tone.INK)
        flow.gap(7)
    document.text(left, flow.y + 2.5, words.decision, size=8.5, tone=Tone.GREY)
    for _ in range(2):
        flow.gap(_LINE_MM)
        flow.rule(tone=Tone.INK)
    flow.gap(4)
