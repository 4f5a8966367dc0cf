"""The annex of a certificate: its lines, the bytes that are hashed, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from salw_desktop.printing.flow import Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.words.papers import CertificateWords

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINE_PT = 7.5


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One item of the order and what became of it; the order of the fields is that of `annex_bytes`."""

    line: int
    control_number: str
    type: str
    model: str
    calibre: str
    serial: str
    marks: str
    condition: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AnnexException:
    """An item missing, extra or not destroyed, and why."""

    control_number: str
    reason: str


def annex_bytes(lines: Sequence[AnnexLine]) -> bytes:
    """The canonical text whose SHA-256 the certificate carries.

    UTF-8 without a byte order mark; one line an item, ended by a line feed; its nine fields in the
    order of `AnnexLine`, parted by tabs, the line number in decimal. Within a field a backslash is
    written as two, a tab as backslash t, a line feed as backslash n, a carriage return as
    backslash r; nothing else is changed, so a serial is hashed as it was recorded.
    """
    rows = ("\t".join(str(field).translate(_ESCAPES) for field in astuple(line)) for line in lines)
    return "".join(f"{row}\n" for row in rows).encode()


def draw_annex(
    flow: Flow, lines: Sequence[AnnexLine], annex_sha256: str, words: CertificateWords
) -> None:
    columns = (
        Column(words.line, 9.0, is_figure=True),
        Column(words.control_number, 30.0, Face.SEMIBOLD),
        Column(words.type, 19.0),
        Column(words.model, 22.0),
        Column(words.calibre, 20.0),
        Column(words.serial, 23.0, Face.SEMIBOLD),
        Column(words.marks, 19.0),
        Column(words.condition, 23.0),  # the longest word of a grade stays whole
        Column(words.outcome, 17.0),
    )
    flow.table(columns, ([str(field) for field in astuple(line)] for line in lines), size=_LINE_PT)
    flow.gap(2)
    flow.paragraph(words.annex_hash.format(lines=len(lines)), size=_LINE_PT)
    flow.paragraph(grouped(annex_sha256), size=8.5, face=Face.SEMIBOLD)


def draw_exceptions(
    flow: Flow, exceptions: Sequence[AnnexException], words: CertificateWords
) -> None:
    flow.gap(6)
    flow.heading(words.exceptions_title)
    if not exceptions:
        flow.paragraph(words.exceptions_none, size=9)
        return
    columns = (
        Column(words.control_number, 34.0, Face.SEMIBOLD),
        Column(words.exception, flow.area.width - 34.0),
    )
    flow.table(columns, ([e.control_number, e.reason] for e in exceptions), size=8)


def grouped(letters: str, blank: str = " ") -> str:
    """A hash or code in groups of four, as a person reads it out."""
    letters = "".join(letters.split())
    return blank.join(letters[place : place + 4] for place in range(0, len(letters), 4))
