"""What receipt, hand-in slip, day sheet and number card say, to whom, and that nothing covers anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import pypdfium2
import pytest
from paper_reading import codes, fonts_not_embedded, is_white, pictures, text, texts
from table_paper_reading import (
    CARD,
    DAY,
    RECEIPT,
    SLIP,
    Paper,
    drawn,
    drawn_anew,
    overlap,
    pieces,
    squeezed,
    text_boxes,
)
from table_paper_samples import (
    EVENT,
    IMPRINT,
    LONG_SERIAL,
    NUMBERS,
    SECRET_CODE,
    SIGNED_CODE,
    a_card,
    a_day_sheet,
    a_named_receipt,
    a_receipt,
    a_receipt_line,
    a_slip,
    an_amnesty_receipt,
)

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.day_sheet import DaySheet, LateEntry, day_sheet
from salw_desktop.printing.document import Document, Tone
from salw_desktop.printing.fonts import Face
from salw_desktop.printing.hand_in_slip import HandInSlip, hand_in_slip
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.number_card import number_card
from salw_desktop.printing.qr import paper_matrix
from salw_desktop.printing.receipt import ReceiptPaper, receipt
from salw_desktop.printing.shapes import draw_number
from salw_desktop.words.table_papers import (
    DaySheetWords,
    HandInSlipWords,
    NumberCardWords,
    ReceiptWords,
)

TRUE = replace(IMPRINT, is_practice=False)
DUPLICATE = replace(IMPRINT, is_duplicate=True, copy=2)
TRUE_DUPLICATE = replace(DUPLICATE, is_practice=False)
LONG = "Commission of the Republic for the Control of Small Arms in the District of Lendo"
PROMISE = " ".join(f"clause{number}" for number in range(300))


def a_full_day() -> DaySheet:
    return replace(
        a_day_sheet(),
        spoiled=NUMBERS[:300],
        breaches=[f"Breach of rule {number}, seen at the gate" for number in range(60)],
    )


def a_long_receipt(paper: ReceiptPaper) -> ReceiptPaper:
    line = replace(a_receipt_line(1), serial=LONG_SERIAL, type_model="Пулемёт " * 6)
    return replace(
        paper,
        authority=LONG,
        programme=LONG,
        campaign=LONG,
        place=LONG,
        lines=(line,) * 7,
        round_count=123_456,
        officer="Practice Officer " * 3,
        where_to_ask=LONG,
        read_aloud_in="Practice language of the hills",
        read_aloud_by="Practice Reader of the village",
    )


PAPERS: dict[str, Paper] = {
    "nameless receipt": an_amnesty_receipt(),
    "named receipt": a_named_receipt(),
    "plain receipt": a_receipt(),
    "receipt with annex": an_amnesty_receipt(40),
    "slip": a_slip(),
    "day": a_day_sheet(),
    "card": a_card(),
}
LONG_PAPERS: dict[str, Paper] = {
    "seven lines": an_amnesty_receipt(7),
    "long named": a_long_receipt(a_named_receipt()),
    "long nameless": a_long_receipt(an_amnesty_receipt()),
    "long promise": replace(a_named_receipt(7), promise=PROMISE),
    "long slip": replace(a_slip(), authority=LONG, place=LONG, campaign=LONG),
    "full day": replace(a_full_day(), authority=LONG, programme=LONG, site=LONG),
    "long card": replace(a_card(120), authority=LONG, site=LONG, holder=LONG),
}
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
cut_papers = pytest.mark.parametrize("paper", [an_amnesty_receipt(), a_slip()], ids=["P3", "slip"])


@each_paper
def test_that_a_table_paper_has_the_same_bytes_each_time_and_its_own_fonts(paper: Paper) -> None:
    pdf = drawn(paper)
    assert drawn_anew(paper) == pdf
    assert fonts_not_embedded(pdf) == set()


@pytest.mark.parametrize("name", [*PAPERS, *LONG_PAPERS])
@pytest.mark.parametrize("imprint", [TRUE, TRUE_DUPLICATE], ids=["first", "again"])
def test_that_no_text_leaves_the_page_or_covers_another(name: str, imprint: Imprint) -> None:
    paper = replace({**PAPERS, **LONG_PAPERS}[name], imprint=imprint)
    for page, boxes in text_boxes(drawn(paper)):
        edge = 10.0
        strayed = [
            box
            for box in boxes
            if box[0] < edge or box[1] < edge or box[2] > page[2] - edge or box[3] > page[3] - edge
        ]
        assert strayed == []
        covered = [pair for pair in combinations(boxes, 2) if overlap(*pair) > 0.9]
        assert covered == []


@each_paper
def test_that_each_page_is_a4_or_an_a5_of_two_slips(paper: Paper) -> None:
    expected = (148, 210) if isinstance(paper, HandInSlip) else (210, 297)
    for (_, _, width, height), _ in text_boxes(drawn(paper)):
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == expected


@each_paper
def test_that_each_page_of_the_table_says_which_it_is_and_that_it_is_practice(
    paper: Paper,
) -> None:
    pages = texts(drawn(paper))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "PRACTICE" in page


@cut_papers
def test_that_each_piece_of_a_cut_page_bears_its_own_marks(paper: Paper) -> None:
    for piece in pieces(drawn(replace(paper, imprint=DUPLICATE))):
        for mark in ("PRACTICE", "DUPLICATE", "Copy 2 of 2", "2026-11-05", "Lendo market hall"):
            assert mark in piece


@cut_papers
def test_that_a_true_cut_paper_bears_no_mark(paper: Paper) -> None:
    printed = text(drawn(replace(paper, imprint=TRUE)))
    assert "PRACTICE" not in printed
    assert "DUPLICATE" not in printed


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (a_named_receipt(7), [SIGNED_CODE, SIGNED_CODE]),
        (an_amnesty_receipt(7), [SIGNED_CODE, SECRET_CODE]),
        (a_slip(), [a_slip().code, a_slip().code]),
        (a_day_sheet(), [a_day_sheet().code]),
        (a_card(), []),
    ],
    ids=["named", "nameless", "slip", "day", "card"],
)
def test_that_the_codes_of_the_table_are_read_at_200_dpi(paper: Paper, expected: list[str]) -> None:
    picture = pictures(drawn(paper), 200)[0]
    found = codes(picture, 200)
    assert [code.text for code in found] == expected
    for code in found:
        quiet = 4 * code.side_mm / len(paper_matrix(code.text)) - 0.4
        left, right = code.left_mm - 0.4, code.left_mm + code.side_mm + 0.4
        top, bottom = code.top_mm - quiet, code.top_mm + code.side_mm + quiet
        assert is_white(picture, 200, (left - quiet, top, left, bottom))
        assert is_white(picture, 200, (right, top, right + quiet, bottom))
        assert is_white(picture, 200, (left, top, right, code.top_mm - 0.4))
        assert is_white(picture, 200, (left, code.top_mm + code.side_mm + 0.5, right, bottom))


def test_that_a_code_too_long_for_a_receipt_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refusal:
        receipt(replace(a_receipt(), code="7" * 9000), RECEIPT)
    assert refusal.value.code == "paper.code-too-long"


def test_that_a_zero_has_a_stroke_and_the_letter_has_none() -> None:
    def painted(number: str, *, is_plain: bool) -> bytes:
        document = Document("", (60, 20))
        if is_plain:
            document.text(5, 15, number, size=30, face=Face.BOLD, tone=Tone.BLACK)
        else:
            draw_number(document, 5, 15, number, 30)
        picture = pictures(document.pdf_bytes(), 200)[0].point(lambda shade: 255 * (shade > 127))
        return bytes(picture.tobytes())

    assert painted("O1", is_plain=True) == painted("O1", is_plain=False)
    plain, stroked = painted("10", is_plain=True), painted("10", is_plain=False)
    assert stroked.count(0) > plain.count(0) + 50


def test_that_both_slips_have_the_number_and_neither_a_person() -> None:
    for piece in pieces(drawn(a_slip())):
        assert "HI-XA26-LEN-7K2M-0031-4" in piece
        assert "Items announced 3" in piece
        assert "Show this number at each table." in piece
    named = {field.name for field in fields(HandInSlip)} & {"name", "holder", "group", "bearer"}
    assert named == set()


def test_that_the_day_sheet_says_the_whole_day_on_one_page() -> None:
    (page,) = texts(drawn(a_day_sheet()))
    for expected in (
        "LEN, Lendo 2026-11-05",
        "64 Weapons",
        "2 Documented apart",
        "3 At the isolation point",
        "0 Destroyed",
        f"{NUMBERS[0]} to {NUMBERS[63]}",
        "XA26-LEN-000061-Y spoiled, XA26-LEN-000077-8 void",
        "XA26-LEN-000048, XA26-LEN-000056",
        "team 2: XA26-LEN-000250 to 000299",
        "2026-11-04: 2 hand-ins, 3 weapons",
        "7.62x39: 1,240 rounds",
        DAY.ammunition_note,
        "Clearance of XA26-LEN-000058-N, by Practice Officer",
        "One officer alone Practice Supervisor, declared 2026-11-04, until 2026-11-09: leave",
        "Standing in Practice Deputy for Practice Storekeeper as storekeeper, until 2026-11-20",
        "Weapon XA26-LEN-000071-9 put away before it was identified",
        "9F3A 7C21 D4E8 B6",
        "Closed by Signature, date, stamp Practice Supervisor Head of station",
        "Countersigned by Signature, date, stamp Practice Observer Military observer",
        DAY.photograph,
    ):
        assert squeezed(expected) in squeezed(page)
    assert EVENT in squeezed(page)
    assert "more" not in page


def test_that_ticks_of_people_are_summed_both_ways() -> None:
    (page,) = texts(drawn(a_day_sheet()))
    rows = ("Women – 9 – – 9", "Men 11 26 6 – 43", "Not said – – – 5 5", "Total 11 35 6 5 57")
    for row in (*rows, DAY.people_few):
        assert row in page


def test_that_a_quiet_day_says_none() -> None:
    quiet = replace(
        a_day_sheet(),
        first_number="",
        last_number="",
        spoiled=(),
        never_issued=(),
        tags_out=(),
        late=(),
        ammunition=(),
        countersignatures=(),
        lone_officer=(),
        acting=(),
        breaches=(),
        people=(),
    )
    (page,) = texts(drawn(quiet))
    assert page.count(" none") == 10
    assert "People" not in page
    assert DAY.ammunition_note not in page


def test_that_a_busy_day_is_set_smaller_before_anything_is_left_out() -> None:
    late = [LateEntry(f"2026-10-{day:02d}", "1 hand-in, 2 weapons") for day in range(1, 20)]
    (page,) = texts(drawn(replace(a_day_sheet(), late=late)))
    assert [each for each in late if f"{each.date}: {each.what}" not in page] == []
    assert "more" not in page
    assert "; 2026-10" not in page


def test_that_a_list_too_long_for_the_page_says_by_how_much() -> None:
    full = a_full_day()
    (page,) = texts(drawn(full))
    spoiled = page.split("Spoiled or void")[1].split("Never issued")[0]
    shown = sum(number in spoiled for number in full.spoiled)
    assert 20 < shown < len(full.spoiled)
    assert f"and {len(full.spoiled) - shown} more" in spoiled


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (50, 1), (51, 2), (120, 3)])
def test_that_a_card_has_fifty_numbers_on_a_page_in_their_order(count: int, pages: int) -> None:
    printed = texts(drawn(a_card(count)))
    assert len(printed) == pages
    span = f"{count} numbers, {NUMBERS[0]} to {NUMBERS[count - 1]}"
    assert all(page.count(span) == 2 for page in printed)
    body = " ".join(printed).replace(span, "")
    places = [body.index(number) for number in NUMBERS[:count]]
    assert places == sorted(places)
    assert all("Holder Practice Officer Date out 2026-11-02" in page for page in printed)


def test_that_the_numbers_of_a_card_are_clear_and_counted_downwards() -> None:
    document = pypdfium2.PdfDocument(drawn(replace(a_card(), imprint=TRUE)))
    words = document[0].get_textpage()
    boxes = []
    for number in (NUMBERS[1], NUMBERS[2], NUMBERS[26]):
        place, _ = words.search(number).get_next()
        boxes.append(words.get_charbox(place))
    document.close()
    (left, bottom, _, top), (under, _, _, under_top), (beside, _, _, beside_top) = boxes
    assert (top - bottom) / 72 * 25.4 >= 3.0
    assert under == pytest.approx(left, abs=0.1)
    assert under_top < bottom
    assert beside > left + 200
    assert beside_top == pytest.approx(top, abs=0.1)


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda words: receipt(a_named_receipt(8), words), RECEIPT),
        (lambda words: receipt(replace(an_amnesty_receipt(), promise=PROMISE), words), RECEIPT),
        (lambda words: hand_in_slip(a_slip(), words), SLIP),
        (lambda words: day_sheet(a_day_sheet(), words), DAY),
        (lambda words: number_card(a_card(3), words), CARD),
    ],
    ids=["named", "nameless", "slip", "day", "card"],
)
def test_that_every_caption_of_the_table_comes_from_the_words(
    draw: Callable[[object], bytes],
    words: ReceiptWords | HandInSlipWords | DaySheetWords | NumberCardWords,
) -> None:
    captions = {
        field.name: value
        for field in fields(words)
        if isinstance(value := getattr(words, field.name), str) and len(value) > 6
    }
    before = squeezed(text(draw(words)))
    changes: dict[str, Any] = dict.fromkeys(captions, "жжжжж")
    after = squeezed(text(draw(replace(words, **changes))))
    shown = [caption for caption in map(squeezed, captions.values()) if caption in before]
    assert len(shown) > 3
    assert [caption for caption in shown if caption in after] == []
