"""Serial numbers as stamped, and the key that search compares: never unique, never altered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category, decimal, normalize

from salw_desktop.domain.errors import Refusal

_CYRILLIC = str.maketrans("АВЕКМНОРСТХУІЅЈ", "ABEKMHOPCTXYISJ")
_WORN = str.maketrans("OI", "01")
UNREADABLE = "?"
LONGEST_SERIAL = 60


class SerialStatus(StrEnum):
    """Why the number reads as it does (practice.md a18: worn is not removed)."""

    READABLE = "readable"
    PARTIAL = "partial"
    WORN = "worn or rusted"
    REMOVED = "removed on purpose"
    NEVER_HAD_ONE = "never had one"
    NOT_READ_YET = "not read yet"


_WITH_TEXT = frozenset({SerialStatus.READABLE, SerialStatus.PARTIAL})
_WITHOUT_TEXT = frozenset({SerialStatus.NEVER_HAD_ONE, SerialStatus.NOT_READ_YET})


def serial_key(text: str) -> str:
    """What search compares: capitals, no spaces or signs, no leading zeros, look-alikes folded, `?` kept."""
    folded = normalize("NFKC", text).upper().translate(_CYRILLIC)
    is_plain = folded.isascii() and folded.isalnum()
    kept = folded if is_plain else "".join(_plain(character) for character in folded)
    return kept.translate(_WORN).lstrip("0") or ("0" if kept else "")


def _plain(character: str) -> str:
    if character == UNREADABLE:
        return character
    digit = decimal(character, None)
    if digit is not None:  # Arabic, Persian and other digits
        return str(digit)
    return character if category(character)[0] in "LN" else ""


_NOT_SERIALS = frozenset(
    map(serial_key, ("NONE", "UNK", "UNKNOWN", "OBLITERATED", "NIL", "NA", "NOSERIAL"))
)


@dataclass(frozen=True, slots=True)
class SerialNumber:
    """What the metal says and how far it can be read. Two true weapons may share one."""

    text: str
    status: SerialStatus

    def __post_init__(self) -> None:
        if max(len(self.text), len(self.key)) > LONGEST_SERIAL:  # one sign may fold into many
            raise Refusal("serial.too-long", field="serial", most=LONGEST_SERIAL)
        if self.text and self.status in _WITHOUT_TEXT:
            raise Refusal("serial.not-empty", field="serial", status=self.status.value)
        if self.key in _NOT_SERIALS:
            raise Refusal("serial.is-a-word", field="serial", given=self.text)
        if self.status in _WITH_TEXT and not self.key:
            raise Refusal("serial.empty", field="serial", status=self.status.value)
        if self.status is SerialStatus.PARTIAL and UNREADABLE not in self.text:
            raise Refusal("serial.no-gap", field="serial")

    @property
    def key(self) -> str:
        return serial_key(self.text)

    @property
    def tail(self) -> str:
        """The last four characters, printed on the tag against swapping (practice.md d5)."""
        return f"…{self.text[-4:]}" if self.text else ""
