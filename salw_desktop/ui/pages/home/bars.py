"""Bars drawn by us: weapons of each day by kind, and of each place; told in words to who does not see them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate, QLineF, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.look import for_text, look_in_use
from salw_desktop.ui.pages.home.tiles import LayoutButton
from salw_desktop.ui.texts import one_line
from salw_desktop.usecases.home import GROUPS, HANDGUNS, OTHER, RIFLES, HeldAt, RecordedOn

FONT_PX, FOOT_PX, HEAD_PX, SCALE_PX = 11, 22, 16, 34
_TOKENS = {RIFLES: "primary", HANDGUNS: "orange", OTHER: "edge"}
BARS_PX = 130
PLACES_SHOWN, ROW_PX, GAP_PX, NAME_PX = 6, 32, 14, 130


def long_date(date: str) -> str:
    return QLocale().toString(QDate.fromString(date, Qt.DateFormat.ISODate), "d MMMM")


def _brush(group: str) -> QBrush:
    """The third is hatched: it must differ where colours do not."""
    pattern = Qt.BrushStyle.BDiagPattern if group == OTHER else Qt.BrushStyle.SolidPattern
    return QBrush(QColor(getattr(look_in_use(), _TOKENS[group])), pattern)


def _paint_piece(painter: QPainter, rect: QRectF, group: str) -> None:
    painter.fillRect(rect, _brush(group))
    if group == OTHER:
        painter.setPen(QColor(look_in_use().edge))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class DayBars(QWidget):
    """A fortnight; arrow keys walk the days, Enter or a click opens one."""

    day_chosen = Signal(str)  # its date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(for_text(BARS_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._days: tuple[RecordedOn, ...] = ()
        self._at = 0
        self.setAccessibleName(self.tr("Recorded each day"))

    def show_days(self, days: tuple[RecordedOn, ...]) -> None:
        self._days, self._at = days, len(days) - 1
        said = [f"{long_date(day.date)}: {day.total}" for day in days if day.total]
        self.setAccessibleDescription("; ".join(said) or self.tr("Nothing in these days"))
        self.update()

    @property
    def day(self) -> str:
        """The date that the arrow keys stand on."""
        return self._days[self._at].date if self._days else ""

    def _top(self) -> int:
        """Of the scale: a round number that a third can be taken of."""
        most = max((day.total for day in self._days), default=0)
        for step in (
            1,
            2,
            5,
            10,
            15,
            20,
            25,
            30,
            40,
            50,
            75,
            100,
            150,
            200,
            250,
            500,
            1_000,
            5_000,
            10_000,
        ):
            if most <= 3 * step:
                return 3 * step
        return most

    def _column(self, place: int) -> QRectF:
        width = (self.width() - for_text(SCALE_PX)) / max(1, len(self._days))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - for_text(SCALE_PX) - (place + 1) * width
        else:
            left = for_text(SCALE_PX) + place * width
        return QRectF(left, 0, width, self.height())

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(for_text(FONT_PX))
        painter.setFont(font)
        self._paint_scale(painter)
        for place, day in enumerate(self._days):
            self._paint_day(painter, place, day)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        look, top, floor = look_in_use(), self._top(), self.height() - for_text(FOOT_PX)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if is_mirrored else for_text(SCALE_PX)
        for third in range(4):
            y = floor - (floor - for_text(HEAD_PX)) * third / 3
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QLineF(left, y, left + self.width() - for_text(SCALE_PX), y))
            painter.setPen(QColor(look.ink_soft))
            at = self.width() - for_text(SCALE_PX) if is_mirrored else 0
            high = for_text(16)
            box = QRectF(at, y - high / 2, for_text(SCALE_PX) - 8, high)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags), f"{top * third // 3:,}")

    def _paint_day(self, painter: QPainter, place: int, day: RecordedOn) -> None:
        look, column = look_in_use(), self._column(place)
        floor = self.height() - for_text(FOOT_PX)
        scale = (floor - for_text(HEAD_PX)) / max(1, self._top())
        middle, wide = column.center().x(), min(34.0, column.width() * 0.66)
        is_on = self.hasFocus() and place == self._at
        y = float(floor)
        for group in GROUPS:
            high = day.items[group] * scale
            if high:
                _paint_piece(painter, QRectF(middle - wide / 2, y - high, wide, high - 1), group)
                y -= high
        is_today = place == len(self._days) - 1
        painter.setPen(QColor(look.ink if is_today else look.ink_soft))
        date = QDate.fromString(day.date, Qt.DateFormat.ISODate)
        foot = QRectF(column.left(), floor + 4, column.width(), for_text(FOOT_PX) - 4)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), str(date.day()))
        if day.total and (is_on or is_today):
            head = QRectF(column.left(), y - for_text(16), column.width(), for_text(14))
            painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), f"{day.total:,}")
        if is_on:
            painter.setPen(QPen(QColor(look.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(column.adjusted(2, 1, -2, -1), 4, 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._days:
            step = steps[Qt.Key(event.key())] * (-1 if is_mirrored else 1)
            self._at = min(max(0, self._at + step), len(self._days) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._days:
            self.day_chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._days)):
            if self._column(place).contains(event.position()):
                self._at = place
                self.update()
                self.day_chosen.emit(self.day)


class Legend(QWidget):
    """What the colours and the hatching stand for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = {
            RIFLES: self.tr("Rifles"),
            HANDGUNS: self.tr("Pistols and revolvers"),
            OTHER: self.tr("Other"),
        }
        self.setAccessibleName(", ".join(self._texts.values()))
        self.setFixedHeight(for_text(20))

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(
            sum(metrics.horizontalAdvance(each) + 36 for each in self._texts.values()) + GAP_PX, 20
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, x = QFontMetrics(self.font()), float(GAP_PX)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for group, text in self._texts.items():
            wide = metrics.horizontalAdvance(text)
            start = self.width() - x - wide - 20 if is_mirrored else x
            box = QRectF(start + wide + 6 if is_mirrored else start, 4, 12, 12)
            _paint_piece(painter, box, group)
            painter.setPen(QColor(look_in_use().ink))
            base = QPointF(start if is_mirrored else start + 18, 10 + metrics.ascent() / 2 - 1)
            painter.drawText(base, text)
            x += wide + 36
        painter.end()


class _Share(QWidget):
    """One bar along its track."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(10)
        self.setMinimumWidth(60)

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        look, whole = look_in_use(), QRectF(self.rect())
        painter.setBrush(QColor(look.grey_page))
        painter.drawRoundedRect(whole, 5, 5)
        filled = QRectF(whole)
        filled.setWidth(max(10.0, whole.width() * self._share))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            filled.moveRight(whole.right())
        painter.setBrush(QColor(look.primary))
        painter.drawRoundedRect(filled, 5, 5)
        painter.end()


class PlaceBars(QWidget):
    """The fullest places; a press opens what lies there."""

    place_chosen = Signal(str)  # its id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_places(self, places: Sequence[HeldAt]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        most = max((place.items for place in places), default=1)
        for place in places[:PLACES_SHOWN]:
            self._column.addWidget(self._row(place, place.items / most))
        if not places:
            self._column.addWidget(one_line(self.tr("Nothing is in hand yet"), "soft"))

    def _row(self, place: HeldAt, share: float) -> QPushButton:
        row = QHBoxLayout()
        button = LayoutButton("row", row, ROW_PX)
        button.setAccessibleName(f"{place.name}: {place.items:,}")
        button.clicked.connect(partial(self._on_row, place.id))
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(12)
        name = one_line(place.name)
        name.setFixedWidth(max(NAME_PX, name.sizeHint().width()))
        count = one_line(f"{place.items:,}", "strong")
        count.setFixedWidth(64)
        count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        for widget, stretch in ((name, 0), (_Share(share), 1), (count, 0)):
            row.addWidget(widget, stretch=stretch)
        button.seal()
        return button

    def _on_row(self, place: str) -> None:
        self.place_chosen.emit(place)
