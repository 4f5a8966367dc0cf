"""Control numbers and paper numbers: blocks, running numbers, the check character, codes for scanners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from salw_desktop.domain.errors import Refusal

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
UNWRITABLE = frozenset("*IO")  # `*` is no letter on a tag; I and O are read as 1 and 0
RUNNING_DIGITS = 6
SCAN_PREFIX = "SALW1"
PRACTICE_COUNTRY = "XA"  # user-assigned in ISO 3166-1: no State will ever own it
PRACTICE_PREFIX = "XA26"

_BARE_BLOCK = re.compile(r"[0-9]{1,6}-[0-9]{1,6}")
_BLOCK = re.compile(r"([A-Z]{2})([0-9]{2})-([A-Z]{3})-([0-9]{1,6})-([0-9]{1,6})")
_NUMBER = re.compile(r"[A-Z]{2}[0-9]{2}-[A-Z]{3}-[0-9]{6}-[0-9A-Z]")
_TO_LETTERS = str.maketrans("01", "OI")
_TO_DIGITS = str.maketrans("OI", "01")


def check_character(body: str) -> str:
    """ISO 7064 MOD 37-2: catches each single error and each swap of neighbours or of next-but-one."""
    total = 0
    for character in body:
        total = (total + ALPHABET.index(character)) * 2 % 37
    return ALPHABET[(38 - total) % 37]


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Running numbers that belong to one device; country, year and site come from here, never from a clock."""

    country: str
    year: str
    site: str
    first: int
    last: int

    @classmethod
    def parse(cls, text: str, *, site: str) -> NumberBlock:
        """`XA26-LEN-000001-000999`; a bare `1-999` is a practice block of the site."""
        whole = text.strip().upper()
        if _BARE_BLOCK.fullmatch(whole):
            whole = f"{PRACTICE_PREFIX}-{site}-{whole}"
        found = _BLOCK.fullmatch(whole)
        if found is None:
            raise Refusal("block.malformed", field="block", given=whole)
        country, year, block_site, first, last = found.groups()
        if block_site != site:
            raise Refusal("block.other-site", field="block", given=block_site, site=site)
        if not 1 <= int(first) <= int(last):
            raise Refusal("block.malformed", field="block", given=text)
        return cls(country, year, block_site, int(first), int(last))

    @property
    def prefix(self) -> str:
        return f"{self.country}{self.year}-{self.site}"

    @property
    def is_practice(self) -> bool:
        return self.country == PRACTICE_COUNTRY

    def number(self, running: int) -> str | None:
        """`XA26-LEN-000043-9`, or None for a running number that is never issued."""
        return write_number(self.prefix, running)

    def numbers_from(self, running: int) -> Iterator[tuple[int, str]]:
        """Each running number that may be issued, from `running` on, with the number as written."""
        for candidate in range(max(running, self.first), self.last + 1):
            if number := self.number(candidate):
                yield candidate, number

    def never_issued(self, first: int, last: int) -> tuple[int, ...]:
        """Skipped by rule, so that a gap explains itself."""
        low, high = max(first, self.first), min(last, self.last)
        return tuple(running for running in range(low, high + 1) if self.number(running) is None)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.first:06d}-{self.last:06d}"


def write_number(prefix: str, running: int) -> str | None:
    digits = f"{running:0{RUNNING_DIGITS}d}"
    check = check_character(prefix.replace("-", "") + digits)
    return None if check in UNWRITABLE else f"{prefix}-{digits}-{check}"


def read_number(text: str) -> str:
    """A control number as typed or scanned, put right and checked.

    Each place holds letters or digits by rule, so a misread O/0 or I/1 is mended before the check.
    """
    plain = re.sub(r"[\s\-‐–.]", "", text.upper()).removeprefix(SCAN_PREFIX)
    if len(plain) != 2 + 2 + 3 + RUNNING_DIGITS + 1:
        raise Refusal("number.malformed", field="number", given=text[:40])
    written = (
        plain[:2].translate(_TO_LETTERS)
        + plain[2:4].translate(_TO_DIGITS)
        + f"-{plain[4:7].translate(_TO_LETTERS)}"
        + f"-{plain[7:13].translate(_TO_DIGITS)}"
        + f"-{plain[13].translate(_TO_DIGITS)}"
    )
    if _NUMBER.fullmatch(written) is None:
        raise Refusal("number.malformed", field="number", given=text[:40])
    if check_character(written[:-2].replace("-", "")) != written[-1]:
        raise Refusal("number.misread", field="number", given=text[:40])
    return written


def running_of(number: str) -> int:
    """`XA26-LEN-000043-9` → 43."""
    return int(number.rsplit("-", 2)[1])


def runnings_meant(prefix: str, piece: str) -> list[tuple[int, int]]:
    """From which to which running number of a block a piece of a control number may stand for.

    The piece, without dashes, is a part of the prefix (`XA26-LEN`), or ends it and goes on into the number, or is the
    number's own beginning, all of it, or its end with the check character: `000043`, `43`, `439`.
    """
    whole = prefix.replace("-", "")
    if piece and piece in whole:
        return [(1, 10**RUNNING_DIGITS - 1)]
    found = []
    for cut in range(len(piece)):
        head, rest = piece[:cut], piece[cut:]
        if whole.endswith(head):
            found += _runnings_of(prefix, rest, is_start=bool(head))
    return list(dict.fromkeys(found))


def _runnings_of(prefix: str, rest: str, *, is_start: bool) -> list[tuple[int, int]]:
    found = []
    if rest.isdecimal() and len(rest) <= RUNNING_DIGITS:
        scale = 10 ** (RUNNING_DIGITS - len(rest))
        found.append((int(rest) * scale, int(rest) * scale + scale - 1))
        if not is_start:
            found.append((int(rest), int(rest)))
    digits, check = rest[:-1], rest[-1]
    is_whole = len(digits) == RUNNING_DIGITS if is_start else len(digits) <= RUNNING_DIGITS
    if digits.isdecimal() and is_whole:
        number = write_number(prefix, int(digits))
        if number and number.endswith(check):
            found.append((int(digits), int(digits)))
    return found


def scan_code(number: str) -> str:
    """What the QR code holds: only 0-9 and A-Z, so that any scanner and keyboard layout can be learned."""
    return SCAN_PREFIX + number.replace("-", "")


def after_restore(highest: int) -> int:
    """The running number after which a restored series goes on: numbers may have been given since the backup."""
    return (highest // 100 + 1) * 100


_SERIES_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SERIES_LENGTH = 4


def device_series(fingerprint: bytes) -> str:
    """The four characters that keep the papers of two laptops at one site apart."""
    value = int.from_bytes(fingerprint[:8], "big")
    letters = []
    for _ in range(SERIES_LENGTH):
        value, place = divmod(value, len(_SERIES_LETTERS))
        letters.append(_SERIES_LETTERS[place])
    return "".join(letters)


def paper_numbers(kind: str, prefix: str, series: str, after: int) -> Iterator[tuple[int, str]]:
    """`DC-XA26-LEN-7K2M-0005-X`: kind, country and year, site, the device's series, running number, check."""
    running = after
    while True:
        running += 1
        body = f"{kind}-{prefix}-{series}-{running:04d}"
        check = check_character(body.replace("-", ""))
        if check not in UNWRITABLE:
            yield running, f"{body}-{check}"
