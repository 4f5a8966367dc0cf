"""A button that shows the key that presses it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import one_line

HEIGHT_PX = 36
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_INK = {"primary": "primary_text", "danger": "error", "ghost": "primary", "bulk": "nav_text"}


class EnterButton(QPushButton):
    """Enter presses it as Space does; the end of a scan never comes so far."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and is_plain and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class KeyButton(EnterButton):
    """`kind`: "" plain, "primary", "danger", "ghost". The key works while the button can be seen.

    It acts at once. Qt draws the button pressed for a tenth of a second first; a list that is shown anew meanwhile takes
    the button away, and the key is lost.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        key: str = "",
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setMinimumHeight(HEIGHT_PX)
        self._row = row = QHBoxLayout(self)
        side_px = 7 if kind == "bulk" else 12  # six of them stand in one bar
        row.setContentsMargins(side_px, 0, side_px, 0)
        row.setSpacing(8)
        is_search = kind == "search"
        if not is_search:
            row.addStretch()
        if icon:
            row.addWidget(IconMark(icon, _INK.get(kind, "ink"), 16))
        self._caption = one_line(text, "caption-of-button")
        row.addWidget(self._caption)
        if is_search:
            row.addStretch()
        if key:
            sequence = QKeySequence(key)
            self.setShortcut(sequence)
            shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            mark = one_line(shown, "key-dark" if kind in ("primary", "bulk") else "key")
            mark.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        if not is_search:
            row.addStretch()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_caption(text)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    @property
    def caption(self) -> str:
        return self._caption.text()

    def set_caption(self, text: str) -> None:
        self._caption.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), HEIGHT_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
