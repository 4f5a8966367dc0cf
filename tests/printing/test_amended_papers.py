"""What an order and a certificate say when the list was amended and the session had a course."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_reading import text, texts
from paper_samples import HASH, a_certificate, an_order, control_number

from salw_desktop.printing.annex import Batch, Interruption
from salw_desktop.printing.certificate import AmendedList, CertificatePaper, certificate
from salw_desktop.printing.order import (
    Amendment,
    OrderPaper,
    WithdrawnItem,
    destruction_order,
)
from salw_desktop.words.papers import CertificateWords, OrderWords

CERTIFICATE, ORDER = CertificateWords(), OrderWords()
OTHER_HASH = HASH[::-1]


def an_amended_order() -> OrderPaper:
    first = Amendment(
        1,
        "2026-11-04",
        (WithdrawnItem(control_number(3), "Court hold, C-99/26"),),
        OTHER_HASH,
        ("Practice Supervisor", "Practice Officer"),
    )
    claims = tuple(WithdrawnItem(control_number(n), "Owner’s claim") for n in (7, 9))
    second = replace(first, number=2, withdrawn=claims, list_sha256="ab" * 32)
    return replace(an_order(20), amendments=(first, second))


def a_certificate_of_an_amended_order() -> CertificatePaper:
    return replace(a_certificate(), amended_list=AmendedList(HASH, OTHER_HASH, 2, "2026-11-04"))


def test_that_an_amendment_names_what_was_withdrawn_and_by_whom() -> None:
    printed = text(destruction_order(an_amended_order(), ORDER))
    assert "Amendment 1 of 2026-11-04: withdrawn from the list" in printed
    assert f"{control_number(3)} Court hold, C-99/26" in printed
    assert f"{control_number(9)} Owner’s claim" in printed
    assert printed.count("Signed by Practice Supervisor and Practice Officer") == 2


def test_that_each_amendment_has_its_hash_and_how_many_lines_are_left() -> None:
    printed = text(destruction_order(an_amended_order(), ORDER))
    assert [f"lines left: {left}" in printed for left in (19, 17)] == [True, True]
    letters = printed.replace(" ", "")
    assert letters.count(OTHER_HASH) == 1
    assert letters.count("ab" * 32) == 1


def test_that_an_amendment_leaves_the_frozen_list_as_it_was() -> None:
    before = text(destruction_order(an_order(20), ORDER))
    after = text(destruction_order(an_amended_order(), ORDER))
    assert "number of lines: 20" in after
    assert before.count(HASH[:4]) == after.count(HASH[:4])
    assert after.count(control_number(3)) == before.count(control_number(3)) + 1


def test_that_the_certificate_of_an_amended_order_shows_both_hashes() -> None:
    page = texts(certificate(a_certificate_of_an_amended_order(), CERTIFICATE))[0]
    letters = page.replace(" ", "")
    assert HASH in letters
    assert OTHER_HASH in letters
    assert "(no. 2 of 2026-11-04)" in page


@pytest.mark.parametrize(
    ("counted", "said"),
    [(40, "Counted after 40 Kind"), (39, "Counted after 39, but 40 were destroyed")],
)
def test_that_the_count_after_is_set_against_what_was_destroyed(counted: int, said: str) -> None:
    paper = replace(a_certificate(), counted_after=counted)
    assert said in texts(certificate(paper, CERTIFICATE))[0]


def test_that_the_certificate_names_that_of_the_scrap() -> None:
    paper = replace(a_certificate(), ffe_number="FFE-XA26-LEN-000002-7")
    assert "Certificate FFE-XA26-LEN-000002-7" in texts(certificate(paper, CERTIFICATE))[0]


def test_that_what_a_session_did_not_have_is_not_asked_for() -> None:
    printed = text(certificate(a_certificate(3), CERTIFICATE))
    for caption in (
        CERTIFICATE.list_frozen,
        CERTIFICATE.counted_after,
        CERTIFICATE.ffe,
        CERTIFICATE.batches_title,
        CERTIFICATE.interruptions_title,
        CERTIFICATE.photos + " ",
    ):
        assert caption not in printed.replace("Photographs", "")


def test_that_the_course_of_the_session_stands_after_the_exceptions() -> None:
    paper = replace(
        a_certificate(5),
        batches=(Batch("Crate 3", 40, "10:40", "11:05"),),
        interruptions=(Interruption("12:00", "13:10", "LEN 00412", "12 counted, 12 left"),),
    )
    printed = text(certificate(paper, CERTIFICATE))
    _, _, course = printed.partition(CERTIFICATE.exceptions_none)
    assert "Crate 3 10:40 11:05 40" in course
    assert "12:00 13:10 LEN 00412 12 counted, 12 left" in course


def test_that_the_first_page_stays_one_page_with_all_of_it() -> None:
    paper = replace(a_certificate_of_an_amended_order(), counted_after=40, ffe_number="FFE-7")
    pages = texts(certificate(paper, CERTIFICATE))
    assert CERTIFICATE.check_title in pages[0]
    assert "Annex to certificate" in pages[1]


def test_that_photo_sets_stand_in_the_annex_line_by_line() -> None:
    plain = a_certificate(3)
    first, *others = plain.lines
    paper = replace(plain, lines=(replace(first, photos="c0ffee12"), *others))
    printed = text(certificate(paper, CERTIFICATE))
    assert "destroyed c0ffee12" in printed
    assert "Outcome Photos" in printed
