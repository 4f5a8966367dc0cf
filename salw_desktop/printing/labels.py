"""Sheets of labels for tags (P1): code, number, kind, end of the serial number, date; no name, no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.document import Document, Tone
from salw_desktop.printing.fonts import CAP_HEIGHT, Face, em_width
from salw_desktop.printing.lines import PT_PER_MM, shortened, shrunk, width_mm, wrapped
from salw_desktop.printing.qr import QUIET_MODULES, label_matrix
from salw_desktop.printing.sheets import A4_3X8, LabelSheet, label_sheet_named
from salw_desktop.words.papers import LabelWords

# ux: a worn 203-dpi head draws no smaller module, and an arm's length is read at 3 mm
_MODULE_MIN_MM = 0.4
_MODULE_MAX_MM = 1.2
_FIGURE_MIN_PT = 3.0 / CAP_HEIGHT * PT_PER_MM
_EDGE_MM = 0.8
_MARGIN_MM = 2.6
_HEAD_PT = 12.4
_NUMBER_PT = 17.0
_KIND_PT = (9.0, 8.5, 8.0, 7.5, 7.0)
_TAIL_PT = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_DATE_PT = (7.0, 6.5, 6.0, 5.5, 5.0)
_STEPS_MM = (3.2, 3.6, 3.1)  # upwards: date to serial, serial to kind, kind to its first line
_TWO_LINES_MM = 21.4  # a code lower than this leaves the kind one line
_PEN_STEP_MM = 7.0  # a hand in a glove needs twice the line of print
_PRACTICE_RISE_MM = 1.2
_PEN_LINE_PT = 0.7
_CELL_MM = 5.0
_CELL_GAP_MM = 0.8


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    `code` is what the QR code says: `SALW1` and the number without dashes.
    `serial_tail` is the last four characters after an ellipsis, or the words for "no number":
    enough to notice a swapped tag (tag and metal are compared at every check).
    A tag printed before its weapon is known has neither kind nor tail: lines for the pen are in their place.
    """

    code: str
    number: str
    kind: str
    serial_tail: str
    date: str
    is_practice: bool = False


def label_sheet(
    labels: Sequence[Label],
    *,
    words: LabelWords,
    start: int = 1,
    sheet: str = A4_3X8,
    shift_mm: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """The labels on as many sheets as it takes, the first one from position `start` on.

    `shift_mm` to the right and down makes up for a printer that draws as far from where it should.

    Refusals: labels.none, labels.sheet-unknown, labels.start-off-sheet, labels.sheet-too-small,
    paper.code-too-long.
    """
    layout = label_sheet_named(sheet)
    if not labels:
        raise Refusal("labels.none", field="labels")
    if not 1 <= start <= layout.positions:
        raise Refusal(
            "labels.start-off-sheet", field="start", start=start, positions=layout.positions
        )
    document = Document(words.title, (layout.paper_width_mm, layout.paper_height_mm))
    for count, label in enumerate(labels, start=start - 1):
        page, position = divmod(count, layout.positions)
        if page == document.page_count:
            document.next_page()
        left, top = layout.corner_mm(position)
        _draw(document, layout, label, left + shift_mm[0], top + shift_mm[1], words)
    return document.pdf_bytes()


def _draw(
    document: Document, layout: LabelSheet, label: Label, left: float, top: float, words: LabelWords
) -> None:
    matrix = label_matrix(label.code)
    field = len(matrix) + 2 * QUIET_MODULES
    module = min(_MODULE_MAX_MM, (layout.label_height_mm - 2 * _EDGE_MM) / field)
    quiet = QUIET_MODULES * module
    edge = (layout.label_height_mm - field * module) / 2
    x = left + _EDGE_MM + field * module
    room = left + layout.label_width_mm - _MARGIN_MM - x
    head, tail = _number_lines(label.number)
    head_pt = min(_HEAD_PT, _fitting_pt(head, room))
    tail_pt = min(_NUMBER_PT, _fitting_pt(tail, room))
    if module < _MODULE_MIN_MM or min(head_pt, tail_pt) < _FIGURE_MIN_PT:
        raise Refusal(
            "labels.sheet-too-small", field="sheet", sheet=layout.name, number=label.number
        )
    document.code(left + _EDGE_MM + quiet, top + edge + quiet, len(matrix) * module, matrix)
    # figures begin level with the upper edge of the code, the last line ends level with its lower edge
    baseline = top + edge + quiet + head_pt * CAP_HEIGHT / PT_PER_MM
    document.text(x, baseline, head, size=head_pt, face=Face.BOLD, tone=Tone.BLACK)
    baseline += 2.0 + tail_pt * CAP_HEIGHT / PT_PER_MM
    document.text(x, baseline, tail, size=tail_pt, face=Face.BOLD, tone=Tone.BLACK)
    foot = top + edge + quiet + len(matrix) * module
    if not (label.kind or label.serial_tail):
        _draw_pen_lines(document, x, foot, room)
        if label.is_practice:
            above = foot - _PEN_STEP_MM - _PRACTICE_RISE_MM
            _draw_practice(document, x + room, above, words.practice)
        return
    beside = _draw_practice(document, x + room, foot, words.practice) if label.is_practice else 0.0
    lines = 2 if len(matrix) * module >= _TWO_LINES_MM else 1
    _draw_foot(document, label, x, foot, room, beside, lines)


def _number_lines(number: str) -> tuple[str, str]:
    """`XA26-LEN-000043-9` as `XA26-LEN` and `000043-9`: people call out the second line."""
    parts = number.rsplit("-", 2)
    if len(parts) < 3:
        return "", number
    return parts[0], f"{parts[1]}-{parts[2]}"


def _fitting_pt(text: str, room: float) -> float:
    return room * PT_PER_MM / max(em_width(text, Face.BOLD), 0.01)


def _draw_practice(document: Document, right: float, baseline: float, word: str) -> float:
    """White on black, which a thermal head prints as well as a laser; returns the width it takes."""
    size = 6.5
    width = width_mm(word, Face.BOLD, size) + 1.6
    document.band(right - width, baseline - 2.2, width, 2.8, tone=Tone.BLACK)
    document.text(
        right - width + 0.8, baseline - 0.02, word, size=size, face=Face.BOLD, tone=Tone.WHITE
    )
    return width + 1.0


def _draw_foot(
    document: Document,
    label: Label,
    x: float,
    baseline: float,
    room: float,
    beside: float,
    most_lines: int,
) -> None:
    """Kind, end of the serial number, date; words too long lose letters, the number never does."""
    lines, kind_pt = _kind_lines(label.kind, room, most_lines)
    kind_baseline = baseline - _STEPS_MM[0] - _STEPS_MM[1] - _STEPS_MM[2] * (len(lines) - 1)
    for line in lines:
        document.text(x, kind_baseline, line, size=kind_pt, face=Face.SEMIBOLD, tone=Tone.BLACK)
        kind_baseline += _STEPS_MM[2]
    tail_pt = shrunk(label.serial_tail, Face.SEMIBOLD, _TAIL_PT, room)
    tail = shortened(label.serial_tail, Face.SEMIBOLD, tail_pt, room)
    document.text(
        x, baseline - _STEPS_MM[0], tail, size=tail_pt, face=Face.SEMIBOLD, tone=Tone.BLACK
    )
    date_pt = shrunk(label.date, Face.REGULAR, _DATE_PT, room - beside)
    date = shortened(label.date, Face.REGULAR, date_pt, room - beside)
    document.text(x, baseline, date, size=date_pt, tone=Tone.BLACK)


def _draw_pen_lines(document: Document, x: float, baseline: float, room: float) -> None:
    """A line for the kind, and after an ellipsis four short ones for the end of the serial number."""
    lines = [(x, x + room, baseline - _PEN_STEP_MM)]
    document.text(x, baseline, "…", size=_TAIL_PT[0], face=Face.SEMIBOLD, tone=Tone.BLACK)
    left = x + width_mm("…", Face.SEMIBOLD, _TAIL_PT[0]) + _CELL_GAP_MM
    step = min(_CELL_MM, (x + room - left) / 4)
    starts = [left + cell * step for cell in range(4)]
    lines += [(start, start + step - _CELL_GAP_MM, baseline) for start in starts]
    for start, end, y in lines:
        document.rule(start, y, end, weight_pt=_PEN_LINE_PT, tone=Tone.BLACK)


def _kind_lines(kind: str, room: float, most_lines: int) -> tuple[list[str], float]:
    for size in _KIND_PT:
        if width_mm(kind, Face.SEMIBOLD, size) <= room:
            return [kind], size
    size = _KIND_PT[-1]
    lines = wrapped(kind, Face.SEMIBOLD, size, room)
    if len(lines) > most_lines:
        rest = " ".join(lines[most_lines - 1 :])
        lines = [*lines[: most_lines - 1], shortened(rest, Face.SEMIBOLD, size, room)]
    return lines, size
