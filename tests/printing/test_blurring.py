"""Areas made unrecognisable: nothing of a pixel is left but what it adds to a mean."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from card import jpeg, talkative_jpeg, tells_nothing
from PIL import Image

from salw_desktop.printing.blurring import Area, blurred, obscure

SIDE_PX = 400
FACE = Area(250, 500, 730, 980)  # 192 pixels: eight cells of 24
CELL_PX = 24


def a_crowd() -> Image.Image:
    """No pixel of it tells of the next."""
    noise = hashlib.shake_256(b"a crowd").digest(3 * SIDE_PX**2)
    return Image.frombytes("RGB", (SIDE_PX, SIDE_PX), noise)


def another_face(image: Image.Image) -> Image.Image:
    """Each cell of the area turned upside down: every mean stays, nearly no pixel does."""
    other = image.copy()
    for left in range(100, 292, CELL_PX):
        for top in range(200, 392, CELL_PX):
            box = (left, top, left + CELL_PX, top + CELL_PX)
            other.paste(image.crop(box).transpose(Image.Transpose.ROTATE_180), box)
    return other


def seen(image: Image.Image, area: Area) -> Image.Image:
    copy = image.copy()
    obscure(copy, area)
    return copy


def outside(image: Image.Image) -> bytes:
    copy = image.copy()
    copy.paste("black", (100, 200, 292, 392))
    return copy.tobytes()


def test_that_two_faces_of_the_same_means_cannot_be_told_apart() -> None:
    one = a_crowd()
    other = another_face(one)
    assert one.tobytes() != other.tobytes()
    assert seen(one, FACE).tobytes() == seen(other, FACE).tobytes()


def test_that_what_lies_outside_stays_as_it_is() -> None:
    crowd = a_crowd()
    assert outside(seen(crowd, FACE)) == outside(crowd)


@pytest.mark.parametrize(
    "area", [Area(0, 0, 1000, 1000), FACE, Area(0, 0, 100, 1000), Area(0, 0, 30, 30)]
)
def test_that_no_pixel_stays_whatever_the_size_of_the_area(area: Area) -> None:
    """Of noise a mean is grey: black and white would be pixels that shine through."""
    crowd = seen(a_crowd(), area)
    box = tuple(
        round(side * SIDE_PX / 1000) for side in (area.left, area.top, area.right, area.bottom)
    )
    low, high = crowd.crop(box).convert("L").getextrema()  # type: ignore[arg-type]
    assert (low > 70, high < 185) == (True, True)  # type: ignore[operator]


def test_that_every_area_of_a_picture_is_blurred() -> None:
    crowd = jpeg(a_crowd())
    areas = [Area(0, 0, 300, 300), Area(600, 600, 1000, 1000)]
    copy = Image.open(BytesIO(blurred(crowd, areas))).convert("L")
    spreads = [
        int(high) - int(low)  # type: ignore[arg-type]
        for low, high in (
            copy.crop(box).getextrema()
            for box in ((8, 8, 104, 104), (256, 256, 392, 392), (200, 8, 392, 200))
        )
    ]
    assert [spread < 80 for spread in spreads] == [True, True, False]


def test_that_a_blurred_copy_tells_neither_place_nor_camera() -> None:
    assert tells_nothing(blurred(talkative_jpeg(), [FACE]))
