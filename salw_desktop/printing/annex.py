"""The annex of a certificate: its lines, the bytes that are hashed, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from salw_desktop.printing.flow import Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.words.papers import CertificateWords

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINE_PT = 7.5
# of the ten columns; the longest word of a condition and a whole calibre stay on one line
_WIDTHS_MM = (9.0, 30.0, 19.0, 22.0, 20.0, 23.0, 19.0, 23.0, 17.0)
_WIDTHS_WITH_PHOTOS_MM = (8.0, 29.0, 16.0, 18.0, 19.0, 22.0, 15.0, 22.0, 17.0, 16.0)


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One item of the order and what became of it; the order of the fields is that of `annex_bytes`.

    `photos` is the first 8 letters of the hash of the item's photo set, empty where it has none.
    """

    line: int
    control_number: str
    type: str
    model: str
    calibre: str
    serial: str
    marks: str
    condition: str
    outcome: str
    photos: str = ""


@dataclass(frozen=True, slots=True)
class AnnexException:
    """An item missing, extra or not destroyed, and why."""

    control_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Weapons destroyed one after another and ticked off together: crate 3, 40, 10:40, 11:05."""

    name: str
    count: int
    began: str
    ended: str


@dataclass(frozen=True, slots=True)
class Interruption:
    """From when to when the work stood still, the seals put on, and what was counted again."""

    began: str
    ended: str
    seals: str
    recount: str


def annex_bytes(lines: Sequence[AnnexLine]) -> bytes:
    """The canonical text whose SHA-256 the certificate carries.

    UTF-8 without a byte order mark; one line an item, ended by a line feed; its fields in the order
    of `AnnexLine`, parted by tabs, the line number in decimal: ten, or nine where an item has no
    photographs, so that a certificate of before the tenth keeps its hash. Within a field a backslash is
    written as two, a tab as backslash t, a line feed as backslash n, a carriage return as
    backslash r; nothing else is changed, so a serial is hashed as it was recorded.
    """
    rows = ("\t".join(field.translate(_ESCAPES) for field in _hashed(line)) for line in lines)
    return "".join(f"{row}\n" for row in rows).encode()


def _hashed(line: AnnexLine) -> list[str]:
    fields = [str(field) for field in astuple(line)]
    return fields if line.photos else fields[:-1]


def draw_annex(
    flow: Flow, lines: Sequence[AnnexLine], annex_sha256: str, words: CertificateWords
) -> None:
    with_photos = any(line.photos for line in lines)
    fields = slice(None) if with_photos else slice(-1)
    rows = ([str(field) for field in astuple(line)[fields]] for line in lines)
    flow.table(_columns(words, with_photos=with_photos), rows, size=_LINE_PT)
    flow.gap(2)
    flow.paragraph(words.annex_hash.format(lines=len(lines)), size=_LINE_PT)
    flow.paragraph(grouped(annex_sha256), size=8.5, face=Face.SEMIBOLD)


def _columns(words: CertificateWords, *, with_photos: bool) -> list[Column]:
    captions = (
        words.line,
        words.control_number,
        words.type,
        words.model,
        words.calibre,
        words.serial,
        words.marks,
        words.condition,
        words.outcome,
        words.photos,
    )
    widths = _WIDTHS_WITH_PHOTOS_MM if with_photos else _WIDTHS_MM
    columns = [Column(*each) for each in zip(captions, widths, strict=False)]
    columns[0] = Column(words.line, widths[0], is_figure=True)
    for place in (1, 5):  # the number and the serial are what an eye looks for
        columns[place] = replace(columns[place], face=Face.SEMIBOLD)
    return columns


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


def draw_course(
    flow: Flow,
    batches: Sequence[Batch],
    interruptions: Sequence[Interruption],
    words: CertificateWords,
) -> None:
    """How the session went; nothing where it went in one piece."""
    if batches:
        flow.gap(6)
        flow.heading(words.batches_title)
        columns = (
            Column(words.batch, 100.0, Face.SEMIBOLD),
            Column(words.began, 32.0),
            Column(words.ended, 32.0),
            Column(words.count, 18.0, is_figure=True),
        )
        rows = ([batch.name, batch.began, batch.ended, str(batch.count)] for batch in batches)
        flow.table(columns, rows, size=8)
    if interruptions:
        flow.gap(6)
        flow.heading(words.interruptions_title)
        columns = (
            Column(words.began, 32.0),
            Column(words.ended, 32.0),
            Column(words.seals, 59.0),
            Column(words.recount, 59.0),
        )
        flow.table(columns, (list(astuple(each)) for each in interruptions), size=8)


def grouped(letters: str, blank: str = " ") -> str:
    """A hash or code in groups of four, as a person reads it out."""
    letters = "".join(letters.split())
    return blank.join(letters[place : place + 4] for place in range(0, len(letters), 4))
