"""The day sheet with its seal: what one day did, on one page for the bound day book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.annex import grouped
from salw_desktop.printing.document import (
    A4_MM,
    Document,
    Tone,
    first_baseline,
    line_height,
    with_page_count,
)
from salw_desktop.printing.flow import Area, Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import shrunk, wrapped
from salw_desktop.printing.qr import paper_matrix
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.table_papers import DaySheetWords

_AREA = Area(left=14, right=196, top=13, bottom=281)
_MODULE_MM = 0.5
_CODE_MIN_MM = 28.0
_CAPTION_MM = 44.0
_TILES_ACROSS = 4
_TILE_MM = 13.5
_HEAD_PT = (9.5, 8.5, 7.5, 6.5, 5.5)
_COUNT_PT = (17.0, 15.0, 13.0, 11.0, 9.0)
_TILE_CAPTION_PT = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_SIZES_PT = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The figures of a day, in the order of their tiles."""

    hand_ins: int
    weapons: int
    parts: int
    documented: int
    in_hand: int
    put_away: int
    isolated: int
    destroyed: int


@dataclass(frozen=True, slots=True)
class LateEntry:
    """What was entered today for another day, with that day's date."""

    date: str
    what: str


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """The ticks of one sex, one for each age band of the sheet; never computed from weapons."""

    sex: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What a day sheet says. `code` is the anchor of the journal, `letters` the 14 to compare.

    `ammunition` is what bearers declared, ready to be read; stock comes only from lots.
    """

    authority: str
    programme: str
    site: str
    date: str
    counts: DayCounts
    first_number: str
    last_number: str
    spoiled: Sequence[str]
    never_issued: Sequence[str]
    tags_out: Sequence[str]
    late: Sequence[LateEntry]
    ammunition: Sequence[str]
    countersignatures: Sequence[str]
    lone_officer: Sequence[str]
    acting: Sequence[str]
    breaches: Sequence[str]
    photographs: Sequence[str]
    untagged: Sequence[str]
    age_bands: Sequence[str]
    people: Sequence[PeopleCount]
    newest_event: str
    code: str
    letters: str
    closed_by: str
    closed_by_function: str
    countersigned_by: str
    countersigned_by_function: str
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lists are set: type size, how many of each, and what parts two lines of one."""

    size: float
    most: int
    between: str


def day_sheet(sheet: DaySheet, words: DaySheetWords) -> bytes:
    """One A4 page: type grows smaller before a list is cut, and a cut list says by how much.

    Refusal paper.code-too-long.
    """
    return with_page_count(partial(_draw, sheet, words, _fitting(sheet, words)))


def _draw(sheet: DaySheet, words: DaySheetWords, setting: _Setting, pages: int) -> Document:
    document = Document(f"{words.title} {sheet.site} {sheet.date}")
    flow = Flow(document, _AREA, partial(_dress, sheet, words, pages))
    _draw_top(flow, sheet, words)
    _draw_lists(flow, sheet, words, setting)
    _draw_bottom(flow, sheet, words)
    return document


def _fitting(sheet: DaySheet, words: DaySheetWords) -> _Setting:
    """The largest type that leaves every list whole; else lines run on; at last the longest is cut.

    Measured by drawing on a page without end.
    """
    endless = Area(_AREA.left, _AREA.right, _AREA.top, 99 * A4_MM[1])
    flow = Flow(Document("", (A4_MM[0], 100 * A4_MM[1])), endless, lambda _: None)
    _draw_top(flow, sheet, words)
    _draw_bottom(flow, sheet, words)
    fits = partial(_fits, flow, sheet, words, _AREA.bottom - flow.y)
    most = max(map(len, _lists(sheet)))
    for size in _SIZES_PT:
        if fits(_Setting(size, most, "\n")):
            return _Setting(size, most, "\n")
    least = 1
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_Setting(_SIZES_PT[-1], middle, "; ")):
            least = middle
        else:
            most = middle - 1
    return _Setting(_SIZES_PT[-1], least, "; ")


def _fits(
    flow: Flow, sheet: DaySheet, words: DaySheetWords, room: float, setting: _Setting
) -> bool:
    flow.y = begin = flow.area.top
    _draw_lists(flow, sheet, words, setting)
    return flow.y - begin <= room


def _lists(sheet: DaySheet) -> tuple[Sequence[object], ...]:
    return (
        sheet.spoiled,
        sheet.never_issued,
        sheet.tags_out,
        sheet.late,
        sheet.ammunition,
        sheet.countersignatures,
        sheet.lone_officer,
        sheet.acting,
        sheet.breaches,
        sheet.photographs,
        sheet.untagged,
    )


def _dress(sheet: DaySheet, words: DaySheetWords, pages: int, document: Document) -> None:
    draw_water_mark(document, sheet.imprint, words.imprint)
    name = f"{words.title} {sheet.site} {sheet.date}"
    draw_foot(document, 14, 196, 289, name, sheet.imprint, words.imprint, pages)


def _draw_top(flow: Flow, sheet: DaySheet, words: DaySheetWords) -> None:
    _draw_head(flow, sheet, words)
    _draw_tiles(flow, sheet, words)


def _draw_lists(flow: Flow, sheet: DaySheet, words: DaySheetWords, setting: _Setting) -> None:
    for caption, value in _rows(sheet, words, setting):
        _draw_row(flow, caption, value, setting.size)
    flow.rule()
    flow.gap(2.5)
    _draw_people(flow, sheet, words, setting.size)


def _draw_bottom(flow: Flow, sheet: DaySheet, words: DaySheetWords) -> None:
    _draw_seal(flow, sheet, words)
    people = (
        Signatory(words.closed_by, sheet.closed_by, sheet.closed_by_function),
        Signatory(words.countersigned_by, sheet.countersigned_by, sheet.countersigned_by_function),
    )
    draw_signatures(flow, people, words.imprint.sign_here)


def _draw_head(flow: Flow, sheet: DaySheet, words: DaySheetWords) -> None:
    document, left, right = flow.document, flow.area.left, flow.area.right
    room = flow.area.width - 40
    size = shrunk(sheet.authority, Face.SEMIBOLD, _HEAD_PT, room)
    document.text(left, flow.y + 3.4, sheet.authority, size=size, face=Face.SEMIBOLD)
    draw_duplicate_mark(document, right, flow.y + 3.4, sheet.imprint, words.imprint)
    size = shrunk(sheet.programme, Face.REGULAR, _HEAD_PT[2:], flow.area.width)
    document.text(left, flow.y + 7.4, sheet.programme, size=size, tone=Tone.GREY)
    document.text(left, flow.y + 16, words.title, size=19, face=Face.BOLD)
    place = f"{sheet.site}   {sheet.date}"
    size = shrunk(place, Face.BOLD, (14.0, 12.0, 10.0, 8.0), flow.area.width - 60)
    document.text_ending(right, flow.y + 16, place, size=size, face=Face.BOLD)
    flow.gap(18.5)
    flow.rule(weight_pt=1, tone=Tone.INK)
    flow.gap(2.5)


def _draw_tiles(flow: Flow, sheet: DaySheet, words: DaySheetWords) -> None:
    counts = sheet.counts
    tiles = (
        (words.hand_ins, counts.hand_ins),
        (words.weapons, counts.weapons),
        (words.parts, counts.parts),
        (words.documented, counts.documented),
        (words.in_hand, counts.in_hand),
        (words.put_away, counts.put_away),
        (words.isolated, counts.isolated),
        (words.destroyed, counts.destroyed),
    )
    document, gap = flow.document, 2.0
    width = (flow.area.width - (_TILES_ACROSS - 1) * gap) / _TILES_ACROSS
    for place, (caption, count) in enumerate(tiles):
        down, across = divmod(place, _TILES_ACROSS)
        x = flow.area.left + across * (width + gap)
        y = flow.y + down * (_TILE_MM + gap)
        document.frame(x, y, width, _TILE_MM, radius=0.8)
        figure = f"{count:,}"
        size = shrunk(figure, Face.BOLD, _COUNT_PT, width - 5)
        document.text(x + 2.5, y + 7, figure, size=size, face=Face.BOLD)
        size = shrunk(caption, Face.REGULAR, _TILE_CAPTION_PT, width - 4)
        document.text(x + 2.5, y + 11.4, caption, size=size, tone=Tone.GREY)
    flow.gap(len(tiles) // _TILES_ACROSS * (_TILE_MM + gap) + 1)


def _rows(sheet: DaySheet, words: DaySheetWords, setting: _Setting) -> list[tuple[str, str]]:
    used = words.none
    if sheet.first_number:
        used = words.first_to_last.format(first=sheet.first_number, last=sheet.last_number)
    late = [words.late_entry.format(date=each.date, what=each.what) for each in sheet.late]
    ammunition = _listed(sheet.ammunition, ", ", words, setting)
    if sheet.ammunition:
        ammunition = f"{ammunition}\n{words.ammunition_note}"
    rows: list[tuple[str, Sequence[str], str]] = [
        (words.spoiled, sheet.spoiled, ", "),
        (words.never_issued, sheet.never_issued, ", "),
        (words.tags_out, sheet.tags_out, ", "),
        (words.late, late, setting.between),
        (words.countersignatures, sheet.countersignatures, setting.between),
        (words.lone_officer, sheet.lone_officer, setting.between),
        (words.acting, sheet.acting, setting.between),
        (words.breaches, sheet.breaches, setting.between),
        (words.photographs, sheet.photographs, setting.between),
        (words.untagged, sheet.untagged, setting.between),
    ]
    return [
        (words.numbers_used, used),
        *((caption, _listed(items, between, words, setting)) for caption, items, between in rows),
        (words.ammunition, ammunition),
    ]


def _listed(items: Sequence[str], between: str, words: DaySheetWords, setting: _Setting) -> str:
    shown = list(items[: setting.most])
    if len(items) > setting.most:
        shown.append(words.more.format(count=len(items) - setting.most))
    return between.join(shown) or words.none


def _draw_row(flow: Flow, caption: str, value: str, size: float) -> None:
    document, top = flow.document, flow.y
    flow.rule(weight_pt=0.3)
    captions = wrapped(caption, Face.REGULAR, size, _CAPTION_MM - 3)
    for place, line in enumerate(captions):
        baseline = top + 0.7 + first_baseline(size) + place * line_height(size)
        document.text(flow.area.left, baseline, line, size=size, tone=Tone.GREY)
    x = flow.area.left + _CAPTION_MM
    y = document.paragraph(x, top + 0.7, flow.area.right - x, value, size=size, face=Face.SEMIBOLD)
    flow.y = max(y, top + 0.7 + len(captions) * line_height(size)) + 0.7


def _draw_people(flow: Flow, sheet: DaySheet, words: DaySheetWords, size: float) -> None:
    """Sex by age band with its sums; nothing is drawn where no ticks are gathered."""
    if not sheet.people:
        return
    width = (flow.area.width - _CAPTION_MM) / (len(sheet.age_bands) + 1)
    columns = [Column(words.people, _CAPTION_MM)]
    columns += [Column(band, width, is_figure=True) for band in sheet.age_bands]
    columns.append(Column(words.total, width, Face.SEMIBOLD, is_figure=True))
    rows = [(each.sex, [*each.counts, sum(each.counts)]) for each in sheet.people]
    flow.table(columns, ([sex, *map(_told, counts)] for sex, counts in rows), size=size)
    sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    flow.total(columns, [words.total, *map(_told, sums)], size=size)
    document, area = flow.document, flow.area
    flow.y = document.paragraph(
        area.left, flow.y + 0.7, area.width, words.people_few, size=7.5, tone=Tone.GREY
    )
    flow.gap(3)


def _told(count: int) -> str:
    return str(count) if count else "–"


def _draw_seal(flow: Flow, sheet: DaySheet, words: DaySheetWords) -> None:
    document, top = flow.document, flow.y
    side = max(_CODE_MIN_MM, len(paper_matrix(sheet.code)) * _MODULE_MM)
    document.paper_code(flow.area.left + 2, top + 2, side, sheet.code)
    left = flow.area.left + side + 8
    room = flow.area.right - left
    y = document.paragraph(left, top, room, words.seal_title, size=9, face=Face.BOLD)
    y = document.paragraph(left, y, room, words.seal_check, size=7.5, tone=Tone.GREY)
    letters = grouped(sheet.letters, "  ")
    y = document.paragraph(left, y + 0.4, room, letters, size=13, face=Face.BOLD)
    y = document.paragraph(left, y + 0.6, room, words.newest_event, size=7.5, tone=Tone.GREY)
    event = grouped(sheet.newest_event)
    y = document.paragraph(left, y, room, event, size=8, face=Face.SEMIBOLD)
    y = document.paragraph(left, y + 0.8, room, words.photograph, size=8, face=Face.SEMIBOLD)
    flow.y = max(y, top + side + 2) + 4
