"""The printers of this computer, and a paper sent to one of them or kept as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from salw_desktop import files
from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.paper_pages import page_image, page_sizes_mm

DOTS_PER_INCH = 300
Step: TypeAlias = Callable[[int, int], None]
Target: TypeAlias = str | Path  # the name of a printer, or a file


def printer_names() -> list[str]:
    """The usual one first."""
    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name.casefold()))


def keep_at(target: Target, title: str, step: Step) -> Callable[[bytes], None]:
    """What makes a paper of its bytes; `step` is told pages done and in all, and may stop it."""
    if isinstance(target, Path):
        return partial(files.write_private, target)
    return partial(send, target, title, step)


def send(name: str, title: str, step: Step, data: bytes) -> None:
    """Trouble `printer.gone`: nothing of it may count as printed."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Trouble("printer.gone", name=name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    paint(printer, data, step)


def paint(printer: QPrinter, data: bytes, step: Step) -> None:
    """Every page at its true size. Trouble `printer.gone`; whatever `step` raises stops it."""
    sizes = page_sizes_mm(data)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    _lay_out(printer, sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("printer.gone", name=printer.printerName())
    try:
        for place, size in enumerate(sizes):
            step(place, len(sizes))
            if place:
                _lay_out(printer, size)
                if not printer.newPage():
                    raise Trouble("printer.gone", name=printer.printerName())
            image = page_image(data, place, DOTS_PER_INCH)
            painter.drawImage(QRectF(QPointF(), QSizeF(image.size())), image)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    step(len(sizes), len(sizes))


def _lay_out(printer: QPrinter, size_mm: QSizeF) -> None:
    page = QPageSize(size_mm, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(page, upright, QMarginsF()))
