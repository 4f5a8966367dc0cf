"""What out vouchers, laboratory results and eligibility decisions say, on pages where nothing is cut or covered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from paper_reading import codes, fonts_not_embedded, pictures, texts
from paper_samples import IMPRINT
from table_paper_reading import overlap, text_boxes

from salw_desktop.printing.eligibility_decision import (
    EarlierDecision,
    EligibilityPaper,
    eligibility_decision,
)
from salw_desktop.printing.laboratory_result import (
    LaboratoryPaper,
    ReadCharacter,
    Reading,
    laboratory_result,
)
from salw_desktop.printing.letterhead import Letterhead
from salw_desktop.printing.out_voucher import CameBack, OutVoucher, out_voucher
from salw_desktop.printing.signatures import Signatory
from salw_desktop.words.trade_papers import EligibilityWords, LaboratoryWords, OutVoucherWords

LONG = "Commission of the Republic for the Control of Small Arms in the District of Lendo " * 2
VOUCHER, LABORATORY, ELIGIBILITY = OutVoucherWords(), LaboratoryWords(), EligibilityWords()
SIGNATORY = Signatory("Given by", "Practice Storekeeper", "storekeeper", "Commission")


def a_head(title: str, **changed: object) -> Letterhead:
    head = Letterhead(
        "National Commission", "LEN Lendo", title, "OV-XA26-LEN-0001-1", "SALW1OV", IMPRINT
    )
    return replace(head, **changed)


def a_voucher(back: CameBack | None = None, text: str = "police laboratory") -> OutVoucher:
    return OutVoucher(
        head=a_head(VOUCHER.title),
        control_number="XA26-LEN-000043-9",
        type_model=text,
        serial="AB 12340",
        condition="not inspected",
        purpose="laboratory",
        to_whom=text,
        case_number="12/26",
        from_place=text,
        sent_at="2026-11-05 14:20",
        due_on="2026-12-01",
        given_by=SIGNATORY,
        carried_by=replace(SIGNATORY, role="Carried by", name="Practice Driver"),
        back=back,
    )


def a_result(text: str = "etching", read: str = "AB1?34") -> LaboratoryPaper:
    return LaboratoryPaper(
        head=a_head(LABORATORY.title),
        facts=[(LABORATORY.method, text), (LABORATORY.laboratory, text), (LABORATORY.report, "")],
        characters=[ReadCharacter(each, "likely") for each in read],
        on_record="removed on purpose",
        readings=[Reading(text, "front trunnion", "partial", text)],
        signatories=[replace(SIGNATORY, role=LABORATORY.examiner)],
    )


def a_decision(text: str = "one serviceable weapon", appeals: int = 0) -> EligibilityPaper:
    return EligibilityPaper(
        head=a_head(ELIGIBILITY.title),
        campaign=text,
        receipt="RC-XA26-LEN-0001-1",
        rule=text,
        facts=text,
        is_eligible=False,
        why=text,
        referred_to="",
        decided_on="2026-11-05",
        decided_by=SIGNATORY,
        earlier=[EarlierDecision("2026-11-01", "Eligible", text, "Practice Official")] * appeals,
        where_to_ask="",
    )


BACK = CameBack("2026-12-03", "Store", "as it left", "back on 2026-12-03, due on 2026-12-01", "K.")
LONG_BACK = replace(BACK, condition=LONG, breaches=LONG)
PAPERS: dict[str, Callable[[], bytes]] = {
    "out": lambda: out_voucher(a_voucher(), VOUCHER),
    "back": lambda: out_voucher(a_voucher(BACK), VOUCHER),
    "laboratory": lambda: laboratory_result(a_result(), LABORATORY),
    "decision": lambda: eligibility_decision(a_decision(), ELIGIBILITY),
    "long voucher": lambda: out_voucher(a_voucher(LONG_BACK, LONG), VOUCHER),
    "long result": lambda: laboratory_result(a_result(LONG, "W?" * 40), LABORATORY),
    "long decision": lambda: eligibility_decision(a_decision(LONG, 9), ELIGIBILITY),
}
each_paper = pytest.mark.parametrize("draw", PAPERS.values(), ids=PAPERS)


@each_paper
def test_that_a_paper_of_the_trade_is_the_same_each_time_with_its_fonts(
    draw: Callable[[], bytes],
) -> None:
    pdf = draw()
    assert draw() == pdf
    assert fonts_not_embedded(pdf) == set()


@each_paper
def test_that_on_a_paper_of_the_trade_nothing_is_cut_or_covered(draw: Callable[[], bytes]) -> None:
    for page, boxes in text_boxes(draw()):
        edge = 20.0
        strayed = [
            box
            for box in boxes
            if box[0] < edge or box[1] < edge or box[2] > page[2] - edge or box[3] > page[3] - edge
        ]
        covered = [pair for pair in combinations(boxes, 2) if overlap(*pair) > 0.9]
        # the water mark lies under everything
        assert [pair for pair in covered if not any(_is_mark(box) for box in pair)] == []
        assert [box for box in strayed if not _is_mark(box)] == []


def _is_mark(box: tuple[float, float, float, float]) -> bool:
    return box[3] - box[1] > 60


@each_paper
def test_that_each_page_of_the_trade_has_head_and_foot(draw: Callable[[], bytes]) -> None:
    pages = texts(draw())
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "PRACTICE" in page
        assert "National Commission" in page


def test_that_a_voucher_has_a_sheet_for_each_who_answers_for_the_weapon() -> None:
    pdf = out_voucher(a_voucher(), VOUCHER)
    pages = texts(pdf)
    assert [place in page for place, page in zip(VOUCHER.keepers, pages, strict=True)] == [True] * 3
    for page, picture in zip(pages, pictures(pdf, 200), strict=True):
        assert "Due back on 2026-12-01" in page
        assert "Practice Driver" in page
        assert [code.text for code in codes(picture, 200)] == ["SALW1OV"]


def test_that_the_return_is_filled_in_by_hand_until_it_is_recorded() -> None:
    (waiting, *_), (done, *_) = (
        texts(out_voucher(a_voucher(back), VOUCHER)) for back in (None, BACK)
    )
    assert VOUCHER.back_place not in waiting
    assert "Differences back on 2026-12-03, due on 2026-12-01" in done
    assert "as it left" in done


def test_that_each_character_stands_with_how_sure_it_is() -> None:
    characters = [ReadCharacter("7", "sure"), ReadCharacter("?", "not read")]
    paper = replace(a_result(), characters=characters)
    (page,) = texts(laboratory_result(paper, LABORATORY))
    assert "7 sure ? not read" in page
    assert "Number on record removed on purpose" in page


def test_that_a_waiver_shows_no_characters() -> None:
    paper = replace(a_result(), characters=[])
    (page,) = texts(laboratory_result(paper, LABORATORY))
    assert LABORATORY.characters_title not in page


def test_that_whoever_is_not_eligible_reads_of_receipt_and_appeal_on_one_page() -> None:
    (page,) = texts(eligibility_decision(a_decision(), ELIGIBILITY))
    assert "Not eligible" in page
    assert ELIGIBILITY.receipt_stands in page
    assert ELIGIBILITY.appeal_because in page
    assert ELIGIBILITY.earlier_title not in page


def test_that_an_appeal_keeps_its_lines_and_its_boxes_on_one_page() -> None:
    *_, last = texts(eligibility_decision(a_decision(appeals=2), ELIGIBILITY))
    for words in (ELIGIBILITY.appeal, ELIGIBILITY.person, ELIGIBILITY.appeal_taken_by):
        assert words in last
