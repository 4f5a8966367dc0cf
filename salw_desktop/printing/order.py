"""The destruction order (P11): who ordered it, how and where, and the closed list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import partial

from salw_desktop.printing.annex import grouped
from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.flow import Area, Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.imprint import (
    Imprint,
    draw_duplicate_mark,
    draw_foot,
    draw_water_mark,
)
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.papers import OrderWords

_AREA = Area(left=14, right=196, top=24, bottom=279)
_CODE_MM = 24.0


@dataclass(frozen=True, slots=True)
class Mandate:
    """The paper of the authority outside that orders the destruction; the hash is of its scan."""

    issuer: str
    number: str
    date: str
    scan_sha256: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody who approved, in which function and when."""

    name: str
    function: str
    at: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of the closed list, in the order of its columns."""

    line: int
    control_number: str
    type_model: str
    calibre: str
    serial: str
    condition: str
    safety: str


@dataclass(frozen=True, slots=True)
class WithdrawnItem:
    """An item that was taken off the list, and why: evidence, appeal, claim."""

    control_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """Lines taken out after the list was frozen, the hash of the list without them, and who signed."""

    number: int
    date: str
    withdrawn: Sequence[WithdrawnItem]
    list_sha256: str
    signed_by: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """What a destruction order says; without a mandate it stands on a local approval alone.

    `lines` and `list_sha256` are those of the frozen list: an amendment never rewrites it.
    `code` is the text of the QR code: `SALW1` and the order's number without dashes.
    """

    number: str
    code: str
    authority: str
    programme: str
    campaign: str
    legal_basis: str
    mandate: Mandate | None
    method: str
    place: str
    planned_date: str
    written_by: str
    written_at: str
    approvals: Sequence[Approval]
    lines: Sequence[OrderLine]
    list_sha256: str
    signatories: Sequence[Signatory]
    imprint: Imprint
    amendments: Sequence[Amendment] = ()


def destruction_order(order: OrderPaper, words: OrderWords) -> bytes:
    """The order with its list; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, order, words))


def _draw(order: OrderPaper, words: OrderWords, pages: int) -> Document:
    document = Document(f"{words.title} {order.number}")
    flow = Flow(document, _AREA, partial(_dress, order, words, pages))
    _draw_head(flow, order, words)
    flow.facts(_facts(order, words))
    flow.gap(5)
    flow.heading(words.list_title)
    flow.paragraph(words.list_note, size=8.5, tone=Tone.GREY)
    flow.gap(1.5)
    _draw_list(flow, order, words)
    _draw_amendments(flow, order, words)
    flow.gap(7)
    draw_signatures(flow, order.signatories, words.imprint.sign_here)
    return document


def _dress(order: OrderPaper, words: OrderWords, pages: int, document: Document) -> None:
    draw_water_mark(document, order.imprint, words.imprint)
    is_first = document.page_count == 1
    title = order.authority if is_first else f"{words.title} {order.number}"
    document.text(_AREA.left, 16, title, size=10, face=Face.BOLD)
    draw_duplicate_mark(document, _AREA.right, 16, order.imprint, words.imprint)
    document.rule(_AREA.left, 19, _AREA.right, weight_pt=1, tone=Tone.INK)
    draw_foot(document, 14, 196, 287, order.number, order.imprint, words.imprint, pages)


def _draw_head(flow: Flow, order: OrderPaper, words: OrderWords) -> None:
    document = flow.document
    left, top = flow.area.left, flow.y
    room = flow.area.width - _CODE_MM - 6
    document.paper_code(flow.area.right - _CODE_MM, top, _CODE_MM, order.code)
    y = document.paragraph(left, top, room, order.programme, size=8.5, tone=Tone.GREY)
    y = document.paragraph(left, y + 1.5, room, words.title, size=21, face=Face.BOLD)
    y = document.paragraph(left, y + 0.5, room, order.number, size=13, face=Face.BOLD)
    y = document.paragraph(left, y + 0.8, room, words.check, size=7.5, tone=Tone.GREY)
    flow.y = max(y, top + _CODE_MM) + 4


def _facts(order: OrderPaper, words: OrderWords) -> list[tuple[str, str]]:
    none = words.imprint.not_recorded
    rows = [
        (words.campaign, order.campaign or none),
        (words.legal_basis, order.legal_basis or none),
    ]
    if order.mandate is None:
        rows.append((words.mandate, words.local_approval))
    else:
        mandate = words.mandate_text.format(
            issuer=order.mandate.issuer, number=order.mandate.number, date=order.mandate.date
        )
        rows.append((words.mandate, mandate))
        scan = grouped(order.mandate.scan_sha256) or words.imprint.not_recorded
        rows.append((words.scan, scan))
    written = f"{order.written_by}, {order.written_at}"
    approvals = [
        words.approval.format(name=each.name, function=each.function, at=each.at)
        for each in order.approvals
    ]
    rows += [
        (words.method, order.method or none),
        (words.place, order.place or none),
        (words.planned, order.planned_date or none),
        (words.written, written),
        (words.approved, "\n".join(approvals) or words.not_approved),
    ]
    return rows


def _draw_list(flow: Flow, order: OrderPaper, words: OrderWords) -> None:
    columns = (
        Column(words.line, 9.0, is_figure=True),
        Column(words.control_number, 33.0, Face.SEMIBOLD),
        Column(words.type_model, 45.0),
        Column(words.calibre, 23.0),
        Column(words.serial, 32.0, Face.SEMIBOLD),
        Column(words.condition, 21.0),
        Column(words.safety, 19.0),
    )
    flow.table(columns, ([str(field) for field in astuple(line)] for line in order.lines), size=8)
    flow.gap(2)
    flow.need(12)
    flow.paragraph(words.list_hash.format(lines=len(order.lines)), size=8, tone=Tone.GREY)
    flow.paragraph(grouped(order.list_sha256), size=8.5, face=Face.SEMIBOLD)


def _draw_amendments(flow: Flow, order: OrderPaper, words: OrderWords) -> None:
    """Each with the hash that holds from then on (practice e5)."""
    left = len(order.lines)
    for amendment in order.amendments:
        left -= len(amendment.withdrawn)
        flow.gap(5)
        flow.heading(
            words.amendment_title.format(number=amendment.number, date=amendment.date),
            with_next=30.0,
        )
        _draw_items(flow, amendment.withdrawn, words)
        flow.gap(2)
        flow.need(16)
        first, second = amendment.signed_by
        signed = words.amendment_signed.format(first=first, second=second)
        flow.paragraph(signed, size=8.5, face=Face.SEMIBOLD)
        flow.paragraph(words.amendment_hash.format(lines=left), size=8, tone=Tone.GREY)
        flow.paragraph(grouped(amendment.list_sha256), size=8.5, face=Face.SEMIBOLD)


def _draw_items(flow: Flow, items: Sequence[WithdrawnItem], words: OrderWords) -> None:
    columns = (
        Column(words.control_number, 36.0, Face.SEMIBOLD),
        Column(words.reason, flow.area.width - 36.0),
    )
    flow.table(columns, ([item.control_number, item.reason] for item in items), size=8)
