"""Codes on the sheets at the registration table: `SALWM` names a model, `SALWC` a command, both end in a check character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import ALPHABET, check_character
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.word_lists import words_of

MODEL, COMMAND = "SALWM", "SALWC"
FIGURES = "1234567890"
ERASE = "erase"  # the last figure again
_FILLER = "0"  # `*` is no letter of a scanner; with a nought behind it the check is another one
# SALWC1 begins the code of a certificate, SALWCAL0 that of the scanner's calibration
_CODE = re.compile(rf"(?:{MODEL}[0-9A-Z]|{COMMAND}(?!AL0)[A-Z])[0-9A-Z]+")


class Said(StrEnum):
    """What a command is about."""

    DO = "DO"
    FIGURE = "FIGURE"
    SERIAL = "SERIAL"
    CONDITION = "CONDITION"


class Deed(StrEnum):
    """What the keys of the page do. Nothing here says that a weapon is unloaded (practice rule 3)."""

    SAVE_ITEM = "save item"
    SAVE_PERSON = "save person"
    SAME = "same"
    PHOTO = "photo"
    CLEAR = "clear"
    NEXT_FIELD = "next field"


@dataclass(frozen=True, slots=True)
class TableCommand:
    """One code of the command sheet: a deed, a figure, or a word of a closed list."""

    about: Said
    word: str

    @property
    def code(self) -> str:
        return table_code(COMMAND, self.about + self.word)


@cache
def commands() -> dict[str, TableCommand]:
    """Every command by its code."""
    listed = {
        Said.DO: tuple(Deed),
        Said.FIGURE: (*FIGURES, ERASE),
        Said.SERIAL: tuple(SerialStatus),
        Said.CONDITION: words_of("weapon", "function"),
    }
    made = [TableCommand(about, str(word)) for about, words in listed.items() for word in words]
    return {command.code: command for command in made}


def table_code(prefix: str, word: str) -> str:
    """What a scanner reads for this model or command: only 0-9 and A-Z, whatever signs stand between them."""
    body = prefix + re.sub(r"[^0-9A-Z]", "", word.upper())
    if check_character(body) == ALPHABET[-1]:
        body += _FILLER
    return body + check_character(body)


def is_table_code(code: str) -> bool:
    """Whether it looks like one, well read or not."""
    return _CODE.fullmatch(code) is not None


def look_at_table_code(code: str) -> None:
    """Refusal `scan.misread`: a wrong keyboard layout is noticed and never stored."""
    if check_character(code[:-1]) != code[-1]:
        raise Refusal("scan.misread", field="scan", given=code[:40])
