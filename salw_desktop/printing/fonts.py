"""The faces that papers are set in, and what becomes of a character that none of them has."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby

from salw_desktop.files import resource
from salw_desktop.printing.scripts import as_read, is_arabic, runs_from_right


class Face(StrEnum):
    """A font file under resources/fonts, without its suffix."""

    REGULAR = "NotoSans-Regular"
    SEMIBOLD = "NotoSans-SemiBold"
    BOLD = "NotoSans-Bold"
    ARABIC = "NotoSansArabic-Regular"
    ARABIC_BOLD = "NotoSansArabic-Bold"
    CHINESE = "NotoSansSC-Regular"
    CHINESE_BOLD = "NotoSansSC-Bold"
    SIGNS = "NotoSansMath-Regular"
    MARKS = "NotoSansSymbols2-Regular"


CAP_HEIGHT = 0.714
"""Height of a capital or a figure, of the type size: Noto Sans, OS/2.sCapHeight."""

# No two of these files share a character; the largest stands last and is read when a text needs it
_LIGHT_CHAIN = (Face.ARABIC, Face.SIGNS, Face.MARKS, Face.CHINESE)
_BOLD_CHAIN = (Face.ARABIC_BOLD, Face.SIGNS, Face.MARKS, Face.CHINESE_BOLD)

# A serial may hold a bidi control or a soft hyphen: unseen, it would make two serials look alike
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_GRAPHEME_JOINER = "\u034f"  # unseen too, though it counts as a mark above a letter


@cache
def _characters(face: Face) -> frozenset[str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(face.value, BytesIO(resource(f"fonts/{face.value}.ttf")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return frozenset(
        character
        for character in map(chr, font.face.charToGlyph)
        if unicodedata.category(character) not in _UNSEEN and character != _GRAPHEME_JOINER
    )


def load() -> None:
    """Make the plain face known to the PDF library; the others are read when a text needs them."""
    _characters(Face.REGULAR)


@cache
def _face_of(character: str, face: Face) -> Face | None:
    """The face itself, or the first of those that help it out."""
    chain = _LIGHT_CHAIN if face is Face.REGULAR else _BOLD_CHAIN
    return next((used for used in (face, *chain) if character in _characters(used)), None)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that stand on a paper as their code: `("U+2A6D6",)`; each is named once."""
    if text.isascii() and text.isprintable():
        return ()
    missing = (c for c in text if c != "\n" and _face_of(c, Face.REGULAR) is None)
    return tuple(dict.fromkeys(map(_code, missing)))


def legible(text: str) -> str:
    """The text with each character that no face has, or nobody would see, as its code: [U+2A6D6]."""
    if _characters(Face.REGULAR).issuperset(text):
        return text
    return "".join(c if _face_of(c, Face.REGULAR) else f"[{_code(c)}]" for c in text)


@lru_cache(maxsize=8192)
def runs(text: str, face: Face, from_right: bool | None = None) -> tuple[tuple[Face, str], ...]:
    """The legible text from left to right, cut where the face has to change.

    `from_right` is the side from which the line is read; its first letter tells if nobody else does.
    """
    text = legible(text)
    if _characters(face).issuperset(text):
        return ((face, text),)
    if is_arabic(text):
        side = runs_from_right(text) if from_right is None else from_right
        text = as_read(text, from_right=side)
    grouped = groupby(text, key=lambda character: _face_of(character, face) or face)
    return tuple((used, "".join(characters)) for used, characters in grouped)


@lru_cache(maxsize=8192)
def em_width(text: str, face: Face) -> float:
    """Width of the text for a type size of 1."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(part, used.value, 1)) for used, part in runs(text, face))
