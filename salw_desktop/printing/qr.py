"""QR codes as squares of dark and light modules, and as the few PDF operators that paint them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import isqrt
from typing import TypeAlias

from salw_desktop.domain.errors import Refusal

Matrix: TypeAlias = "Sequence[Sequence[int]]"
"""Rows of modules from the top, dark is 1; without the quiet zone."""

QUIET_MODULES = 4
_DARK_RUN = re.compile(b"\x01+")
_DARK_IS_1 = b"\x01" + bytes(255)  # of grey tones
_AT_ONCE = 7
_FIGURES = 6  # a run of so many figures is shorter when it is coded as a number


def label_matrix(text: str) -> Matrix:
    """A code for a label: made by zxing-cpp, twenty times faster than `qrcode` where thousands are made."""
    import zxingcpp

    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError:
        raise _too_long(text) from None
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    pixels = bytes(memoryview(image))  # type: ignore[arg-type]  # a buffer, whatever its stub says
    side = isqrt(len(pixels))
    modules = pixels.translate(_DARK_IS_1)
    return [modules[start : start + side] for start in range(0, len(pixels), side)]


@lru_cache(maxsize=1024)
def paper_matrix(text: str) -> Matrix:
    """A code for a paper: made by `qrcode`, which weighs every mask and so reads best from a copy.

    That is slow, and a paper asks for its codes at each drawing: whoever is done clears the cache.
    """
    import qrcode
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=_FIGURES)
    try:
        code.make()
    except (DataOverflowError, ValueError):
        raise _too_long(text) from None
    return tuple(bytes(row) for row in code.get_matrix())


def _too_long(text: str) -> Refusal:
    return Refusal("paper.code-too-long", field="code", length=len(text))


def operators(matrix: Matrix, x_pt: float, y_pt: float, side_pt: float) -> str:
    """The code with its lower left corner at (x, y): one path, so that no hair lines show between modules."""
    count = len(matrix)
    module = side_pt / count
    modules = b"".join(map(bytes, matrix))
    starts = range(0, len(modules), _AT_ONCE)
    runs = "".join(
        [
            known[modules[start : start + _AT_ONCE]]
            for start, known in zip(starts, _places(count), strict=True)
        ]
    )
    return f"q {module:.4f} 0 0 {-module:.4f} {x_pt:.2f} {y_pt + side_pt:.2f} cm\n{runs}f Q"


class _Runs(dict[bytes, str]):
    """The rectangles of seven modules at one place of a code: there are so few that thousands of labels ask for the same.

    A run over their edge becomes two rectangles of one path, which is filled as one shape.
    """

    def __init__(self, side: int, start: int) -> None:
        self._side, self._start = side, start

    def __missing__(self, modules: bytes) -> str:
        runs = "".join(
            f"{column} {line} {width} 1 re\n"
            for run in _DARK_RUN.finditer(modules)
            for line, column, width in self._by_lines(self._start + run.start(), len(run[0]))
        )
        self[modules] = runs
        return runs

    def _by_lines(self, start: int, count: int) -> Iterator[tuple[int, int, int]]:
        """A run of modules may end one line and begin the next."""
        while count:
            line, column = divmod(start, self._side)
            width = min(count, self._side - column)
            yield line, column, width
            start, count = start + width, count - width


@lru_cache(maxsize=4)
def _places(side: int) -> Sequence[_Runs]:
    """Every seven modules of a code this wide, line after line. So few sizes are kept that they take little room."""
    return [_Runs(side, start) for start in range(0, side * side, _AT_ONCE)]
