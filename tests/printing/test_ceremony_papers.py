"""How the ceremony sheet and the untagged card bear the longest words."""

from __future__ import annotations

import pytest
from paper_reading import codes, fonts_not_embedded, not_drawn, pictures
from table_paper_reading import text_boxes

from salw_desktop.domain.public_figures import BROAD_KINDS
from salw_desktop.printing.ceremony import CeremonySheet, KindFigures, ceremony_sheet
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.untagged_card import UntaggedCard, untagged_cards
from salw_desktop.words.ceremony import CeremonyWords
from salw_desktop.words.untagged import UntaggedWords

LONG = "Ж" * 30 + " a very long name of the trade that nobody foresaw, and then some more of it"
IMPRINT = Imprint("2026-11-22 10:00", LONG, is_duplicate=True)
CODE = "SALW1UTXA26LEN7K2M0003X"
SHEET = CeremonySheet(
    number="DDR1@2026-11-22",
    authority=LONG,
    campaign=LONG,
    site=LONG,
    date="2026-11-22",
    is_of_one_day=False,
    kinds=[KindFigures(kind, ["1,066", "fewer than 5"]) for kind in BROAD_KINDS],
    totals=["1,102", "571"],
    parts=["34", "0"],
    handed_in="1,102",
    destroyed="571",
    community=LONG,
    before=None,
    after=None,
    imprint=IMPRINT,
)
CARD = UntaggedCard(
    number="UT-XA26-LEN-7K2M-0003-X",
    running=3,
    code=CODE,
    described=LONG * 3,
    safety="loaded or stuck",
    verified_by="",
    where=LONG,
    found_by=LONG,
    found_on="2026-11-22",
    imprint=IMPRINT,
)
PAPERS = {
    "ceremony": (ceremony_sheet(SHEET, CeremonyWords()), 2, (210, 297)),
    "card": (untagged_cards([CARD], UntaggedWords()), 1, (105, 148.5)),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_that_long_words_stay_on_their_page_and_in_its_fonts(kind: str) -> None:
    pdf, pages, (width_mm, height_mm) = PAPERS[kind]
    boxes = text_boxes(pdf)
    assert len(boxes) == pages
    for (_, _, _, top), runs in boxes:
        for left, low, right, up in runs:
            assert 0 < left < right < width_mm / 25.4 * 72
            assert top - height_mm / 25.4 * 72 < low < up < top
    assert (fonts_not_embedded(pdf), not_drawn(pdf)) == (set(), [])


def test_that_a_scanner_reads_the_card() -> None:
    (page,) = pictures(PAPERS["card"][0], 200)
    assert [code.text for code in codes(page, 200)] == [CODE]
