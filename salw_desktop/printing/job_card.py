"""The marking job card (P10): what the armourer strikes, where, and the strip for reading it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.barcodes import draw_linear, draw_square, is_linear
from salw_desktop.printing.cards import (
    draw_cut,
    draw_inverse,
    draw_marks,
    draw_tick_box,
    draw_writing_line,
)
from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import Imprint, draw_foot
from salw_desktop.printing.lines import shortened, shrunk, width_mm
from salw_desktop.printing.shapes import draw_number
from salw_desktop.words.workshop_papers import JobCardWords

CARD_MM = 148.5
READ_BACK_MM = 120.0
"""From the top of a card to the line at which the read-back strip is cut off."""

_LEFT, _RIGHT = 10.0, 200.0
_CARDS_A_PAGE = 2
_STRIKES_A_CARD = 2
_STRIKES_TOP_MM = 26.0
_STRIKE_MM = 45.0
_STRUCK_MM = 138.0  # room for the mark and its codes; the boxes of the armourer stand right of it
_READ_PART_MM = 34.0  # the longest part on the list
_PART_MM = 80.0
_SQUARE_MM = 15.0
_CODE_MM = 16.0
_RESULT_CODE_MM = 9.0
_MARK_PT = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)


@dataclass(frozen=True, slots=True)
class Strike:
    """One mark on one part; `ok_code` and `mis_strike_code` are scanned in when it is done.

    `size_note` says the least height and depth, as the profile has them.
    """

    part: str
    where: str
    mark: str
    is_frame_or_receiver: bool
    size_note: str
    ok_code: str
    mis_strike_code: str


@dataclass(frozen=True, slots=True)
class JobCard:
    """One job for one weapon; `code` is the text of its QR code."""

    number: str
    code: str
    control_number: str
    weapon: str
    machine: str
    strikes: Sequence[Strike]
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class _Face:
    """What of a job stands on one card: a job of many strikes takes several."""

    job: JobCard
    strikes: Sequence[tuple[int, Strike]]
    card: int
    cards: int


def job_cards(jobs: Sequence[JobCard], words: JobCardWords) -> bytes:
    """Cards of half an A4 page, two strikes on each; a run without the laptop needs only these.

    Refusals: job-cards.none, job-cards.no-strike, barcode.empty, barcode.too-wide,
    paper.code-too-long.
    """
    if not jobs:
        raise Refusal("job-cards.none", field="jobs")
    faces = [face for job in jobs for face in _faces(job)]
    return with_page_count(partial(_draw, faces, words))


def _faces(job: JobCard) -> list[_Face]:
    if not job.strikes:
        raise Refusal("job-cards.no-strike", field="strikes", number=job.number)
    numbered = list(enumerate(job.strikes, start=1))
    starts = range(0, len(numbered), _STRIKES_A_CARD)
    return [
        _Face(job, numbered[start : start + _STRIKES_A_CARD], card, len(starts))
        for card, start in enumerate(starts, start=1)
    ]


def _draw(faces: Sequence[_Face], words: JobCardWords, pages: int) -> Document:
    document = Document(words.title)
    for count, face in enumerate(faces):
        page, half = divmod(count, _CARDS_A_PAGE)
        if page == document.page_count:
            document.next_page()
        if half:
            draw_cut(document, CARD_MM)
        _draw_card(document, face, half * CARD_MM, words, pages)
    return document


def _draw_card(
    document: Document, face: _Face, top: float, words: JobCardWords, pages: int
) -> None:
    job = face.job
    _draw_head(document, face, top, words)
    for row, (number, strike) in enumerate(face.strikes):
        _draw_strike(document, number, strike, top + _STRIKES_TOP_MM + row * _STRIKE_MM, words)
    foot = top + READ_BACK_MM - 1.8
    draw_foot(document, _LEFT, _RIGHT, foot, job.number, job.imprint, words.imprint, pages)
    _draw_read_back(document, face, top + READ_BACK_MM, words)


def _draw_head(document: Document, face: _Face, top: float, words: JobCardWords) -> None:
    job, right = face.job, _RIGHT - _CODE_MM - 5
    document.paper_code(_RIGHT - _CODE_MM, top + 7, _CODE_MM, job.code)
    title = words.title
    if face.cards > 1:
        title += f", {words.card.format(card=face.card, cards=face.cards)}"
    document.text(_LEFT, top + 10, title, size=8.5, tone=Tone.GREY)
    draw_marks(document, right, top + 10, job.imprint, words.imprint)
    document.text(_LEFT, top + 16, job.number, size=14, face=Face.BOLD)
    x = _LEFT
    for caption, value, room in (
        (words.control_number, job.control_number, 45.0),
        (words.weapon, job.weapon, 72.0),
        (words.machine, job.machine, right - _LEFT - 121.0),
    ):
        document.text(x, top + 20, caption, size=6.5, tone=Tone.GREY)
        value = shortened(value, Face.BOLD, 9, room)
        document.text(x, top + 23.8, value, size=9, face=Face.BOLD)
        x += room + 2


def _draw_strike(
    document: Document, number: int, strike: Strike, top: float, words: JobCardWords
) -> None:
    document.rule(_LEFT, top, _RIGHT, weight_pt=0.8, tone=Tone.INK)
    _draw_place(document, number, strike, top, words)
    size = shrunk(strike.mark, Face.BOLD, _MARK_PT, _STRUCK_MM)
    draw_number(document, _LEFT, top + 20, strike.mark, size)
    note = shortened(_look_alikes(strike.mark, words), Face.REGULAR, 7.5, _STRUCK_MM)
    document.text(_LEFT, top + 24.6, note, size=7.5, tone=Tone.GREY)
    room = _STRUCK_MM - _SQUARE_MM - 5
    if is_linear(strike.mark):
        draw_linear(document, _LEFT, top + 27.5, room, 10, strike.mark)
    else:
        document.paragraph(_LEFT, top + 27.5, room, words.no_linear, size=8.5, face=Face.BOLD)
    left = _LEFT + _STRUCK_MM - _SQUARE_MM
    draw_square(document, left, top + 24.5, _SQUARE_MM, strike.mark)
    _draw_results(document, strike, _LEFT + _STRUCK_MM + 6, top, words)
    _draw_qualities(document, top + 43.3, words)


def _draw_place(
    document: Document, number: int, strike: Strike, top: float, words: JobCardWords
) -> None:
    part = shortened(f"{number}  {strike.part}", Face.BOLD, 10.5, _PART_MM)
    document.text(_LEFT, top + 5, part, size=10.5, face=Face.BOLD)
    left = _LEFT + width_mm(part, Face.BOLD, 10.5) + 3
    where = shortened(strike.where, Face.REGULAR, 9.5, _RIGHT - left)
    document.text(left, top + 5, where, size=9.5)
    right = _RIGHT
    if not strike.is_frame_or_receiver:
        right -= draw_inverse(document, _RIGHT, top + 9.2, words.not_frame, size=7.5) + 3
    note = shortened(strike.size_note, Face.REGULAR, 8, right - _LEFT)
    document.text(_LEFT, top + 9.2, note, size=8, tone=Tone.GREY)


def _look_alikes(mark: str, words: JobCardWords) -> str:
    """Where blanks and letters O stand; zeros are slashed (practice b7)."""
    length = words.one_length if len(mark) == 1 else words.length.format(length=len(mark))
    notes = [length]
    for sign, template in ((" ", words.blanks), ("O", words.letters_o)):
        places = [str(place) for place, each in enumerate(mark, start=1) if each == sign]
        if places:
            notes.append(template.format(places=", ".join(places)))
    return "; ".join(notes)


def _draw_results(
    document: Document, strike: Strike, left: float, top: float, words: JobCardWords
) -> None:
    draw_writing_line(document, left, _RIGHT, top + 13.6, words.done_by)
    draw_writing_line(document, left, _RIGHT, top + 18.4, words.time)
    document.text(left, top + 22.8, words.photo, size=7.5, tone=Tone.GREY)
    x = left + width_mm(words.photo, Face.REGULAR, 7.5) + 2
    x = draw_tick_box(document, x, top + 22.8, words.before)
    draw_tick_box(document, x + 2.5, top + 22.8, words.after)
    second = left + (_RIGHT - left) / 2
    for x, caption, code in (
        (left, words.ok, strike.ok_code),
        (second, words.mis_strike, strike.mis_strike_code),
    ):
        draw_tick_box(document, x, top + 27.2, caption)
        # far apart: a scanner held close takes only one of them
        document.paper_code(x + 2, top + 29.7, _RESULT_CODE_MM, code)


def _draw_qualities(document: Document, baseline: float, words: JobCardWords) -> None:
    """The six qualities of ITI §7, spread over the width."""
    widths = [4.2 + width_mm(text, Face.REGULAR, 7) for text in words.qualities]
    gap = (_RIGHT - _LEFT - sum(widths)) / max(len(widths) - 1, 1)
    x = _LEFT
    for width, text in zip(widths, words.qualities, strict=True):
        draw_tick_box(document, x, baseline, text, size=7)
        x += width + gap


def _draw_read_back(document: Document, face: _Face, top: float, words: JobCardWords) -> None:
    """What the second reader gets: the job and the parts, never the mark (practice b2)."""
    job = face.job
    draw_cut(document, top)
    document.paper_code(_RIGHT - _CODE_MM, top + 5, _CODE_MM, job.code)
    right = _RIGHT - _CODE_MM - 6
    document.text(_LEFT, top + 5.5, words.read_back_title, size=9, face=Face.BOLD)
    left = _LEFT + width_mm(words.read_back_title, Face.BOLD, 9) + 3
    number = shortened(job.number, Face.BOLD, 9, right - left)
    document.text(left, top + 5.5, number, size=9, face=Face.BOLD)
    document.text(_LEFT, top + 9.2, words.read_back, size=7.5, tone=Tone.GREY)
    baseline = top + 16
    for count, strike in face.strikes:
        part = shortened(f"{count}  {strike.part}", Face.BOLD, 8.5, _READ_PART_MM)
        document.text(_LEFT, baseline, part, size=8.5, face=Face.BOLD)
        draw_writing_line(document, _LEFT + _READ_PART_MM + 2, right - 58, baseline, "")
        draw_writing_line(document, right - 56, right - 22, baseline, words.read_by)
        draw_writing_line(document, right - 20, right, baseline, words.time)
        baseline += 7
