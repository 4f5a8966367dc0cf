"""The calibration sheet: where a printer puts a page, read off against the cut edges of real labels."""

from __future__ import annotations

from salw_desktop.printing.document import Document, Tone, first_baseline, line_height
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import width_mm, wrapped
from salw_desktop.printing.sheets import LabelSheet
from salw_desktop.words.table_sheets import CalibrationWords

REACH_MM = 2.0  # of a ladder to either side of the edge
STEP_MM = 0.2  # from stroke to stroke: half of it is told by eye
RULER_MM = 100
_STROKE_MM = 0.12
_GAP_MM = 3.0  # from the edge that a ladder is not about to its first stroke
_PITCH_MM = 1.2
_RUNG_MM = 0.95
_TOLD_EVERY = 5
_ARM_MM = 5.0
_FIGURE_PT, _SMALL_PT, _TEXT_PT = 5.5, 7.0, 9.5
_BOX_MM = (40.0, 58.0)  # left and right margin of the words, half their height
_ROLL_CROSS_MM = 5.0


def calibration_sheet(layout: LabelSheet, words: CalibrationWords) -> bytes:
    """Drawn without any shift: the number that is read is the one that is typed.

    A ladder is a slanting row of strokes, each a fifth of a millimetre further than the one before: where it
    crosses the cut edge tells tenths. A printer that drifts to the right by 0.4 mm brings the stroke of -0.4
    onto the edge, and -0.4 puts it right.
    """
    size = (layout.paper_width_mm, layout.paper_height_mm)
    document = Document(f"{words.title} {layout.name}", size)
    if layout.positions == 1:
        _draw_roll(document, layout, words)
        return document.pdf_bytes()
    for position in range(layout.positions):
        corner = layout.corner_mm(position)
        document.frame(*corner, layout.label_width_mm, layout.label_height_mm, weight_pt=0.25)
    _draw_crosses(document, layout)
    left, _ = layout.corner_mm(layout.columns - 1)
    for row, is_above in ((1, True), (layout.rows - 1, False)):
        _, top = layout.corner_mm(row * layout.columns)
        _draw_ladders(document, left, top, words, is_above=is_above)
    _draw_words(document, layout, words)
    return document.pdf_bytes()


def _draw_crosses(document: Document, layout: LabelSheet) -> None:
    """On the four outer corners of the labels."""
    last = layout.corner_mm(layout.positions - 1)
    first = layout.corner_mm(0)
    for x in (first[0], last[0] + layout.label_width_mm):
        for y in (first[1], last[1] + layout.label_height_mm):
            _draw_cross(document, x, y)


def _draw_cross(document: Document, x: float, y: float) -> None:
    _upright(document, x, y - _ARM_MM, 2 * _ARM_MM)
    _level(document, x - _ARM_MM, y, 2 * _ARM_MM)
    for half_mm in range(-10, 11):
        away = half_mm / 2
        tick = 1.6 if half_mm % 10 == 0 else 1.0 if half_mm % 2 == 0 else 0.5
        _upright(document, x + away, y - tick / 2, tick)
        _level(document, x - tick / 2, y + away, tick)


def _draw_ladders(
    document: Document, left: float, top: float, words: CalibrationWords, *, is_above: bool
) -> None:
    """Around a corner that lies inside the sheet, where every printer reaches; their scales never meet."""
    steps = round(REACH_MM / STEP_MM)
    length = (2 * steps + 1) * _PITCH_MM
    begin_y = top - _GAP_MM - length if is_above else top + _GAP_MM
    begin_x = left + _GAP_MM
    beside, side = left + REACH_MM + 0.8, 1 if is_above else -1
    under = top + side * (REACH_MM + 0.8)
    for place, step in enumerate(range(-steps, steps + 1)):
        away, is_told = step * STEP_MM, step % _TOLD_EVERY == 0
        tick = 1.8 if is_told else 0.8
        x, y = begin_x + place * _PITCH_MM, begin_y + place * _PITCH_MM
        _upright(document, left + away, y, _RUNG_MM)
        _level(document, beside, y + _RUNG_MM / 2, tick)
        _level(document, x, top + away, _RUNG_MM)
        _upright(document, x + _RUNG_MM / 2, min(under, under + side * tick), tick)
        if is_told:
            figure = f"{away:+.1f}" if step else "0"
            width = width_mm(figure, Face.REGULAR, _FIGURE_PT)
            document.text(beside + 2.3, y + 1.2, figure, size=_FIGURE_PT, tone=Tone.BLACK)
            baseline = under + (3.8 if is_above else -2.4)
            middle = x + _RUNG_MM / 2 - width / 2
            document.text(middle, baseline, figure, size=_FIGURE_PT, tone=Tone.BLACK)
    document.text(
        begin_x + length + 1.5, under + side * 1.5 + 1, words.down, size=_SMALL_PT, face=Face.BOLD
    )
    middle_y = begin_y + length / 2 + 1
    document.text(beside + 6.5, middle_y, words.right, size=_SMALL_PT, face=Face.BOLD)


def _draw_words(document: Document, layout: LabelSheet, words: CalibrationWords) -> None:
    """What to do, and the two scales, over the labels in the middle of the sheet."""
    margin, half = _BOX_MM
    left, right = margin, layout.paper_width_mm - margin
    top = layout.paper_height_mm / 2 - half
    document.band(left, top, right - left, 2 * half, tone=Tone.WHITE)
    document.frame(left, top, right - left, 2 * half, tone=Tone.GREY)
    x, room = left + 6, right - left - 28
    y = document.paragraph(x, top + 4, room, words.title, size=17, face=Face.BOLD)
    y = document.paragraph(x, y, room, layout.name, size=11, face=Face.BOLD) + 2
    for number, step in enumerate((*words.steps, words.far), 1):
        text = step.format(sheet=layout.name)
        if number <= len(words.steps):
            document.text(
                x, y + first_baseline(_TEXT_PT), f"{number}.", size=_TEXT_PT, face=Face.BOLD
            )
        for line in wrapped(text, Face.REGULAR, _TEXT_PT, room - 6):
            document.text(x + 6, y + first_baseline(_TEXT_PT), line, size=_TEXT_PT)
            y += line_height(_TEXT_PT)
        y += 1.2
    _draw_scale(document, x, top + 2 * half - 9, words)
    _draw_scale(document, right - 9, top + 6, words, is_upright=True)


def _draw_scale(
    document: Document, x: float, y: float, words: CalibrationWords, *, is_upright: bool = False
) -> None:
    """A hundred millimetres: to the right with figures below, or downwards with figures at the left."""
    for mm in range(RULER_MM + 1):
        tick = 3.4 if mm % 10 == 0 else 2.4 if mm % 5 == 0 else 1.5
        if is_upright:
            _level(document, x, y + mm, tick)
        else:
            _upright(document, x + mm, y - tick, tick)
        if mm % 10 == 0:
            figure = f"{mm} {words.unit}" if mm == RULER_MM else str(mm)
            width = width_mm(figure, Face.REGULAR, _SMALL_PT)
            if is_upright:
                document.text(x - width - 1, y + mm + 0.9, figure, size=_SMALL_PT)
            else:
                document.text(x + mm - width / 2, y + 3, figure, size=_SMALL_PT)
    if is_upright:
        _upright(document, x, y, RULER_MM)
    else:
        _level(document, x, y, RULER_MM)


def _draw_roll(document: Document, layout: LabelSheet, words: CalibrationWords) -> None:
    """The edges of its paper are those of the label: a hand ruler measures how far off a cross is."""
    at, width = _ROLL_CROSS_MM, layout.label_width_mm
    document.frame(1, 1, width - 2, layout.label_height_mm - 2, weight_pt=0.25, tone=Tone.BLACK)
    _draw_cross(document, at, at)
    document.text(at + 7, at + 4, words.title, size=8, face=Face.BOLD, tone=Tone.BLACK)
    document.text(at + 7, at + 8, layout.name, size=8, face=Face.BOLD, tone=Tone.BLACK)
    document.paragraph(at, at + 11, width - 2 * at, words.roll, size=7, tone=Tone.BLACK)


def _upright(document: Document, x: float, y: float, length: float) -> None:
    """A stroke whose middle is at x."""
    document.band(x - _STROKE_MM / 2, y, _STROKE_MM, length, tone=Tone.BLACK)


def _level(document: Document, x: float, y: float, length: float) -> None:
    document.band(x, y - _STROKE_MM / 2, length, _STROKE_MM, tone=Tone.BLACK)
