"""Pictures as a camera makes them, drawn: tags with true QR codes, and all the metadata that must not leave."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import qrcode
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from salw_desktop.domain.numbers import scan_code

SECRET = "SECRET-OF-THE-CAMERA"
_EXIF, _TAKEN_AT, _GPS, _DESCRIPTION, _ORIENTATION = 0x8769, 0x9003, 0x8825, 0x010E, 0x0112


def drawn(seed: int = 0, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A picture like no other seed's, with something to see in each corner."""
    image = Image.new("RGB", size, (90, 90 + seed % 60, 80))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, 0, width // 4, height // 4), fill="red")
    draw.rectangle((width * 3 // 4, 0, width, height // 4), fill="blue")
    draw.line((0, height - seed % height, width, height // 2), fill="white", width=5)
    return image


def code(text: str, side_px: int) -> Image.Image:
    made: Image.Image = qrcode.make(text).get_image().convert("RGB")
    return made.resize((side_px, side_px), Image.Resampling.NEAREST)


def with_codes(*texts: str, side_px: int = 260, seed: int = 0) -> Image.Image:
    image = drawn(seed)
    for place, text in enumerate(texts):
        image.paste(code(text, side_px), (40 + place * (side_px + 60), 200))
    return image


def jpeg(image: Image.Image, taken_at: str | None = None, orientation: int | None = None) -> bytes:
    exif = Image.Exif()
    if taken_at:
        exif.get_ifd(_EXIF)[_TAKEN_AT] = taken_at
    if orientation:
        exif[_ORIENTATION] = orientation
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _told_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[_DESCRIPTION] = SECRET
    exif.get_ifd(_GPS).update({1: "N", 2: (8.0, 26.0, 41.5), 3: "W", 4: (13.0, 14.0, 2.0)})
    return exif


def talkative_jpeg() -> bytes:
    """EXIF with a position, XMP, IPTC, a comment and a colour profile: each says the secret."""
    out = BytesIO()
    drawn().save(
        out,
        "JPEG",
        exif=_told_exif(),
        comment=SECRET.encode(),
        xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    whole = out.getvalue()
    iptc = b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + whole[2:]


def talkative_png() -> bytes:
    texts = PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", SECRET)
    out = BytesIO()
    drawn().save(out, "PNG", pnginfo=texts, exif=_told_exif())
    return out.getvalue()


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG from its start to its pixels."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        at += 2 + length
    return found


def tells_nothing(copy: bytes) -> bool:
    """Beside the pixels only the JFIF mark and the tables: no APP1 to APP15, no comment, no secret."""
    told = [marker for marker in segments(copy) if 0xE1 <= marker <= 0xEF or marker == 0xFE]
    return told == [] and SECRET.encode() not in copy


def a_card(folder: Path, *shots: str | Image.Image) -> list[Path]:
    """Pictures taken one minute after the other; a number is the picture of its tag."""
    folder.mkdir(exist_ok=True)
    files = []
    for place, shot in enumerate(shots):
        image = with_codes(scan_code(shot), seed=place) if isinstance(shot, str) else shot
        file = folder / f"IMG_{9 - place:04d}.JPG"  # the names run against the clock
        file.write_bytes(jpeg(image, f"2026:11:22 09:{place:02d}:00"))
        files.append(file)
    return files
