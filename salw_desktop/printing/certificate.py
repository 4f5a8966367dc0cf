"""The certificate of destruction (P12): one page to frame, and an annex with a line for every item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.annex import (
    AnnexException,
    AnnexLine,
    Batch,
    Interruption,
    draw_annex,
    draw_course,
    draw_exceptions,
    grouped,
)
from salw_desktop.printing.document import Document, Tone, line_height, with_page_count
from salw_desktop.printing.flow import Area, Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.qr import paper_matrix
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.papers import CertificateWords

_FIRST = Area(left=20, right=190, top=22, bottom=270)
_ANNEX = Area(left=14, right=196, top=24, bottom=280)
_MODULE_MM = 0.55
_CODE_MIN_MM = 26.0
_QUIET_MM = 1.0  # with the gap under the signatures: four modules of the largest


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many of one kind of weapon were counted in, and how many were destroyed."""

    kind: str
    counted_in: int
    destroyed: int


@dataclass(frozen=True, slots=True)
class AmendedList:
    """The list of an order that was amended: its hash when it was approved, and at its last amendment."""

    frozen_sha256: str
    amended_sha256: str
    number: int
    date: str


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """What a certificate says (domain §2.9); texts are ready to be read, an empty one was not recorded.

    `code` is the text of the QR code, `letters` the 14 that a person compares with the program.
    `counted_after` counts what lay there when all was done, None where nobody counted;
    `ffe_number` is of the certificate that the scrap is free of explosives.
    """

    number: str
    order_number: str
    authority: str
    programme: str
    legal_basis: str
    date: str
    place: str
    method: str
    started: str
    ended: str
    weight_before: str
    weight_after: str
    scrap_to: str
    photographs: str
    kinds: Sequence[KindCount]
    difference_reason: str
    signatories: Sequence[Signatory]
    lines: Sequence[AnnexLine]
    exceptions: Sequence[AnnexException]
    annex_sha256: str
    code: str
    letters: str
    imprint: Imprint
    amended_list: AmendedList | None = None
    counted_after: int | None = None
    ffe_number: str = ""
    batches: Sequence[Batch] = ()
    interruptions: Sequence[Interruption] = ()


def certificate(paper: CertificatePaper, words: CertificateWords) -> bytes:
    """The certificate and its annex as one PDF; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, paper, words))


def _draw(paper: CertificatePaper, words: CertificateWords, pages: int) -> Document:
    document = Document(f"{words.title} {paper.number}")
    flow = Flow(document, _FIRST, partial(_dress_first, paper, words, pages))
    _draw_head(flow, paper, words)
    flow.paragraph(_sentence(paper, words), size=10)
    flow.gap(3)
    flow.facts(_facts(paper, words))
    flow.gap(4.5)
    _draw_kinds(flow, paper, words)
    flow.gap(5)
    side = max(_CODE_MIN_MM, len(paper_matrix(paper.code)) * _MODULE_MM)
    draw_signatures(flow, paper.signatories, words.imprint.sign_here, below=side + _QUIET_MM)
    _draw_check(flow, paper, words, side, pages)
    document.next_page()
    annex = Flow(document, _ANNEX, partial(_dress_annex, paper, words, pages))
    draw_annex(annex, paper.lines, paper.annex_sha256, words)
    draw_exceptions(annex, paper.exceptions, words)
    draw_course(annex, paper.batches, paper.interruptions, words)
    return document


def _dress_first(
    paper: CertificatePaper, words: CertificateWords, pages: int, document: Document
) -> None:
    draw_water_mark(document, paper.imprint, words.imprint)
    for inset, weight_pt in ((12.0, 1.2), (13.2, 0.4)):
        width, height = document.width_mm - 2 * inset, document.height_mm - 2 * inset
        document.frame(inset, inset, width, height, weight_pt=weight_pt, tone=Tone.INK)
    draw_duplicate_mark(document, _FIRST.right, 19.6, paper.imprint, words.imprint)
    draw_foot(document, 20, 190, 279.5, paper.number, paper.imprint, words.imprint, pages)


def _dress_annex(
    paper: CertificatePaper, words: CertificateWords, pages: int, document: Document
) -> None:
    draw_water_mark(document, paper.imprint, words.imprint)
    title = words.annex_title.format(number=paper.number)
    document.text(_ANNEX.left, 16, title, size=10, face=Face.BOLD)
    draw_duplicate_mark(document, _ANNEX.right, 16, paper.imprint, words.imprint)
    document.rule(_ANNEX.left, 19, _ANNEX.right, weight_pt=1, tone=Tone.INK)
    draw_foot(document, 14, 196, 287, paper.number, paper.imprint, words.imprint, pages)


def _draw_head(flow: Flow, paper: CertificatePaper, words: CertificateWords) -> None:
    flow.paragraph(paper.authority, size=10.5, face=Face.SEMIBOLD)
    flow.paragraph(paper.programme, size=8.5, tone=Tone.GREY)
    flow.gap(5)
    flow.paragraph(words.title, size=23, face=Face.BOLD)
    flow.gap(2)
    flow.rule(weight_pt=1.2, tone=Tone.INK)
    flow.gap(3.5)
    baseline = flow.y + 4.2
    flow.document.text(flow.area.left, baseline, words.number, size=9.5, tone=Tone.GREY)
    flow.document.text(flow.area.left + 36, baseline, paper.number, size=13, face=Face.BOLD)
    flow.gap(9)


def _sentence(paper: CertificatePaper, words: CertificateWords) -> str:
    counted_in = sum(count.counted_in for count in paper.kinds)
    destroyed = sum(count.destroyed for count in paper.kinds)
    if destroyed != counted_in:
        template = words.part_destroyed
    elif destroyed == 1:
        template = words.one_destroyed
    else:
        template = words.all_destroyed
    return template.format(
        counted_in=counted_in,
        destroyed=destroyed,
        date=paper.date,
        place=paper.place,
        order=paper.order_number,
    )


def _facts(paper: CertificatePaper, words: CertificateWords) -> list[tuple[str, str]]:
    none = words.imprint.not_recorded
    times = words.times_text.format(started=paper.started or none, ended=paper.ended or none)
    weights = words.weights_text.format(
        before=paper.weight_before or none, after=paper.weight_after or none
    )
    rows = [
        (words.legal_basis, paper.legal_basis or none),
        (words.method, paper.method or none),
        (words.place, paper.place or none),
        (words.times, times),
        (words.weights, weights),
        (words.scrap, paper.scrap_to or none),
        (words.photographs, paper.photographs or none),
    ]
    return [*rows, *_facts_of_some(paper, words)]


def _facts_of_some(paper: CertificatePaper, words: CertificateWords) -> Iterator[tuple[str, str]]:
    """What not every destruction has: it stands on the paper only where there is something to say."""
    if paper.counted_after is not None:
        destroyed = sum(count.destroyed for count in paper.kinds)
        found = str(paper.counted_after)
        if paper.counted_after != destroyed:
            found = words.counted_differs.format(count=found, destroyed=destroyed)
        yield words.counted_after, found
    if paper.ffe_number:
        yield words.ffe, words.ffe_text.format(number=paper.ffe_number)
    if paper.amended_list is not None:
        amended = paper.amended_list
        caption = words.list_amended.format(number=amended.number, date=amended.date)
        yield words.list_frozen, grouped(amended.frozen_sha256)
        yield caption, grouped(amended.amended_sha256)


def _draw_kinds(flow: Flow, paper: CertificatePaper, words: CertificateWords) -> None:
    columns = (
        Column(words.kind, 92.0),
        Column(words.counted_in, 26.0, Face.SEMIBOLD, is_figure=True),
        Column(words.destroyed, 26.0, Face.SEMIBOLD, is_figure=True),
        Column(words.difference, 26.0, Face.SEMIBOLD, is_figure=True),
    )
    flow.table(columns, [_counts(count) for count in paper.kinds], size=9)
    total = KindCount(
        words.total,
        sum(count.counted_in for count in paper.kinds),
        sum(count.destroyed for count in paper.kinds),
    )
    flow.total(columns, _counts(total), size=10)
    if paper.difference_reason:
        flow.gap(1.5)
        flow.paragraph(words.difference_reason.format(reason=paper.difference_reason), size=9)


def _counts(count: KindCount) -> list[str]:
    # a true minus sign: the hyphen of a negative figure is lost on a copy
    difference = str(count.destroyed - count.counted_in).replace("-", "−")
    return [count.kind, str(count.counted_in), str(count.destroyed), difference]


def _draw_check(
    flow: Flow, paper: CertificatePaper, words: CertificateWords, side: float, pages: int
) -> None:
    flow.gap(_QUIET_MM)
    flow.need(side)
    if flow.document.page_count == 1:
        # the code stands at the foot, where a hand finds it on every certificate
        flow.y = max(flow.y, flow.area.bottom - side)
    top, left = flow.y, flow.area.left + side + 5
    room = flow.area.right - left
    document = flow.document
    document.paper_code(flow.area.left, top, side, paper.code)
    y = document.paragraph(left, top, room, words.check_title, size=9, face=Face.SEMIBOLD)
    y = document.paragraph(left, y, room, words.check_scan, size=8, tone=Tone.GREY)
    y = document.paragraph(
        left, y + 0.8, room, grouped(paper.letters, "  "), size=13, face=Face.BOLD
    )
    if paper.lines:
        annex = words.check_annex.format(
            lines=len(paper.lines), pages=pages - flow.document.page_count
        )
        y = document.paragraph(left, y + 0.8, room, annex, size=8, tone=Tone.GREY)
    flow.y = max(y, top + side) + line_height(8)
