"""A code on the screen, dark on white in every look, for a scanner that is held before it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from salw_desktop.usecases.paperwork.shown_codes import code_modules


class CodeView(QWidget):
    """Each module is a whole number of pixels, or a camera sees lines between them."""

    def __init__(self, text: str, name: str, module_px: int = 6) -> None:
        super().__init__()
        self._modules, self._quiet = code_modules(text)
        self._module_px = module_px
        self.setAccessibleName(name)
        side = (len(self._modules) + 2 * self._quiet) * module_px
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        px = self._module_px
        for y, row in enumerate(self._modules, self._quiet):
            for x, is_dark in enumerate(row, self._quiet):
                if is_dark:
                    painter.fillRect(QRectF(x * px, y * px, px, px), Qt.GlobalColor.black)
        painter.end()
