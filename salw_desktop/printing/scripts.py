"""Arabic script as it is read: joined letters, and one line in the order in which the eye meets it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")

# A date would read 03-11-2026 among Arabic letters, and the code of a character would turn its brackets
_KEPT_IN_ORDER = re.compile(r"\[U\+[0-9A-F]{4,6}\]|[0-9A-Za-z]+(?:[-+./:,×][0-9A-Za-z]+)+")
_FROM_LEFT, _ENDED = "\u202a", "\u202c"
# the one pair of letters that no Arabic hand writes unjoined; every other ligature is a matter of taste
_LAM_ALEFS = tuple(
    f"ARABIC LIGATURE LAM WITH ALEF{suffix}"
    for suffix in ("", " WITH HAMZA ABOVE", " WITH HAMZA BELOW", " WITH MADDA ABOVE")
)


def is_arabic(text: str) -> bool:
    """Whether any character is of the Arabic script, its figures included."""
    return _ARABIC.search(text) is not None


def runs_from_right(text: str) -> bool:
    """Whether the first letter with a direction of its own is one that is read from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def as_read(line: str, *, from_right: bool) -> str:
    """The line from left to right as it is drawn, joined forms in place of Arabic letters.

    The line holds no control character. Dates, Latin numbers and the code of a character keep their order.
    """
    from bidi.algorithm import get_display

    joined = _reshaper().reshape(line)
    fenced = _KEPT_IN_ORDER.sub(lambda part: f"{_FROM_LEFT}{part[0]}{_ENDED}", joined)
    return str(get_display(fenced, base_dir="R" if from_right else "L"))


@cache
def _reshaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper
    from arabic_reshaper.ligatures import LIGATURES

    ligatures = {name: name in _LAM_ALEFS for name, _ in LIGATURES}
    return ArabicReshaper({**ligatures, "delete_harakat": False, "delete_tatweel": False})
