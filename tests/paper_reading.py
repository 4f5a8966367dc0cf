"""Reads printed papers back as a scanner, a reader or a copier would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import cv2
import numpy
import pypdf
import pypdfium2
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf.generic import ContentStream, DecodedStreamObject, NameObject

_MODULES = re.compile(rb"(?m)^\d+ \d+ \d+ 1 re\n")  # of a QR code: they say nothing to be read
_QUIET = 0.08  # of the side of a code: near enough that no neighbour is seen


@dataclass(frozen=True)
class Code:
    """A QR code found on a rendered page: its text and its upper left corner and side in millimetres."""

    text: str
    left_mm: float
    top_mm: float
    side_mm: float


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def codes(picture: Image.Image, dpi: int) -> list[Code]:
    """Every QR code of a page, row by row from its top."""
    mm = 25.4 / dpi
    found = [
        Code(
            code.text,
            code.position.top_left.x * mm,
            code.position.top_left.y * mm,
            (code.position.top_right.x - code.position.top_left.x) * mm,
        )
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    ]
    return sorted(found, key=lambda code: (round(code.top_mm / 5), code.left_mm))


def codes_by_another_reader(picture: Image.Image, dpi: int) -> list[str]:
    """The texts of all QR codes of a page, held one by one before a decoder that shares no code with the first."""
    detector, px = cv2.QRCodeDetectorAruco(), dpi / 25.4
    found = []
    for code in codes(picture, dpi):
        quiet = code.side_mm * _QUIET
        box = (code.left_mm - quiet, code.top_mm - quiet)
        end = (code.left_mm + code.side_mm + quiet, code.top_mm + code.side_mm + quiet)
        seen = picture.crop(tuple(round(edge * px) for edge in (*box, *end)))
        found.append(next(filter(None, (_decoded(detector, seen, scale) for scale in (2, 3))), ""))
    return found


def _decoded(detector: cv2.QRCodeDetectorAruco, seen: Image.Image, scale: int) -> str:
    nearer = seen.resize((seen.width * scale, seen.height * scale), Image.Resampling.BICUBIC)
    text, _, _ = detector.detectAndDecode(numpy.asarray(nearer))
    return str(text)


def texts(pdf: bytes) -> list[str]:
    """The text of each page, blanks and line ends as one blank."""
    return list(_texts(pdf))


@lru_cache(maxsize=256)
def _texts(pdf: bytes) -> tuple[str, ...]:
    """Several tests read one paper, and each page in a second; it is shorter without its codes."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    for page in pages:
        shorter = DecodedStreamObject()
        shorter.set_data(_MODULES.sub(b"", page.get_contents().get_data()))
        page[NameObject("/Contents")] = shorter
    return tuple(" ".join(page.extract_text().split()) for page in pages)


def text(pdf: bytes) -> str:
    return " ".join(texts(pdf))


def fonts_not_embedded(pdf: bytes) -> set[str]:
    return {name for name, is_embedded in _fonts(pdf) if not is_embedded}


def fonts(pdf: bytes) -> set[str]:
    return {name for name, _ in _fonts(pdf)}


def _fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor", {})
            yield str(font["/BaseFont"]), "/FontFile2" in descriptor


def not_drawn(pdf: bytes) -> list[str]:
    """The fonts that draw a box in place of a character, once for each."""
    return [font for page in pypdf.PdfReader(BytesIO(pdf)).pages for font in _boxes(page)]


def _boxes(page: pypdf.PageObject) -> Iterator[str]:
    files = {
        name: TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_data()))
        for name, font in page["/Resources"]["/Font"].items()
    }
    current = ""
    for operands, operator in ContentStream(page.get_contents(), None).operations:
        if operator == b"Tf":
            current = str(operands[0])
        elif operator == b"Tj":
            font = files[current]
            (table,) = font["cmap"].tables
            drawn = [font["glyf"][table.cmap[code]] for code in operands[0].original_bytes]
            yield from (current for glyph in drawn if glyph == font["glyf"][".notdef"])


def is_white(picture: Image.Image, dpi: int, box_mm: tuple[float, float, float, float]) -> bool:
    """Whether nothing is printed between left, top, right and bottom, not even a water mark."""
    left, top, right, bottom = (round(edge * dpi / 25.4) for edge in box_mm)
    darkest, _ = picture.crop((left, top, right, bottom)).getextrema()
    return bool(darkest > 250)
