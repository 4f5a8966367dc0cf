"""The sheets of the registration table can be scanned, and the calibration sheet is as long as it says."""

from __future__ import annotations

import pytest
from paper_reading import (
    codes,
    codes_by_another_reader,
    fonts_not_embedded,
    not_drawn,
    pictures,
    text,
)
from paper_samples import a_label
from PIL import Image

from salw_desktop.printing.calibration import calibration_sheet
from salw_desktop.printing.command_sheet import CodeGroup, CodeSheet, SheetCode, code_sheet
from salw_desktop.printing.labels import label_sheet
from salw_desktop.printing.sheets import label_sheet_named, label_sheets
from salw_desktop.words.papers import LabelWords
from salw_desktop.words.table_sheets import CalibrationWords

LONG = "Unserviceable, beyond repair, of a name that nobody has room for on a sheet"
DPI = 300


def a_sheet(count: int, **changes: object) -> CodeSheet:
    made = [
        SheetCode(f"SALWCNUMBER{place:03d}", LONG, "12 gauge or more") for place in range(count)
    ]
    facts = {"across": 6, "code_mm": 17.0, "row_mm": 32.0} | changes
    return CodeSheet("Commands", "Scan one.", "Foot", [CodeGroup("All", made)], **facts)  # type: ignore[arg-type]


def test_that_every_code_of_a_sheet_is_read_by_two_readers() -> None:
    sheet = a_sheet(30)
    paper = code_sheet(sheet)
    (picture,) = pictures(paper, 203)
    wanted = [each.code for each in sheet.groups[0].codes]
    assert [code.text for code in codes(picture, 203)] == wanted
    assert codes_by_another_reader(picture, 203) == wanted
    assert (fonts_not_embedded(paper), not_drawn(paper)) == (set(), [])


def test_that_more_codes_than_a_page_holds_are_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="Commands ends at"):
        code_sheet(a_sheet(60))


def dark_mm(picture: Image.Image, box_mm: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Left, top, right, bottom of what is printed within a box of the page, in millimetres."""
    px = DPI / 25.4
    left, top = box_mm[0], box_mm[1]
    seen = picture.crop(tuple(round(edge * px) for edge in box_mm)).point(
        lambda tone: tone < 128 and 255
    )
    found = seen.getbbox()
    assert found is not None
    return tuple(edge / px + (top if place % 2 else left) for place, edge in enumerate(found))


def test_that_both_scales_are_a_hundred_millimetres_long() -> None:
    (picture,) = pictures(calibration_sheet(label_sheet_named("A4 3x8"), CalibrationWords()), DPI)
    level = dark_mm(picture, (45, 196.3, 149, 197.2))  # through its shortest ticks
    upright = dark_mm(picture, (161.4, 92, 162.2, 200))
    assert level[2] - level[0] == pytest.approx(100, abs=0.3)
    assert upright[3] - upright[1] == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize(
    "name", [name for name, sheet in label_sheets().items() if sheet.positions > 1]
)
def test_that_the_middle_of_a_ladder_lies_on_the_edge_and_its_ends_two_millimetres_off(
    name: str,
) -> None:
    layout = label_sheet_named(name)
    (picture,) = pictures(calibration_sheet(layout, CalibrationWords()), DPI)
    x, _ = layout.corner_mm(layout.columns - 1)
    _, y = layout.corner_mm(layout.columns)
    length = 21 * 1.2
    first = dark_mm(picture, (x - 2.5, y - 3 - length, x - 1.2, y - 3 - length + 0.9))
    last = dark_mm(picture, (x + 1.2, y - 4.2, x + 2.4, y - 3.2))
    assert (first[0] + first[2]) / 2 == pytest.approx(x - 2, abs=0.13)
    assert (last[0] + last[2]) / 2 == pytest.approx(x + 2, abs=0.13)
    down = dark_mm(picture, (x + 3 + length - 1.1, y + 1.2, x + 3 + length - 0.4, y + 2.4))
    assert (down[1] + down[3]) / 2 == pytest.approx(y + 2, abs=0.13)


def test_that_a_roll_has_its_cross_five_millimetres_from_both_edges() -> None:
    paper = calibration_sheet(label_sheet_named("roll 57x32"), CalibrationWords())
    (picture,) = pictures(paper, DPI)
    upright, level = dark_mm(picture, (4.3, 8.3, 5.4, 8.4)), dark_mm(picture, (8.2, 4.3, 8.3, 5.7))
    assert (upright[0] + upright[2]) / 2 == pytest.approx(5, abs=0.1)
    assert (level[1] + level[3]) / 2 == pytest.approx(5, abs=0.1)
    assert "5.0 mm" in text(paper)


def test_that_labels_are_moved_as_far_as_they_are_asked_to() -> None:
    plain, moved = (
        codes(pictures(label_sheet([a_label()] * 2, words=LabelWords(), shift_mm=by), DPI)[0], DPI)
        for by in ((0.0, 0.0), (1.5, -0.7))
    )
    for before, after in zip(plain, moved, strict=True):
        assert after.left_mm - before.left_mm == pytest.approx(1.5, abs=0.1)
        assert after.top_mm - before.top_mm == pytest.approx(-0.7, abs=0.1)
    assert len(plain) == 2
