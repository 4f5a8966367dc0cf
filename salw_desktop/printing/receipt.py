"""The receipt (P3): two halves of one page, the upper for the station, the lower for the bearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from salw_desktop.printing.annex import grouped
from salw_desktop.printing.cards import draw_cut, draw_inverse
from salw_desktop.printing.document import (
    A4_MM,
    Document,
    Tone,
    first_baseline,
    line_height,
    with_page_count,
)
from salw_desktop.printing.flow import Area, Column, Flow
from salw_desktop.printing.fonts import CAP_HEIGHT, Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.lines import PT_PER_MM, shrunk, width_mm, wrapped
from salw_desktop.printing.qr import paper_matrix
from salw_desktop.printing.receipt_boxes import (
    BOXES_MM,
    LEFT,
    RIGHT,
    draw_mark_box,
    draw_officer_box,
    draw_read_aloud,
)
from salw_desktop.printing.shapes import Pictogram, draw_number, draw_pictogram
from salw_desktop.words.table_papers import ReceiptWords

LINES_ON_HALF = 7
_HALF_MM = A4_MM[1] / 2
_FOOT_MM = 142.5
_BOXES_TOP_MM = _FOOT_MM - 4.5 - BOXES_MM
_ANNEX = Area(left=14, right=196, top=24, bottom=280)
_MODULE_MM = 0.5
_CODE_MIN_MM = 24.0
_NUMBER_PT = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_SECRET_PT = (14.0, 12.0, 10.0, 8.0)
_TABLE_PT = 7.2
_TEXT_PT = 7.5
_PRACTICE_PT = 9.0


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of a hand-in; an empty condition was not graded by an inspector.

    `serial` is the number or the words of its status; `quantity` is what came with a weapon as
    declared (magazines, rounds), or how much of what this line is.
    """

    line: int
    control_number: str
    type_model: str
    serial: str
    condition: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who handed in, where the campaign records names: printed on the bearer's half alone."""

    name: str
    card_number: str = ""


@dataclass(frozen=True, slots=True)
class Amnesty:
    """What a nameless slip is proven by: a code with the secret, and the secret in letters.

    Neither is printed on the station's half, nor on any duplicate.
    """

    code: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """What a receipt says (IDDRS 4.10); no group has a place in it, and a date has no time.

    `code` is the signed text of the QR code. Without a holder it is a plain bearer's receipt: the
    same for a child, a patrol or a find. `weapon_count` and `round_count` stand beside pictograms.
    """

    number: str
    code: str
    authority: str
    programme: str
    campaign: str
    date: str
    place: str
    lines: Sequence[ReceiptLine]
    weapon_count: int
    round_count: int
    still_to_come: Sequence[str]
    promise: str
    payment_line: str
    where_to_ask: str
    holder: Bearer | Amnesty | None
    officer: str
    officer_function: str
    read_aloud_in: str
    read_aloud_by: str
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class _Half:
    """One of the two copies: where it begins, and what stands on it alone."""

    top: float
    caption: str
    is_bearers: bool
    code: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """How much stands on a half; the annex has all lines, and the promise that found no room."""

    rows: int
    has_promise: bool


def receipt(paper: ReceiptPaper, words: ReceiptWords) -> bytes:
    """Both halves on one A4 page, and an annex for each where one is needed.

    An annex has every line; it is printed from line 8 on, or when long texts leave no room for
    fewer. Refusal paper.code-too-long.
    """
    halves = (
        _Half(0.0, words.keep, is_bearers=False, code=paper.code),
        _Half(_HALF_MM, words.give, is_bearers=True, code=_bearers_code(paper)),
    )
    layouts = [(half, _layout(paper, words, half)) for half in halves]
    return with_page_count(partial(_draw, paper, words, layouts))


def _draw(
    paper: ReceiptPaper, words: ReceiptWords, halves: list[tuple[_Half, _Layout]], pages: int
) -> Document:
    document = Document(f"{words.title} {paper.number}")
    draw_water_mark(document, paper.imprint, words.imprint)
    for half, layout in halves:
        _draw_half(document, paper, words, half, layout)
        foot = half.top + _FOOT_MM
        imprint = paper.imprint
        draw_foot(document, LEFT, RIGHT, foot, paper.number, imprint, words.imprint, pages)
    draw_cut(document, _HALF_MM)
    has_promise = all(layout.has_promise for _, layout in halves)
    if not has_promise or any(layout.rows < len(paper.lines) for _, layout in halves):
        for half, _ in halves:
            _draw_annex(document, paper, words, half, pages, has_promise=has_promise)
    return document


def _bearers_code(paper: ReceiptPaper) -> str:
    if isinstance(paper.holder, Amnesty) and not paper.imprint.is_duplicate:
        return paper.holder.code
    return paper.code


def _layout(paper: ReceiptPaper, words: ReceiptWords, half: _Half) -> _Layout:
    """The most that fits: measured by drawing it on a page without end."""
    most = len(paper.lines) if len(paper.lines) <= LINES_ON_HALF else LINES_ON_HALF - 1
    least = min(most, 2) if paper.promise else 0
    trials = [_Layout(rows, has_promise=True) for rows in range(most, least - 1, -1)]
    if paper.promise:
        trials += [_Layout(rows, has_promise=False) for rows in range(most, -1, -1)]
    flow = _flow(Document("", (A4_MM[0], 20 * A4_MM[1])), half, 19 * A4_MM[1])
    _draw_head(flow, paper, words, half)
    begin = flow.y
    for trial in trials:
        flow.y = begin
        _draw_middle(flow, paper, words, half, trial)
        if flow.y <= half.top + _BOXES_TOP_MM:
            break
    return trial


def _flow(document: Document, half: _Half, bottom: float) -> Flow:
    area = Area(LEFT, RIGHT, half.top + 8, bottom)
    return Flow(document, area, lambda _: None)


def _draw_half(
    document: Document, paper: ReceiptPaper, words: ReceiptWords, half: _Half, layout: _Layout
) -> None:
    top = half.top + _BOXES_TOP_MM
    flow = _flow(document, half, top)
    _draw_head(flow, paper, words, half)
    _draw_middle(flow, paper, words, half, layout)
    draw_officer_box(document, top, paper.officer, paper.officer_function, words)
    if isinstance(paper.holder, Bearer) and not half.is_bearers:
        draw_mark_box(document, top, words)
    draw_read_aloud(document, top, paper.read_aloud_in, paper.read_aloud_by, words)


def _draw_middle(
    flow: Flow, paper: ReceiptPaper, words: ReceiptWords, half: _Half, layout: _Layout
) -> None:
    if half.is_bearers:
        _draw_holder(flow, paper, words)
    if layout.rows:
        _draw_lines(flow, paper.lines[: layout.rows], words)
    flow.gap(1.2)
    if layout.rows < len(paper.lines):
        notice = words.on_annex.format(count=len(paper.lines))
        flow.paragraph(notice, size=_TEXT_PT, face=Face.SEMIBOLD)
    if not layout.has_promise:
        flow.paragraph(words.promise_on_annex, size=_TEXT_PT, face=Face.SEMIBOLD)
    if paper.still_to_come:
        coming = f"{words.still_to_come} {'; '.join(paper.still_to_come)}"
        flow.paragraph(coming, size=_TEXT_PT, face=Face.SEMIBOLD)
    if paper.promise and layout.has_promise:
        flow.paragraph(paper.promise, size=_TEXT_PT)
    if paper.payment_line:
        flow.paragraph(paper.payment_line, size=_TEXT_PT, face=Face.SEMIBOLD)
    if paper.where_to_ask:
        flow.paragraph(f"{words.ask} {paper.where_to_ask}", size=_TEXT_PT)
    flow.gap(1.5)


def _draw_head(flow: Flow, paper: ReceiptPaper, words: ReceiptWords, half: _Half) -> None:
    document, left, top = flow.document, flow.area.left, flow.y
    side = max(_CODE_MIN_MM, len(paper_matrix(half.code)) * _MODULE_MM)
    document.paper_code(flow.area.right - side, top, side, half.code)
    right = flow.area.right - side - 5
    caption = width_mm(half.caption, Face.SEMIBOLD, _TEXT_PT)
    document.text_ending(
        right, top + 2.6, half.caption, size=_TEXT_PT, face=Face.SEMIBOLD, tone=Tone.GREY
    )
    room = right - left
    y = document.paragraph(
        left, top - 0.8, room - caption - 5, paper.authority, size=9.5, face=Face.BOLD
    )
    y = document.paragraph(left, y, room - 5, paper.programme, size=_TEXT_PT, tone=Tone.GREY)
    title = width_mm(words.title, Face.BOLD, 17) + 5
    document.text(left, y + 7.4, words.title, size=17, face=Face.BOLD)
    size = shrunk(paper.number, Face.BOLD, _NUMBER_PT, room - title)
    draw_number(document, left + title, y + 7.4, paper.number, size)
    draw_duplicate_mark(document, right, top + side - 8, paper.imprint, words.imprint)
    if paper.imprint.is_practice:  # on each half: the water mark is cut with the page
        draw_inverse(document, right, top + side - 1, words.imprint.practice, size=_PRACTICE_PT)
    y += 9.8
    x = _draw_pictograms(document, left, y, paper)
    facts = ((words.date, paper.date), (words.place, paper.place), (words.campaign, paper.campaign))
    for name, value in facts:
        if value:
            y = _draw_fact(document, x, y, right - 30 - x, name, value)
    flow.y = max(y, top + side) + 2.6


def _draw_fact(document: Document, x: float, y: float, room: float, name: str, value: str) -> float:
    document.text(x, y + first_baseline(8), name, size=_TEXT_PT, tone=Tone.GREY)
    return document.paragraph(x + 18, y, room - 18, value, size=8, face=Face.SEMIBOLD)


def _draw_pictograms(document: Document, left: float, y: float, paper: ReceiptPaper) -> float:
    """Weapons and rounds with their counts, for who cannot read; returns where the text begins."""
    x = left
    for which, side, count in (
        (Pictogram.WEAPON, 13.0, paper.weapon_count),
        (Pictogram.ROUNDS, 9.0, paper.round_count),
    ):
        if count:
            draw_pictogram(document, x, y + 4.5 - side / 2, side, which)
            x += side + 1
            document.text(x, y + 6.2, f"{count:,}", size=13, face=Face.BOLD)
            x += width_mm(f"{count:,}", Face.BOLD, 13) + 4
    return x


def _draw_holder(flow: Flow, paper: ReceiptPaper, words: ReceiptWords) -> None:
    holder, width = paper.holder, flow.area.width
    if isinstance(holder, Amnesty):
        secret = "" if paper.imprint.is_duplicate else grouped(holder.secret, "  ")
        _draw_secret(flow, secret, words)
        return
    facts = [(words.handed_in_by, words.bearer)]
    if holder is not None:
        facts = [(words.handed_in_by, holder.name)]
        if holder.card_number:
            facts.append((words.card_number, holder.card_number))
    half = width / len(facts)
    ends = [
        _draw_fact(flow.document, flow.area.left + place * half, flow.y, half - 4, name, value)
        for place, (name, value) in enumerate(facts)
    ]
    flow.y = max(ends) + 1.4


def _draw_secret(flow: Flow, secret: str, words: ReceiptWords) -> None:
    """The secret with its sentence beside it, or the sentence alone that there is none."""
    document, left, top = flow.document, flow.area.left, flow.y
    size = shrunk(secret, Face.BOLD, _SECRET_PT, flow.area.width / 2)
    beside = width_mm(secret, Face.BOLD, size) + 5 if secret else 0.0
    sentence = words.keep_slip if secret else words.duplicate_slip
    room = flow.area.width - beside - 6
    said = wrapped(sentence, Face.SEMIBOLD, _TEXT_PT, room)
    height = max(len(said) * line_height(_TEXT_PT), line_height(size) if secret else 0.0) + 2
    document.frame(left, top, flow.area.width, height, weight_pt=1, tone=Tone.INK, radius=1)
    baseline = top + height / 2 + size * CAP_HEIGHT / PT_PER_MM / 2
    document.text(left + 3, baseline, secret, size=size, face=Face.BOLD, tone=Tone.BLACK)
    y = top + (height - len(said) * line_height(_TEXT_PT)) / 2
    document.paragraph(left + 3 + beside, y, room, sentence, size=_TEXT_PT, face=Face.SEMIBOLD)
    flow.gap(height + 1.6)


def _draw_lines(flow: Flow, lines: Sequence[ReceiptLine], words: ReceiptWords) -> None:
    width = flow.area.width
    columns = (
        Column(words.line, 8.0, is_figure=True),
        Column(words.control_number, 32.0, Face.SEMIBOLD),
        Column(words.type_model, width - 134.0),
        Column(words.serial, 36.0, Face.SEMIBOLD),
        Column(words.condition, 24.0),
        Column(words.quantity, 34.0),
    )
    flow.table(columns, (_cells(line, words) for line in lines), size=_TABLE_PT)


def _cells(line: ReceiptLine, words: ReceiptWords) -> list[str]:
    return [
        str(line.line),
        line.control_number,
        line.type_model,
        line.serial or words.imprint.not_recorded,
        line.condition or words.not_inspected,
        line.quantity,
    ]


def _draw_annex(
    document: Document,
    paper: ReceiptPaper,
    words: ReceiptWords,
    half: _Half,
    pages: int,
    *,
    has_promise: bool,
) -> None:
    document.next_page()
    flow = Flow(document, _ANNEX, partial(_dress_annex, paper, words, half, pages))
    _draw_lines(flow, paper.lines, words)
    if not has_promise:
        flow.gap(4)
        flow.paragraph(paper.promise, size=8.5)


def _dress_annex(
    paper: ReceiptPaper, words: ReceiptWords, half: _Half, pages: int, document: Document
) -> None:
    draw_water_mark(document, paper.imprint, words.imprint)
    title = words.annex_title.format(number=paper.number)
    document.text(_ANNEX.left, 15, title, size=10, face=Face.BOLD)
    document.text(_ANNEX.left, 20, half.caption, size=_TEXT_PT, tone=Tone.GREY)
    draw_duplicate_mark(document, _ANNEX.right, 16, paper.imprint, words.imprint)
    draw_foot(document, 14, 196, 287, paper.number, paper.imprint, words.imprint, pages)
