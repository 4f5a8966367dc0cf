"""Pictures refused by name, shrunk without a word of metadata, and the tags that are read in them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from card import (
    SECRET,
    drawn,
    jpeg,
    png,
    talkative_jpeg,
    talkative_png,
    tells_nothing,
    with_codes,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code, write_number
from salw_desktop.printing import pictures
from salw_desktop.printing.pictures import SHOWN_PX, SMALL_PX, SeenTag, header, look

NUMBERS = [number for running in range(1, 9) if (number := write_number("XA26-LEN", running))]
SMALL = jpeg(drawn(size=(120, 90)))


def refused(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as raised:
        look(data)
    assert raised.value.field == "file"
    return raised.value


def opened(copy: bytes) -> Image.Image:
    image = Image.open(BytesIO(copy))
    image.load()
    return image


def png_header(width: int, height: int) -> bytes:
    """Nothing but the promise of so many pixels."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 0)
        + b"IDAT"
        + struct.pack(">I", zlib.crc32(b"IDAT"))
    )


@pytest.mark.parametrize(("write", "media"), [(jpeg, "image/jpeg"), (png, "image/png")])
def test_that_the_header_says_format_and_size(write: object, media: str) -> None:
    assert callable(write)
    found = header(write(drawn(size=(80, 60))))
    assert (found.media, found.width, found.height) == (media, 80, 60)


def test_that_the_cameras_own_time_is_read() -> None:
    assert header(jpeg(drawn(), "2026:11:22 09:15:00")).taken_at == "2026-11-22T09:15:00"


@pytest.mark.parametrize("told", [None, "0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday"])
def test_that_a_camera_without_a_time_says_none(told: str | None) -> None:
    assert header(jpeg(drawn(), told)).taken_at is None


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypmif1", "HEIC"),
        (b"\0\0\0\x18ftypavif", "AVIF"),
        (b"GIF89a", "GIF"),
        (b"II*\0\x08", "TIFF or raw"),
    ],
)
def test_that_another_format_is_refused_by_its_name(start: bytes, name: str) -> None:
    refusal = refused(start + bytes(100))
    assert (refusal.code, refusal.facts) == ("photo.other-format", {"format": name})


@pytest.mark.parametrize("data", [b"", b"a letter", b"\0\0\0\x18ftypisom", b"%PDF-1.7"])
def test_that_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data).code == "photo.not-an-image"


@pytest.mark.parametrize(("width", "height"), [(10_001, 10_000), (20_000, 20_000), (2**30, 2)])
def test_that_too_many_pixels_are_refused_before_one_is_decoded(width: int, height: int) -> None:
    refusal = refused(png_header(width, height))
    assert (refusal.code, refusal.facts) == ("photo.too-many-pixels", {"most_megapixels": 100})


def test_that_a_hundred_megapixels_pass_without_a_warning() -> None:
    assert header(png_header(10_000, 10_000)).width == 10_000


def test_that_a_file_over_the_limit_is_refused() -> None:
    refusal = refused(SMALL + bytes(pictures.LIMIT_BYTES))
    assert (refusal.code, refusal.facts) == ("photo.too-large", {"most_mb": 40})


@pytest.mark.parametrize("percent", [2, 20, 50, 90, 99])
@pytest.mark.parametrize("write", [jpeg, png])
def test_that_a_picture_that_ends_early_is_refused_as_broken(write: object, percent: int) -> None:
    assert callable(write)
    whole = write(drawn())
    assert refused(whole[: len(whole) * percent // 100]).code == "photo.broken"


@settings(max_examples=60)
@given(at=st.integers(3, len(SMALL) - 1), value=st.integers(0, 255))
def test_that_a_damaged_byte_ends_in_a_picture_or_in_a_refusal(at: int, value: int) -> None:
    try:
        found = look(SMALL[:at] + bytes([value]) + SMALL[at + 1 :])
    except Refusal as refusal:
        assert refusal.code.startswith("photo.")  # noqa: PT017  # both ends are right
    else:
        assert set(found.copies) == {SHOWN_PX, SMALL_PX}


@pytest.mark.parametrize(
    ("size", "shown", "small"),
    [
        ((2000, 1000), (1600, 800), (320, 160)),
        ((600, 2400), (400, 1600), (80, 320)),
        ((200, 100), (200, 100), (200, 100)),
    ],
)
def test_that_copies_are_shrunk_to_their_longest_side_and_never_blown_up(
    size: tuple[int, int], shown: tuple[int, int], small: tuple[int, int]
) -> None:
    copies = look(jpeg(drawn(size=size))).copies
    assert (opened(copies[SHOWN_PX]).size, opened(copies[SMALL_PX]).size) == (shown, small)


RED = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("orientation", RED)
def test_that_a_copy_stands_upright(orientation: int) -> None:
    copy = opened(look(jpeg(drawn(), orientation=orientation)).copies[SMALL_PX])
    right, below = RED[orientation]
    at = (copy.width - 10 if right else 10, copy.height - 10 if below else 10)
    red, green, blue = copy.convert("RGB").getpixel(at)  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("data", [talkative_jpeg(), talkative_png()], ids=["JPEG", "PNG"])
@pytest.mark.parametrize("side_px", [SHOWN_PX, SMALL_PX])
def test_that_a_copy_tells_neither_place_nor_camera_nor_comment(data: bytes, side_px: int) -> None:
    assert SECRET.encode() in data
    copy = look(data).copies[side_px]
    assert tells_nothing(copy)
    assert dict(opened(copy).getexif()) == {}


def test_that_the_search_for_metadata_finds_it() -> None:
    assert not tells_nothing(talkative_jpeg())


def test_that_what_is_transparent_becomes_white() -> None:
    copy = look(png(Image.new("RGBA", (50, 50), (0, 0, 0, 0)))).copies[SMALL_PX]
    assert opened(copy).getpixel((25, 25)) == (255, 255, 255)


def test_that_a_scan_of_sixteen_bits_keeps_its_greys() -> None:
    scan = Image.frombytes("I;16", (50, 50), struct.pack("<H", 0x8000) * 2500)
    copy = look(png(scan)).copies[SMALL_PX]
    red, *_ = opened(copy).convert("RGB").getpixel((25, 25))  # type: ignore[misc]
    assert abs(red - 128) <= 2


@pytest.mark.parametrize("text", [scan_code(NUMBERS[0]), NUMBERS[0], NUMBERS[0].lower()])
def test_that_a_tag_is_read_by_its_code_or_by_its_number(text: str) -> None:
    assert look(jpeg(with_codes(text))).tags == (SeenTag(NUMBERS[0], is_close=True),)


def test_that_a_tag_is_read_on_its_side() -> None:
    image = with_codes(scan_code(NUMBERS[0])).rotate(97, expand=True)
    assert [tag.number for tag in look(jpeg(image)).tags] == [NUMBERS[0]]


def test_that_a_tag_on_the_weapon_is_told_from_one_held_to_the_camera() -> None:
    far = with_codes(scan_code(NUMBERS[0]), side_px=100)
    assert look(jpeg(far)).tags == (SeenTag(NUMBERS[0], is_close=False),)


def test_that_a_tag_too_small_for_the_copy_is_read_in_the_original() -> None:
    wide = drawn(size=(5200, 3900))
    wide.paste(with_codes(scan_code(NUMBERS[0]), side_px=110).crop((40, 200, 150, 310)), (900, 900))
    assert [tag.number for tag in look(jpeg(wide)).tags] == [NUMBERS[0]]


def test_that_every_tag_in_the_frame_is_read() -> None:
    both = with_codes(*map(scan_code, NUMBERS[:2]))
    assert {tag.number for tag in look(jpeg(both)).tags} == set(NUMBERS[:2])


@pytest.mark.parametrize("text", ["https://example.org", "SALW1XA26LEN0000431", "1234567890128"])
def test_that_a_code_of_something_else_is_no_tag(text: str) -> None:
    assert look(jpeg(with_codes(text))).tags == ()


def test_that_a_phones_picture_with_another_one_behind_it_is_read() -> None:
    out = BytesIO()
    drawn().save(out, "MPO", save_all=True, append_images=[drawn(5)])
    whole = out.getvalue()
    assert header(whole[: len(whole) // 2]).media == "image/jpeg"
    assert opened(look(whole).copies[SMALL_PX]).size == (320, 240)
