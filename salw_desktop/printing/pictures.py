"""Photographs read: refused by their header before a pixel is decoded, shrunk without any metadata, tags found in them."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import read_number

if TYPE_CHECKING:
    from PIL.Image import Image

LIMIT_BYTES = 40 * 1024 * 1024
LIMIT_PIXELS = 100_000_000
SHOWN_PX, SMALL_PX = 1600, 320
JPEG, PNG = "image/jpeg", "image/png"
_QUALITY = 85
_STARTS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_OTHER_STARTS = {b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF or raw", b"MM\0*": "TIFF or raw"}
_BOXED = {b"avif": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"mif1": "HEIC"}
_CLOSE_PERCENT = (
    3  # of the frame: a tag held to the camera; smaller, it hangs on the weapon that is shown
)
_ORIENTATION, _CHANGED_AT, _EXIF, _TAKEN_AT = 0x0112, 0x0132, 0x8769, 0x9003
# each is what some damaged file makes Pillow raise
_DAMAGE = (EOFError, OSError, SyntaxError, TypeError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of its picture. `taken_at` is the camera's own clock, which knows no zone."""

    media: str
    width: int
    height: int
    taken_at: str | None


@dataclass(frozen=True, slots=True)
class SeenTag:
    """A control number read in the frame, and whether its code was held to the camera."""

    number: str
    is_close: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded to its last row; `copies` are JPEG by their longest side in pixels."""

    header: Header
    copies: Mapping[int, bytes]
    tags: tuple[SeenTag, ...]


def header(start: bytes) -> Header:
    """From the first bytes of a file: a few hundred kilobytes hold any header.

    Refusal `photo.not-an-image`, `photo.other-format`, `photo.too-many-pixels`, `photo.broken`.
    """
    with _opened(start) as (image, media):
        return Header(media, image.width, image.height, _taken_at(image))


def look(data: bytes) -> Picture:
    """The whole file. Refusals of `header`; `photo.too-large`; `photo.broken` also where it ends early."""
    if len(data) > LIMIT_BYTES:
        raise Refusal("photo.too-large", field="file", most_mb=LIMIT_BYTES // 1024**2)
    read = header(data)
    with _opened(data) as (image, _):
        image.load()
        shown = _turned(_shrunk(_flat(image), SHOWN_PX), _orientation(image))
        copies = {SHOWN_PX: write_jpeg(shown), SMALL_PX: write_jpeg(_shrunk(shown, SMALL_PX))}
        tags = _tags(shown) or _tags(image)
    return Picture(read, copies, tags)


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Image, str]]:
    """Pillow's many ways to fail on damaged bytes told as one; its warnings speak to programmers."""
    from PIL import Image

    media = _media(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > LIMIT_PIXELS:
                    raise Image.DecompressionBombError
                yield image, media
        except Image.DecompressionBombError:
            most = LIMIT_PIXELS // 1_000_000
            raise Refusal("photo.too-many-pixels", field="file", most_megapixels=most) from None
        except _DAMAGE as damage:
            raise Refusal("photo.broken", field="file") from damage


def _media(data: bytes) -> str:
    for start, media in _STARTS.items():
        if data.startswith(start):
            return media
    other = next((name for start, name in _OTHER_STARTS.items() if data.startswith(start)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        other = "WebP"
    elif data[4:8] == b"ftyp":
        other = _BOXED.get(data[8:12])
    if other:
        raise Refusal("photo.other-format", field="file", format=other)
    raise Refusal("photo.not-an-image", field="file")


def _taken_at(image: Image) -> str | None:
    try:
        exif = image.getexif()
        text = exif.get_ifd(_EXIF).get(_TAKEN_AT) or exif.get(_CHANGED_AT)
        plain = str(text).strip("\0 ")
        return datetime.strptime(plain, "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007  # it has no zone
    except _DAMAGE:
        return None


def _orientation(image: Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION) or 1)
    except _DAMAGE:
        return 1


def _turned(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _flat(image: Image) -> Image:
    """RGB; what is transparent becomes white, as paper is."""
    from PIL import Image as Images

    if image.mode.startswith("I"):  # a scan of 16 bits: converting would clip it
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Images.new("RGBA", layer.size, "white")
    return Images.alpha_composite(paper, layer).convert("RGB")


def _shrunk(image: Image, side_px: int) -> Image:
    from PIL.Image import Resampling

    copy = image.copy()
    copy.thumbnail((side_px, side_px), Resampling.LANCZOS)
    return copy


def write_jpeg(image: Image) -> bytes:
    """Without a word of what the image brought along."""
    image.info = {}  # Pillow takes comments and profiles along from here
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _tags(image: Image) -> tuple[SeenTag, ...]:
    """Each control number once. The buffer is cast here: zxing-cpp keeps no hold of the bytes it is given."""
    import zxingcpp

    grey = image.convert("L")
    pixels = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    kinds = zxingcpp.BarcodeFormat
    wanted = zxingcpp.BarcodeFormats((kinds.QRCode, kinds.DataMatrix, kinds.Code128))
    found: dict[str, bool] = {}
    for code in zxingcpp.read_barcodes(pixels, formats=wanted):
        try:
            number = read_number(code.text)
        except Refusal:
            continue  # a code of something else that lay there
        at = code.position
        corners = [at.top_left, at.top_right, at.bottom_right, at.bottom_left]
        area = _area([(corner.x, corner.y) for corner in corners])
        share = 100 * area / (grey.width * grey.height)
        found[number] = found.get(number, False) or share >= _CLOSE_PERCENT
    return tuple(SeenTag(number, is_close) for number, is_close in found.items())


def _area(corners: Sequence[tuple[int, int]]) -> float:
    ahead = (*corners[1:], corners[0])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, ahead, strict=True))) / 2
