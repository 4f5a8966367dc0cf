"""Enter goes to the next field and Shift+Enter back, past whatever is not shown now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.pages.register.search_box import SearchBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterChain(QObject):
    """The order of the main job; the Tab key walks through everything, this through what is always asked."""

    def __init__(
        self,
        controls: Sequence[QWidget],
        parent: QObject,
        is_skipped: Callable[[QWidget], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent)
        self._controls = list(controls)
        self._is_skipped = is_skipped
        for control in self._controls:
            if isinstance(control, SearchBox):
                control.gone_on.connect(partial(self._go, control))
                continue
            control.installEventFilter(self)
            if isinstance(control, DigitRow):
                control.chosen_changed.connect(partial(self.after, control))

    def after(self, control: QWidget) -> None:
        self._go(control, True)

    def _go(self, control: QWidget, forward: bool) -> None:
        place = self._controls.index(control)
        further = self._controls[place + 1 :] if forward else self._controls[:place][::-1]
        for each in further:
            if each.isVisible() and each.isEnabled() and not self._is_skipped(each):
                each.setFocus(Qt.FocusReason.TabFocusReason)
                if isinstance(each, QLineEdit):
                    each.selectAll()
                return

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        shift = Qt.KeyboardModifier.ShiftModifier
        others = event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in _ENTER or others or not isinstance(watched, QWidget):
            return False
        self._go(watched, not event.modifiers() & shift)
        return True
