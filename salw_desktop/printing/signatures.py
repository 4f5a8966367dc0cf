"""Boxes in which people sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.printing.document import Tone, first_baseline, line_height
from salw_desktop.printing.flow import Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import wrapped

_GAP = 4.0
_PAD = 3.0
_SIGNING_ROOM = 13.0
_ROLE_PT = 8.0
_NAME_PT = 9.5
_SMALL_PT = 7.5
# How many boxes stand side by side: the first choice, and what is tried when the page is nearly full
_ACROSS = {1: (2,), 2: (2,), 3: (3,), 4: (2, 4)}


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs: the role on this paper, and the name, function and organisation."""

    role: str
    name: str
    function: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    role: list[str]
    name: list[str]
    details: list[str]

    @property
    def upper(self) -> float:
        return _PAD + len(self.role) * line_height(_ROLE_PT) + _SIGNING_ROOM

    @property
    def lower(self) -> float:
        """What stands under the line on which the name is signed."""
        name = len(self.name) * line_height(_NAME_PT)
        return name + (len(self.details) + 1) * line_height(_SMALL_PT) + _PAD


def draw_signatures(
    flow: Flow, people: Sequence[Signatory], sign_here: str, *, below: float = 0.0
) -> None:
    """Rows of boxes, as wide as leaves room for `below` on this page; no row is cut by a page's end."""
    for across in _ACROSS.get(len(people), (3, 4)):
        width = (flow.area.width - (across - 1) * _GAP) / across
        rows = _rows(people, across, width - 2 * _PAD)
        if flow.has_room(sum(_height(row) + _GAP for row in rows) + below):
            break
    for boxes in rows:
        height = _height(boxes)
        flow.need(height)
        for place, box in enumerate(boxes):
            x = flow.area.left + place * (width + _GAP)
            flow.document.frame(x, flow.y, width, height, weight_pt=0.6, radius=1)
            _draw(flow, box, x + _PAD, width - 2 * _PAD, _signing_line(boxes), sign_here)
        flow.gap(height + _GAP)


def _rows(people: Sequence[Signatory], across: int, room: float) -> list[list[_Box]]:
    boxes = [_box(person, room) for person in people]
    return [boxes[start : start + across] for start in range(0, len(boxes), across)]


def _height(row: list[_Box]) -> float:
    return _signing_line(row) + max(box.lower for box in row)


def _signing_line(row: list[_Box]) -> float:
    """From the top of the boxes; on one height for the whole row."""
    return max(box.upper for box in row)


def _box(person: Signatory, room: float) -> _Box:
    details = [text for text in (person.function, person.organisation) if text]
    return _Box(
        wrapped(person.role, Face.REGULAR, _ROLE_PT, room),
        wrapped(person.name, Face.SEMIBOLD, _NAME_PT, room),
        [line for text in details for line in wrapped(text, Face.REGULAR, _SMALL_PT, room)],
    )


def _draw(
    flow: Flow, box: _Box, left: float, room: float, signing_line: float, sign_here: str
) -> None:
    document = flow.document
    y = flow.y + _PAD
    for line in box.role:
        document.text(left, y + first_baseline(_ROLE_PT), line, size=_ROLE_PT, tone=Tone.GREY)
        y += line_height(_ROLE_PT)
    y = flow.y + signing_line
    document.rule(left, y, left + room, tone=Tone.INK)
    document.text(left, y + first_baseline(_SMALL_PT), sign_here, size=_SMALL_PT, tone=Tone.GREY)
    y += line_height(_SMALL_PT)
    for line in box.name:
        document.text(left, y + first_baseline(_NAME_PT), line, size=_NAME_PT, face=Face.SEMIBOLD)
        y += line_height(_NAME_PT)
    for line in box.details:
        document.text(left, y + first_baseline(_SMALL_PT), line, size=_SMALL_PT, tone=Tone.GREY)
        y += line_height(_SMALL_PT)
