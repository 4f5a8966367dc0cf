"""The eligibility decision: rule, facts, who decided, and the lines of an appeal (practice e10; never a group, a19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from salw_desktop.printing.document import Document, Tone, with_page_count
from salw_desktop.printing.flow import Column, Flow
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.letterhead import Letterhead, begun, draw_head
from salw_desktop.printing.signatures import Signatory, draw_signatures
from salw_desktop.words.trade_papers import EligibilityWords

_VERDICT_MM = 15.0
_APPEAL_MM = 88.0  # with the boxes in which it is signed: the appeal can be cut off and handed in
_APPEAL_LINES = 3
_LINE_MM = 9.0


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """What was decided before and appealed against."""

    date: str
    decision: str
    why: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class EligibilityPaper:
    """What was decided of one who brought weapons, told by the receipt he holds: a paper is never erased."""

    head: Letterhead
    campaign: str
    receipt: str
    rule: str
    facts: str
    is_eligible: bool
    why: str
    referred_to: str
    decided_on: str
    decided_by: Signatory
    earlier: Sequence[EarlierDecision]
    where_to_ask: str


def eligibility_decision(paper: EligibilityPaper, words: EligibilityWords) -> bytes:
    """The decision with its appeal; Refusal paper.code-too-long."""
    return with_page_count(partial(_draw, paper, words))


def _draw(paper: EligibilityPaper, words: EligibilityWords, pages: int) -> Document:
    flow = begun(paper.head, words.imprint, pages)
    draw_head(flow, paper.head, words.note)
    flow.facts(_facts_of_person(paper, words))
    flow.gap(4)
    _draw_verdict(flow, words.eligible if paper.is_eligible else words.not_eligible)
    flow.facts(_facts_of_decision(paper, words))
    _draw_earlier(flow, paper.earlier, words)
    flow.gap(4)
    draw_signatures(flow, (paper.decided_by,), words.imprint.sign_here)
    flow.paragraph(words.receipt_stands, size=9.5, face=Face.SEMIBOLD)
    flow.gap(5)
    _draw_appeal(flow, paper, words)
    return flow.document


def _facts_of_person(paper: EligibilityPaper, words: EligibilityWords) -> list[tuple[str, str]]:
    return [
        (words.campaign, paper.campaign),
        (words.receipt, paper.receipt or words.no_receipt),
        (words.bearer, words.no_name),
    ]


def _facts_of_decision(paper: EligibilityPaper, words: EligibilityWords) -> list[tuple[str, str]]:
    return [
        (words.rule, paper.rule),
        (words.facts, paper.facts),
        (words.why, paper.why),
        (words.referred_to, paper.referred_to or words.nowhere),
        (words.decided_on, paper.decided_on),
    ]


def _draw_verdict(flow: Flow, verdict: str) -> None:
    flow.need(_VERDICT_MM)
    flow.document.band(flow.area.left, flow.y, flow.area.width, _VERDICT_MM - 3)
    baseline = flow.y + 8
    flow.document.text(flow.area.left + 4, baseline, verdict, size=16, face=Face.BOLD)
    flow.gap(_VERDICT_MM)


def _draw_earlier(flow: Flow, earlier: Sequence[EarlierDecision], words: EligibilityWords) -> None:
    if not earlier:
        return
    flow.gap(4)
    flow.heading(words.earlier_title)
    columns = (
        Column(words.date, 24.0),
        Column(words.decision, 28.0, Face.SEMIBOLD),
        Column(words.why, flow.area.width - 94.0),
        Column(words.decided_by, 42.0),
    )
    rows = ((each.date, each.decision, each.why, each.decided_by) for each in earlier)
    flow.table(columns, rows, size=8.5)


def _draw_appeal(flow: Flow, paper: EligibilityPaper, words: EligibilityWords) -> None:
    flow.need(_APPEAL_MM)
    flow.heading(words.appeal_title)
    flow.paragraph(words.appeal, size=9.5)
    flow.paragraph(f"{words.ask} {paper.where_to_ask or words.ask_station}", size=9.5)
    flow.gap(1)
    flow.paragraph(words.appeal_because, size=8.5, tone=Tone.GREY)
    for _ in range(_APPEAL_LINES):
        flow.gap(_LINE_MM)
        flow.rule(tone=Tone.INK)
    flow.gap(5)
    people = (
        Signatory(words.person, "", words.stays_on_paper),
        Signatory(words.appeal_taken_by, ""),
    )
    draw_signatures(flow, people, words.imprint.sign_here)
