"""The out voucher (P6): a weapon leaves for a while, one sheet for each of the three who answer for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.cards import draw_cut
from salw_desktop.printing.document import Document, Tone, first_baseline, with_page_count
from salw_desktop.printing.flow import Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.letterhead import Letterhead, begun, draw_head
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.trade_papers import OutVoucherWords

_RETURN_MM = 90.0  # the return part stays whole, with the boxes in which it is signed
_LINE_MM = 9.0
_CAPTION_MM = 36.0


@dataclass(frozen=True, slots=True)
class CameBack:
    """How it came back; `breaches` names what went against the voucher."""

    on: str
    place: str
    condition: str
    breaches: str
    taken_by: str


@dataclass(frozen=True, slots=True)
class OutVoucher:
    """What went out, where to and until when; `back` is None while it is out."""

    head: Letterhead
    control_number: str
    type_model: str
    serial: str
    condition: str
    purpose: str
    to_whom: str
    case_number: str
    from_place: str
    sent_at: str
    due_on: str
    given_by: Signatory
    carried_by: Signatory
    back: CameBack | None = None


def out_voucher(voucher: OutVoucher, words: OutVoucherWords) -> bytes:
    """A sheet each for the store, the carrier and the receiver; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, voucher, words))


def _draw(voucher: OutVoucher, words: OutVoucherWords, pages: int) -> Document:
    flow = begun(voucher.head, words.imprint, pages)
    for place, keeper in enumerate(words.keepers):
        if place:
            flow.turn()
        _draw_sheet(flow, voucher, words, keeper)
    return flow.document


def _draw_sheet(flow: Flow, voucher: OutVoucher, words: OutVoucherWords, keeper: str) -> None:
    draw_head(flow, voucher.head, keeper)
    flow.facts(_facts(voucher, words))
    flow.gap(3)
    flow.paragraph(words.due_back.format(date=voucher.due_on), size=13, face=Face.BOLD)
    flow.paragraph(words.still_ours, size=8.5, tone=Tone.GREY)
    flow.gap(4)
    receiver = Signatory(words.received_by, "", voucher.to_whom)
    people = (voucher.given_by, voucher.carried_by, receiver)
    draw_signatures(flow, people, words.imprint.sign_here)
    flow.gap(3)
    flow.need(_RETURN_MM)
    draw_cut(flow.document, flow.y)
    flow.gap(4)
    flow.heading(words.return_title)
    _draw_return(flow, voucher.back, words)


def _facts(voucher: OutVoucher, words: OutVoucherWords) -> list[tuple[str, str]]:
    none = words.imprint.not_recorded
    return [
        (words.control_number, voucher.control_number),
        (words.type_model, voucher.type_model or none),
        (words.serial, voucher.serial or none),
        (words.condition, voucher.condition or none),
        (words.purpose, voucher.purpose.capitalize()),
        (words.to_whom, voucher.to_whom),
        (words.case_number, voucher.case_number or none),
        (words.from_place, voucher.from_place or none),
        (words.sent_at, voucher.sent_at),
    ]


def _draw_return(flow: Flow, back: CameBack | None, words: OutVoucherWords) -> None:
    if back is None:
        for caption in (words.back_on, words.back_condition, words.differences):
            _draw_empty_line(flow, caption)
        flow.gap(4)
    else:
        flow.facts(
            [
                (words.back_on, back.on),
                (words.back_place, back.place),
                (words.back_condition, back.condition),
                (words.differences, back.breaches or words.no_differences),
            ]
        )
        flow.gap(5)
    takers = (
        Signatory(words.brought_back_by, ""),
        Signatory(words.taken_back_by, back.taken_by if back else ""),
    )
    draw_signatures(flow, takers, words.imprint.sign_here)


def _draw_empty_line(flow: Flow, caption: str) -> None:
    """A caption and a line to write on, while nobody knows yet."""
    flow.gap(_LINE_MM)
    document, left = flow.document, flow.area.left
    document.text(left, flow.y - first_baseline(4), caption, size=8.5, tone=Tone.GREY)
    document.rule(left + _CAPTION_MM, flow.y, flow.area.right, tone=Tone.INK)
