"""A sheet of labels as a picture: the first free one is clicked, or moved to by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from salw_desktop.ui.look import LIGHT, OUTDOOR, Look, look_in_use
from salw_desktop.usecases.store.labels import LabelSheet

PAD_PX = 6
CORNER_PX = 3


class SheetView(QWidget):
    """Used labels are grey, those of this print blue with their picture, the rest white."""

    position_chosen = Signal(int)  # of the first free label, counted from 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: LabelSheet | None = None
        self._first, self._labels = 1, 0
        self._picture = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("First free label on the sheet"))
        self.setToolTip(self.tr("Click the first free label, or move to it by the arrow keys"))

    @property
    def position(self) -> int:
        return self._first

    def show_sheet(self, sheet: LabelSheet, first: int, labels: int) -> None:
        """`labels` is how many will be printed from `first` on."""
        if sheet != self._sheet or first != self._first or labels != self._labels:
            self._picture = QImage()
        self._sheet, self._labels = sheet, labels
        self._first = min(max(1, first), sheet.positions)
        row, column = divmod(self._first - 1, sheet.columns)
        said = self.tr("Label %1 of %2, row %3, column %4").replace("%1", str(self._first))
        said = said.replace("%2", str(sheet.positions)).replace("%3", str(row + 1))
        self.setAccessibleDescription(said.replace("%4", str(column + 1)))
        self.updateGeometry()
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """The first sheet as it will come out."""
        self._picture = picture
        self.update()

    def position_at(self, x: float, y: float) -> int | None:
        """The label under a point of the widget, counted from 1."""
        if self._sheet is None:
            return None
        for place in range(self._sheet.positions):
            if self._label(place).contains(x, y):
                return place + 1
        return None

    def label_rect(self, position: int) -> QRectF:
        """Where the label with this position is drawn."""
        return self._label(position - 1)

    def _choose(self, position: int) -> None:
        if self._sheet and 1 <= position <= self._sheet.positions and position != self._first:
            self.show_sheet(self._sheet, position, self._labels)
            self.position_chosen.emit(position)

    def _paper(self) -> QRectF:
        assert self._sheet is not None  # noqa: S101  # asked only where there is one
        width, height = self._sheet.paper_width_mm, self._sheet.paper_height_mm
        room = QRectF(self.rect()).adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
        scale = min(room.width() / width, room.height() / height)
        left = room.center().x() - width * scale / 2
        return QRectF(left, room.top(), width * scale, height * scale)

    def _label(self, place: int) -> QRectF:
        sheet, paper = self._sheet, self._paper()
        assert sheet is not None  # noqa: S101  # asked only where there is one
        scale = paper.width() / sheet.paper_width_mm
        left, top = sheet.corner_mm(place)
        return QRectF(
            paper.left() + left * scale,
            paper.top() + top * scale,
            sheet.label_width_mm * scale,
            sheet.label_height_mm * scale,
        )

    def _draw_label(self, painter: QPainter, look: Look, place: int) -> None:
        at, first = self._label(place), self._first - 1
        is_used, is_meant = place < first, first <= place < first + self._labels
        ground = look.grey_page if is_used else look.primary_page if is_meant else look.card
        painter.setPen(QPen(QColor(look.primary if is_meant else look.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not (is_meant and not self._picture.isNull()):
            painter.setBrush(QColor(ground))
        painter.drawRoundedRect(at, CORNER_PX, CORNER_PX)
        if is_used:
            painter.setPen(QPen(QColor(look.edge), 1))
            painter.drawLine(at.topLeft(), at.bottomRight())
        elif self._picture.isNull() or not is_meant:
            painter.setPen(QColor(look.primary if is_meant else look.ink_soft))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
        if place == first:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.primary), 3 if self.hasFocus() else 2))
            painter.drawRoundedRect(at, CORNER_PX, CORNER_PX)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 260)  # it grows with the window

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 220)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._sheet.columns if self._sheet else 1
        keys = Qt.Key
        steps = {
            keys.Key_Left: -1,  # as it lies on the paper, in every language
            keys.Key_Right: 1,
            keys.Key_Up: -columns,
            keys.Key_Down: columns,
        }
        if event.key() in steps:
            self._choose(self._first + steps[keys(event.key())])
        elif event.key() == keys.Key_Home:
            self._choose(1)
        elif event.key() == keys.Key_End and self._sheet:
            self._choose(self._sheet.positions)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = self.position_at(event.position().x(), event.position().y())
        if position is not None:
            self._choose(position)
        self.setFocus()

    @override
    def paintEvent(self, event: object) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        # paper is white in every look, and in the sun nothing on it is pale
        look = OUTDOOR if look_in_use() is OUTDOOR else LIGHT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paper is never mirrored
        paper = self._paper()
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.setBrush(QColor(look.card))
        painter.drawRect(paper)
        if not self._picture.isNull():
            painter.drawImage(paper, self._picture)
        for place in range(self._sheet.positions):
            self._draw_label(painter, look, place)
        painter.end()
