"""The bundle slip (P13): goes with the stick, is signed for, and says what must arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.annex import grouped
from salw_desktop.printing.cards import (
    A6_MM,
    draw_fact,
    draw_marks,
    limited,
    quarters,
)
from salw_desktop.printing.document import Document, Tone, line_height, with_page_count
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import Imprint, draw_foot
from salw_desktop.printing.lines import shrunk
from salw_desktop.words.workshop_papers import BundleSlipWords

_MARGIN_MM = 8.0
_CODE_MM = 27.0
_CAPTION_MM = 21.0
_NUMBER_PT = (11.0, 10.0, 9.0, 8.0, 7.0)
_HALF_HASH = 32
_SIGNING_MM = 14.0


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose key opens the bundle, and that key's fingerprint as words."""

    name: str
    fingerprint: Sequence[str]


@dataclass(frozen=True, slots=True)
class BundleSlip:
    """One file of a bundle; `sha256` is of the file as it lies on the stick, 64 figures.

    `acknowledged` is the last receipt of headquarters; `size` is ready to be read.
    """

    number: str
    file_name: str
    volume: int
    volumes: int
    site: str
    unit: str
    first_event: int
    last_event: int
    events: int
    photos: int
    size: str
    sha256: str
    recipients: Sequence[Recipient]
    stick: str
    acknowledged: str
    imprint: Imprint


def bundle_slips(slips: Sequence[BundleSlip], words: BundleSlipWords) -> bytes:
    """A slip of a quarter of an A4 page for each file; Refusal bundle-slips.none."""
    if not slips:
        raise Refusal("bundle-slips.none", field="files")
    return with_page_count(partial(_draw, slips, words))


def _draw(slips: Sequence[BundleSlip], words: BundleSlipWords, pages: int) -> Document:
    return quarters(words.title, slips, partial(_draw_slip, words=words, pages=pages))


def _draw_slip(
    document: Document,
    slip: BundleSlip,
    left: float,
    top: float,
    *,
    words: BundleSlipWords,
    pages: int,
) -> None:
    right, bottom = left + A6_MM[0] - _MARGIN_MM, top + A6_MM[1] - _MARGIN_MM
    left, top = left + _MARGIN_MM, top + _MARGIN_MM
    room = right - left
    draw_marks(document, right, top + 3.5, slip.imprint, words.imprint)
    document.text(left, top + 4, words.title, size=13, face=Face.BOLD)
    size = shrunk(slip.number, Face.BOLD, _NUMBER_PT, room)
    document.text(left, top + 9.8, slip.number, size=size, face=Face.BOLD)
    document.paper_code(right - _CODE_MM, top + 14, _CODE_MM, slip.sha256)
    y = top + 16.5
    beside = room - _CODE_MM - 4 - _CAPTION_MM
    for caption, value, lines in _facts(slip, words):
        y = draw_fact(document, (left, y), (_CAPTION_MM, beside), caption, value, lines=lines)
    y = max(y, top + 14 + _CODE_MM + 5)
    y = _draw_wide(document, slip, left, y, room, words)
    _draw_signing(document, left, right, bottom - 9, words)
    draw_foot(document, left, right, bottom, slip.number, slip.imprint, words.imprint, pages)


def _facts(slip: BundleSlip, words: BundleSlipWords) -> Iterator[tuple[str, str, int]]:
    none = words.imprint.not_recorded
    volume = words.volume_of.format(volume=slip.volume, volumes=slip.volumes)
    site = ", ".join(text for text in (slip.site, slip.unit) if text)
    events = words.events_text.format(
        first=slip.first_event, last=slip.last_event, count=slip.events
    )
    yield words.volume, volume, 1
    yield words.site, site or none, 2
    yield words.events, events, 2
    yield words.photos, str(slip.photos), 1
    yield words.size, slip.size or none, 1
    yield words.stick, slip.stick or words.write_here, 1


def _draw_wide(
    document: Document,
    slip: BundleSlip,
    left: float,
    y: float,
    room: float,
    words: BundleSlipWords,
) -> float:
    """What needs the whole width: names of files, receipts and keys, and the hash in two lines."""
    widths = (_CAPTION_MM, room - _CAPTION_MM)
    digest = "\n".join(grouped(half) for half in _halves(slip.sha256))
    acknowledged = slip.acknowledged or words.never_acknowledged
    y = draw_fact(document, (left, y), widths, words.file, slip.file_name)
    y = draw_fact(document, (left, y), widths, words.acknowledged, acknowledged)
    y = draw_fact(document, (left, y), widths, words.sha256, digest)
    caption = words.recipients
    for recipient in slip.recipients:
        y = draw_fact(document, (left, y), widths, caption, recipient.name, lines=1) - 0.8
        caption = ""
        fingerprint = " ".join(recipient.fingerprint)
        for line in limited(fingerprint, Face.REGULAR, 7, widths[1], 2):
            document.text(left + _CAPTION_MM, y, line, size=7)
            y += line_height(7)
        y += 0.8
    return y


def _halves(sha256: str) -> tuple[str, str]:
    return sha256[:_HALF_HASH], sha256[_HALF_HASH:]


def _draw_signing(
    document: Document, left: float, right: float, bottom: float, words: BundleSlipWords
) -> None:
    """Two places to sign side by side above the foot."""
    middle = (left + right) / 2
    y = bottom - 4
    for begin, end, caption in (
        (left, middle - 2, words.courier),
        (middle + 2, right, words.headquarters),
    ):
        document.text(begin, y - _SIGNING_MM + 3, caption, size=7.5, face=Face.BOLD)
        document.rule(begin, y, end, tone=Tone.INK)
        document.text(begin, y + 3.2, words.sign_here, size=6.5, tone=Tone.GREY)
