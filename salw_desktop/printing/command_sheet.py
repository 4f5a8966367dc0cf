"""A sheet of codes for the registration table (P4): each is scanned in place of a key or of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.printing.document import Document, Tone, line_height
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import shortened, shrunk, wrapped

_LEFT_MM, _RIGHT_MM, _FOOT_MM = 14.0, 196.0, 287.0
_TITLE_PT, _HOW_TO_PT, _HEADING_PT = 21.0, 8.5, 10.5
_NAME_PT = (8.5, 8.0, 7.5, 7.0)  # the longest word must stand in one line
_NOTE_PT = (7.5, 7.0, 6.5, 6.0)
_QUIET_MM = 4.0  # above a code nothing is printed, or its quiet zone would cut it
_MOST_LINES = 2
_PAD_MM = 1.5


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One code, what it is called, and in small letters what tells it from its neighbours."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Codes under a heading, so many in a row."""

    heading: str
    codes: Sequence[SheetCode]


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """One A4 page. Between two codes there is as much white as a code is wide: a scanner must not take the neighbour."""

    title: str
    how_to: str
    foot: str
    groups: Sequence[CodeGroup]
    across: int
    code_mm: float
    row_mm: float


def code_sheet(sheet: CodeSheet) -> bytes:
    """Refusal paper.code-too-long; ValueError where the groups are too long for one page."""
    document = Document(sheet.title)
    room = _RIGHT_MM - _LEFT_MM
    y = document.paragraph(_LEFT_MM, 11, room, sheet.title, size=_TITLE_PT, face=Face.BOLD)
    y = document.paragraph(_LEFT_MM, y + 0.5, room, sheet.how_to, size=_HOW_TO_PT) + 1
    for group in sheet.groups:
        y = _draw_group(document, sheet, group, y)
    if y > _FOOT_MM - 3:
        raise ValueError(f"{sheet.title} ends at {y:.0f} mm")
    document.text(_LEFT_MM, _FOOT_MM, sheet.foot, size=7.5, tone=Tone.GREY)
    return document.pdf_bytes()


def _draw_group(document: Document, sheet: CodeSheet, group: CodeGroup, y: float) -> float:
    if group.heading:
        document.rule(_LEFT_MM, y, _RIGHT_MM, tone=Tone.INK)
        document.text(_LEFT_MM, y + 5, group.heading, size=_HEADING_PT, face=Face.BOLD)
        y += 5.5
    y += _QUIET_MM
    width = (_RIGHT_MM - _LEFT_MM) / sheet.across
    for place, code in enumerate(group.codes):
        row, column = divmod(place, sheet.across)
        _draw_code(document, sheet, code, _LEFT_MM + column * width, y + row * sheet.row_mm, width)
    return y + -(-len(group.codes) // sheet.across) * sheet.row_mm


def _draw_code(
    document: Document, sheet: CodeSheet, code: SheetCode, left: float, top: float, width: float
) -> None:
    """The code, and its name below it."""
    document.paper_code(left + _PAD_MM, top, sheet.code_mm, code.code)
    room = width - 2 * _PAD_MM
    size = shrunk(max(code.name.split(), key=len), Face.BOLD, _NAME_PT, room)
    lines = wrapped(code.name, Face.BOLD, size, room)
    if len(lines) > _MOST_LINES:
        lines = [lines[0], shortened(" ".join(lines[1:]), Face.BOLD, size, room)]
    y = top + sheet.code_mm + 4.4
    for line in lines:
        document.text(left + _PAD_MM, y, line, size=size, face=Face.BOLD, tone=Tone.BLACK)
        y += line_height(size)
    if code.note:
        size = shrunk(code.note, Face.REGULAR, _NOTE_PT, room)
        note = shortened(code.note, Face.REGULAR, size, room)
        document.text(left + _PAD_MM, y, note, size=size, tone=Tone.GREY)
