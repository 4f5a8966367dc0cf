"""Paints a row of a long list: tick, two lines, coloured words; one height for all, so that a million need no measuring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from salw_desktop.ui.icons import paint_icon
from salw_desktop.ui.look import Look, for_text, look_in_use
from salw_desktop.ui.models.rows_model import TICK, Row, RowsModel
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.badge import badge_font, badge_width, kind_of, paint_badge, said
from salw_desktop.usecases.listings import Column

ROW_PX = 54  # a glove's finger
TICK_PX, TICK_COLUMN_PX = 18, 48
PAD_PX, LINE_PX, BADGE_PX = 8, 18, 24
PICTURE_PX = QSize(58, 42)
NO_PICTURE_PX = 18
SMALL_PX = 12
Index = QModelIndex | QPersistentModelIndex


def row_px() -> int:
    """Two lines of text, and room around them."""
    return ROW_PX + 2 * (for_text(LINE_PX) - LINE_PX)


class RowDelegate(QStyledItemDelegate):
    """Draws what a `RowsModel` holds, with a picture before the first column where one is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture: Callable[[str], QPixmap | None] | None = None  # by the record's id
        self.has_pictures = True  # there is room for them

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TICK_COLUMN_PX, row_px())

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The view ticks, by click, key and range: a tick of the delegate's own would take each click back."""
        return False

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, look = index.model(), look_in_use()
        assert isinstance(model, RowsModel)  # noqa: S101  it serves no other
        column, row = model.column(index.column()), model.row(index.row())
        painter.save()
        self._ground(painter, option, index, look)
        if column is None:
            self._tick(painter, option, index, look)
        elif row is None:
            _text(painter, option, option.rect, _BROKEN, look.ink_soft)
        elif column.is_mark and row[column.key]:
            self._badge(painter, option, str(row[column.key]))
        else:
            self._cell(painter, option, index.column() == TICK + 1, row, column)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look
    ) -> None:
        rect, is_chosen = option.rect, bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(look.primary_page if is_chosen else look.card))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        if is_chosen and index.column() == TICK:
            edge = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, edge), QColor(look.primary))

    def _tick(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look
    ) -> None:
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        centre = QRectF(option.rect).center()
        box = QRectF(centre.x() - TICK_PX / 2, centre.y() - TICK_PX / 2, TICK_PX, TICK_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.primary if is_ticked else look.edge), 1.5))
        painter.setBrush(QColor(look.primary if is_ticked else look.card))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", "primary_text")

    def _badge(self, painter: QPainter, option: QStyleOptionViewItem, word: str) -> None:
        font, text = badge_font(option.font), said(word)
        painter.setFont(font)
        rect = option.rect
        width = min(badge_width(text, font), rect.width() - PAD_PX)
        high = for_text(BADGE_PX)
        place = QRect(rect.left() + PAD_PX // 2, rect.center().y() - high // 2, width, high)
        visual = QStyle.visualRect(option.direction, rect, place)
        paint_badge(painter, QRectF(visual), kind_of(word), text, option.direction)

    def _cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        is_first: bool,
        row: Row,
        column: Column,
    ) -> None:
        look, rect = look_in_use(), option.rect
        if is_first and self.picture is not None and self.has_pictures:
            rect = self._picture(painter, option, self.picture(str(row["id"])), look)
        text = str(row[column.key] if row[column.key] is not None else "")
        colour = look.ink
        if not text and column.instead:
            text, colour = said(str(row[column.instead])), look.error
        elif column.is_code:
            text = ltr(text)
        if not column.is_code and not column.is_number:
            text = text[:1].upper() + text[1:]
        font = QFont(option.font)
        strong = column.is_code or bool(column.below)
        font.setWeight(QFont.Weight.DemiBold if strong and text else QFont.Weight.Normal)
        painter.setFont(font)
        if not column.below:
            _text(painter, option, rect, text, colour, is_number=column.is_number)
            return
        line_px = for_text(LINE_PX)
        top = rect.center().y() - line_px
        _text(painter, option, QRect(rect.left(), top, rect.width(), line_px), text, colour)
        small = QFont(option.font)
        small.setPixelSize(for_text(SMALL_PX))
        painter.setFont(small)
        under = QRect(rect.left(), top + line_px + 1, rect.width(), line_px)
        _text(painter, option, under, said(str(row[column.below] or "")), look.ink_soft)

    def _picture(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        picture: QPixmap | None,
        look: Look,
    ) -> QRect:
        """Draws it, or its empty frame; returns what is left of the cell."""
        rect, wide = option.rect, PICTURE_PX.width() + PAD_PX
        frame = QRect(
            rect.left() + PAD_PX // 2,
            rect.center().y() - PICTURE_PX.height() // 2,
            PICTURE_PX.width(),
            PICTURE_PX.height(),
        )
        frame = QStyle.visualRect(option.direction, rect, frame)
        if picture is None:
            painter.fillRect(frame, QColor(look.page))
            mark = QRectF(0, 0, NO_PICTURE_PX, NO_PICTURE_PX)
            mark.moveCenter(QRectF(frame).center())
            paint_icon(painter, mark, "image", "ink_soft")
        else:
            painter.drawPixmap(frame, picture)
        rest = rect.adjusted(wide, 0, 0, 0)
        return QStyle.visualRect(option.direction, rect, rest)


_BROKEN = "—"


def _text(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    text: str,
    colour: str,
    *,
    is_number: bool = False,
) -> None:
    place = rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
    side = Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading
    wanted = QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
    shown = QFontMetrics(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, place.width()
    )
    painter.setPen(QColor(colour))
    # isolated, else the dots of a Latin name stand before it in a mirrored window
    isolated = f"\u2068{shown}\u2069" if shown else ""
    painter.drawText(place, int(wanted | Qt.AlignmentFlag.AlignAbsolute), isolated)
