"""Columns at a side: as wide as they are drawn, and wider where larger texts or longer words need it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

SCROLL_BAR_PX, MARGINS_PX = 14, 32
_DRESSED = (QEvent.Type.StyleChange, QEvent.Type.FontChange)
_ANEW = (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize)


class _SideWidth(QObject):
    """Looks again whenever something in the column is laid out."""

    def __init__(self, widget: QWidget, width_px: int) -> None:
        super().__init__(widget)
        self._widget = widget
        self._width_px = width_px
        self._watched = {widget}
        widget.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        layout = self._widget.layout()
        needs = [self._width_px, layout.totalMinimumSize().width() if layout else 0]
        own = [self._widget] if isinstance(self._widget, QScrollArea) else []
        for area in (*own, *self._widget.findChildren(QScrollArea)):
            inside = area.widget()
            is_fixed = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if inside is not None and is_fixed:
                margins_px = 0 if area is self._widget else MARGINS_PX
                needs.append(inside.minimumSizeHint().width() + SCROLL_BAR_PX + margins_px)
                if inside not in self._watched:
                    self._watched.add(inside)
                    inside.installEventFilter(self)
        if max(needs) != self._widget.minimumWidth():
            self._widget.setFixedWidth(max(needs))

    def _lay_out_anew(self) -> None:
        layout = self._widget.layout()
        if layout is not None:  # a button lays out what is in it only when it is told to
            layout.invalidate()
            self._fit()
            layout.activate()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ANEW:
            self._fit()
        elif event.type() in _DRESSED:  # what is in it comes after it
            QTimer.singleShot(0, self, self._lay_out_anew)
        return False


def keep_width(widget: QWidget, width_px: int) -> None:
    """For a widget with a layout of its own."""
    _SideWidth(widget, width_px)
