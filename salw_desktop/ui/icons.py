"""Icons (Lucide, ISC) drawn in the colours of the look in use at the moment they are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from salw_desktop.files import resource
from salw_desktop.ui.look import look_in_use

SIZE_PX = 18
POINTING = frozenset({"chevron-left", "chevron-right", "log-out", "send", "undo-2"})
"""They say back or onward, which is the other way where the window is mirrored."""


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = resource(f"icons/{name}.svg").replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(text))


def paint_icon(painter: QPainter, rect: QRectF, name: str, token: str) -> None:
    """`token` is a field of `Look`, or a colour as it stands, such as "#FFFFFF"."""
    colour = token if token.startswith("#") else str(getattr(look_in_use(), token))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name in POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        painter.save()
        painter.setTransform(QTransform(-1, 0, 0, 1, 2 * rect.center().x(), 0), True)
        _drawing(name, colour).render(painter, rect)
        painter.restore()
    else:
        _drawing(name, colour).render(painter, rect)


class _TokenEngine(QIconEngine):
    """Asks for the look each time it paints, so that a change of look needs no new icons."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "ink_soft" if mode == QIcon.Mode.Disabled else self._token
        paint_icon(painter, QRectF(rect), self._name, token)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _TokenEngine(self._name, self._token)


def icon(name: str, ink: str = "ink") -> QIcon:
    """Trouble program.incomplete where no such drawing lies in resources/icons."""
    resource(f"icons/{name}.svg")
    return QIcon(_TokenEngine(name, ink))


class IconMark(QWidget):
    """An icon that stands by itself; it says nothing to a screen reader, since a word stands beside it."""

    def __init__(
        self,
        name: str,
        ink: str = "ink_soft",
        size_px: int = SIZE_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = ink
        self.setFixedSize(size_px, size_px)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        ink = self._token if self.isEnabled() else "ink_soft"
        paint_icon(painter, QRectF(self.rect()), self._name, ink)
        painter.end()
