"""The keys that hide everything are heard in a dialog, too: somebody may come to the table while it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override


class HidingKeys(QObject):
    """Of one window: a dialog shuts its window's own keys out, so each dialog gets them before it is seen."""

    def __init__(self, window: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._acts = acts
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            dialog = event.child()
            if isinstance(dialog, QDialog):
                for key, act in self._acts.items():
                    QShortcut(QKeySequence(key), dialog).activated.connect(act)
        return False
