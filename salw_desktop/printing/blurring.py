"""Areas of a picture made unrecognisable: what stays of each is a few averages, and no filter brings the rest back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.pictures import write_jpeg

if TYPE_CHECKING:
    from PIL.Image import Image

THOUSANDTHS = 1000
AREAS_MAX = 50
_CELLS_ACROSS = 8
_CELL_AT_LEAST_PX = 12  # in a small area eight cells would still be a face


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in thousandths of the width and the height of the picture as it is shown, upright."""

    left: int
    top: int
    right: int
    bottom: int


def look_at_areas(areas: Sequence[Area]) -> None:
    """Refusal `photo.no-area`, `photo.area-outside`, `photo.too-many-areas`."""
    if not areas:
        raise Refusal("photo.no-area", field="areas")
    if len(areas) > AREAS_MAX:
        raise Refusal("photo.too-many-areas", field="areas", most=AREAS_MAX)
    for place, area in enumerate(areas, 1):
        is_across = 0 <= area.left < area.right <= THOUSANDTHS
        if not (is_across and 0 <= area.top < area.bottom <= THOUSANDTHS):
            raise Refusal("photo.area-outside", field=f"areas[{place}]", place=place)


def blurred(jpeg: bytes, areas: Sequence[Area]) -> bytes:
    """The same JPEG with these areas obscured, and without metadata."""
    from PIL import Image as Images

    with Images.open(BytesIO(jpeg), formats=("JPEG",)) as opened:
        image = opened.convert("RGB")
    for area in areas:
        obscure(image, area)
    return write_jpeg(image)


def obscure(image: Image, area: Area) -> None:
    """At most eight cells across; each shows the mean of its pixels, spread softly into the next."""
    from PIL.Image import Resampling

    box = _box(area, *image.size)
    width, height = box[2] - box[0], box[3] - box[1]
    cells = image.resize(_cells(width, height), Resampling.BOX, box)
    image.paste(cells.resize((width, height), Resampling.BICUBIC), box)


def _box(area: Area, width: int, height: int) -> tuple[int, int, int, int]:
    """Pixels; every one that the area touches."""
    return (
        area.left * width // THOUSANDTHS,
        area.top * height // THOUSANDTHS,
        -(-area.right * width // THOUSANDTHS),
        -(-area.bottom * height // THOUSANDTHS),
    )


def _cells(width: int, height: int) -> tuple[int, int]:
    cell_px = max(width / _CELLS_ACROSS, height / _CELLS_ACROSS, _CELL_AT_LEAST_PX)
    return max(1, int(width / cell_px)), max(1, int(height / cell_px))
