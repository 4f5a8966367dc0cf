"""What a scanner types on a keyboard layout that is not its own, and how it is read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from salw_desktop.domain.errors import Refusal

PREFIX = "SALW"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "1234567890"
_OURS = re.compile(rf"{PREFIX}[0-9A-Z]+")
CALIBRATION = f"{PREFIX}CAL0123456789{_LETTERS}"
"""The text of the calibration code: each character that a code of ours may hold."""


def _table(letters: Iterable[str], digits: Iterable[str] = _DIGITS) -> dict[str, str]:
    """By the place of the key: what is seen → what the scanner meant."""
    seen = dict(zip(letters, _LETTERS, strict=True)) | dict(zip(digits, _DIGITS, strict=True))
    return {each: meant for each, meant in seen.items() if each != meant}


_RUSSIAN = "ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ"
_INDIC = "١٢٣٤٥٦٧٨٩٠"
_ARABIC = [
    "ش",
    "لا",
    "ؤ",
    "ي",
    "ث",
    "ب",
    "ل",
    "ا",
    "ه",
    "ت",
    "ن",
    "م",
    "ة",
    "ى",
    "خ",
    "ح",
    "ض",
    "ق",
    "س",
    "ف",
    "ع",
    "ر",
    "ص",
    "ء",
    "غ",
    "ئ",
]
_ARABIC_SHIFT = [
    "ِ",
    "لآ",
    "}",
    "]",
    "ُ",
    "[",
    "لأ",
    "أ",
    "÷",
    "ـ",
    "،",
    "/",
    "’",
    "آ",
    "×",
    "؛",
    "َ",
    "ٌ",
    "ٍ",
    "لإ",
    "‘",
    "{",
    "ً",
    "ْ",
    "إ",
    "~",
]
_AZERTY = "QBCDEFGHIJKL?NOPARSTUVZXYW"
KNOWN: tuple[Mapping[str, str], ...] = (
    {},
    _table(_AZERTY, "&é\"'(-è_çà"),
    _table(_AZERTY.lower().replace("?", ","), "&é\"'(-è_çà"),
    _table(_RUSSIAN),
    _table(_RUSSIAN.lower()),
    _table(_ARABIC),
    _table(_ARABIC, _INDIC),
    _table(_ARABIC_SHIFT),
    _table(_ARABIC_SHIFT, _INDIC),
)


def may_begin_a_code(seen: str, learned: Mapping[str, str]) -> bool:
    """Whether this key could be the first of a code on any layout that is known."""
    first = PREFIX[0]
    return seen.upper() == first or any(table.get(seen) == first for table in (learned, *KNOWN))


def read_code(seen: str, learned: Mapping[str, str]) -> str | None:
    """A code of ours as it was meant, or None: what begins otherwise was not printed by us."""
    for table in (learned, *KNOWN):
        meant = _put_back(seen, table).upper()
        if _OURS.fullmatch(meant):
            return meant
    return None


def learn(tokens: list[str]) -> dict[str, str]:
    """The table of this computer from the keys that the calibration code typed.

    Refusal `scan.layout-incomplete`, `scan.layout-ambiguous`.
    """
    if len(tokens) != len(CALIBRATION):
        raise Refusal(
            "scan.layout-incomplete", field="scan", found=len(tokens), wanted=len(CALIBRATION)
        )
    table: dict[str, str] = {}
    for seen, meant in zip(tokens, CALIBRATION, strict=True):
        if table.setdefault(seen, meant) != meant:
            raise Refusal("scan.layout-ambiguous", field="scan", seen=seen)
    return {seen: meant for seen, meant in table.items() if seen != meant}


def _put_back(seen: str, table: Mapping[str, str]) -> str:
    """One key of an Arabic layout types two letters: the longest match counts."""
    if not table:
        return seen
    keys = sorted(table, key=len, reverse=True)
    pattern = "|".join(re.escape(each) for each in keys)
    return re.sub(pattern, lambda match: table[match[0]], seen)
