"""What a receipt says, on which of its halves, and of whom it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from paper_reading import codes, is_white, pictures, text, texts
from table_paper_reading import RECEIPT, drawn, pieces, squeezed
from table_paper_samples import (
    IMPRINT,
    LONG_SERIAL,
    NUMBERS,
    SECRET,
    SIGNED_CODE,
    a_named_receipt,
    a_receipt,
    a_receipt_line,
    an_amnesty_receipt,
)

from salw_desktop.printing.receipt import Bearer, ReceiptPaper

TRUE = replace(IMPRINT, is_practice=False)
DUPLICATE = replace(IMPRINT, is_duplicate=True, copy=2)
PROMISE = " ".join(f"clause{number}" for number in range(300))


def test_that_both_halves_say_what_was_handed_in_where_and_to_whom() -> None:
    paper = replace(a_named_receipt(), read_aloud_in="Practic", read_aloud_by="Practice Reader")
    for piece in pieces(drawn(paper)):
        for expected in (
            paper.number,
            paper.authority,
            paper.programme,
            paper.campaign,
            paper.payment_line,
            *(line.serial for line in paper.lines),
            *(line.control_number for line in paper.lines),
            "2 magazines, 30 rounds",
            "serviceable",
            "Still to come: one bag of rounds",
            "Amnesty Act 2026, section 14",
            "Where to ask: Commission office",
            "Practice Officer Registration officer, mobile team 3",
            "Read aloud in Practic",
            "by Practice Reader",
        ):
            assert expected in piece


def test_that_what_no_inspector_graded_is_not_inspected() -> None:
    lines = (replace(a_receipt_line(1), condition="", serial=""),)
    for piece in pieces(drawn(replace(a_receipt(), lines=lines))):
        assert "not recorded not inspected" in piece


@pytest.mark.parametrize(("items", "pages"), [(0, 1), (1, 1), (7, 1), (8, 3), (40, 3), (120, 7)])
@pytest.mark.parametrize("paper", [a_named_receipt, an_amnesty_receipt])
def test_that_more_than_seven_lines_stand_on_an_annex_for_each_half(
    paper: Callable[[int], ReceiptPaper], items: int, pages: int
) -> None:
    printed = texts(drawn(paper(items)))
    assert len(printed) == pages
    copies = [" ".join(printed[1 : 1 + pages // 2]), " ".join(printed[1 + pages // 2 :])]
    for copy in copies if items > 7 else pieces(drawn(paper(items))):
        assert [n for n in NUMBERS[:items] if n not in copy] == []
    assert (f"Items on this receipt: {items}." in printed[0]) == (items > 7)


@pytest.mark.parametrize("paper", [a_named_receipt(), an_amnesty_receipt()], ids=["named", "not"])
def test_that_a_long_serial_is_printed_whole(paper: ReceiptPaper) -> None:
    lines = (replace(paper.lines[0], serial=LONG_SERIAL),)
    for piece in pieces(drawn(replace(paper, lines=lines))):
        assert squeezed(LONG_SERIAL[:20]) in squeezed(piece)
        assert squeezed(LONG_SERIAL[-4:]) in squeezed(piece)


def test_that_a_promise_too_long_for_a_half_stands_whole_on_each_annex() -> None:
    pages = texts(drawn(replace(a_named_receipt(2), promise=PROMISE)))
    assert len(pages) == 3
    assert pages[0].count(RECEIPT.promise_on_annex) == 2
    for annex in pages[1:]:
        assert PROMISE in annex
    assert pages[0].count("This receipt is not a promise of payment.") == 2


def test_that_a_name_stands_on_the_bearers_half_alone() -> None:
    printed = texts(drawn(a_named_receipt(40)))
    keep, give = pieces(drawn(a_named_receipt(40)))
    assert "Handed in by Practice Bearer Card number CARD-000917" in give
    for elsewhere in (keep, *printed[1:]):
        assert "Practice Bearer" not in elsewhere
        assert "CARD-000917" not in elsewhere


def test_that_a_name_without_a_card_has_no_line_for_one() -> None:
    paper = replace(a_receipt(), holder=Bearer("Practice Bearer"))
    assert "Card number" not in text(drawn(paper))


def test_that_a_mark_is_asked_only_of_a_named_bearer_and_kept_on_paper() -> None:
    keep, give = pieces(drawn(a_named_receipt()))
    assert "Signature, mark or thumbprint" in keep
    assert RECEIPT.stays_on_paper in keep
    for piece in (give, *pieces(drawn(an_amnesty_receipt())), *pieces(drawn(a_receipt()))):
        assert "thumbprint" not in piece


def test_that_the_secret_stands_on_the_bearers_half_alone_in_groups_of_four() -> None:
    printed = texts(drawn(an_amnesty_receipt(40)))
    keep, give = pieces(drawn(an_amnesty_receipt(40)))
    assert "7K2Q M4XR TB9W CD3H" in give
    assert "Keep this slip. Whoever holds it can show that this was handed in." in give
    for elsewhere in (keep, *printed[1:]):
        assert SECRET not in squeezed(elsewhere)
        assert "Handed in by" not in elsewhere


def test_that_a_duplicate_of_a_nameless_receipt_carries_no_secret_and_says_so() -> None:
    pdf = drawn(replace(an_amnesty_receipt(8), imprint=DUPLICATE))
    assert SECRET not in squeezed(text(pdf))
    assert {code.text for page in pictures(pdf, 200) for code in codes(page, 200)} == {SIGNED_CODE}
    keep, give = pieces(pdf)
    assert "This duplicate carries no secret" in give
    assert "secret" not in keep


def test_that_the_secret_is_not_seen_when_a_receipt_is_logged() -> None:
    assert SECRET not in repr(an_amnesty_receipt())


def test_that_a_receipt_without_a_person_is_made_out_to_the_bearer() -> None:
    keep, give = pieces(drawn(a_receipt()))
    assert "Handed in by the bearer; no name is recorded" in give
    assert "bearer" not in keep


def test_that_pictograms_stand_only_beside_what_was_handed_in() -> None:
    picture = pictures(drawn(replace(a_receipt(), imprint=TRUE)), 110)[0]
    assert not is_white(picture, 110, (12.0, 27.0, 25.0, 36.0))
    for counts, beside in (((3, 46), "3 46"), ((0, 46), "46"), ((3, 0), "3"), ((0, 0), "")):
        paper = replace(a_receipt(), weapon_count=counts[0], round_count=counts[1], imprint=TRUE)
        head = pieces(drawn(paper))[0].split("Date")[0]
        assert head.split(paper.number)[1].strip() == beside
