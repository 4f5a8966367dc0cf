"""Small files that would unpack to gigabytes: refused, or read for what they are, in little memory either way."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from io import BytesIO

import pytest
from card import drawn, jpeg, png
from PIL import Image

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.pictures import look

SIZE = (120, 90)
PNG, JPEG = png(drawn(size=SIZE)), jpeg(drawn(size=SIZE))
MOST_MB = 100  # Pillow keeps 64 MB of text in all, and one copy of what came
AFTER_HEADER = 33
BOMB = zlib.compress(bytes(128 * 1024**2), 1)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: bytes, at: int = AFTER_HEADER) -> bytes:
    return PNG[:at] + b"".join(chunks) + PNG[at:]


def jpeg_with(marker: int, data: bytes, times: int) -> bytes:
    segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
    return JPEG[:2] + segment * times + JPEG[2:]


def frames(kind: str) -> bytes:
    """An animation of thirty pictures."""
    out = BytesIO()
    more = [drawn(seed, size=SIZE) for seed in range(1, 30)]
    drawn(size=SIZE).save(out, kind, save_all=True, append_images=more)
    return out.getvalue()


def looked(data: bytes) -> tuple[str | tuple[int, int], int]:
    """The size that was read or the code of the refusal, and the most megabytes that were taken."""
    tracemalloc.start()
    try:
        header = look(data).header
        return (header.width, header.height), tracemalloc.get_traced_memory()[1] // 1024**2
    except Refusal as refusal:
        return refusal.code, tracemalloc.get_traced_memory()[1] // 1024**2
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (png_with(chunk(b"iCCP", b"x\0\0" + BOMB)), "photo.broken"),
        (png_with(chunk(b"zTXt", b"Comment\0\0" + BOMB)), "photo.broken"),
        (png_with(chunk(b"iTXt", b"Comment\0\1\0\0\0" + BOMB)), "photo.broken"),
        (png_with(chunk(b"zTXt", b"Comment\0\0" + BOMB), at=-12), "photo.broken"),
        (png_with(*[chunk(b"zTXt", b"C\0\0" + zlib.compress(bytes(2**20)))] * 99), "photo.broken"),
        (png_with(chunk(b"eXIf", b"II*\0\x08\0\0\0\1\0\x0e\1\2\0\xf0\xff\xff\xff\x1a")), SIZE),
        (PNG[: PNG.index(b"IDAT") - 4] + chunk(b"IDAT", BOMB) + PNG[-12:], SIZE),
        (jpeg_with(0xE2, b"ICC_PROFILE\0\1\xff" + bytes(65000), 200), SIZE),
        (jpeg_with(0xE1, b"Exif\0\0" + bytes(65000), 200), SIZE),
    ],
    ids=["profile", "text", "long text", "late text", "texts", "EXIF", "pixels", "ICC", "EXIFs"],
)
def test_that_a_bomb_in_a_picture_takes_little_memory(
    data: bytes, told: str | tuple[int, int]
) -> None:
    found, most_mb = looked(data)
    assert found == told
    assert most_mb < MOST_MB


def test_that_a_jpeg_of_four_gigapixels_is_refused_by_its_header() -> None:
    at = JPEG.index(b"\xff\xc0") + 5
    found, most_mb = looked(JPEG[:at] + b"\xff\xff\xff\xff" + JPEG[at + 4 :])
    assert (found, most_mb) == ("photo.too-many-pixels", 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF"])
def test_that_an_animation_of_another_format_is_refused_unopened(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = frames(kind)
    monkeypatch.delattr(Image, "open")
    assert looked(data)[0] == "photo.other-format"


def test_that_of_an_animated_png_the_first_picture_is_read() -> None:
    found, most_mb = looked(frames("PNG"))
    assert (found, most_mb) == (SIZE, 0)
