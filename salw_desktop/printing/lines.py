"""Text cut into lines that fit a width; nothing is lost but the blanks at which a line is broken."""

from __future__ import annotations

import re
from typing import Self

from salw_desktop.printing.fonts import Face, em_width, legible
from salw_desktop.printing.scripts import is_arabic, runs_from_right

PT_PER_MM = 72 / 25.4

_PIECES = re.compile(r" +|[^ ]+")
# A number or a code too wide for its column is broken where a reader expects it
_BREAKS = "-/.]·"


class Line(str):
    """One of several lines: read from the side that its whole text is read from, whatever it begins with."""

    __slots__ = ("from_right",)
    from_right: bool

    def __new__(cls, text: str, *, from_right: bool) -> Self:
        line = super().__new__(cls, text)
        line.from_right = from_right
        return line


def width_mm(text: str, face: Face, size: float) -> float:
    """Width of one line; `size` in points."""
    return em_width(text, face) * size / PT_PER_MM


def wrapped(text: str, face: Face, size: float, room_mm: float) -> list[str]:
    """The text in lines no wider than `room_mm`; at least one line, and a line feed ends one."""
    paragraphs = text.replace("\r\n", "\n").split("\n")
    return [line for part in paragraphs for line in _directed(part, face, size, room_mm)]


def _directed(paragraph: str, face: Face, size: float, room_mm: float) -> list[str]:
    lines = _broken(legible(paragraph), face, size, room_mm)
    if len(lines) == 1 or not is_arabic(paragraph):
        return lines
    side = runs_from_right(legible(paragraph))
    return [Line(line, from_right=side) for line in lines]


def _broken(text: str, face: Face, size: float, room_mm: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if width_mm(line + piece.rstrip(" "), face, size) <= room_mm:
            line += piece
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
        while width_mm(line, face, size) > room_mm:
            count = _fitting(line, face, size, room_mm)
            lines.append(line[:count])
            line = line[count:]
    return [*lines, line.rstrip(" ")]


def _fitting(word: str, face: Face, size: float, room_mm: float) -> int:
    """How many characters of a word stand on a line by themselves; never none."""
    count = 1
    while count < len(word) and width_mm(word[: count + 1], face, size) <= room_mm:
        count += 1
    breaks = max(word.rfind(sign, 0, count) for sign in _BREAKS) + 1
    return breaks or count


def shrunk(text: str, face: Face, sizes: tuple[float, ...], room_mm: float) -> float:
    """The first of these sizes at which the text fits on one line, or the last of them."""
    for size in sizes:
        if width_mm(text, face, size) <= room_mm:
            return size
    return sizes[-1]


def shortened(text: str, face: Face, size: float, room_mm: float) -> str:
    """The text, or as much of its beginning as fits before an ellipsis."""
    text = legible(text)
    if width_mm(text, face, size) <= room_mm:
        return text
    while text and width_mm(f"{text}…", face, size) > room_mm:
        text = text[:-1].rstrip(" ")
    return f"{text}…"
