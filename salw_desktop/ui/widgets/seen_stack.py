"""Widgets of which one is seen, that need no more room than it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class SeenStack(QWidget):
    """In place of `QStackedWidget`, whose layout is as high as the highest of those that lie behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802  as QStackedWidget has it
        """The first is seen until another one is brought to the front."""
        self._column.addWidget(widget)
        if self._seen is None:
            self._seen = widget
        else:
            widget.hide()

    def currentWidget(self) -> QWidget | None:  # noqa: N802
        return self._seen

    def setCurrentWidget(self, widget: QWidget) -> None:  # noqa: N802
        """The focus of the one before goes where it was last in this one, or to its first control."""
        before, focused = self._seen, self.window().focusWidget()
        if before is widget:
            return
        self._seen = widget
        had_focus = before is not None and focused is not None and before.isAncestorOf(focused)
        if before is not None:
            before.hide()
        widget.show()
        if had_focus:
            last = widget.focusWidget()
            if last is not None and last.isVisible() and last.isEnabled():
                last.setFocus()
            else:
                widget.setFocus()
                widget.focusNextChild()
