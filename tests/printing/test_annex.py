"""The annex is hashed over one text that never depends on how it was printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_samples import an_annex_line

from salw_desktop.printing.annex import annex_bytes, grouped


def test_that_the_annex_is_one_line_an_item_parted_by_tabs() -> None:
    assert annex_bytes([an_annex_line(1), an_annex_line(5)]).decode() == (
        "1\tXA26-LEN-000001-9\tPistol\tTT-33\t7.62x25\t56-3179823\t★XA 26 LEN\t"
        "worn, complete\tdestroyed\n"
        "5\tXA26-LEN-000005-9\tAssault rifle\tAKM\t7.62x39\t56-3211499\t★XA 26 LEN\t"
        "worn, complete\tdestroyed\n"
    )


def test_that_an_annex_without_items_is_empty() -> None:
    assert annex_bytes([]) == b""


@pytest.mark.parametrize(
    ("serial", "written"),
    [("a\tb", r"a\tb"), ("a\nb", r"a\nb"), ("a\rb", r"a\rb"), ("a\\tb", r"a\\tb"), ("五", "五")],
)
def test_that_a_field_can_not_pass_for_two(serial: str, written: str) -> None:
    fields = annex_bytes([replace(an_annex_line(1), serial=serial)]).decode().split("\t")
    assert len(fields) == 9
    assert fields[5] == written


def test_that_letters_are_grouped_by_four() -> None:
    assert grouped("9F3A7C21D4E8B6", "  ") == "9F3A  7C21  D4E8  B6"
    assert grouped("9f3a 7c2") == "9f3a 7c2"


def test_that_a_photo_set_is_a_tenth_field_and_changes_the_bytes() -> None:
    plain = an_annex_line(1)
    with_photos = annex_bytes([replace(plain, photos="c0ffee12")])
    assert with_photos == annex_bytes([plain])[:-1] + b"\tc0ffee12\n"
