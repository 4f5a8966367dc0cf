"""Text is cut into lines without losing anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.printing.fonts import Face, legible
from salw_desktop.printing.lines import shortened, shrunk, width_mm, wrapped

# U+FDFD is a whole sentence in one character: wider than the column, it stands alone and sticks out
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\n\r\ufdfd")


@given(st.text(alphabet=CHARACTERS | st.sampled_from("مسلاإ١٢-A "), max_size=60))
def test_that_wrapping_loses_no_character_and_keeps_to_its_room(text: str) -> None:
    lines = wrapped(text, Face.REGULAR, 8, 12)
    assert "".join(lines).replace(" ", "") == legible(text).replace(" ", "")
    assert max(width_mm(line, Face.REGULAR, 8) for line in lines) <= 12


def test_that_a_line_feed_ends_a_line() -> None:
    assert wrapped("one\ntwo\r\nthree", Face.REGULAR, 8, 50) == ["one", "two", "three"]


def test_that_a_number_too_wide_is_broken_after_a_dash() -> None:
    assert wrapped("XA26-LEN-000043-9", Face.REGULAR, 8, 18) == ["XA26-LEN-", "000043-9"]


def test_that_two_blanks_within_a_line_stay() -> None:
    assert wrapped("Rifle  AKM", Face.REGULAR, 8, 50) == ["Rifle  AKM"]


def test_that_a_line_shrinks_to_the_first_size_that_fits() -> None:
    room = width_mm("no number", Face.REGULAR, 7)
    assert shrunk("no number", Face.REGULAR, (9, 8, 7, 6), room) == 7
    assert shrunk("no number", Face.REGULAR, (9, 8), room) == 8


def test_that_a_shortened_text_ends_in_an_ellipsis_and_fits() -> None:
    short = shortened("single barrel, 12 gauge", Face.REGULAR, 8, 20)
    assert short.endswith("…")
    assert "single barrel, 12 gauge".startswith(short[:-1])
    assert width_mm(short, Face.REGULAR, 8) <= 20
    assert shortened("AKM", Face.REGULAR, 8, 20) == "AKM"


def test_that_the_code_of_a_character_is_kept_whole_at_the_end_of_a_line() -> None:
    assert wrapped("\u202e\u202e\u202e", Face.REGULAR, 8, 30) == ["[U+202E][U+202E]", "[U+202E]"]


def test_that_arabic_is_broken_between_words_before_it_is_turned() -> None:
    assert wrapped("مصنع السلاح", Face.REGULAR, 8, 10) == ["مصنع", "السلاح"]
