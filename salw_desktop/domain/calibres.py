"""Calibres by the name of their cartridge: a bore alone says too little (domain.md §4.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from salw_desktop.domain.spelling import parts
from salw_desktop.domain.tables import read_table

# × and the Cyrillic х are typed for the x between bore and case
_LETTERS = str.maketrans({"×": "x", "х": "x", "*": "x", ",": "."})
_LONE_DOT = re.compile(r"\.(?!\d)")
_UNIT = re.compile(r"(?<=\d)mm")
_SIGN = re.compile(r"[^\w.]|_")
_LEADING_WORD = re.compile(r"^cal(?:ibre|iber)?\b\.?")


@dataclass(frozen=True, slots=True)
class Calibre:
    """One cartridge, tube or gauge: its name here, its other names, and the bores it is cut short to."""

    name: str
    aliases: tuple[str, ...]
    bores: tuple[str, ...]


@lru_cache(maxsize=4096)
def calibre_key(text: str) -> str:
    """One spelling for all: "7,62 × 39", "7.62x39mm" and "7.62 X 39 MM" are "7.62x39"."""
    folded = normalize("NFKC", text).casefold().translate(_LETTERS)
    without_signs = _SIGN.sub("", _LEADING_WORD.sub("", folded.strip()))
    # ".303" is said and typed "303"
    return _UNIT.sub("", _LONE_DOT.sub("", without_signs)).removeprefix(".")


CALIBRES = "catalogue/calibres.csv"


def read_calibres(data: bytes) -> tuple[Calibre, ...]:
    """The rows of resources/catalogue/calibres.csv; Trouble `program.damaged`."""
    return read_table(
        data,
        CALIBRES,
        lambda row: Calibre(row["calibre"], parts(row["aliases"]), parts(row["bore"])),
    )


def meant(known: tuple[Calibre, ...], text: str) -> tuple[Calibre, ...]:
    """The one that has this name; else all that have this bore; none where nobody knows it."""
    key = calibre_key(text)
    if not key:
        return ()
    for calibre in known:
        if key in map(calibre_key, (calibre.name, *calibre.aliases)):
            return (calibre,)
    return tuple(each for each in known if key in map(calibre_key, each.bores))
