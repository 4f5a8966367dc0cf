"""The strings that are struck: what a template allows, what it makes, and that each reads back as it was meant."""

from __future__ import annotations

import pytest
from factory import refusal_of
from hypothesis import given
from hypothesis import strategies as some

from salw_desktop.domain.mark_strings import (
    LONGEST_STRING,
    MarkTemplate,
    MarkValues,
    as_read,
    country_and_agency,
    read_result_code,
    reads_alike,
    result_code,
)

VALUES = MarkValues(running=123, year="2026", site="LEN", category="SA", serial="AB-12/3")


def template(text: str, country: str = "XA", agency: str = "POL") -> MarkTemplate:
    return MarkTemplate.parse(text, country=country, agency=agency)


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("{SYM} {CC} {AG} {YY} {SEQ:6}", "★ XA POL 26 000123"),
        ("{CC}{AG}{SUB}{YYYY}{CAT}{SEQ:4}", "XAPOLLEN2026SA0123"),
        ("{CC}-{AG}.{SEQ:3}/{SER}", "XA-POL.123/AB-12/3"),
        ("7Z {CC} {AG} {SEQ:9}", "7Z XA POL 000000123"),
        ("{CC} {AG} {SEQ:6} {CHK}", "XA POL 000123 G"),
    ],
)
def test_that_each_token_says_its_own(text: str, string: str) -> None:
    assert template(text).fill(VALUES) == string


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mark-template.token", "{CC} {AG} {SEQ:6} {NR}"),
        ("mark-template.token", "{CC} {AG} {SEQ}"),
        ("mark-template.character", "{CC} {AG} {SEQ:6} I"),
        ("mark-template.character", "{CC}O{AG}{SEQ:6}"),
        ("mark-template.character", "{CC}{AG}x{SEQ:6}"),
        ("mark-template.character", "★{CC}{AG}{SEQ:6}"),
        ("mark-template.character", "{CC}_{AG}{SEQ:6}"),
        ("mark-template.character", "{CC}{AG}{{SEQ:6}"),
        ("mark-template.wanting", ""),
        ("mark-template.wanting", "{CC} {SEQ:6}"),
        ("mark-template.wanting", "{AG} {SEQ:6}"),
        ("mark-template.wanting", "{CC} {AG}"),
        ("mark-template.twice", "{CC} {AG} {SEQ:6} {SEQ:4}"),
        ("mark-template.edge", "-{CC}{AG}{SEQ:6}"),
        ("mark-template.edge", "{CC}{AG}{SEQ:6} "),
        ("mark-template.digits", "{CC}{AG}{SEQ:2}"),
        ("mark-template.digits", "{CC}{AG}{SEQ:10}"),
        ("mark-template.too-long", "{CC}{AG}{SEQ:9}" + "-Z" * 9 + "Z"),
    ],
)
def test_that_a_template_that_cannot_be_struck_is_refused(code: str, text: str) -> None:
    refusal = refusal_of(lambda: template(text))
    assert (refusal.code, refusal.field) == (code, "template")


def test_that_the_longest_string_still_goes() -> None:
    longest = template("{CC}{AG}{SEQ:9}" + "-Z" * 9)
    assert len(longest.fill(VALUES) or "") == LONGEST_STRING


@pytest.mark.parametrize(
    ("code", "country", "agency"),
    [
        ("mark-profile.country", "SUHH", "POL"),
        ("mark-profile.country", "xa", "POL"),
        ("mark-profile.agency", "XA", ""),
        ("mark-profile.agency", "XA", "P S"),
        ("mark-profile.agency", "XA", "POLICE7"),
    ],
)
def test_that_country_and_agency_are_codes(code: str, country: str, agency: str) -> None:
    assert refusal_of(lambda: country_and_agency(country, agency)).code == code


def test_that_country_and_agency_keep_their_letters_i_and_o() -> None:
    assert template("{CC}{AG}{SEQ:3}", "IO", "IO").fill(VALUES) == "IOIO123"


def test_that_a_number_too_long_for_its_digits_is_never_issued() -> None:
    short = template("{CC}{AG}{SEQ:3}")
    assert short.fill(MarkValues(running=999, year="2026")) == "XAPOL999"
    assert short.fill(MarkValues(running=1000, year="2026")) is None


def test_that_a_number_with_an_unreadable_check_character_is_never_issued() -> None:
    checked = template("{CC}{AG}{SEQ:4}{CHK}")
    made = [checked.fill(MarkValues(running=running, year="2026")) for running in range(500)]
    assert None in made
    assert {string[-1] for string in made if string}.isdisjoint("IO*")


@pytest.mark.parametrize(
    ("code", "serial"),
    [("mark-string.not-in-font", "АБ 12"), ("mark-string.too-long", "1" * 22)],
)
def test_that_a_serial_that_the_machine_cannot_strike_is_refused(code: str, serial: str) -> None:
    with_serial = template("{CC}{AG}{SEQ:6}{SER}")
    refusal = refusal_of(
        lambda: with_serial.fill(MarkValues(running=1, year="2026", serial=serial))
    )
    assert refusal.code == code


@pytest.mark.parametrize("string", ["XA POL 00012A G", "XB POL 000123 G", "XA POL 000123 3", ""])
def test_that_a_string_of_another_template_or_misread_reads_as_none(string: str) -> None:
    assert template("{CC} {AG} {SEQ:6} {CHK}").read(string) is None


FIXED = ("{SYM}", "{SUB}", "{YY}", "{YYYY}", "{CAT}", "{CHK}", "{SER}")
LITERALS = ("", " ", "-", ".", "/", "Z", "7")


@some.composite
def templates(draw: some.DrawFn) -> MarkTemplate:
    digits = draw(some.integers(3, 5))
    chosen = draw(some.lists(some.sampled_from(FIXED), unique=True, max_size=4))
    tokens = draw(some.permutations(["{CC}", "{AG}", f"{{SEQ:{digits}}}", *chosen]))
    between = draw(
        some.lists(some.sampled_from(LITERALS), min_size=len(tokens), max_size=len(tokens))
    )
    text = "".join(a + b for a, b in zip(tokens, [*between[:-1], ""], strict=True))
    return template(text, agency=draw(some.sampled_from(["P", "PS", "IO7"])))


SERIALS = some.text("AIOZ019-/. ", min_size=1, max_size=8).filter(str.strip)


@given(templates(), some.lists(some.integers(1, 99999), unique=True, min_size=2), SERIALS)
def test_that_strings_are_unique_of_one_length_and_read_back(
    made: MarkTemplate, numbers: list[int], serial: str
) -> None:
    strings = {}
    for running in numbers:
        values = MarkValues(running, year="2026", site="LEN", category="SA", serial=serial)
        string = made.fill(values)
        if string is not None:
            assert string not in strings
            strings[string] = running
            said = made.read(string) or {}
            assert int(said["SEQ"]) == running
            assert said["CC"] + said["AG"] == made.country + made.agency
            assert said.get("SER", serial.strip()) == serial.strip()
    assert len({len(string) for string in strings}) <= 1


@pytest.mark.parametrize(
    "read", ["★ XA POL 26 000123", "* xa pol 26 000123", "★XAPOL26000123", " ★  XA POL 26 000123 "]
)
def test_that_blanks_capitals_and_the_asterisk_make_no_other_reading(read: str) -> None:
    assert reads_alike(read, "★ XA POL 26 000123")


def test_that_another_figure_is_another_reading() -> None:
    assert not reads_alike("* XA POL 26 000128", "★ XA POL 26 000123")
    assert as_read(" * xa  pol 26 000128") == "★ XA POL 26 000128"


@pytest.mark.parametrize("job", ["SALW1MJXA26LEN7K2M0001L", "SALW1MJLEN7K2M00129"])
@pytest.mark.parametrize("outcome", ["struck", "mis-strike"])
@pytest.mark.parametrize("line", [1, 12])
def test_that_a_result_code_says_card_strike_and_outcome(job: str, outcome: str, line: int) -> None:
    code = result_code(job, line, outcome)
    assert code.isalnum()
    read = read_result_code(code.lower())
    assert read is not None
    assert (read.job_scan, read.line, read.outcome) == (job, line, outcome)


@pytest.mark.parametrize("text", ["", "OK", "SALW1MJXA26LEN7K2M0001L", "SALW1XA26LEN0000439L1OK"])
def test_that_any_other_scan_is_no_result(text: str) -> None:
    assert read_result_code(text) is None
