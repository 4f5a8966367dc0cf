"""Pages of our own PDF as pictures: for the preview and for the printer alike."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

PT_PER_INCH = 72.0
MM_PER_INCH = 25.4
# PDFium keeps its state for the whole program: one thread at a time
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    import pypdfium2  # brings numpy, which takes a tenth of the time until the window stands

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as document:
        yield document


def page_sizes_mm(data: bytes) -> tuple[QSizeF, ...]:
    """Width and height of each page in millimetres."""
    mm = MM_PER_INCH / PT_PER_INCH
    with _opened(data) as document:
        sizes = [document.get_page_size(place) for place in range(len(document))]
    return tuple(QSizeF(width * mm, height * mm) for width, height in sizes)


def page_image(data: bytes, place: int, dots_per_inch: float) -> QImage:
    """One page, counted from 0, on white."""
    with _opened(data) as document:
        page = document[place]
        drawn = page.render(scale=dots_per_inch / PT_PER_INCH, rev_byteorder=True)
        picture = drawn.to_pil().convert("RGB")
        drawn.close()
        page.close()
    pixels, width = picture.tobytes(), picture.width
    image = QImage(pixels, width, picture.height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # Qt does not keep the bytes alive
