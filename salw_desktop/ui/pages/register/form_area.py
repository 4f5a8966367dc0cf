"""What stands at the left of the page: it scrolls down only, and follows the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from salw_desktop.ui.widgets.field import Field

IN_SIGHT_PX = 90


class FormArea(QScrollArea):
    """No stop of the Tab key; what the focus went to is in sight, however it got there."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        column.addStretch()
        self.setWidget(inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            QTimer.singleShot(0, self, self._bring_in_sight)  # once it has its place

    def _bring_in_sight(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            told = now.parentWidget()  # what is wrong stands under it and is read with it
            shown = told if isinstance(told, Field) and told.said else now
            self.ensureWidgetVisible(shown, 0, IN_SIGHT_PX)
