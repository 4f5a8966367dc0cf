"""Every character on a paper is drawn by a font that has it, or as its code; the files stay small."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from paper_reading import fonts, fonts_not_embedded, not_drawn
from paper_samples import a_label

from salw_desktop.files import resource
from salw_desktop.printing.document import Document
from salw_desktop.printing.fonts import Face, legible, runs, unprintable
from salw_desktop.printing.labels import label_sheet
from salw_desktop.words.papers import LabelWords

FAMILIES = {
    "NotoSans": (Face.REGULAR, Face.SEMIBOLD, Face.BOLD),
    "NotoSansArabic": (Face.ARABIC, Face.ARABIC_BOLD),
    "NotoSansSC": (Face.CHINESE, Face.CHINESE_BOLD),
    "NotoSansMath": (Face.SIGNS,),
    "NotoSansSymbols2": (Face.MARKS,),
}
ALL_FAMILIES = "五六式 مسدس ПМ ★♔"


@cache
def codes_in(face: Face) -> frozenset[int]:
    return frozenset(TTFont(BytesIO(resource(f"fonts/{face.value}.ttf"))).getBestCmap())


@pytest.mark.parametrize("family", FAMILIES)
def test_that_the_weights_of_a_family_have_the_same_characters(family: str) -> None:
    assert {codes_in(face) for face in FAMILIES[family]} == {codes_in(FAMILIES[family][0])}


def test_that_no_two_families_dispute_a_character() -> None:
    firsts = [codes_in(faces[0]) for faces in FAMILIES.values()]
    assert sum(map(len, firsts)) == len(frozenset[int]().union(*firsts))


@pytest.mark.parametrize("family", FAMILIES)
def test_that_the_licence_lies_beside_its_fonts(family: str) -> None:
    licence = resource(f"fonts/{family}-OFL.txt").decode()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_that_all_fonts_together_stay_below_six_megabytes() -> None:
    assert sum(len(resource(f"fonts/{face.value}.ttf")) for face in Face) < 6_000_000


def test_that_every_character_of_gb_2312_is_printable() -> None:
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    assert unprintable("".join(cell.decode("gb2312", errors="ignore") for cell in cells)) == ()


def test_that_every_letter_of_the_arabic_block_is_printable() -> None:
    assert unprintable("".join(map(chr, range(0x0620, 0x06D4)))) == ()


def test_that_the_signs_and_stamps_of_papers_and_weapons_are_printable() -> None:
    signs = "✓☐☑☒✗★☆→←↑↓■□▲△●○◎◆×÷±°№½…–—“”•⟨⟩≤≥♔☠☢"
    assert unprintable(signs) == ()


@pytest.mark.parametrize("face", [Face.REGULAR, Face.SEMIBOLD, Face.BOLD])
def test_that_every_character_is_drawn_by_a_font_that_has_it_even_among_arabic(face: Face) -> None:
    every = frozenset[int]().union(*(codes_in(faces[0]) for faces in FAMILIES.values()))
    strays = [
        (used, drawn)
        for code in every
        for text in (chr(code), f"ب{chr(code)}ب")
        for used, part in runs(text, face)
        for drawn in part
        if ord(drawn) not in codes_in(used)
    ]
    assert strays == []


@given(
    st.text(
        alphabet=st.sampled_from("\ufdf2مسلاإپگ\u0651\u064eـ١۲(«[-7Aж五★\u202e\u200c𪛖 "),
        max_size=24,
    )
)
def test_that_no_box_is_drawn_for_any_mixture_of_scripts(text: str) -> None:
    document = Document("Practice")
    document.text(10, 20, f"{text}.", size=9, face=Face.BOLD)
    assert not_drawn(document.pdf_bytes()) == []


def test_that_a_label_of_many_scripts_embeds_all_its_fonts() -> None:
    pdf = label_sheet([replace(a_label(), kind=ALL_FAMILIES)], words=LabelWords())
    assert fonts_not_embedded(pdf) == set()
    assert not_drawn(pdf) == []
    names = {name.partition("+")[2].partition("-")[0] for name in fonts(pdf)}
    assert names == set(FAMILIES)


def test_that_a_latin_paper_carries_no_other_font() -> None:
    names = {name.partition("+")[2] for name in fonts(label_sheet([a_label()], words=LabelWords()))}
    assert names == {"NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold"}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("AK\U0002a6d66", "AK[U+2A6D6]6"),
        ("12\u202e34", "12[U+202E]34"),
        ("12\u00ad34", "12[U+00AD]34"),
        ("12\u034f34", "12[U+034F]34"),
        ("1\t2", "1[U+0009]2"),
        ("\ud800", "[U+D800]"),
        ("\U0001f52b", "[U+1F52B]"),
        ("א", "[U+05D0]"),
    ],
)
def test_that_a_character_no_font_has_or_nobody_sees_is_printed_as_its_code(
    text: str, printed: str
) -> None:
    assert legible(text) == printed


@pytest.mark.parametrize(
    "text", ["ЗАВОД № 74 ★ ✓ × →", "Ζάσταβα", "Łucznik çğış ɔɛŋ ế", "五六式", "مصنع ٩٠٤ ۹"]
)
def test_that_letters_marks_and_signs_of_our_fonts_are_printed_as_they_are(text: str) -> None:
    assert legible(text) == text
    assert unprintable(text) == ()


def test_that_characters_without_a_font_are_named_once_in_their_order() -> None:
    assert unprintable("A𪛖\u202eB𪛖") == ("U+2A6D6", "U+202E")


def test_that_an_unseen_character_among_plain_letters_is_named() -> None:
    assert unprintable("AK\x7f47") == ("U+007F",)


def test_that_a_line_feed_is_no_missing_character() -> None:
    assert unprintable("AK\n47") == ()


def test_that_a_sign_is_set_in_its_own_face() -> None:
    assert runs("★XA", Face.BOLD) == ((Face.SIGNS, "★"), (Face.BOLD, "XA"))
