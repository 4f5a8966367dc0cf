"""What we strike in metal: the State's template of tokens, filled for one weapon and read back again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase, digits

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import UNWRITABLE, check_character

STAR = "★"
SEPARATORS = " -./"
FONT = frozenset(ascii_uppercase + digits + SEPARATORS + STAR)
"""Every machine's fonts have these, and no lower case."""
LONGEST_STRING = 32
LEAST_DIGITS, MOST_DIGITS = 3, 9

_TOKEN = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"SEQ:([0-9]{1,2})")
_AGENCY = re.compile(r"[A-Z0-9]{1,6}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_WIDTHS = {"SYM": 1, "CC": 2, "SUB": 3, "YY": 2, "YYYY": 4, "CAT": 2, "CHK": 1}
_TOKENS = ("SYM", "CC", "AG", "SUB", "YY", "YYYY", "CAT", "SEQ:n", "CHK", "SER")
_NEEDED = ("CC", "AG", "SEQ")
# where we choose the letter it is never I or O; a token fixed by law keeps its own (practice b7)
_CHOSEN = FONT - frozenset("IO" + STAR)


def country_and_agency(country: str, agency: str) -> tuple[str, str]:
    """Both as they are struck; Refusals mark-profile.country, mark-profile.agency."""
    if _COUNTRY.fullmatch(country) is None:
        raise Refusal("mark-profile.country", field="country", given=country[:40])
    if _AGENCY.fullmatch(agency) is None:
        raise Refusal("mark-profile.agency", field="agency", given=agency[:40])
    return country, agency


@dataclass(frozen=True, slots=True)
class MarkValues:
    """What differs from weapon to weapon; empty where the template does not ask for it."""

    running: int
    year: str
    site: str = ""
    category: str = ""  # SA, LW or XX: the UN panel's small arm, light weapon, neither
    serial: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    token: str  # empty for characters that stand as they are
    text: str
    width: int


@dataclass(frozen=True)
class MarkTemplate:
    """A string that says country, agency and number, of one length but for a serial (`ITI §8`, domain §3.1)."""

    text: str
    country: str
    agency: str
    pieces: tuple[_Piece, ...]

    @classmethod
    def parse(cls, text: str, *, country: str, agency: str) -> MarkTemplate:
        """`{SYM} {CC} {AG} {YY} {SEQ:6}`; Refusals mark-profile.country, .agency and mark-template.*."""
        country_and_agency(country, agency)
        pieces = _pieces(text, agency)
        known = [piece.token for piece in pieces if piece.token]
        for token in known:
            if known.count(token) > 1:
                raise Refusal("mark-template.twice", field="template", token=token)
        for token in _NEEDED:
            if token not in known:
                raise Refusal("mark-template.wanting", field="template", token=token)
        if text[0] in SEPARATORS or text[-1] in SEPARATORS:
            raise Refusal("mark-template.edge", field="template")
        if sum(piece.width for piece in pieces) > LONGEST_STRING:
            raise Refusal("mark-template.too-long", field="template", most=LONGEST_STRING)
        return cls(text, country, agency, pieces)

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(piece.token for piece in self.pieces if piece.token)

    @property
    def is_ascii(self) -> bool:
        return "SYM" not in self.tokens

    def fill(self, values: MarkValues) -> str | None:
        """The string as struck; None for a number that is never issued: too long, or its check unreadable.

        Refusals mark-string.not-in-font and mark-string.too-long, which only a serial can cause.
        """
        texts = {
            "SYM": STAR,
            "CC": self.country,
            "AG": self.agency,
            "SUB": values.site,
            "YY": values.year[-2:],
            "YYYY": values.year,
            "CAT": values.category,
            "SER": _in_font(values.serial) if "SER" in self.tokens else "",
        }
        filled: list[str] = []
        for piece in self.pieces:
            if piece.token == "SEQ":  # noqa: S105  # a token of the template, no secret
                running = f"{values.running:0{piece.width}d}"
                if len(running) > piece.width:
                    return None
                filled.append(running)
            else:
                filled.append(texts.get(piece.token, piece.text))
        return self._checked(filled)

    def _checked(self, filled: list[str]) -> str | None:
        places = [place for place, piece in enumerate(self.pieces) if piece.token == "CHK"]  # noqa: S105
        if places:
            check = _check_of("".join(filled))
            if check in UNWRITABLE:
                return None
            filled[places[0]] = check
        made = "".join(filled)
        if len(made) > LONGEST_STRING:
            raise Refusal("mark-string.too-long", field="weapon", most=LONGEST_STRING)
        return made

    def read(self, string: str) -> dict[str, str] | None:
        """Each token of a string that this template made; None for any other string."""
        found = self._pattern.fullmatch(string)
        if found is None:
            return None
        said = {token: str(text) for token, text in found.groupdict().items()}
        if "CHK" in said:
            start = found.start("CHK")
            if said["CHK"] != _check_of(string[:start] + string[start + 1 :]):
                return None
        return said

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        fixed = {"SYM": STAR, "CC": self.country, "AG": self.agency}
        numbers = ("YY", "YYYY", "SEQ")

        def pattern(piece: _Piece) -> str:
            if not piece.token:
                return re.escape(piece.text)
            if piece.token in fixed:
                inner = re.escape(fixed[piece.token])
            elif piece.token == "SER":  # noqa: S105
                inner = ".+"
            else:
                inner = f"[{'0-9' if piece.token in numbers else 'A-Z0-9'}]{{{piece.width}}}"
            return f"(?P<{piece.token}>{inner})"

        return re.compile("".join(map(pattern, self.pieces)))


def _pieces(text: str, agency: str) -> tuple[_Piece, ...]:
    made: list[_Piece] = []
    position = 0
    for found in _TOKEN.finditer(text):
        made += _literal(text[position : found.start()])
        made.append(_token(found[1], agency))
        position = found.end()
    made += _literal(text[position:])
    if not made:
        raise Refusal("mark-template.wanting", field="template", token=_NEEDED[0])
    return tuple(made)


def _literal(text: str) -> list[_Piece]:
    for character in text:
        if character not in _CHOSEN:
            raise Refusal("mark-template.character", field="template", given=character)
    return [_Piece("", text, len(text))] if text else []


def _token(given: str, agency: str) -> _Piece:
    sequence = _SEQUENCE.fullmatch(given)
    if sequence:
        width = int(sequence[1])
        if not LEAST_DIGITS <= width <= MOST_DIGITS:
            limits = {"least": LEAST_DIGITS, "most": MOST_DIGITS}
            raise Refusal("mark-template.digits", field="template", **limits)
        return _Piece("SEQ", "", width)
    if given == "AG":
        return _Piece(given, "", len(agency))
    if given == "SER":
        return _Piece(given, "", 1)
    if given in _WIDTHS:
        return _Piece(given, "", _WIDTHS[given])
    listed = " ".join(f"{{{token}}}" for token in _TOKENS)
    raise Refusal("mark-template.token", field="template", given=given[:40], listed=listed)


def _check_of(string: str) -> str:
    """ISO 7064 MOD 37-2 over the letters and digits; signs and the star count for nothing."""
    return check_character("".join(each for each in string if each not in SEPARATORS + STAR))


def _in_font(serial: str) -> str:
    capitals = serial.strip().upper()
    for character in capitals:
        if character not in FONT:
            raise Refusal("mark-string.not-in-font", field="weapon", given=character)
    return capitals


def as_read(typed: str) -> str:
    """What a reader typed, in the machine's letters: no keyboard has the star."""
    return " ".join(typed.upper().replace("*", STAR).split())


def reads_alike(read: str, ordered: str) -> bool:
    """Whether a reading is the string ordered; how wide the blanks are is no character of it."""
    return as_read(read).replace(" ", "") == ordered.replace(" ", "")


_RESULTS = {"OK": "struck", "MS": "mis-strike"}
_RESULT_CODE = re.compile(r"(SALW1MJ[0-9A-Z]+)L([0-9]{1,2})(OK|MS)")


def result_code(job_scan: str, line: int, outcome: str) -> str:
    """`SALW1MJXA26LEN7K2M0001XL1OK`: card, strike and outcome in one scan, so no two cards are mixed up."""
    letters = next(letters for letters, word in _RESULTS.items() if word == outcome)
    return f"{job_scan}L{line}{letters}"


@dataclass(frozen=True, slots=True)
class ScannedResult:
    """What a result code of a job card says."""

    job_scan: str
    line: int
    outcome: str


def read_result_code(text: str) -> ScannedResult | None:
    """None for anything that is no result code."""
    found = _RESULT_CODE.fullmatch(text.strip().upper())
    return ScannedResult(found[1], int(found[2]), _RESULTS[found[3]]) if found else None
