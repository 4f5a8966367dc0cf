"""Serial numbers: kept as stamped, compared by a key that forgives what worn steel does (domain.md §4.8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import LONGEST_SERIAL, SerialNumber, SerialStatus, serial_key
from salw_desktop.domain.word_lists import WORD_LISTS


@pytest.mark.parametrize(
    ("stamped", "key"),
    [
        ("AB 12340", "AB12340"),
        ("ab-123/40.", "AB12340"),
        ("000451", "451"),
        ("0", "0"),
        ("O0O", "0"),
        ("BO1I", "B011"),
        ("АВЕКМНОРСТХ 7", "ABEKMH0PCTX7"),
        ("УІЅЈ", "Y1SJ"),
        ("авекмнорстх", "ABEKMH0PCTX"),
        ("٤٧١١", "4711"),
        ("۴۷۱۱", "4711"),
        ("４７１１ Ａ", "4711A"),
        ("12?4", "12?4"),
        ("五六式 123", "五六式123"),
        ("ЯД 17", "ЯД17"),
        ("—", ""),
        ("", ""),
    ],
)
def test_that_a_serial_has_this_key(stamped: str, key: str) -> None:
    assert serial_key(stamped) == key


@given(st.text(max_size=40))
def test_that_a_key_is_its_own_key(text: str) -> None:
    key = serial_key(text)
    assert serial_key(key) == key


@given(st.text("ABCDEFGHKLMNPRSTUVWXYZ23456789", min_size=1, max_size=12), st.data())
def test_that_spaces_signs_case_and_leading_zeros_are_not_compared(
    text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(" -./_#()\t"))
    typed = "00 " + text[:place].lower() + sign + text[place:]
    assert serial_key(typed) == serial_key(text)


def test_that_the_text_stays_as_stamped() -> None:
    serial = SerialNumber("ав 0123-О", SerialStatus.READABLE)
    assert (serial.text, serial.key) == ("ав 0123-О", "AB01230")


@pytest.mark.parametrize(("text", "tail"), [("AB 12340", "…2340"), ("17", "…17"), ("", "")])
def test_that_the_tag_shows_the_last_four_characters(text: str, tail: str) -> None:
    assert SerialNumber(text, SerialStatus.WORN).tail == tail


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", "readable", "serial.empty"),
        (" -- ", "partial", "serial.empty"),
        ("1234", "partial", "serial.no-gap"),
        ("1234", "never had one", "serial.not-empty"),
        ("1234", "not read yet", "serial.not-empty"),
        ("1" * (LONGEST_SERIAL + 1), "readable", "serial.too-long"),
        ("ﷺ" * 5, "readable", "serial.too-long"),
    ],
)
def test_that_text_and_status_must_agree(text: str, status: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        SerialNumber(text, SerialStatus(status))
    assert (refused.value.code, refused.value.field) == (code, "serial")


@pytest.mark.parametrize(
    "word", ["NONE", "none", "N0NE", "unk", "Unknown", "OBLITERATED", "nil", "N/A", "no serial"]
)
@pytest.mark.parametrize("status", ["readable", "worn or rusted"])
def test_that_a_word_is_no_serial(word: str, status: str) -> None:
    with pytest.raises(Refusal) as refused:
        SerialNumber(word, SerialStatus(status))
    assert refused.value.code == "serial.is-a-word"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1234", "readable"),
        ("12?4", "partial"),
        ("12?4", "worn or rusted"),
        ("", "worn or rusted"),
        ("", "removed on purpose"),
        ("", "never had one"),
        ("", "not read yet"),
        ("9" * LONGEST_SERIAL, "readable"),
    ],
)
def test_that_every_honest_reading_is_taken(text: str, status: str) -> None:
    assert SerialNumber(text, SerialStatus(status)).text == text


def test_that_sql_guards_the_same_statuses() -> None:
    listed = [each.words for each in WORD_LISTS if each.column == "serial_status"]
    assert listed == [tuple(SerialStatus)] * 2  # of the weapon and of its parts
