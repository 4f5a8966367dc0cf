"""Reads printed papers back as a scanner, a reader or a copier would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image


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


def texts(pdf: bytes) -> list[str]:
    """The text of each page, blanks and line ends as one blank."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


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


def is_white(picture: Image.Image, dpi: int, box_mm: tuple[float, float, float, float]) -> bool:
    """Whether nothing is printed between left, top, right and bottom, not even a water mark."""
    left, top, right, bottom = (round(edge * dpi / 25.4) for edge in box_mm)
    darkest, _ = picture.crop((left, top, right, bottom)).getextrema()
    return bool(darkest > 250)
