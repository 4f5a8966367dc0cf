"""A paper as it will come out: its pages one below the other, at true size or as large as the window has room."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from salw_desktop.ui.look import look_in_use
from salw_desktop.ui.paper_pages import MM_PER_INCH, page_image, page_sizes_mm

GAP_PX = 16
ZOOM_STEP = 1.25
LEAST_ZOOM, MOST_ZOOM = 0.2, 4.0
PAGES_KEPT = 6


class Zoom(Enum):
    """How large a page is shown."""

    TRUE = auto()  # a millimetre is a millimetre, as far as the screen says how large it is
    WHOLE = auto()
    FREE = auto()


class PaperView(QAbstractScrollArea):
    """Page Up and Page Down leaf; plus and minus zoom, 0 is true size, * the whole page."""

    page_changed = Signal(int, int)  # the page in sight, how many there are
    zoom_changed = Signal(int)  # in per cent of true size

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._sizes_mm: tuple[QSizeF, ...] = ()
        self._mode, self._zoom = Zoom.TRUE, 1.0
        self._drawn: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self.setAccessibleName(self.tr("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def pages(self) -> int:
        return len(self._sizes_mm)

    @property
    def page(self) -> int:
        """The one in sight, counted from 1; 0 where there is none."""
        if not self._sizes_mm:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(1, sum(rect.top() <= middle for rect in self._rects()))

    @property
    def dots_per_mm(self) -> float:
        """Pixels of the screen for a millimetre of paper, as it is shown now."""
        return self.screen().physicalDotsPerInch() / MM_PER_INCH * self._zoom

    def show_paper(self, data: bytes) -> None:
        self._data, self._sizes_mm = data, page_sizes_mm(data) if data else ()
        self._drawn.clear()
        self.verticalScrollBar().setValue(0)
        self._fit()
        self._on_scrolled()

    def show_at(self, mode: Zoom) -> None:
        self._mode = mode
        self._fit()

    def zoom_by(self, factor: float) -> None:
        self._mode = Zoom.FREE
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * factor))
        self._fit()

    def go_by(self, pages: int) -> None:
        if self._sizes_mm:
            place = min(self.pages, max(1, self.page + pages)) - 1
            self.verticalScrollBar().setValue(int(self._rects()[place].top()) - GAP_PX)

    def _fit(self) -> None:
        seen = self.viewport().size()
        if self._mode is Zoom.TRUE:
            self._zoom = 1.0
        elif self._mode is Zoom.WHOLE and self._sizes_mm:
            widest = max(size.width() for size in self._sizes_mm)
            tallest = max(size.height() for size in self._sizes_mm)
            wide, high = seen.width() - 2 * GAP_PX, seen.height() - 2 * GAP_PX
            true = self.screen().physicalDotsPerInch() / MM_PER_INCH
            self._zoom = max(LEAST_ZOOM, min(wide / widest, high / tallest) / true)
        rects = self._rects()
        height = rects[-1].bottom() + GAP_PX if rects else 0
        width = max((rect.width() for rect in rects), default=0) + 2 * GAP_PX
        for bar, whole, part in (
            (self.verticalScrollBar(), height, seen.height()),
            (self.horizontalScrollBar(), width, seen.width()),
        ):
            bar.setRange(0, max(0, int(whole) - part))
            bar.setPageStep(part)
            bar.setSingleStep(40)
        self.viewport().update()
        self.zoom_changed.emit(round(self._zoom * 100))
        self._on_scrolled()

    def _rects(self) -> list[QRectF]:
        """Where each page lies, from the top of the first, before scrolling."""
        found, top, seen = [], float(GAP_PX), self.viewport().width()
        for size in self._sizes_mm:
            shown = size * self.dots_per_mm
            left = max(float(GAP_PX), (seen - shown.width()) / 2)
            found.append(QRectF(QPointF(left, top), shown))
            top += shown.height() + GAP_PX
        return found

    def _picture(self, place: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        dots_per_inch = self.dots_per_mm * MM_PER_INCH * ratio
        key = place, round(dots_per_inch * 100)
        if key not in self._drawn:
            picture = QPixmap.fromImage(page_image(self._data, place, dots_per_inch))
            picture.setDevicePixelRatio(ratio)
            self._drawn[key] = picture
            while len(self._drawn) > PAGES_KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self.page_changed.emit(self.page, self.pages)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if key in (keys.Key_PageDown, keys.Key_PageUp):
            self.go_by(1 if key == keys.Key_PageDown else -1)
        elif key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.zoom_by(1 / ZOOM_STEP if key == keys.Key_Minus else ZOOM_STEP)
        elif key in (keys.Key_0, keys.Key_Asterisk):
            self.show_at(Zoom.TRUE if key == keys.Key_0 else Zoom.WHOLE)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self.viewport()), look_in_use()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paper is never mirrored
        seen = QRectF(self.viewport().rect())
        painter.fillRect(seen, QColor(look.grey_page))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for place, rect in enumerate(self._rects()):
            shown = rect.translated(-across, -down)
            if shown.intersects(seen):
                painter.drawPixmap(shown.topLeft(), self._picture(place))
                painter.setPen(QPen(QColor(look.edge), 1))
                painter.drawRect(shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.primary), 2))
            painter.drawRect(seen.adjusted(1, 1, -1, -1))
        painter.end()
