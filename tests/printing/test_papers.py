"""What certificate, order and recovery sheet say, and that their codes are read from a copy."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest
from paper_reading import codes, fonts, fonts_not_embedded, is_white, pictures, text, texts
from paper_samples import (
    HASH,
    IMPRINT,
    PEOPLE,
    a_certificate,
    a_recovery_sheet,
    an_annex_line,
    an_exception,
    an_order,
    control_number,
)

from salw_desktop.printing.certificate import KindCount, certificate
from salw_desktop.printing.order import destruction_order
from salw_desktop.printing.qr import paper_matrix
from salw_desktop.printing.recovery import recovery_sheet
from salw_desktop.words.papers import CertificateWords, ImprintWords, OrderWords, RecoveryWords

CERTIFICATE, ORDER, RECOVERY = CertificateWords(), OrderWords(), RecoveryWords()
PAPERS: dict[str, Callable[[], bytes]] = {
    "certificate": lambda: certificate(a_certificate(), CERTIFICATE),
    "order": lambda: destruction_order(an_order(), ORDER),
    "recovery": lambda: recovery_sheet(a_recovery_sheet(), RECOVERY),
}
each_paper = pytest.mark.parametrize("draw", PAPERS.values(), ids=PAPERS)


@each_paper
def test_that_a_paper_has_the_same_bytes_each_time(draw: Callable[[], bytes]) -> None:
    assert draw() == draw()


def test_that_papers_printed_side_by_side_have_the_same_bytes() -> None:
    alone = [draw() for draw in PAPERS.values()]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda draw: draw(), PAPERS.values())) == alone


@each_paper
def test_that_a_paper_embeds_its_fonts(draw: Callable[[], bytes]) -> None:
    pdf = draw()
    assert any("NotoSans-Bold" in name for name in fonts(pdf))
    assert fonts_not_embedded(pdf) == set()


@each_paper
def test_that_each_page_says_which_of_how_many_it_is(draw: Callable[[], bytes]) -> None:
    pages = texts(draw())
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize(
    ("pdf", "expected"),
    [
        (lambda: certificate(a_certificate(), CERTIFICATE), a_certificate().code),
        (lambda: destruction_order(an_order(), ORDER), an_order().code),
        (
            lambda: recovery_sheet(a_recovery_sheet(), RECOVERY),
            " ".join(a_recovery_sheet().recovery_words),
        ),
        (
            lambda: certificate(
                replace(a_certificate(), code="SALW1DC" + "9F3A7C2" * 60), CERTIFICATE
            ),
            "SALW1DC" + "9F3A7C2" * 60,
        ),
    ],
    ids=["certificate", "order", "recovery", "signed certificate"],
)
def test_that_the_code_of_a_practice_paper_is_read_at_200_dpi(
    pdf: Callable[[], bytes], expected: str
) -> None:
    found = [code.text for code in codes(pictures(pdf(), 200)[0], 200)]
    assert found == [expected]


@each_paper
def test_that_no_water_mark_and_no_text_enters_the_quiet_zone(draw: Callable[[], bytes]) -> None:
    picture = pictures(draw(), 200)[0]
    (code,) = codes(picture, 200)
    modules = len(paper_matrix(code.text))
    quiet = 4 * code.side_mm / modules - 0.3
    left, top, right = code.left_mm, code.top_mm, code.left_mm + code.side_mm
    bottom = top + code.side_mm
    assert is_white(picture, 200, (left - quiet, top - quiet, left - 0.3, bottom + quiet))
    assert is_white(picture, 200, (right + 0.3, top - quiet, right + quiet, bottom + quiet))
    assert is_white(picture, 200, (left, top - quiet, right, top - 0.3))
    assert is_white(picture, 200, (left, bottom + 0.4, right, bottom + quiet))


@pytest.mark.parametrize("items", [1, 40, 500])
def test_that_the_annex_has_every_number_and_serial(items: int) -> None:
    paper = a_certificate(items)
    pages = texts(certificate(paper, CERTIFICATE))
    annex = " ".join(pages[1:])
    missing = [
        line for line in paper.lines if line.control_number not in annex or line.serial not in annex
    ]
    assert missing == []
    assert f"Lines in the annex: {items}. Its pages: {len(pages) - 1}." in pages[0]
    assert all("Annex to certificate of destruction DC-XA26-LEN-000005-K" in p for p in pages[1:])


def test_that_the_first_page_has_what_a_certificate_needs() -> None:
    page = texts(certificate(a_certificate(), CERTIFICATE))[0]
    for expected in (
        "National Commission on Small Arms",
        "DC-XA26-LEN-000005-K",
        "the 40 weapons listed in the annex were destroyed on 2026-11-05",
        "DO-XA26-LEN-000005-2",
        "Amnesty Act 2026, section 14",
        "Cutting with gas torch, three cuts",
        "08:10 – 13:45",
        "341 kg, 338 kg scrap",
        "voucher CV-0192",
        "before 1 to 44, after 45 to 88",
        "Total 40 40 0",
        "9F3A 7C21 D4E8 B6",
        "Copy 1 of 3",
        "Printed 2026-11-05 14:20 by Practice Officer",
        *(part for person in PEOPLE for part in (person.role, person.name, person.function)),
    ):
        assert expected in page


def test_that_the_annex_carries_its_hash() -> None:
    last = texts(certificate(a_certificate(3), CERTIFICATE))[-1]
    assert HASH in last.replace(" ", "")


def test_that_one_weapon_is_spoken_of_as_one() -> None:
    paper = replace(a_certificate(1), kinds=(KindCount("Machine guns", 1, 1),))
    assert "the weapon listed in the annex was destroyed" in text(certificate(paper, CERTIFICATE))


def test_that_a_difference_is_said_and_explained() -> None:
    paper = replace(
        a_certificate(),
        kinds=(KindCount("Machine guns", 40, 39),),
        difference_reason="One was found loaded.",
        exceptions=(an_exception(),),
    )
    printed = text(certificate(paper, CERTIFICATE))
    assert "of the 40 weapons listed in the annex, 39 were destroyed" in printed
    assert "Total 40 39 −1" in printed
    assert "Reason for the difference: One was found loaded." in printed
    assert "Not destroyed: found loaded, moved to isolation." in printed


def test_that_no_exception_is_said_in_words() -> None:
    assert CERTIFICATE.exceptions_none in text(certificate(a_certificate(3), CERTIFICATE))


def test_that_what_was_not_recorded_is_not_left_blank() -> None:
    paper = replace(a_certificate(3), weight_after="", scrap_to="")
    page = texts(certificate(paper, CERTIFICATE))[0]
    assert "341 kg, not recorded scrap" in page
    assert "Scrap handed to not recorded" in page


def test_that_a_text_longer_than_a_page_goes_on_over_the_next() -> None:
    paper = replace(a_certificate(), lines=(replace(an_annex_line(1), serial="7" * 3000),))
    pages = texts(certificate(paper, CERTIFICATE))
    assert sum(page.count("7") for page in pages[1:]) >= 3000
    assert len(pages) > 3


def test_that_texts_too_long_for_the_first_page_go_on_in_the_same_frame() -> None:
    long = " ".join(f"word{number}" for number in range(160))
    paper = replace(
        a_certificate(3),
        method=long,
        scrap_to=long,
        signatories=PEOPLE + PEOPLE,
        kinds=tuple(KindCount(f"Kind {number}", 1, 1) for number in range(20)),
    )
    pages = texts(certificate(paper, CERTIFICATE))
    printed = " ".join(pages)
    assert printed.count("word159") == 2
    assert printed.count("Practice Observer") == 2
    assert "Check this paper" not in pages[0]
    assert "9F3A 7C21 D4E8 B6" in printed


def test_that_a_serial_in_a_script_no_font_has_is_printed_as_its_codes() -> None:
    paper = replace(a_certificate(), lines=(replace(an_annex_line(1), serial="ሰ6"),))
    assert "[U+1230]6" in text(certificate(paper, CERTIFICATE)).replace(" ", "")


@each_paper
def test_that_a_practice_paper_says_so_on_each_page(draw: Callable[[], bytes]) -> None:
    assert all("PRACTICE" in page for page in texts(draw()))


def test_that_a_true_paper_bears_no_mark() -> None:
    page = texts(
        certificate(
            replace(a_certificate(), imprint=replace(IMPRINT, is_practice=False)), CERTIFICATE
        )
    )[0]
    for mark in ("PRACTICE", "DRAFT", "DUPLICATE", "Clock not confirmed"):
        assert mark not in page


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"is_draft": True}, "DRAFT"),
        ({"is_duplicate": True}, "DUPLICATE"),
        ({"is_clock_confirmed": False}, "Clock not confirmed"),
        ({"copy": 3}, "Copy 3 of 3"),
    ],
)
def test_that_each_page_bears_the_marks_of_its_printing(
    change: dict[str, object], mark: str
) -> None:
    imprint = replace(IMPRINT, **change)
    for pdf in (
        certificate(replace(a_certificate(3), imprint=imprint), CERTIFICATE),
        destruction_order(replace(an_order(), imprint=imprint), ORDER),
        recovery_sheet(replace(a_recovery_sheet(), imprint=replace(imprint, copies=3)), RECOVERY),
    ):
        assert all(mark in page for page in texts(pdf))


def test_that_an_order_has_its_mandate_its_approvals_and_its_whole_list() -> None:
    order = an_order()
    printed = text(destruction_order(order, ORDER))
    for expected in (
        "DO-XA26-LEN-000005-2",
        "Lendo amnesty 2026",
        "District court of Lendo, C-118/26 of 2026-10-28",
        "Practice Keeper, 2026-11-02 09:12",
        "Practice Supervisor, Supervisor, 2026-11-02 11:40",
        "Practice Officer, Destruction officer, 2026-11-02 15:05",
        *(line.control_number for line in order.lines),
        *(line.serial for line in order.lines),
    ):
        assert expected in printed
    assert printed.replace(" ", "").count(HASH) == 2


def test_that_an_order_without_a_mandate_says_that_it_stands_on_local_approval() -> None:
    order = replace(an_order(), mandate=None, approvals=())
    printed = text(destruction_order(order, ORDER))
    assert ORDER.local_approval in printed
    assert ORDER.not_approved in printed
    assert control_number(12) in printed


def test_that_the_recovery_sheet_numbers_its_words_on_one_page() -> None:
    sheet = a_recovery_sheet()
    (page,) = texts(recovery_sheet(sheet, RECOVERY))
    for number, word in enumerate(sheet.recovery_words, start=1):
        assert f"{number} {word}" in page
    assert " ".join(sheet.fingerprint) in page
    for expected in (sheet.unit, sheet.site, sheet.register_id, sheet.date, *sheet.holders):
        assert expected in page


ROLES_OF_SIGNATORIES = ("responsible_officer", "custodian", "witness", "independent_witness")


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda words: certificate(a_certificate(3), words), CERTIFICATE),
        (lambda words: destruction_order(an_order(3), words), ORDER),
        (lambda words: recovery_sheet(a_recovery_sheet(), words), RECOVERY),
    ],
    ids=["certificate", "order", "recovery"],
)
def test_that_every_caption_comes_from_the_words(
    draw: Callable[[object], bytes], words: CertificateWords | OrderWords | RecoveryWords
) -> None:
    captions = [
        value
        for field in fields(words)
        if isinstance(value := getattr(words, field.name), str)
        and "{" not in value
        and field.name not in ROLES_OF_SIGNATORIES
    ]
    changes: dict[str, object] = {
        field.name: "ж" * 6 for field in fields(words) if getattr(words, field.name) in captions
    }
    changes["imprint"] = ImprintWords(sign_here="жж", practice="жж")
    before, after = text(draw(words)), text(draw(replace(words, **changes)))
    shown = [caption for caption in captions if caption in before and len(caption) > 6]
    assert len(shown) > 4
    assert [caption for caption in shown if caption in after] == []
