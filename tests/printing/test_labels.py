"""Labels can be scanned, lie where the sheet has them, and keep the whole number."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import groupby

import pypdf
import pypdfium2
import pytest
from paper_reading import codes, fonts_not_embedded, is_white, pictures, text, texts
from paper_samples import a_label
from PIL import Image

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.fonts import CAP_HEIGHT
from salw_desktop.printing.labels import Label, label_sheet
from salw_desktop.printing.sheets import label_sheets
from salw_desktop.words.papers import LabelWords

WORDS = LabelWords()
BLANK = Label(code=a_label().code, number=a_label().number, kind="", serial_tail="", date="")
LONG_KIND = "Craft-made shotgun, single barrel, 12 gauge, muzzle-loading"


def labels(count: int, **changes: object) -> list[Label]:
    return [replace(a_label(number), **changes) for number in range(1, count + 1)]


def strokes(
    picture: Image.Image, dpi: int, y_mm: float, left_mm: float, right_mm: float
) -> list[float]:
    """How long the dark stretches are that a line across the label meets, in millimetres."""
    mm = 25.4 / dpi
    row = picture.crop(
        (round(left_mm / mm), round(y_mm / mm), round(right_mm / mm), round(y_mm / mm) + 1)
    ).tobytes()
    return [
        sum(1 for _ in run) * mm
        for is_dark, run in groupby(row, lambda tone: tone < 128)
        if is_dark
    ]


@pytest.mark.parametrize("dpi", [203, 300])
def test_that_every_code_of_a_full_sheet_is_read(dpi: int) -> None:
    sheet = labels(24, is_practice=True)
    (picture,) = pictures(label_sheet(sheet, words=WORDS), dpi)
    assert [code.text for code in codes(picture, dpi)] == [label.code for label in sheet]


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_each_layout_gives_a_code_that_is_read_at_203_dpi(name: str) -> None:
    (picture,) = pictures(label_sheet([a_label()], words=WORDS, sheet=name), 203)
    (code,) = codes(picture, 203)
    assert code.text == a_label().code
    assert code.side_mm / 21 >= 0.4


def test_that_a_started_sheet_begins_at_its_first_empty_label() -> None:
    sheet = labels(20)
    (picture,) = pictures(label_sheet(sheet, words=WORDS, start=5), 203)
    found = codes(picture, 203)
    layout = label_sheets()["A4 3x8"]
    assert [code.text for code in found] == [label.code for label in sheet]
    for position, code in enumerate(found, start=4):
        left, top = layout.corner_mm(position)
        assert left < code.left_mm < left + layout.label_width_mm / 2
        assert top < code.top_mm < top + layout.label_height_mm / 2
    assert is_white(picture, 203, (0, 0, 210, layout.corner_mm(3)[1]))


def test_that_labels_go_on_at_the_top_of_the_next_sheet() -> None:
    pages = pictures(label_sheet(labels(3), words=WORDS, start=23), 203)
    counts = [len(codes(page, 203)) for page in pages]
    assert counts == [2, 1]
    (code,) = codes(pages[1], 203)
    assert code.top_mm < 12.9 + 33.9
    assert code.left_mm < 7.21 + 33.9


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_four_modules_around_the_code_are_white(name: str) -> None:
    label = replace(a_label(), is_practice=True, kind=LONG_KIND)
    dpi = 300
    (picture,) = pictures(label_sheet([label], words=WORDS, sheet=name), dpi)
    (code,) = codes(picture, dpi)
    quiet = 4 * code.side_mm / 21 - 0.2
    left, top, right = code.left_mm, code.top_mm, code.left_mm + code.side_mm
    bottom = top + code.side_mm
    assert left >= quiet
    assert top >= quiet
    assert is_white(picture, dpi, (left - quiet, top - quiet, left - 0.2, bottom + quiet))
    assert is_white(picture, dpi, (right + 0.2, top - quiet, right + quiet, bottom + quiet))
    assert is_white(picture, dpi, (left, top - quiet, right, top - 0.2))
    assert is_white(picture, dpi, (left, bottom + 0.3, right, bottom + quiet))


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_nothing_is_printed_over_the_edge_of_a_label(name: str) -> None:
    layout = label_sheets()[name]
    label = replace(
        a_label(), kind=LONG_KIND, serial_tail="sans numéro de série " * 2, is_practice=True
    )
    sheet = [label] * layout.positions
    (picture,) = pictures(label_sheet(sheet, words=WORDS, sheet=name), 203)
    for position in range(layout.positions):
        left, top = layout.corner_mm(position)
        right, bottom = left + layout.label_width_mm, top + layout.label_height_mm
        assert is_white(picture, 203, (right - 1.5, top, right, bottom))
        assert is_white(picture, 203, (left, bottom - 1.5, right, bottom))
        assert is_white(picture, 203, (left, top, right, top + 1.5))


@pytest.mark.parametrize(
    ("name", "unit_mm", "measures"),
    [
        ("A4 3x8", 1.0, (63.5, 33.9, 7.21, 12.9, 66.04, 33.9)),
        ("A4 3x7", 25.4 / 72, (181.4, 108.0, 21.2, 43.9, 187.2, 108.0)),
        ("A4 3x9", 1.0, (63.5, 29.6, 7.8, 15.5, 66.5, 29.6)),
        ("A4 2x7", 25.4 / 72, (280.9, 108, 9.5, 43, 292, 108)),
        ("Letter 2x5", 25.4, (4, 2, 0.1625, 0.5, 4.1875, 2)),
    ],
)
def test_that_a_sheet_has_the_measures_of_its_template(
    name: str, unit_mm: float, measures: tuple[float, ...]
) -> None:
    sheet = label_sheets()[name]
    size = (sheet.label_width_mm, sheet.label_height_mm)
    lie = (sheet.left_mm, sheet.top_mm, sheet.step_x_mm, sheet.step_y_mm)
    assert (*size, *lie) == pytest.approx([unit_mm * part for part in measures], abs=0.0001)
    assert sheet.source


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_all_labels_of_a_sheet_lie_on_its_paper(name: str) -> None:
    sheet = label_sheets()[name]
    left, top = sheet.corner_mm(sheet.positions - 1)
    assert left + sheet.label_width_mm <= sheet.paper_width_mm
    assert top + sheet.label_height_mm <= sheet.paper_height_mm


@pytest.mark.parametrize(
    ("name", "size_mm", "pages"),
    [
        ("roll 57x32", (57, 32), 2),
        ("roll 70x36", (70, 36), 2),
        ("roll 76x51", (76, 51), 2),
        ("A4 3x8", (210, 297), 1),
        ("Letter 2x5", (215.9, 279.4), 1),
    ],
)
def test_that_a_page_is_as_large_as_its_sheet_or_its_label(
    name: str, size_mm: tuple[float, float], pages: int
) -> None:
    read = pypdf.PdfReader(BytesIO(label_sheet(labels(2), words=WORDS, sheet=name))).pages
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in read]
    points = pytest.approx([part * 72 / 25.4 for part in size_mm], abs=0.001)
    assert [list(size) for size in sizes] == [points] * pages


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_a_tag_without_a_weapon_has_its_number_and_lines_for_the_pen(name: str) -> None:
    sheet, dpi = label_sheets()[name], 300
    pdf = label_sheet([BLANK], words=WORDS, sheet=name)
    assert text(pdf) == "XA26-LEN 000043-9 …"
    (picture,) = pictures(pdf, dpi)
    (code,) = codes(picture, dpi)
    assert code.text == BLANK.code
    foot, right = code.top_mm + code.side_mm, sheet.corner_mm(0)[0] + sheet.label_width_mm
    left = code.left_mm + code.side_mm * 27 / 21
    assert len(strokes(picture, dpi, foot - 7.0, left, right)) == 1
    assert [wide for wide in strokes(picture, dpi, foot, left, right) if wide > 3] == [
        pytest.approx(4.2, abs=0.6)
    ] * 4


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_the_practice_word_leaves_the_lines_for_the_pen_free(name: str) -> None:
    dpi = 300
    plain, marked = (
        pictures(label_sheet([label], words=WORDS, sheet=name), dpi)[0]
        for label in (BLANK, replace(BLANK, is_practice=True))
    )
    (code,) = codes(plain, dpi)
    foot, left = code.top_mm + code.side_mm, code.left_mm + code.side_mm * 27 / 21
    box = tuple(round(edge * dpi / 25.4) for edge in (left, foot - 7.1, left + 60, foot + 1))
    assert plain.crop(box).tobytes() == marked.crop(box).tobytes()
    assert plain.tobytes() != marked.tobytes()


@pytest.mark.parametrize(
    ("serial_tail", "printed"),
    [
        ("…б904", "…б904"),
        ("…五六式7", "…五六式7"),
        ("…١٢٣٤", "…١٢٣٤"),
        ("…\u202e12", "…[U+202E]12"),
    ],
)
def test_that_the_end_of_a_serial_is_printed_as_it_is_seen(serial_tail: str, printed: str) -> None:
    pdf = label_sheet([replace(a_label(), serial_tail=serial_tail)], words=WORDS)
    with pypdfium2.PdfDocument(pdf) as document:
        assert printed in document[0].get_textpage().get_text_range()


def test_that_a_long_kind_is_set_in_two_lines() -> None:
    label = replace(a_label(), kind="Rifle  Type 56 / 56-1 / 56-2")
    assert "Rifle Type 56 / 56-1 / 56-2" in text(label_sheet([label], words=WORDS))


def test_that_only_the_kind_loses_letters() -> None:
    label = replace(a_label(), kind=LONG_KIND, is_practice=True)
    printed = text(label_sheet([label], words=WORDS))
    assert "XA26-LEN 000043-9" in printed
    assert "…1904" in printed
    assert "2026-11-03" in printed
    assert "Craft-made shotgun" in printed
    assert "muzzle-loading" not in printed


@pytest.mark.parametrize("name", list(label_sheets()))
def test_that_the_number_is_three_millimetres_high(name: str) -> None:
    heights: dict[str, float] = {}

    def note(part: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        heights[part.strip()] = size * CAP_HEIGHT * 25.4 / 72

    pdf = label_sheet([a_label()], words=WORDS, sheet=name)
    pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    assert heights["XA26-LEN"] >= 2.999
    assert heights["000043-9"] >= 2.999


def test_that_the_practice_word_stands_on_practice_labels_only() -> None:
    words = LabelWords(practice="EXERCICE")
    pages = texts(label_sheet([a_label()], words=words))
    assert "EXERCICE" not in pages[0]
    pages = texts(label_sheet([replace(a_label(), is_practice=True)], words=words))
    assert "EXERCICE" in pages[0]


def test_that_a_sheet_has_the_same_bytes_each_time() -> None:
    assert label_sheet(labels(30), words=WORDS) == label_sheet(labels(30), words=WORDS)


def test_that_a_sheet_embeds_its_fonts() -> None:
    assert fonts_not_embedded(label_sheet([a_label()], words=WORDS)) == set()


def test_that_a_label_takes_at_most_600_bytes_of_a_long_run() -> None:
    short, long = (len(label_sheet(labels(count), words=WORDS)) for count in (24, 240))
    assert (long - short) / 216 <= 600


@pytest.mark.parametrize("start", [-1, 0, 25])
def test_that_a_start_off_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(Refusal) as refusal:
        label_sheet([a_label()], words=WORDS, start=start)
    assert refusal.value.code == "labels.start-off-sheet"
    assert refusal.value.facts == {"start": start, "positions": 24}


def test_that_no_label_at_all_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        label_sheet([], words=WORDS)
    assert refusal.value.code == "labels.none"


def test_that_an_unknown_sheet_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(Refusal) as refusal:
        label_sheet([a_label()], words=WORDS, sheet="A4 9x9")
    assert refusal.value.code == "labels.sheet-unknown"
    assert "A4 3x8" in str(refusal.value.facts["known"])


@pytest.mark.parametrize(
    "label",
    [
        replace(a_label(), number="XA26-LEN-000043000043000043-9"),
        replace(a_label(), code="SALW1" * 140),
    ],
    ids=["number", "code"],
)
def test_that_a_label_too_small_for_its_number_or_code_is_refused(label: Label) -> None:
    with pytest.raises(Refusal) as refusal:
        label_sheet([label], words=WORDS)
    assert refusal.value.code == "labels.sheet-too-small"


def test_that_a_code_too_long_for_any_label_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        label_sheet([replace(a_label(), code="A" * 5000)], words=WORDS)
    assert refusal.value.code == "paper.code-too-long"
