"""What may change about a number without its key changing, whoever stamped or typed it."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import (
    LONGEST_SERIAL,
    UNREADABLE,
    SerialNumber,
    SerialStatus,
    serial_key,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMBER = st.text(LETTERS + "0123456789?", min_size=1, max_size=20)
CYRILLIC = dict(zip("ABEKMHOPCTXYISJ", "АВЕКМНОРСТХУІЅЈ", strict=True))
DIGITS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "full width": "０１２３４５６７８９",
}
SIGNS = " -./_#():;,'\t*[]^"


@given(st.text())
def test_that_a_key_is_its_own_key_for_any_text(text: str) -> None:
    assert serial_key(serial_key(text)) == serial_key(text)


@given(NUMBER)
def test_that_case_is_not_compared(text: str) -> None:
    assert serial_key(text.lower()) == serial_key(text)


@given(NUMBER, st.data())
def test_that_signs_and_spaces_are_not_compared(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(SIGNS))
    assert serial_key(text[:place] + sign + text[place:]) == serial_key(text)


@given(NUMBER.filter(lambda text: set(text) - set("0O")), st.text("0O", max_size=5))
def test_that_leading_zeros_are_not_compared(text: str, zeros: str) -> None:
    assert serial_key(zeros + text) == serial_key(text)


@given(NUMBER)
def test_that_worn_letters_are_the_figures_they_look_like(text: str) -> None:
    assert serial_key(text.replace("O", "0").replace("I", "1")) == serial_key(text)


@given(NUMBER)
def test_that_cyrillic_letters_are_the_latin_ones_they_look_like(text: str) -> None:
    assert serial_key("".join(CYRILLIC.get(sign, sign) for sign in text)) == serial_key(text)


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
@given(text=NUMBER)
def test_that_figures_of_other_scripts_are_figures(digits: str, text: str) -> None:
    there = "".join(digits[int(sign)] if sign.isdecimal() else sign for sign in text)
    assert serial_key(there) == serial_key(text)


@given(st.text(max_size=LONGEST_SERIAL))
def test_that_a_readable_number_always_has_a_key(text: str) -> None:
    try:
        serial = SerialNumber(text, SerialStatus.READABLE)
    except Refusal:
        assume(False)
    assert 0 < len(serial.key) <= LONGEST_SERIAL


@given(st.text())
def test_that_a_key_holds_nothing_that_a_search_would_take_for_a_command(text: str) -> None:
    key = serial_key(text).replace(UNREADABLE, "")
    assert not set(key) & set("*[]^\"'% _-")
    assert normalize("NFC", key) == key


@given(NUMBER, NUMBER)
def test_that_numbers_that_differ_in_what_is_stamped_have_other_keys(one: str, two: str) -> None:
    def stamped(text: str) -> str:
        return text.replace("O", "0").replace("I", "1").lstrip("0") or "0"

    assert (serial_key(one) == serial_key(two)) == (stamped(one) == stamped(two))
