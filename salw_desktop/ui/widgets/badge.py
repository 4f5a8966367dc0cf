"""Where an item stands and how safe it is: always an icon and a word, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from salw_desktop.ui.badge_words import KINDS as KINDS
from salw_desktop.ui.badge_words import kind_of as kind_of
from salw_desktop.ui.badge_words import said as said
from salw_desktop.ui.icons import paint_icon
from salw_desktop.ui.look import for_text, look_in_use

ICON_PX, PAD_PX, GAP_PX, FONT_PX, HEIGHT_PX = 14, 10, 6, 12, 24


def badge_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(for_text(FONT_PX))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def badge_width(text: str, font: QFont) -> int:
    """Pixels for `text` in a font as `badge_font` makes it."""
    return QFontMetrics(font).horizontalAdvance(text) + for_text(ICON_PX) + GAP_PX + 2 * PAD_PX


def paint_badge(
    painter: QPainter, rect: QRectF, kind: str, text: str, direction: Qt.LayoutDirection
) -> None:
    """For delegates too: `rect` as wide as `badge_width` says; the painter's font is the badge's."""
    ink, ground, icon = KINDS[kind]
    look = look_in_use()
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(look, ground)))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    icon_px = for_text(ICON_PX)
    left = rect.right() - PAD_PX - icon_px if is_mirrored else rect.left() + PAD_PX
    mark = QRectF(left, rect.center().y() - icon_px / 2, icon_px, icon_px)
    paint_icon(painter, mark, icon, ink)
    before, after = PAD_PX + icon_px + GAP_PX, PAD_PX - 2
    words = rect.adjusted(
        after if is_mirrored else before, 0, -before if is_mirrored else -after, 0
    )
    painter.setPen(QColor(getattr(look, ink)))
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    room_px = int(words.width()) + 1
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room_px)
    painter.drawText(words, int(flags), shown)
    painter.restore()


class Badge(QWidget):
    """One word of one axis."""

    def __init__(self, text: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_word(text, kind)

    @classmethod
    def of(cls, word: str, parent: QWidget | None = None) -> Badge:
        """For a word of custody or safety."""
        return cls(said(word), kind_of(word), parent)

    @property
    def text(self) -> str:
        return self._text

    def show_word(self, text: str, kind: str) -> None:
        self._text, self._kind = text, kind
        self.setAccessibleName(text)
        self.setMinimumSize(self.sizeHint())  # a full pane never squeezes it
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._text, badge_font(self.font())), for_text(HEIGHT_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.show_word(self._text, self._kind)

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setFont(badge_font(self.font()))
        paint_badge(painter, QRectF(self.rect()), self._kind, self._text, self.layoutDirection())
        painter.end()
