"""Code 128 and DataMatrix as filled rectangles: what a marking machine scans instead of being typed at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.document import Document, Tone
from salw_desktop.printing.qr import Matrix

LINEAR_QUIET_MODULES = 10
_SQUARE_QUIET_MODULES = 2  # one is asked for; a copier eats half of it
# below a quarter of a millimetre a worn scanner or a copy of a copy loses bars
_LINEAR_MIN_MM = 0.25
_LINEAR_MAX_MM = 0.45


def is_linear(text: str) -> bool:
    """Whether Code 128 holds the text so that any scanner reads it: figures, Latin letters, signs."""
    return text.isascii() and text.isprintable()


def draw_linear(
    document: Document, x: float, y: float, room: float, height: float, text: str
) -> None:
    """Code 128 on white, its quiet zone inside `room`; Refusals barcode.empty, barcode.too-wide."""
    modules = linear_modules(text)
    count = len(modules) + 2 * LINEAR_QUIET_MODULES
    module = min(_LINEAR_MAX_MM, room / count)
    if module < _LINEAR_MIN_MM:
        raise _too_wide(text)
    document.band(x, y, count * module, height, tone=Tone.WHITE)
    x += LINEAR_QUIET_MODULES * module
    for is_dark, run in groupby(modules):
        width = len(list(run)) * module
        if is_dark:
            document.band(x, y, width, height, tone=Tone.BLACK)
        x += width


def draw_square(document: Document, x: float, y: float, side: float, text: str) -> None:
    """A DataMatrix on white, its quiet zone inside `side`; Refusals barcode.empty, barcode.too-wide."""
    matrix = square_modules(text)
    module = side / (len(matrix) + 2 * _SQUARE_QUIET_MODULES)
    quiet = _SQUARE_QUIET_MODULES * module
    document.band(x, y, side, side, tone=Tone.WHITE)
    document.code(x + quiet, y + quiet, side - 2 * quiet, matrix)


def linear_modules(text: str) -> Sequence[int]:
    """Modules of a Code 128 from the left, dark is true; without the quiet zone."""
    import zxingcpp

    return _modules(text, zxingcpp.BarcodeFormat.Code128)[0]


def square_modules(text: str) -> Matrix:
    """Modules of a DataMatrix, always a square; without the quiet zone."""
    import zxingcpp

    return _modules(text, zxingcpp.BarcodeFormat.DataMatrix)


def _modules(text: str, kind: object) -> Matrix:
    import zxingcpp

    if not text:
        raise Refusal("barcode.empty", field="mark")
    try:
        code = zxingcpp.create_barcode(text, kind, force_square=True)  # type: ignore[arg-type]
    except ValueError:
        raise _too_wide(text) from None
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    # a buffer of lines of pixels, whatever its stub says
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[arg-type, assignment]
    return [[pixel == 0 for pixel in row] for row in rows]


def _too_wide(text: str) -> Refusal:
    return Refusal("barcode.too-wide", field="mark", mark=text, length=len(text))
