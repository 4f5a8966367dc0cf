"""What job cards, notices, red tags and bundle slips say, and that a scanner reads their codes exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pypdf
import pypdfium2
import pytest
import zxingcpp
from paper_reading import codes, fonts_not_embedded, pictures, text, texts
from paper_samples import HASH, IMPRINT, control_number
from PIL import Image
from workshop_paper_samples import (
    FINGERPRINT,
    LONG_MARK,
    a_job,
    a_jpeg,
    a_notice,
    a_red_tag,
    a_slip,
    a_strike,
)

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.bundle_slip import bundle_slips
from salw_desktop.printing.isolation import Told, isolation_notice
from salw_desktop.printing.job_card import CARD_MM, READ_BACK_MM, job_cards
from salw_desktop.printing.red_tag import red_tags
from salw_desktop.words.workshop_papers import (
    BundleSlipWords,
    IsolationWords,
    JobCardWords,
    RedTagWords,
)

JOB, ISOLATION, TAG, SLIP = JobCardWords(), IsolationWords(), RedTagWords(), BundleSlipWords()
LINEAR, SQUARE, QR = (
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.QRCode,
)
DPI = 200
LONG = "Ж" * 30 + " a very long word of the trade that nobody foresaw, and then some more of it"
PLAIN = replace(IMPRINT, is_practice=False, is_duplicate=True, is_clock_confirmed=False)
PAPERS: dict[str, Callable[[], bytes]] = {
    "job": lambda: job_cards([a_job(), a_job(44)], JOB),
    "isolation": lambda: isolation_notice(a_notice(a_jpeg()), ISOLATION),
    "tag": lambda: red_tags([a_red_tag(count) for count in range(43, 47)], TAG),
    "slip": lambda: bundle_slips([a_slip(1), a_slip(2)], SLIP),
}
LONG_PAPERS: dict[str, Callable[[], bytes]] = {
    "job": lambda: job_cards(
        [
            replace(
                a_job(
                    43,
                    replace(a_strike(mark=LONG_MARK), where=LONG, size_note=LONG),
                    replace(a_strike("Slide"), part=LONG, size_note=LONG, where=LONG),
                ),
                weapon=LONG,
                machine=LONG,
                imprint=PLAIN,
            )
        ],
        JOB,
    ),
    "isolation": lambda: isolation_notice(
        replace(a_notice(), type_model=LONG, seen=LONG * 4, where=LONG, imprint=PLAIN), ISOLATION
    ),
    "tag": lambda: red_tags(
        [
            replace(
                a_red_tag(),
                weapon=LONG,
                place=LONG,
                authority=LONG,
                case=LONG,
                held_by=LONG,
                imprint=PLAIN,
            )
        ],
        TAG,
    ),
    "slip": lambda: bundle_slips(
        [
            replace(
                a_slip(),
                file_name=LONG,
                site=LONG,
                size=LONG,
                stick=LONG,
                acknowledged=LONG,
                imprint=PLAIN,
            )
        ],
        SLIP,
    ),
}
each_paper = pytest.mark.parametrize("draw", PAPERS.values(), ids=PAPERS)
each_long_paper = pytest.mark.parametrize("draw", LONG_PAPERS.values(), ids=LONG_PAPERS)


def read(picture: Image.Image, kind: zxingcpp.BarcodeFormat) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(picture, formats=kind))


def bounded(pdf: bytes, page: int, top_mm: float, bottom_mm: float) -> str:
    """The text between two heights of a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        height = document[page].get_height()
        found = document[page].get_textpage()
        up, down = (height - edge * 72 / 25.4 for edge in (top_mm, bottom_mm))
        return str(found.get_text_bounded(bottom=down, top=up))
    finally:
        document.close()


def text_boxes(pdf: bytes) -> list[list[tuple[float, ...]]]:
    """Left, bottom, right, top of each piece of text in millimetres, a list for each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [page.get_textpage() for page in document]
        return [
            [
                tuple(edge * 25.4 / 72 for edge in page.get_rect(place))
                for place in range(page.count_rects())
            ]
            for page in found
        ]
    finally:
        document.close()


@each_paper
def test_that_a_workshop_paper_has_the_same_bytes_each_time(draw: Callable[[], bytes]) -> None:
    assert draw() == draw()


@each_paper
def test_that_a_workshop_paper_is_a4_and_embeds_its_fonts(draw: Callable[[], bytes]) -> None:
    pdf = draw()
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    assert [round(float(edge) * 25.4 / 72) for edge in page.mediabox[2:]] == [210, 297]
    assert fonts_not_embedded(pdf) == set()


@each_long_paper
def test_that_long_texts_neither_overlap_nor_leave_the_page(draw: Callable[[], bytes]) -> None:
    for boxes in text_boxes(draw()):
        assert len(boxes) > 10
        for left, bottom, right, top in boxes:
            assert left >= 4
            assert right <= 206
            assert bottom >= 4
            assert top <= 293
        overlapping = [
            (one, other)
            for one, other in combinations(boxes, 2)
            if min(one[2], other[2]) - max(one[0], other[0]) > 0.1
            and min(one[3], other[3]) - max(one[1], other[1]) > 0.1
        ]
        assert overlapping == []


@each_paper
def test_that_each_card_bears_the_marks_of_its_printing(draw: Callable[[], bytes]) -> None:
    page = texts(draw())[0]
    cards = page.count("Printed 2026-11-05 14:20 by Practice Officer")
    assert cards >= 1
    assert page.count("PRACTICE") == cards


def test_that_a_scanner_reads_exactly_the_mark_from_both_codes() -> None:
    job = a_job(43, a_strike(mark="XA PS 26 000123"), a_strike("Barrel", LONG_MARK))
    (picture,) = pictures(job_cards([job], JOB), DPI)
    assert read(picture, LINEAR) == ["XA PS 26 000123", LONG_MARK]
    assert read(picture, SQUARE) == ["XA PS 26 000123", LONG_MARK]


def test_that_the_job_and_its_results_can_be_scanned_in() -> None:
    job = a_job()
    (picture,) = pictures(job_cards([job], JOB), DPI)
    results = [code for each in job.strikes for code in (each.ok_code, each.mis_strike_code)]
    assert read(picture, QR) == sorted([job.code, job.code, *results])


@pytest.mark.parametrize("mark", ["★ KE PS 24 000123", "Ж24-А 0001"])
def test_that_a_mark_beyond_a_bar_code_has_its_square_code_and_says_so(mark: str) -> None:
    pdf = job_cards([a_job(43, a_strike(mark=mark))], JOB)
    (picture,) = pictures(pdf, DPI)
    assert read(picture, SQUARE) == [mark]
    assert read(picture, LINEAR) == []
    assert mark in text(pdf)
    assert JOB.no_linear in text(pdf)


def test_that_a_job_card_says_what_the_armourer_needs() -> None:
    printed = text(job_cards([a_job()], JOB))
    for expected in (
        "MJ-XA26-LEN-000043-3",
        control_number(43),
        "Assault rifle AKM, 7.62x39",
        "Dot-peen 2, Lendo workshop",
        "1 Frame",
        "2 Barrel",
        "left side, above the trigger, on bare metal",
        "Height at least 1.6 mm, depth at least 0.08 mm",
        "15 characters; blank at 3, 6, 9",
        *JOB.qualities,
    ):
        assert expected in printed
    assert len(JOB.qualities) == 6
    for asked in (JOB.done_by, JOB.before, JOB.after, JOB.mis_strike, JOB.read_by):
        assert printed.count(asked) == 2


def test_that_a_letter_o_is_told_from_a_zero() -> None:
    printed = text(job_cards([a_job(43, a_strike(mark="AO0O"))], JOB))
    assert "4 characters; letter O at 2, 4" in printed


@pytest.mark.parametrize(("part", "warnings"), [("Frame", 0), ("Receiver", 0), ("Barrel", 1)])
def test_that_only_a_part_that_is_not_frame_or_receiver_is_warned_of(
    part: str, warnings: int
) -> None:
    printed = text(job_cards([a_job(43, a_strike(part))], JOB))
    assert printed.count(JOB.not_frame) == warnings


def test_that_the_read_back_strip_never_shows_what_was_ordered() -> None:
    jobs = [a_job(43), a_job(44, a_strike(mark=LONG_MARK), a_strike("Slide", "★ KE 1"))]
    pdf = job_cards(jobs, JOB)
    (picture,) = pictures(pdf, DPI)
    mm = DPI / 25.4
    for count, job in enumerate(jobs):
        top, bottom = count * CARD_MM + READ_BACK_MM, (count + 1) * CARD_MM
        strip = bounded(pdf, 0, top, bottom)
        assert JOB.read_back_title in strip
        assert all(each.part in strip for each in job.strikes)
        assert [each.mark for each in job.strikes if each.mark in strip] == []
        assert control_number(43) not in strip
        cut = picture.crop((0, round(top * mm), picture.width, round(bottom * mm)))
        assert [code.text for code in zxingcpp.read_barcodes(cut)] == [job.code]


def test_that_a_job_of_many_strikes_takes_several_cards() -> None:
    strikes = [a_strike(part) for part in ("Frame", "Barrel", "Slide", "Bolt", "Magazine")]
    pages = texts(job_cards([a_job(43, *strikes), a_job(44)], JOB))
    assert len(pages) == 2
    printed = " ".join(pages)
    assert [f"card {card} of 3" in printed for card in (1, 2, 3)] == [True] * 3
    assert "5 Magazine" in pages[1]
    assert "MJ-XA26-LEN-000044-3" in pages[1]


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        (lambda: job_cards([], JOB), "job-cards.none"),
        (lambda: job_cards([replace(a_job(), strikes=())], JOB), "job-cards.no-strike"),
        (lambda: job_cards([a_job(43, a_strike(mark=""))], JOB), "barcode.empty"),
        (lambda: job_cards([a_job(43, a_strike(mark="K" * 60))], JOB), "barcode.too-wide"),
        (lambda: job_cards([a_job(43, a_strike(mark="Ж" * 3000))], JOB), "barcode.too-wide"),
        (lambda: red_tags([], TAG), "red-tags.none"),
        (lambda: bundle_slips([], SLIP), "bundle-slips.none"),
    ],
)
def test_that_what_can_not_be_printed_is_refused_by_name(
    draw: Callable[[], bytes], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        draw()
    assert refused.value.code == code


def test_that_the_notice_says_what_lies_where_and_who_knows_of_it() -> None:
    (page,) = texts(isolation_notice(a_notice(a_jpeg()), ISOLATION))
    for expected in (
        "DO NOT TOUCH",
        control_number(43),
        "A round is stuck in the chamber; the bolt does not open.",
        "Safety loaded",
        "Isolation point behind the berm, bay 2",
        "Since 2026-11-03 10:12",
        "Cleared by nobody",
        "Verified by nobody",
        "Practice Technician, 2026-11-03 10:20",
        ISOLATION.destroy_in_situ,
        ISOLATION.imprint.sign_here,
    ):
        assert expected in page


def test_that_the_code_of_the_notice_opens_the_item() -> None:
    (picture,) = pictures(isolation_notice(a_notice(), ISOLATION), DPI)
    assert [code.text for code in codes(picture, DPI)] == [a_notice().code]


def test_that_the_notice_shows_the_picture_without_its_position() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "12.34567 N"
    pdf = isolation_notice(a_notice(a_jpeg(exif=exif.tobytes())), ISOLATION)
    (shown,) = pypdf.PdfReader(BytesIO(pdf)).pages[0].images
    assert shown.image is not None
    assert shown.image.size == (800, 500)
    assert b"Exif" not in shown.data
    assert b"12.34567" not in pdf


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (None, ISOLATION.no_picture),
        (b"not a picture", ISOLATION.unreadable_picture),
        (a_jpeg()[:2000], ISOLATION.unreadable_picture),
    ],
    ids=["none", "not a picture", "cut off"],
)
def test_that_the_notice_is_printed_whatever_became_of_the_picture(
    picture: bytes | None, said: str
) -> None:
    (page,) = texts(isolation_notice(a_notice(picture), ISOLATION))
    assert said in page
    assert "DO NOT TOUCH" in page


def test_that_decision_and_signature_stay_on_one_page() -> None:
    told = [Told("Practice Technician", f"2026-11-03 {hour}:00") for hour in range(10, 22)]
    first, second = texts(isolation_notice(replace(a_notice(), told=told), ISOLATION))
    assert ISOLATION.decision_title not in first
    assert ISOLATION.decision_title in second
    assert ISOLATION.imprint.sign_here in second
    assert "DO NOT TOUCH" in second


def test_that_a_red_tag_says_where_hands_stay_away_and_who_holds_it() -> None:
    printed = text(red_tags([a_red_tag()], TAG))
    for expected in (
        TAG.warning,
        control_number(43),
        "Receiver, left side, over the magazine well",
        "Forensic laboratory of the Ministry of the Interior",
        "L-44/26",
        "Practice Armourer",
    ):
        assert expected in printed


def test_that_four_red_tags_share_a_sheet_and_each_is_read() -> None:
    tags = [a_red_tag(count) for count in range(1, 6)]
    found = [
        [code.text for code in codes(page, DPI)] for page in pictures(red_tags(tags, TAG), DPI)
    ]
    assert found == [[tag.code for tag in tags[:4]], [tags[4].code]]


def test_that_the_border_of_a_red_tag_is_half_black_on_a_black_and_white_printer() -> None:
    (picture,) = pictures(red_tags([a_red_tag()], TAG), DPI)
    mm = DPI / 25.4
    border = picture.crop(tuple(round(edge * mm) for edge in (5.2, 5.2, 99.8, 9.8)))
    shades = border.histogram()
    dark, light = sum(shades[:40]), sum(shades[216:])
    assert dark + light > 0.9 * sum(shades)
    assert 0.45 < dark / (dark + light) < 0.55


def test_that_a_slip_says_what_must_arrive() -> None:
    printed = text(bundle_slips([a_slip()], SLIP))
    for expected in (
        "BU-XA26-LEN-000012-4",
        "Volume 1 of 2",
        "1204 to 2443 (1240)",
        "310",
        "912.4 MB",
        "LEN-STICK-07",
        "receipt 11 of 2026-10-29, up to event 1203",
        "9f3a 7c21 d4e8 b605 0a1b 2c3d 4e5f 6071 8293 a4b5",
        "National registry",
        "Courier",
    ):
        assert expected in printed
    assert a_slip().file_name in printed.replace(" ", "")
    assert printed.count(" ".join(FINGERPRINT)) == 3


def test_that_the_hash_is_read_from_the_code_of_each_slip() -> None:
    slips = [a_slip(1), replace(a_slip(2), sha256=HASH[::-1])]
    (picture,) = pictures(bundle_slips(slips, SLIP), DPI)
    assert [code.text for code in codes(picture, DPI)] == [HASH, HASH[::-1]]


def test_that_a_first_slip_says_that_nothing_was_acknowledged() -> None:
    slip = replace(a_slip(), acknowledged="")
    assert SLIP.never_acknowledged in text(bundle_slips([slip], SLIP))
