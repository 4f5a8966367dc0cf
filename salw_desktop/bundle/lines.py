"""A journal segment as text: one event a line, its exact bytes and its signatures in base64."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from salw_desktop.bundle.ustar import Member, pieces
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.event_lines import line_of

PAYLOAD_MAX_BYTES = 64 * 1024
_LINE_MAX_BYTES = 4 * (PAYLOAD_MAX_BYTES + 2) // 3 + 2 * (1 + 88) + 1


class Line(NamedTuple):
    """One event as it was signed. What the payload says is for those who know its branch."""

    payload: bytes
    signature: bytes
    witness: bytes | None = None

    def encoded(self) -> bytes:
        return line_of(self.payload, self.signature, self.witness)


# base64 has spellings that decode alike, which differ in the bits that its last sign leaves over; only one of them was
# hashed by the sender
_PAYLOAD = rb"([A-Za-z0-9+/]+(?:[AQgw]==|[AEIMQUYcgkosw048]=)?)"
_SIGNATURE = rb"[A-Za-z0-9+/]{85}[AQgw]=="
_LINE = re.compile(rb"%b %b(?: %b)?\n" % (_PAYLOAD, _SIGNATURE, _SIGNATURE))


def parse_line(text: bytes) -> Line:
    """The line that `encoded` would write as `text`; ValueError for any other text."""
    _look_at_line(text)
    return _read_line(text)


def _look_at_line(text: bytes) -> None:
    found = _LINE.fullmatch(text)
    if found is None:
        raise ValueError("not the one spelling of a line")
    signs = len(found[1])
    size_bytes = signs // 4 * 3 - found[1].count(b"=", -2)
    if signs % 4 or not 0 < size_bytes <= PAYLOAD_MAX_BYTES:
        raise ValueError("payload size")


def _read_line(text: bytes) -> Line:
    return Line(*[a2b_base64(part) for part in text.split(b" ")])


def look_at_lines(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Each line as it stands; Refusal bundle.line-malformed names the first that is wrong."""
    for number, text in enumerate(_texts(file, member), 1):
        try:
            _look_at_line(text)
        except ValueError:
            raise Refusal("bundle.line-malformed", name=member.name, line=number) from None
        yield text


def read_lines(file: BinaryIO, member: Member) -> Iterator[Line]:
    """Of a member that was looked at."""
    for text in _texts(file, member):
        yield _read_line(text)


def _texts(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The lines with their ends; the last one may lack it, and nothing comes after one without end."""
    rest = b""
    for piece in pieces(file, member):
        *whole, rest = (rest + piece).split(b"\n")
        for text in whole:
            yield text + b"\n"
        if len(rest) > _LINE_MAX_BYTES:
            break
    if rest:
        yield rest
