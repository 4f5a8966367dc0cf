"""What is drawn on a page has the grey that was asked for, whatever was drawn before."""

from __future__ import annotations

from paper_reading import pictures

from salw_desktop.printing.document import Document, Tone

BOX_MM = (20.0, 20.0, 30.0, 30.0)


def grey_of(pdf: bytes, page: int) -> int:
    """The tone in the middle of the box, from 0 for black to 255 for white."""
    left, top, right, bottom = BOX_MM
    picture = pictures(pdf, 72)[page]
    tone = picture.getpixel(
        (round((left + right) / 2 * 72 / 25.4), round((top + bottom) / 2 * 72 / 25.4))
    )
    assert isinstance(tone, int)
    return tone


def draw_box(document: Document, tone: Tone) -> None:
    left, top, right, bottom = BOX_MM
    document.band(left, top, right - left, bottom - top, tone=tone)


def test_that_a_new_page_does_not_begin_in_black() -> None:
    document = Document("Practice")
    draw_box(document, Tone.LINE)
    document.next_page()
    draw_box(document, Tone.LINE)
    pdf = document.pdf_bytes()
    assert grey_of(pdf, 0) == grey_of(pdf, 1) > 100


def test_that_a_water_mark_leaves_no_grey_behind() -> None:
    document = Document("Practice")
    document.water_mark("PRACTICE")
    draw_box(document, Tone.WATER)
    assert grey_of(document.pdf_bytes(), 0) > 200
