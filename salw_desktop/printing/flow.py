"""Fills pages from top to bottom: paragraphs, rows of facts, tables, signature boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from salw_desktop.printing.document import Document, Tone, first_baseline, line_height
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import wrapped

_CAPTION_PT = 8.5
_VALUE_PT = 9.5
_FACT_PAD = 1.1
_CELL_PAD = 0.9


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that text may fill, in millimetres from its upper left corner."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; figures stand at its right edge."""

    caption: str
    width_mm: float
    face: Face = Face.REGULAR
    is_figure: bool = False


class Flow:
    """Where the next thing goes. `dress` draws what every page has and is called for each new one."""

    def __init__(self, document: Document, area: Area, dress: Callable[[Document], None]) -> None:
        self.document = document
        self.area = area
        self._dress = dress
        dress(document)
        self.y = area.top

    def turn(self) -> None:
        self.document.next_page()
        self._dress(self.document)
        self.y = self.area.top

    def has_room(self, height: float) -> bool:
        return self.y + height <= self.area.bottom

    def need(self, height: float) -> None:
        """Turn the page unless this much room is left; what is higher than a page begins on a new one."""
        if not self.has_room(height) and self.y > self.area.top:
            self.turn()

    def gap(self, height: float) -> None:
        self.y += height

    def line(
        self,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        tone: Tone = Tone.INK,
        indent: float = 0.0,
    ) -> None:
        self.need(line_height(size))
        baseline = self.y + first_baseline(size)
        self.document.text(self.area.left + indent, baseline, text, size=size, face=face, tone=tone)
        self.y += line_height(size)

    def paragraph(
        self,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        tone: Tone = Tone.INK,
        indent: float = 0.0,
    ) -> None:
        for line in wrapped(text, face, size, self.area.width - indent):
            self.line(line, size=size, face=face, tone=tone, indent=indent)

    def heading(self, text: str, *, with_next: float = 12.0) -> None:
        """A heading that is never left alone at the foot of a page."""
        self.need(line_height(11) + with_next)
        self.paragraph(text, size=11, face=Face.BOLD)
        self.gap(1.2)

    def rule(self, *, weight_pt: float = 0.4, tone: Tone = Tone.LINE) -> None:
        self.document.rule(self.area.left, self.y, self.area.right, weight_pt=weight_pt, tone=tone)

    def facts(self, rows: Iterable[tuple[str, str]], caption_width: float = 36.0) -> None:
        """Captions with their values, ruled off from each other."""
        for caption, value in rows:
            captions = wrapped(caption, Face.REGULAR, _CAPTION_PT, caption_width - 3)
            values = wrapped(value, Face.SEMIBOLD, _VALUE_PT, self.area.width - caption_width)
            height = max(
                len(captions) * line_height(_CAPTION_PT), len(values) * line_height(_VALUE_PT)
            )
            self.need(height + 2 * _FACT_PAD)
            self.rule()
            self.gap(_FACT_PAD)
            baseline = self.y + first_baseline(_VALUE_PT)
            for line in captions:
                self.document.text(self.area.left, baseline, line, size=_CAPTION_PT, tone=Tone.GREY)
                baseline += line_height(_CAPTION_PT)
            foot = self.y + len(captions) * line_height(_CAPTION_PT)
            for line in values:
                self.line(line, size=_VALUE_PT, face=Face.SEMIBOLD, indent=caption_width)
            self.y = max(self.y, min(foot, self.area.bottom)) + _FACT_PAD
        self.rule()

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, size: float
    ) -> None:
        """Rows under a head that is repeated on each page; a cell wraps, and no text is left out."""
        step = line_height(size)
        first_row = self._table_head(columns, size)
        for row in rows:
            cells = [
                wrapped(text, column.face, size, column.width_mm - 2 * _CELL_PAD)
                for column, text in zip(columns, row, strict=True)
            ]
            height = max(map(len, cells))
            if not self.has_room(height * step + 2 * _CELL_PAD) and self.y > first_row:
                self.turn()
                first_row = self._table_head(columns, size)
            while height > 0:
                room = int((self.area.bottom - self.y - 2 * _CELL_PAD) / step)
                self._cells(columns, [lines[:room] for lines in cells], size)
                cells = [lines[room:] for lines in cells]
                height -= room
                if height > 0:
                    self.turn()
                    first_row = self._table_head(columns, size)

    def total(self, columns: Sequence[Column], row: Sequence[str], *, size: float) -> None:
        """The last row of a table, in bold between two darker rules."""
        bold = [Column(c.caption, c.width_mm, Face.BOLD, c.is_figure) for c in columns]
        self.need(line_height(size) + 2 * _CELL_PAD)
        self.rule(weight_pt=0.8, tone=Tone.INK)
        self._cells(bold, [[text] for text in row], size)
        self.rule(weight_pt=0.8, tone=Tone.INK)

    def _table_head(self, columns: Sequence[Column], size: float) -> float:
        lines = [
            wrapped(column.caption, Face.SEMIBOLD, size, column.width_mm - 2 * _CELL_PAD)
            for column in columns
        ]
        height = max(map(len, lines)) * line_height(size) + 2 * _CELL_PAD
        self.need(height + 2 * line_height(size))
        self.document.band(self.area.left, self.y, self.area.width, height)
        heads = [Column(c.caption, c.width_mm, Face.SEMIBOLD, c.is_figure) for c in columns]
        self._cells(heads, lines, size)
        return self.y

    def _cells(
        self, columns: Sequence[Column], cells: Sequence[Sequence[str]], size: float
    ) -> None:
        x = self.area.left
        top = self.y + _CELL_PAD
        for column, lines in zip(columns, cells, strict=True):
            baseline = top + first_baseline(size)
            for line in lines:
                if column.is_figure:
                    right = x + column.width_mm - _CELL_PAD
                    self.document.text_ending(right, baseline, line, size=size, face=column.face)
                else:
                    self.document.text(x + _CELL_PAD, baseline, line, size=size, face=column.face)
                baseline += line_height(size)
            x += column.width_mm
        self.y = top + max(map(len, cells)) * line_height(size) + _CELL_PAD
        self.rule(weight_pt=0.3)
