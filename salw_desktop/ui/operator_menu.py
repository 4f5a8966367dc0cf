"""The menu under the operator's name: cover, code, look, lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from salw_desktop.ui.icons import icon


class OperatorMenu(QMenu):
    """Made anew each time, freed when it closes."""

    cover_asked = Signal()
    code_asked = Signal()
    look_chosen = Signal(str)
    lock_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cover = self.tr("&Cover the screen")
        self.addAction(icon("eye"), cover, "Ctrl+L", self.cover_asked.emit)
        self.addAction(icon("key-round"), self.tr("C&ode of this shift…"), self.code_asked.emit)
        self.addSeparator()
        choose = self.look_chosen.emit
        self.addAction(icon("sun"), self.tr("&Light look"), partial(choose, "light"))
        self.addAction(icon("moon"), self.tr("&Dark look"), partial(choose, "dark"))
        self.addAction(icon("monitor"), self.tr("O&utdoor look"), partial(choose, "outdoor"))
        self.addSeparator()
        lock = self.tr("Loc&k: the next operator unlocks")
        self.addAction(icon("lock"), lock, self.lock_asked.emit)
        self.addAction(icon("log-out"), self.tr("Lock and clo&se"), "Ctrl+Q", self.close_asked.emit)
