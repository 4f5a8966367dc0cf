"""Control numbers: read, put right or refused, never taken for another one (architecture.md §8)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_2

from salw_desktop.domain import numbers
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import (
    NumberBlock,
    check_character,
    read_number,
    runnings_meant,
    scan_code,
)

VECTORS = (
    "XA26-LEN-000043-9",
    "XA26-LEN-000044-7",
    "XA26-NGT-000018-1",
    "CD26-BUN-004711-J",
    "CI26-OUA-000007-4",
)
KEYBOARD = st.characters(codec="utf-8")
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=5, max_size=5)
PREFIXES = st.builds(
    lambda letters, year: f"{letters[:2]}{year:02d}-{letters[2:]}", LETTERS, st.integers(0, 99)
)
NUMBERS = st.builds(numbers.write_number, PREFIXES, st.integers(0, 999_999)).filter(bool)


def read_or_none(text: str) -> str | None:
    with suppress(Refusal):
        return read_number(text)
    return None


def refusal(read: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read()
    return refused.value


@pytest.mark.parametrize("number", VECTORS)
def test_that_a_published_number_is_read_as_it_stands(number: str) -> None:
    assert read_number(number) == number


@pytest.mark.parametrize("number", VECTORS)
def test_that_a_published_number_is_written_with_that_check_character(number: str) -> None:
    prefix, site, running, _ = number.split("-")
    assert numbers.write_number(f"{prefix}-{site}", int(running)) == number


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=30))
def test_that_the_check_character_is_the_one_of_an_independent_library(body: str) -> None:
    assert check_character(body) == mod_37_2.calc_check_digit(body)


@given(NUMBERS, st.data())
def test_that_one_wrong_character_is_caught_or_put_right(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    typed = number[:place] + data.draw(KEYBOARD) + number[place + 1 :]
    assert read_or_none(typed) in (None, number)


@given(NUMBERS, st.data())
def test_that_one_wrong_letter_or_digit_is_caught_or_put_right(
    number: str, data: st.DataObject
) -> None:
    plain = number.replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert read_or_none(plain[:place] + wrong + plain[place + 1 :]) in (None, number)


@pytest.mark.parametrize("apart", [1, 2])
@given(number=NUMBERS, data=st.data())
def test_that_a_swap_is_caught_or_put_right(apart: int, number: str, data: st.DataObject) -> None:
    typed = list(number.replace("-", ""))
    place = data.draw(st.integers(0, len(typed) - 1 - apart))
    typed[place], typed[place + apart] = typed[place + apart], typed[place]
    assert read_or_none("".join(typed)) in (None, number)


@given(NUMBERS)
def test_that_every_o_and_zero_and_every_i_and_one_may_be_misread(number: str) -> None:
    assert read_number(number.translate(str.maketrans("O0I1", "0O1I"))) == number


@given(NUMBERS, st.sampled_from([" {} ", "{}\n", "SALW1{}", "salw1 {}"]), st.booleans())
def test_that_signs_case_and_the_scanner_s_prefix_do_not_matter(
    number: str, around: str, is_plain: bool
) -> None:
    typed = number.replace("-", "") if is_plain else number.replace("-", " – ").lower()
    assert read_number(around.format(typed)) == number


@given(NUMBERS)
def test_that_a_scan_code_has_only_letters_and_digits_and_reads_back(number: str) -> None:
    code = scan_code(number)
    assert code.startswith("SALW1")
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert read_number(code) == number


@pytest.mark.parametrize(
    "typed",
    ["", "43", "XA26-LEN-00043-9", "XA26-LEN-0000431-9", "2626-LEN-000043-9", "XAXX-LEN-000043-9"],
)
def test_that_what_has_another_shape_is_refused(typed: str) -> None:
    assert refusal(lambda: read_number(typed)).code == "number.malformed"


@pytest.mark.parametrize("digit", ["٣", "３", "³"])
def test_that_a_digit_of_another_script_is_refused_and_not_computed_with(digit: str) -> None:
    assert refusal(lambda: read_number(f"XA26-LEN-00004{digit}-9")).code == "number.malformed"


def test_that_a_misread_number_is_refused_with_what_was_given() -> None:
    refused = refusal(lambda: read_number("XA26-LEN-000043-8"))
    assert refused.code == "number.misread"
    assert refused.facts["given"] == "XA26-LEN-000043-8"


class TestBlock:
    """Running numbers that belong to one device."""

    def test_that_it_reads_as_it_is_written(self) -> None:
        written = "CD26-BUN-004000-004999"
        block = NumberBlock.parse(f" {written.lower()} ", site="BUN")
        assert (block.country, block.year, block.site) == ("CD", "26", "BUN")
        assert (block.first, block.last, str(block)) == (4000, 4999, written)
        assert not block.is_practice

    def test_that_a_bare_one_is_for_practice_at_the_station_s_site(self) -> None:
        block = NumberBlock.parse("1-999", site="LEN")
        assert str(block) == "XA26-LEN-000001-000999"
        assert block.is_practice

    @pytest.mark.parametrize(
        "given",
        ["", "1", "9-1", "0-9", "1-1000000", "XA26-LEN-1", "XA2-LEN-1-9", "x-1-9", "١-٩"],
    )
    def test_that_what_is_no_block_is_refused(self, given: str) -> None:
        assert refusal(lambda: NumberBlock.parse(given, site="LEN")).code == "block.malformed"

    @pytest.mark.parametrize("site", ["L1", "LENDO", "len", ""])
    def test_that_a_site_whose_numbers_nobody_could_read_is_refused(self, site: str) -> None:
        assert refusal(lambda: NumberBlock.parse("1-999", site=site)).code == "block.malformed"

    def test_that_the_block_of_another_site_is_refused(self) -> None:
        refused = refusal(lambda: NumberBlock.parse("XA26-NGT-1-9", site="LEN"))
        assert refused.code == "block.other-site"
        assert refused.facts == {"given": "NGT", "site": "LEN"}

    def test_that_it_issues_in_order_within_its_ends_and_skips_by_rule(self) -> None:
        block = NumberBlock.parse("10-60", site="LEN")
        issued = list(block.numbers_from(1))
        skipped = block.never_issued(1, 999)
        assert sorted([running for running, _ in issued] + list(skipped)) == list(range(10, 61))
        assert [running for running, _ in issued] == sorted(running for running, _ in issued)
        assert [read_number(number) for _, number in issued] == [number for _, number in issued]

    def test_that_a_number_is_issued_from_the_one_asked_for(self) -> None:
        block = NumberBlock.parse("1-99", site="LEN")
        assert next(block.numbers_from(43)) == (43, "XA26-LEN-000043-9")

    def test_that_a_used_up_block_gives_nothing(self) -> None:
        assert list(NumberBlock.parse("1-99", site="LEN").numbers_from(100)) == []

    def test_that_about_eight_in_a_hundred_are_never_issued(self) -> None:
        block = NumberBlock.parse("1-10000", site="LEN")
        skipped = block.never_issued(1, 10_000)
        assert len(skipped) == pytest.approx(10_000 * 3 / 37, rel=0.02)
        unwritable = {check_character(f"XA26LEN{running:06d}") for running in skipped}
        assert unwritable == {"*", "I", "O"}


def test_that_a_restored_series_jumps_past_what_may_have_been_given() -> None:
    assert [numbers.after_restore(highest) for highest in (0, 43, 99, 100)] == [100, 100, 100, 200]


class TestPaperNumbers:
    """Numbers of papers, in a series for each device."""

    def test_that_they_run_on_with_a_check_character(self) -> None:
        papers = numbers.paper_numbers("DC", "XA26-LEN", "7K2M", 5)
        running, number = next(papers)
        assert (running, number) == (6, "DC-XA26-LEN-7K2M-0006-M")
        mod_37_2.validate(number.replace("-", ""))

    def test_that_they_skip_what_cannot_be_written(self) -> None:
        papers = numbers.paper_numbers("DC", "XA26-LEN", "7K2M", 0)
        given = [next(papers) for _ in range(200)]
        assert {number[-1] for _, number in given}.isdisjoint("*IO")
        assert given[-1][0] > 200

    def test_that_two_devices_have_two_series(self) -> None:
        series = [numbers.device_series(bytes([seed]) * 32) for seed in range(20)]
        assert len(set(series)) == 20
        assert all(len(one) == 4 and set(one).isdisjoint("IO") for one in series)


@pytest.mark.parametrize(
    ("piece", "running"),
    [
        ("XA26LEN0000439", 43),
        ("000043", 43),
        ("0000439", 43),
        ("43", 43),
        ("439", 43),
        ("LEN000043", 43),
        ("N00004", 43),
        ("A26L", 43),
        ("LEN", 999_999),
    ],
)
def test_that_a_piece_of_a_number_means_it(piece: str, running: int) -> None:
    assert any(first <= running <= last for first, last in runnings_meant("XA26-LEN", piece))


@pytest.mark.parametrize("piece", ["NGT", "XA26LEN0000437", "0000437", "LEN43X", "ABC", "9LEN"])
def test_that_what_is_no_piece_of_a_number_means_none(piece: str) -> None:
    assert not any(first <= 43 <= last for first, last in runnings_meant("XA26-LEN", piece))
