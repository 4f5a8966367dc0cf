"""Who printed a paper, when and the how manieth copy: foot line, marks and water mark."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.printing.document import Document, Tone, line_height
from salw_desktop.printing.fonts import CAP_HEIGHT, Face
from salw_desktop.printing.lines import PT_PER_MM, width_mm, wrapped
from salw_desktop.words.papers import ImprintWords

_FOOT_PT = 7.5
_MARK_PT = 9.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """One printing of a paper; `printed_at` and `printed_by` are words ready to be read."""

    printed_at: str
    printed_by: str
    copy: int = 1
    copies: int = 1
    is_duplicate: bool = False
    is_practice: bool = False
    is_draft: bool = False
    is_clock_confirmed: bool = True


def draw_water_mark(document: Document, imprint: Imprint, words: ImprintWords) -> None:
    marks = [
        word
        for word, is_due in ((words.practice, imprint.is_practice), (words.draft, imprint.is_draft))
        if is_due
    ]
    if marks:
        document.water_mark(" · ".join(marks))


def draw_duplicate_mark(
    document: Document, right: float, baseline: float, imprint: Imprint, words: ImprintWords
) -> None:
    """The word in a frame, so that a second print can not pass for the first."""
    if not imprint.is_duplicate:
        return
    width = width_mm(words.duplicate, Face.BOLD, _MARK_PT)
    height = _MARK_PT * CAP_HEIGHT / PT_PER_MM
    document.text_ending(right - 2.5, baseline, words.duplicate, size=_MARK_PT, face=Face.BOLD)
    document.frame(
        right - width - 5,
        baseline - height - 1.8,
        width + 5,
        height + 3.6,
        weight_pt=1,
        tone=Tone.INK,
        radius=0.8,
    )


def draw_foot(
    document: Document,
    left: float,
    right: float,
    bottom: float,
    number: str,
    imprint: Imprint,
    words: ImprintWords,
    pages: int,
) -> None:
    """The foot line; a long one grows upwards from `bottom`."""
    parts = [
        number,
        words.page.format(page=document.page_count, pages=pages),
        words.printed.format(at=imprint.printed_at, by=imprint.printed_by),
        words.copy.format(copy=imprint.copy, copies=imprint.copies),
    ]
    if imprint.is_duplicate:
        parts.append(words.duplicate)
    if not imprint.is_clock_confirmed:
        parts.append(words.clock_not_confirmed)
    lines = wrapped("   ".join(parts), Face.REGULAR, _FOOT_PT, right - left)
    baseline = bottom - (len(lines) - 1) * line_height(_FOOT_PT)
    for line in lines:
        document.text(left, baseline, line, size=_FOOT_PT, tone=Tone.GREY)
        baseline += line_height(_FOOT_PT)
