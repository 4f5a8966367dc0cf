"""Draws papers of the table, and reads what is left of them after a cut."""

from __future__ import annotations

from dataclasses import asdict

import pypdfium2

from salw_desktop.printing.day_sheet import DaySheet, day_sheet
from salw_desktop.printing.hand_in_slip import HandInSlip, hand_in_slip
from salw_desktop.printing.number_card import NumberCard, number_card
from salw_desktop.printing.receipt import ReceiptPaper, receipt
from salw_desktop.words.table_papers import (
    DaySheetWords,
    HandInSlipWords,
    NumberCardWords,
    ReceiptWords,
)

RECEIPT, SLIP, DAY, CARD = ReceiptWords(), HandInSlipWords(), DaySheetWords(), NumberCardWords()
Paper = ReceiptPaper | HandInSlip | DaySheet | NumberCard
Box = tuple[float, float, float, float]


_drawn: dict[str, bytes] = {}


def drawn(paper: Paper) -> bytes:
    """Once for all tests that look at the same paper."""
    whole = f"{type(paper)} {asdict(paper)}"  # what it says of itself leaves its secrets out
    if whole not in _drawn:
        _drawn[whole] = drawn_anew(paper)
    return _drawn[whole]


def drawn_anew(paper: Paper) -> bytes:
    match paper:
        case ReceiptPaper():
            return receipt(paper, RECEIPT)
        case HandInSlip():
            return hand_in_slip(paper, SLIP)
        case DaySheet():
            return day_sheet(paper, DAY)
        case NumberCard():
            return number_card(paper, CARD)


def pieces(pdf: bytes) -> tuple[str, str]:
    """What the upper and the lower half of the first page say, once they are cut apart."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        words, middle = page.get_textpage(), page.get_height() / 2
        upper = words.get_text_bounded(bottom=middle)
        lower = words.get_text_bounded(top=middle)
        return " ".join(upper.split()), " ".join(lower.split())
    finally:
        document.close()


def text_boxes(pdf: bytes) -> list[tuple[Box, list[Box]]]:
    """Of each page its own box and the boxes of its runs of text, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            words = page.get_textpage()
            boxes = [words.get_rect(place) for place in range(words.count_rects())]
            found.append(((0.0, 0.0, *page.get_size()), boxes))
        return found
    finally:
        document.close()


def overlap(one: Box, other: Box) -> float:
    """The smaller side of what two boxes share, in points."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    upright = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, upright)


def squeezed(written: str) -> str:
    return "".join(written.split())
