"""Dresses what is in sight when the look changes, and everything else when it comes into sight."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from salw_desktop.ui.look import wear

_OWN = Qt.FindChildOption.FindDirectChildrenOnly


class Wardrobe(QObject):
    """Of one window: `stack` holds its pages, thousands of widgets of which one page is seen."""

    def __init__(self, window: QWidget, stack: QStackedWidget, sheets: tuple[QWidget, ...]) -> None:
        """`sheets` are what may lie over the pages."""
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._sheets = sheets
        window.installEventFilter(self)
        stack.currentChanged.connect(self._on_page)

    def dress(self) -> None:
        body = self._stack.parentWidget()
        beside = body.findChildren(QWidget, options=_OWN) if body is not None else []
        above = [
            each for each in self._window.findChildren(QWidget, options=_OWN) if each.isWindow()
        ]
        for part in (*beside, *self._sheets, *above):
            if part is not self._stack:
                wear(part)
        self._on_page()

    def _on_page(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            wear(page)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog of the window, before it is seen."""
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                wear(child)
        return False
