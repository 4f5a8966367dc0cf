"""Arabic script is printed joined, in the order in which it is read, with numbers and codes intact."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest

from salw_desktop.printing.document import Document
from salw_desktop.printing.fonts import Face, runs
from salw_desktop.printing.lines import Line, wrapped
from salw_desktop.printing.scripts import as_read, runs_from_right

MIXED = (
    "تشهد اللجنة الوطنية لمراقبة الأسلحة الصغيرة بأنه تم إتلاف السلاح AK-47 7B-21904 في موقع جوبا"
)


def drawn(text: str) -> str:
    """What stands on the paper from left to right."""
    return "".join(part for _, part in runs(text, Face.REGULAR))


@pytest.mark.parametrize(
    "text",
    ["تشهد اللجنة الوطنية", "لا إله", "تفنگ چپ", "مصنع ٩٠٤", "١٢٣٤", "۰۱۲۳", "Завод п五ب"],
)
def test_that_arabic_is_read_back_from_a_paper_in_order(text: str) -> None:
    document = Document("Practice")
    document.text(20, 20, text, size=14)
    with pypdfium2.PdfDocument(document.pdf_bytes()) as pdf:
        read = pdf[0].get_textpage().get_text_range()
    assert unicodedata.normalize("NFKC", read) == text


def test_that_neighbouring_letters_are_joined() -> None:
    assert drawn("مصنع") == "\ufeca\ufee8\ufebc\ufee3"


def test_that_lam_and_alef_are_one_shape() -> None:
    assert drawn("سلام") == "\ufee1\ufefc\ufeb3"


def test_that_a_vowel_mark_and_a_lengthening_stay() -> None:
    assert sorted(drawn("مُـد")) == sorted("\ufee3\u064f\u0640\ufeaa")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("ب 1234-56", "1234-56 \ufe8f"),
        ("ب 2026-11-03", "2026-11-03 \ufe8f"),
        ("ب 7.62x39", "7.62x39 \ufe8f"),
        ("ب AK-47 7B-21904", "AK-47 7B-21904 \ufe8f"),
        ("ب (box 7)", "(box 7) \ufe8f"),
        ("ب «7»", "«7» \ufe8f"),
        ("No. ب١٢", "No. ١٢\ufe8f"),
        ("١٢٣٤", "١٢٣٤"),
        ("۱۲۳-۴۵", "۱۲۳-۴۵"),
    ],
)
def test_that_latin_parts_and_figures_keep_their_order(text: str, order: str) -> None:
    assert drawn(text) == order


def test_that_a_serial_of_three_scripts_has_each_in_its_own_face() -> None:
    assert runs("ПМ五ب", Face.REGULAR) == (
        (Face.REGULAR, "ПМ"),
        (Face.CHINESE, "五"),
        (Face.ARABIC, "\ufe8f"),
    )


def test_that_bold_letters_have_bold_neighbours() -> None:
    faces = {used for used, _ in runs("ПМ五ب", Face.BOLD)}
    assert faces == {Face.BOLD, Face.CHINESE_BOLD, Face.ARABIC_BOLD}
    faces = {used for used, _ in runs("ПМ五ب", Face.SEMIBOLD)}
    assert faces == {Face.SEMIBOLD, Face.CHINESE_BOLD, Face.ARABIC_BOLD}


@pytest.mark.parametrize("control", ["\u200f", "\u202e", "\u2067", "\u061c"])
def test_that_a_direction_control_in_a_serial_is_seen_and_turns_nothing(control: str) -> None:
    code = f"[U+{ord(control):04X}]"
    assert drawn(f"12{control}34") == f"12{code}34"
    assert drawn(f"ا{control}ب 12") == f"12 \ufe8f{code}\ufe8d"


def test_that_the_first_letter_says_from_which_side_a_line_is_read() -> None:
    assert runs_from_right("12 ب A")
    assert not runs_from_right("12 A ب")
    assert not runs_from_right("١٢")


def test_that_a_given_side_goes_before_the_first_letter() -> None:
    assert as_read("ب A", from_right=True) == "A \ufe8f"
    assert as_read("ب A", from_right=False) == "\ufe8f A"


def test_that_each_line_of_a_text_is_read_from_the_side_of_the_text() -> None:
    lines = wrapped(MIXED, Face.REGULAR, 11, 40)
    sides = [line.from_right for line in lines if isinstance(line, Line)]
    assert " ".join(lines) == MIXED
    assert any(line.startswith("AK-47") for line in lines)
    assert sides == [True] * len(lines)


def test_that_a_broken_line_that_begins_with_latin_is_drawn_from_the_right() -> None:
    document = Document("Practice")
    document.text(20, 20, Line("AK ب", from_right=True), size=14)
    with pypdfium2.PdfDocument(document.pdf_bytes()) as pdf:
        page = pdf[0].get_textpage()
        places = {page.get_text_range(i, 1): page.get_charbox(i)[0] for i in range(4)}
    assert places["A"] > min(left for sign, left in places.items() if sign in "\ufe8fب")
