"""Text is cut into lines without losing anything, and what no font has is printed as its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.printing.fonts import Face, legible, runs
from salw_desktop.printing.lines import shortened, shrunk, width_mm, wrapped


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=60))
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


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("AK五6", "AK⟨U+4E94⟩6"),
        ("١٢", "⟨U+0661⟩⟨U+0662⟩"),
        ("12\u202e34", "12⟨U+202E⟩34"),
        ("12\u00ad34", "12⟨U+00AD⟩34"),
        ("1\t2", "1⟨U+0009⟩2"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U0001f52b", "⟨U+1F52B⟩"),
    ],
)
def test_that_a_character_no_font_has_or_nobody_sees_is_printed_as_its_code(
    text: str, printed: str
) -> None:
    assert legible(text) == printed


@pytest.mark.parametrize("text", ["ЗАВОД № 74 ★ ✓ × →", "Ζάσταβα", "Łucznik çğış ɔɛŋ ế"])
def test_that_letters_of_europe_and_africa_and_the_signs_are_printed_as_they_are(text: str) -> None:
    assert legible(text) == text


def test_that_a_sign_is_set_in_its_own_face() -> None:
    assert runs("★XA", Face.BOLD) == ((Face.SIGNS, "★"), (Face.BOLD, "XA"))


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
