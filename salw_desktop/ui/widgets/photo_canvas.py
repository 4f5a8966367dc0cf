"""One picture that is looked at closely: zoomed and moved by keys, wheel and mouse, areas drawn on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from salw_desktop.ui.look import look_in_use
from salw_desktop.usecases.photo_corrections import Area

THOUSANDTHS = 1000
ZOOM_STEP, ZOOM_MOST = 1.25, 12.0
_MOVE_PART = 0.12  # of what is seen, for one press of an arrow
_NEW_AREA = QRectF(400, 400, 200, 200)  # in the middle, for those who draw by keys
_AREA_STEP, _AREA_LEAST = 10, 10
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class PhotoCanvas(QWidget):
    """Fits the picture into itself until it is zoomed; `view` is what of it is looked at, and may be followed."""

    view_changed = Signal(
        float, QPointF
    )  # zoom (1 fits), middle of what is seen, in parts of the picture
    areas_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._says = ""
        self._zoom = 1.0
        self._middle = QPointF(0.5, 0.5)
        self._areas: list[QRectF] = []
        self._is_drawing = False
        self._pressed_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 150)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def areas(self) -> tuple[Area, ...]:
        """In thousandths of width and height, as blurring takes them."""
        return tuple(
            Area(int(each.left()), int(each.top()), int(each.right()), int(each.bottom()))
            for each in self._areas
        )

    def show_image(self, image: QImage, name: str) -> None:
        """An image that is null shows `name` in its place: what is loading, or why there is none."""
        self._image, self._says = image, name
        self.setAccessibleName(name)
        self.clear_areas()
        self.look_at(1.0, QPointF(0.5, 0.5))

    def look_at(self, zoom: float, middle: QPointF) -> None:
        """Also called by a picture beside this one; tells nobody."""
        self._zoom = min(max(zoom, 1.0), ZOOM_MOST)
        half = 0.5 / self._zoom
        self._middle = QPointF(
            min(max(middle.x(), half), 1 - half), min(max(middle.y(), half), 1 - half)
        )
        self.update()

    def zoom_by(self, factor: float) -> None:
        self._move_to(self._zoom * factor, self._middle)

    def fit(self) -> None:
        self._move_to(1.0, self._middle)

    def draw_areas(self, is_drawing: bool) -> None:
        """While drawing, the mouse pulls up areas, and arrows move the newest (with Shift: its far corner)."""
        self._is_drawing = is_drawing
        self.setCursor(Qt.CursorShape.CrossCursor if is_drawing else Qt.CursorShape.ArrowCursor)
        if not is_drawing:
            self.clear_areas()

    def add_area(self) -> None:
        """One in the middle, to be moved by keys."""
        self._set_areas([*self._areas, QRectF(_NEW_AREA)])

    def drop_area(self) -> None:
        self._set_areas(self._areas[:-1])

    def clear_areas(self) -> None:
        self._set_areas([])

    def _set_areas(self, areas: list[QRectF]) -> None:
        self._areas = areas
        self.areas_changed.emit(len(areas))
        self.update()

    def _move_to(self, zoom: float, middle: QPointF) -> None:
        self.look_at(zoom, middle)
        self.view_changed.emit(self._zoom, self._middle)

    def _shown_at(self) -> QRectF:
        """Where the whole picture lies, in pixels of this widget; much of it outside when zoomed."""
        if self._image.isNull():
            return QRectF()
        ratio = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = (
            self._image.width() * ratio * self._zoom,
            self._image.height() * ratio * self._zoom,
        )
        return QRectF(
            self.width() / 2 - width * self._middle.x(),
            self.height() / 2 - height * self._middle.y(),
            width,
            height,
        )

    def _in_picture(self, point: QPointF) -> QPointF:
        at = self._shown_at()
        across = (point.x() - at.left()) / at.width() * THOUSANDTHS
        down = (point.y() - at.top()) / at.height() * THOUSANDTHS
        return QPointF(min(max(across, 0), THOUSANDTHS), min(max(down, 0), THOUSANDTHS))

    def _nudge(self, way: QPointF, *, corner: bool) -> None:
        area = self._areas[-1]
        step = way * _AREA_STEP
        if corner:
            right = min(max(area.right() + step.x(), area.left() + _AREA_LEAST), THOUSANDTHS)
            bottom = min(max(area.bottom() + step.y(), area.top() + _AREA_LEAST), THOUSANDTHS)
            moved = QRectF(area.topLeft(), QPointF(right, bottom))
        else:
            left = min(max(area.left() + step.x(), 0), THOUSANDTHS - area.width())
            top = min(max(area.top() + step.y(), 0), THOUSANDTHS - area.height())
            moved = QRectF(QPointF(left, top), area.size())
        self._set_areas([*self._areas[:-1], moved])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, way = event.key(), _ARROWS.get(Qt.Key(event.key()))
        if way is not None and self._is_drawing and self._areas:
            is_corner = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(way, corner=is_corner)
        elif way is not None and self._zoom > 1:
            self._move_to(self._zoom, self._middle + way * (_MOVE_PART / self._zoom))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._areas:
            self.drop_area()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image.isNull():
            return
        self._pressed_at = event.position()
        if self._is_drawing:
            start = self._in_picture(event.position())
            self._set_areas([*self._areas, QRectF(start, start)])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        if self._is_drawing:
            start = self._in_picture(self._pressed_at)
            drawn = QRectF(start, self._in_picture(event.position())).normalized()
            self._set_areas([*self._areas[:-1], drawn])
            return
        at, moved = self._shown_at(), event.position() - self._pressed_at
        self._pressed_at = event.position()
        part = QPointF(moved.x() / at.width(), moved.y() / at.height())
        self._move_to(self._zoom, self._middle - part)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._pressed_at = None
        if self._is_drawing:
            wide = [
                each
                for each in self._areas
                if min(each.width(), each.height()) >= _AREA_LEAST  # a click is no area
            ]
            self._set_areas(wide)

    @override
    def paintEvent(self, event: object) -> None:
        painter, look = QPainter(self), look_in_use()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a photograph is never mirrored
        painter.fillRect(self.rect(), QColor(look.grey_page))
        at = self._shown_at()
        if self._image.isNull():
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._says)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(at, self._image)
        for area in self._areas:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(QColor(0, 0, 0, 160))
            painter.drawRect(
                QRectF(
                    at.left() + area.left() / THOUSANDTHS * at.width(),
                    at.top() + area.top() / THOUSANDTHS * at.height(),
                    area.width() / THOUSANDTHS * at.width(),
                    area.height() / THOUSANDTHS * at.height(),
                )
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.primary), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
