"""The faces that papers are set in, and what becomes of a character that none of them has."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby

from salw_desktop.files import resource


class Face(StrEnum):
    """A font file under resources/fonts, without its suffix."""

    REGULAR = "NotoSans-Regular"
    SEMIBOLD = "NotoSans-SemiBold"
    BOLD = "NotoSans-Bold"
    SIGNS = "NotoSansMath-Regular"


CAP_HEIGHT = 0.714
"""Height of a capital or a figure, of the type size: Noto Sans, OS/2.sCapHeight."""

# A serial may hold a bidi control or a soft hyphen: unseen, it would make two serials look alike
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@cache
def _characters(face: Face) -> frozenset[str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(face.value, BytesIO(resource(f"fonts/{face.value}.ttf")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return frozenset(
        chr(code)
        for code in font.face.charToGlyph
        if unicodedata.category(chr(code)) not in _UNSEEN
    )


def load() -> None:
    """Make every face known to the PDF library; costs nothing the second time."""
    for face in Face:
        _characters(face)


def legible(text: str) -> str:
    """The text with each character that no face has, or nobody would see, as its code: ⟨U+4E94⟩."""
    known = _characters(Face.REGULAR)
    if known.issuperset(text):
        return text
    known = known | _characters(Face.SIGNS)
    return "".join(c if c in known else f"⟨U+{ord(c):04X}⟩" for c in text)


@lru_cache(maxsize=8192)
def runs(text: str, face: Face) -> tuple[tuple[Face, str], ...]:
    """The legible text cut where the face has to change; signs are set in their own."""
    text = legible(text)
    own = _characters(face)
    if own.issuperset(text):
        return ((face, text),)
    grouped = groupby(text, key=lambda character: face if character in own else Face.SIGNS)
    return tuple((used, "".join(characters)) for used, characters in grouped)


@lru_cache(maxsize=8192)
def em_width(text: str, face: Face) -> float:
    """Width of the text for a type size of 1."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(part, used.value, 1)) for used, part in runs(text, face))
