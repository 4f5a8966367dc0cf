"""A journal segment as text: one event a line, its exact bytes and its signatures in base64."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from pybase64 import b64decode

from salw_desktop.bundle.ustar import Member, pieces
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.event_lines import line_of
from salw_desktop.keys.signing import SIGNATURE_BYTES

PAYLOAD_MAX_BYTES = 64 * 1024
_PARTS = (2, 3)  # a payload, its signature, a witness's
_LINE_MAX_BYTES = 4 * (PAYLOAD_MAX_BYTES + 2) // 3 + 2 * (1 + 88) + 1


class Line(NamedTuple):
    """One event as it was signed. What the payload says is for those who know its branch."""

    payload: bytes
    signature: bytes
    witness: bytes | None = None

    def encoded(self) -> bytes:
        return line_of(self.payload, self.signature, self.witness)


def parse_line(text: bytes) -> Line:
    """The line that `encoded` would write as `text`; ValueError for any other text."""
    line = _read_line(text)
    sizes = (len(line.signature), SIGNATURE_BYTES if line.witness is None else len(line.witness))
    if (
        sizes != (SIGNATURE_BYTES, SIGNATURE_BYTES)
        or not 0 < len(line.payload) <= PAYLOAD_MAX_BYTES
    ):
        raise ValueError("payload or signature size")
    # base64 has spellings that decode alike; only one of them was hashed by the sender
    if line.encoded() != text:
        raise ValueError("not the one spelling of a line")
    return line


def _read_line(text: bytes) -> Line:
    parts = [b64decode(part, validate=True) for part in text[:-1].split(b" ")]
    if len(parts) not in _PARTS:
        raise ValueError("not a payload and its signatures")
    return Line(*parts)


def look_at_lines(name: str, parts: Iterable[bytes], wanted: int) -> None:
    """So many lines as `encoded` writes them; Refusal bundle.line-malformed says the first that is wrong of `name`."""
    number = 0
    for number, text in enumerate(_texts(parts), 1):
        try:
            parse_line(text)
        except ValueError:
            raise Refusal("bundle.line-malformed", name=name, line=number) from None
    if number != wanted:
        raise Refusal("bundle.line-malformed", name=name, line=number + 1)


def read_lines(file: BinaryIO, member: Member) -> Iterator[Line]:
    """Of a member that was looked at."""
    for text in _texts(pieces(file, member)):
        yield _read_line(text)


def _texts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines with their ends; the last one may lack it, and nothing comes after one without end."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        for text in whole:
            yield text + b"\n"
        if len(rest) > _LINE_MAX_BYTES:
            break
    if rest:
        yield rest
