"""A PDF under way: drawing in millimetres from the top left corner of a page, type sizes in points."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from io import BytesIO
from threading import Lock

from salw_desktop.printing import fonts
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.lines import PT_PER_MM, Line, width_mm, wrapped
from salw_desktop.printing.qr import QUIET_MODULES, Matrix, operators, paper_matrix

A4_MM = (210.0, 297.0)
LEADING = 1.36
"""From line to line, of the type size."""

_SAVING = Lock()  # a font is cut to its used characters by one thread at a time


class Tone(Enum):
    """The few greys of our papers; every one of them survives a black-and-white copier."""

    BLACK = (0.0, 0.0, 0.0)
    INK = (0.06, 0.11, 0.16)
    GREY = (0.29, 0.35, 0.41)
    LINE = (0.60, 0.65, 0.71)
    BAND = (0.90, 0.92, 0.94)
    WATER = (0.92, 0.93, 0.94)
    WHITE = (1.0, 1.0, 1.0)


class Document:
    """Pages drawn one after another; the same strokes give the same bytes on every run."""

    def __init__(self, title: str, size_mm: tuple[float, float] = A4_MM) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        fonts.load()
        rl_config.useA85 = 0  # a quarter smaller; no printer of today needs seven-bit files
        self.width_mm, self.height_mm = size_mm
        self.page_count = 1
        self._bytes = BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(self.width_mm * PT_PER_MM, self.height_mm * PT_PER_MM),
            pageCompression=1,
            invariant=1,
            initialFontName=Face.REGULAR.value,
        )
        # a sheet of labels says the same again and again
        self._texts: dict[tuple[str, bool | None, Face, float], list[tuple[str, float]]] = {}
        self._tone: Tone | None = None
        self._canvas.setTitle(title)
        self._canvas.setCreator("SALW Register")

    def next_page(self) -> None:
        self._canvas.showPage()
        self._tone = None
        self.page_count += 1

    def pdf_bytes(self) -> bytes:
        """Close the document; nothing can be drawn after."""
        self._canvas.showPage()
        with _SAVING:
            self._canvas.save()
        return self._bytes.getvalue()

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        tone: Tone = Tone.INK,
    ) -> None:
        """One line from its left edge."""
        self._fill(tone)
        side = text.from_right if isinstance(text, Line) else None
        key = (text, side, face, size)
        runs = self._texts.get(key)
        if runs is None:
            runs = self._texts[key] = [
                (self._after_its_place(part, used, size), width_mm(part, used, size))
                for used, part in fonts.runs(text, face, side)
            ]
        for shown, width in runs:
            # the library makes an object of its own for each line; a sheet of labels has a hundred of them
            self._canvas._code.append(  # noqa: SLF001
                f"BT {x * PT_PER_MM:.3f} {self._up(baseline):.3f} Td {shown}"
            )
            x += width

    def _after_its_place(self, text: str, face: Face, size: float) -> str:
        """The operators from there on to ET that show a text in the subset of the font which has its characters."""
        from reportlab.pdfbase.pdfmetrics import getFont

        font, canvas = getFont(face.value), self._canvas
        shown = " ".join(
            f"{font.getSubsetInternalName(subset, canvas._doc)} {size:g} Tf ({canvas._escape(part)}) Tj"  # noqa: SLF001
            for subset, part in font.splitString(text, canvas._doc)  # noqa: SLF001
        )
        # to the next line before it ends: else a reader of the text takes two labels for one word
        return f"{LEADING * size:g} TL {shown} T* ET"

    def text_ending(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        tone: Tone = Tone.INK,
    ) -> None:
        """One line up to its right edge."""
        left = x - width_mm(text, face, size)
        self.text(left, baseline, text, size=size, face=face, tone=tone)

    def paragraph(
        self,
        x: float,
        top: float,
        room: float,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        tone: Tone = Tone.INK,
    ) -> float:
        """Wrapped lines; returns where the next thing may begin."""
        for line in wrapped(text, face, size, room):
            self.text(x, top + first_baseline(size), line, size=size, face=face, tone=tone)
            top += line_height(size)
        return top

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        *,
        weight_pt: float = 0.4,
        tone: Tone = Tone.LINE,
    ) -> None:
        self._canvas.setStrokeColorRGB(*tone.value)
        self._canvas.setLineWidth(weight_pt)
        self._canvas.line(x * PT_PER_MM, self._up(y), to_x * PT_PER_MM, self._up(y))

    def band(
        self, x: float, y: float, width: float, height: float, *, tone: Tone = Tone.BAND
    ) -> None:
        """A filled rectangle."""
        self._fill(tone)
        self._canvas.rect(*self._box(x, y, width, height), stroke=0, fill=1)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        weight_pt: float = 0.5,
        tone: Tone = Tone.LINE,
        radius: float = 0.0,
    ) -> None:
        self._canvas.setStrokeColorRGB(*tone.value)
        self._canvas.setLineWidth(weight_pt)
        self._canvas.roundRect(*self._box(x, y, width, height), radius * PT_PER_MM)

    def code(self, x: float, y: float, side: float, matrix: Matrix) -> None:
        """A QR code, black, with its upper left corner at (x, y); the caller keeps the quiet zone."""
        left, bottom, side_pt, _ = self._box(x, y, side, side)
        self._fill(Tone.BLACK)
        # the library has no public door for operators of our own, and a path object is ten times slower
        self._canvas._code.append(operators(matrix, left, bottom, side_pt))  # noqa: SLF001

    def paper_code(self, x: float, y: float, side: float, text: str) -> None:
        """A QR code on white, so that no water mark enters its quiet zone; Refusal paper.code-too-long."""
        matrix = paper_matrix(text)
        quiet = side / len(matrix) * QUIET_MODULES
        self.band(x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet, tone=Tone.WHITE)
        self.code(x, y, side, matrix)

    def picture(self, x: float, y: float, size_mm: tuple[float, float], jpeg: bytes) -> None:
        """A photograph, as large as it fits, in the middle of its room."""
        from reportlab.lib.utils import ImageReader

        reader = ImageReader(BytesIO(jpeg))
        box = self._box(x, y, *size_mm)
        self._canvas.drawImage(reader, *box, preserveAspectRatio=True, anchor="c")

    def water_mark(self, text: str) -> None:
        """One word across the whole page; drawn first, everything else lies on it."""
        size = min(150.0, 0.8 * self.width_mm * PT_PER_MM / max(fonts.em_width(text, Face.BOLD), 1))
        half = width_mm(text, Face.BOLD, size) / 2
        self._canvas.saveState()
        self._canvas.translate(self.width_mm * PT_PER_MM / 2, self.height_mm * PT_PER_MM / 2)
        self._canvas.rotate(52)
        self._canvas.translate(0, -self._up(0) - size * fonts.CAP_HEIGHT / 2)
        self.text(-half, 0, text, size=size, face=Face.BOLD, tone=Tone.WATER)
        self._canvas.restoreState()
        self._tone = None

    def _fill(self, tone: Tone) -> None:
        """What is painted next has this grey; a page begins without one."""
        if tone is not self._tone:
            self._canvas.setFillColorRGB(*tone.value)
            self._tone = tone

    def _up(self, y: float) -> float:
        return (self.height_mm - y) * PT_PER_MM

    def _box(
        self, x: float, y: float, width: float, height: float
    ) -> tuple[float, float, float, float]:
        return (
            x * PT_PER_MM,
            self._up(y + height),
            width * PT_PER_MM,
            height * PT_PER_MM,
        )


def line_height(size: float) -> float:
    """From baseline to baseline, in millimetres."""
    return size * LEADING / PT_PER_MM


def first_baseline(size: float) -> float:
    """From the top of a line to its baseline, in millimetres."""
    return size * 1.05 / PT_PER_MM


def with_page_count(draw: Callable[[int], Document]) -> bytes:
    """Draw once to count the pages and once more to print the count on each."""
    try:
        return draw(draw(1).page_count).pdf_bytes()
    finally:
        paper_matrix.cache_clear()  # one of them may be a secret, which lives no longer than this
