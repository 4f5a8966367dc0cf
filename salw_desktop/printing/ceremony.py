"""The sheet of a public ceremony: figures, two pictures, witnesses; behind it the thanks for the community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, line_height, with_page_count
from salw_desktop.printing.flow import Area, Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import shrunk, width_mm, wrapped
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.ceremony import CeremonyWords

_AREA = Area(left=18, right=192, top=18, bottom=276)
_THANKS = Area(left=30, right=180, top=62, bottom=268)
_FIGURE_MM = 38.0
_PICTURE_MM = (85.0, 58.0)
_WITNESSES = 6
_SIGNING_MM = 10.5
_SIGNED_MM = 58.0
_HEAD_PT = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
_PLACE_PT = (12.0, *_HEAD_PT)
_COMMUNITY_PT = (26.0, 22.0, 18.0, 15.0, 12.0)
_NONE = "0"


@dataclass(frozen=True, slots=True)
class KindFigures:
    """A broad kind of weapon and what is said of it in each column."""

    kind: str
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class CeremonySheet:
    """Words ready to be read by anybody; `before` and `after` are JPEG bytes, None for a box to glue a print into.

    `handed_in` and `destroyed` are what the thanks speak of, of the whole campaign; "0" leaves the thanks out.
    """

    number: str
    authority: str
    campaign: str
    site: str
    date: str
    is_of_one_day: bool
    kinds: Sequence[KindFigures]
    totals: Sequence[str]
    parts: Sequence[str]
    handed_in: str
    destroyed: str
    community: str
    before: bytes | None
    after: bytes | None
    imprint: Imprint


def ceremony_sheet(sheet: CeremonySheet, words: CeremonyWords) -> bytes:
    """The sheet, and where anything was handed in the certificate of thanks on a page of its own."""
    return with_page_count(partial(_draw, sheet, words))


def _draw(sheet: CeremonySheet, words: CeremonyWords, pages: int) -> Document:
    document = Document(f"{_title(sheet, words)} {sheet.campaign}")
    flow = Flow(document, _AREA, partial(_dress, sheet, words, pages))
    _draw_head(flow, sheet, words)
    _draw_figures(flow, sheet, words)
    _draw_pictures(flow, sheet, words)
    _draw_witnesses(flow, words)
    if sheet.handed_in != _NONE:
        document.next_page()
        _draw_thanks(document, sheet, words, pages)
    return document


def _title(sheet: CeremonySheet, words: CeremonyWords) -> str:
    return words.title_destroyed if sheet.is_of_one_day else words.title_both


def _dress(sheet: CeremonySheet, words: CeremonyWords, pages: int, document: Document) -> None:
    draw_water_mark(document, sheet.imprint, words.imprint)
    draw_duplicate_mark(document, _AREA.right, 14, sheet.imprint, words.imprint)
    draw_foot(
        document, _AREA.left, _AREA.right, 285, sheet.number, sheet.imprint, words.imprint, pages
    )


def _draw_head(flow: Flow, sheet: CeremonySheet, words: CeremonyWords) -> None:
    _one_line(flow, sheet.authority, _HEAD_PT, Face.SEMIBOLD)
    _one_line(flow, sheet.campaign, _HEAD_PT[2:], Face.REGULAR)
    flow.gap(3)
    flow.paragraph(_title(sheet, words), size=23, face=Face.BOLD)
    flow.gap(1)
    when = words.at if sheet.is_of_one_day else words.up_to
    _one_line(flow, when.format(site=sheet.site, date=sheet.date), _PLACE_PT, Face.SEMIBOLD)
    flow.gap(2)
    flow.rule(weight_pt=1.2, tone=Tone.INK)
    flow.gap(4)


def _one_line(flow: Flow, text: str, sizes: tuple[float, ...], face: Face) -> None:
    """Smaller before it is broken, so that the lines of the witnesses stay on the first page."""
    flow.paragraph(text, size=shrunk(text, face, sizes, flow.area.width), face=face)


def _draw_figures(flow: Flow, sheet: CeremonySheet, words: CeremonyWords) -> None:
    captions = [words.destroyed] if sheet.is_of_one_day else [words.handed_in, words.destroyed]
    columns = [
        Column(words.kind, flow.area.width - _FIGURE_MM * len(captions)),
        *(Column(each, _FIGURE_MM, Face.SEMIBOLD, is_figure=True) for each in captions),
    ]
    flow.table(columns, [[each.kind, *each.figures] for each in sheet.kinds], size=10.5)
    flow.total(columns, [words.total, *sheet.totals], size=12)
    if sheet.parts:
        said = [
            f"{figure} {what.lower()}" for figure, what in zip(sheet.parts, captions, strict=True)
        ]
        flow.gap(1)
        flow.paragraph(f"{words.parts}: {', '.join(said)}", size=9)
    flow.gap(1.5)
    flow.paragraph(words.note, size=7.5, tone=Tone.GREY)
    flow.gap(4)


def _draw_pictures(flow: Flow, sheet: CeremonySheet, words: CeremonyWords) -> None:
    width, height = _PICTURE_MM
    flow.need(height + line_height(9))
    document, right = flow.document, flow.area.right - width
    for x, caption, picture in (
        (flow.area.left, words.before, sheet.before),
        (right, words.after, sheet.after),
    ):
        document.text(x, flow.y + 3, caption, size=9, face=Face.SEMIBOLD)
        top = flow.y + 4.5
        if picture is not None:
            document.picture(x, top, _PICTURE_MM, picture)
        else:
            _centred(document, x + width / 2, top + height / 2, words.glue, 8.5, tone=Tone.GREY)
        document.frame(x, top, width, height)
    flow.gap(height + 9)


def _draw_witnesses(flow: Flow, words: CeremonyWords) -> None:
    """On paper alone: who witnesses for the community is nobody's record."""
    flow.heading(words.witnesses)
    width = flow.area.width
    columns = [
        Column(words.witness_name, width * 0.36),
        Column(words.witness_function, width * 0.3),
        Column(words.witness_signature, width * 0.34),
    ]
    flow.table(columns, (), size=8.5)
    for _ in range(_WITNESSES):
        flow.need(_SIGNING_MM)
        flow.gap(_SIGNING_MM)
        flow.rule(tone=Tone.INK)
    flow.gap(1.5)
    flow.paragraph(words.on_paper, size=7.5, tone=Tone.GREY)


def _draw_thanks(
    document: Document, sheet: CeremonySheet, words: CeremonyWords, pages: int
) -> None:
    flow = Flow(document, _THANKS, partial(_dress_thanks, sheet, words, pages))
    middle = document.width_mm / 2
    for text, size, face, after in _thanks(sheet, words):
        for line in wrapped(text, face, size, flow.area.width):
            flow.gap(line_height(size))
            _centred(document, middle, flow.y, line, size, face=face)
        flow.gap(after)
    flow.y = max(flow.y + 6, _THANKS.bottom - _SIGNED_MM)  # at one height on every certificate
    people = (
        Signatory(words.for_authority.format(authority=sheet.authority), ""),
        Signatory(words.for_community, ""),
    )
    draw_signatures(flow, people, words.imprint.sign_here)


def _thanks(sheet: CeremonySheet, words: CeremonyWords) -> list[tuple[str, float, Face, float]]:
    """Lines of the thanks: text, size, face, room after it."""
    count = words.weapons.format(count=sheet.handed_in)
    text = words.thanks_text.format(count=count, campaign=sheet.campaign, date=sheet.date)
    community = sheet.community or "_" * 24
    size = shrunk(community, Face.BOLD, _COMMUNITY_PT, _THANKS.width)
    lines = [
        (words.thanks, 44.0, Face.BOLD, 8.0),
        (words.to_community, 14.0, Face.REGULAR, 5.0),
        (community, size, Face.BOLD, 9.0),
        (text, 14.0, Face.REGULAR, 4.0),
    ]
    if sheet.destroyed != _NONE:
        cut = words.thanks_destroyed.format(count=sheet.destroyed.capitalize())
        lines.append((cut, 14.0, Face.REGULAR, 9.0))
    return [*lines, (words.closing, 14.0, Face.SEMIBOLD, 0.0)]


def _dress_thanks(
    sheet: CeremonySheet, words: CeremonyWords, pages: int, document: Document
) -> None:
    draw_water_mark(document, sheet.imprint, words.imprint)
    for inset, weight_pt in ((12.0, 1.2), (13.2, 0.4)):
        width, height = document.width_mm - 2 * inset, document.height_mm - 2 * inset
        document.frame(inset, inset, width, height, weight_pt=weight_pt, tone=Tone.INK)
    middle, room = document.width_mm / 2, document.width_mm - 40
    size = shrunk(sheet.authority, Face.SEMIBOLD, _HEAD_PT, room)
    _centred(document, middle, 32, sheet.authority, size, face=Face.SEMIBOLD)
    size = shrunk(sheet.campaign, Face.REGULAR, _HEAD_PT[2:], room)
    _centred(document, middle, 38, sheet.campaign, size, tone=Tone.GREY)
    draw_duplicate_mark(document, 190, 20, sheet.imprint, words.imprint)
    draw_foot(document, 20, 190, 279.5, sheet.number, sheet.imprint, words.imprint, pages)


def _centred(
    document: Document,
    x: float,
    baseline: float,
    text: str,
    size: float,
    *,
    face: Face = Face.REGULAR,
    tone: Tone = Tone.INK,
) -> None:
    left = x - width_mm(text, face, size) / 2
    document.text(left, baseline, text, size=size, face=face, tone=tone)
