"""The laboratory result: each character that was read, with how sure the examiner is of it (practice b6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.flow import Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.letterhead import Letterhead, begun, draw_head
from salw_desktop.printing.lines import shrunk, width_mm
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.trade_papers import LaboratoryWords

_ACROSS = 12
_CELL_GAP_MM = 1.2
_CELL_MM = 20.0
_CHARACTER_PT = (20.0, 16.0, 12.0)
_CERTAINTY_PT = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)


@dataclass(frozen=True, slots=True)
class ReadCharacter:
    """One character of the metal, `?` where none could be read, and how sure it is."""

    text: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of the number on the record, which a later one never takes the place of."""

    text: str
    place: str
    legibility: str
    read_how: str


@dataclass(frozen=True, slots=True)
class LaboratoryPaper:
    """A result, or with `facts` alone the waiver of one; `on_record` is the number as the record has it now."""

    head: Letterhead
    facts: Sequence[tuple[str, str]]
    characters: Sequence[ReadCharacter]
    on_record: str
    readings: Sequence[Reading]
    signatories: Sequence[Signatory]


def laboratory_result(paper: LaboratoryPaper, words: LaboratoryWords) -> bytes:
    """One paper for one result; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, paper, words))


def _draw(paper: LaboratoryPaper, words: LaboratoryWords, pages: int) -> Document:
    flow = begun(paper.head, words.imprint, pages)
    draw_head(flow, paper.head, words.note)
    flow.facts((name, value or words.imprint.not_recorded) for name, value in paper.facts)
    flow.gap(5)
    if paper.characters:
        flow.heading(words.characters_title, with_next=_CELL_MM)
        _draw_characters(flow, paper.characters)
    _draw_readings(flow, paper, words)
    draw_signatures(flow, paper.signatories, words.imprint.sign_here)
    return flow.document


def _draw_characters(flow: Flow, characters: Sequence[ReadCharacter]) -> None:
    """A box for each, twelve a row: what stands beside what is never guessed from blanks."""
    width = (flow.area.width - (_ACROSS - 1) * _CELL_GAP_MM) / _ACROSS
    for start in range(0, len(characters), _ACROSS):
        flow.need(_CELL_MM)
        for across, each in enumerate(characters[start : start + _ACROSS]):
            x = flow.area.left + across * (width + _CELL_GAP_MM)
            _draw_character(flow, x, width, each)
        flow.gap(_CELL_MM)
    flow.gap(3)


def _draw_character(flow: Flow, x: float, width: float, each: ReadCharacter) -> None:
    document, height = flow.document, _CELL_MM - 2.5
    document.frame(x, flow.y, width, height, tone=Tone.INK, radius=0.8)
    for text, face, sizes, baseline in (
        (each.text, Face.BOLD, _CHARACTER_PT, 9.5),
        (each.certainty, Face.REGULAR, _CERTAINTY_PT, 15.0),
    ):
        size = shrunk(text, face, sizes, width - 1.6)
        middle = x + (width - width_mm(text, face, size)) / 2
        document.text(middle, flow.y + baseline, text, size=size, face=face)


def _draw_readings(flow: Flow, paper: LaboratoryPaper, words: LaboratoryWords) -> None:
    flow.heading(words.readings_title)
    flow.paragraph(words.readings_note, size=8.5, tone=Tone.GREY)
    flow.gap(1.5)
    flow.facts([(words.on_record, paper.on_record)])
    if paper.readings:
        flow.gap(3)
        columns = (
            Column(words.reading, 44.0, Face.SEMIBOLD),
            Column(words.place, 36.0),
            Column(words.legibility, 26.0),
            Column(words.read_how, flow.area.width - 106.0),
        )
        rows = ((row.text, row.place, row.legibility, row.read_how) for row in paper.readings)
        flow.table(columns, rows, size=8.5)
    flow.gap(7)
