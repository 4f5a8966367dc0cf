"""Scan anywhere: tells a scanner's burst of keys from typing, and takes it back out of the field it fell into."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.ui import scanner_layouts
from salw_desktop.ui.scanner_layouts import may_begin_a_code, read_code

GAP_MS = 40  # nobody types faster, no scanner slower (ux.md §5.3)
SHORTEST = 6
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_INPUTS = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # before a key becomes a shortcut
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def arrived_ms(event: QInputEvent) -> int:
    """When the key was pressed, not when a busy window came round to it."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A text field as it was before the first key of a burst."""

    field: QLineEdit | QPlainTextEdit
    text: str
    cursor: int
    anchor: int

    def put_back(self) -> None:
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)
            if self.anchor != self.cursor:
                self.field.setSelection(self.anchor, self.cursor - self.anchor)
            self.field.textEdited.emit(self.text)  # whoever listened to the burst hears this, too
        else:
            self.field.setPlainText(self.text)
            cursor = self.field.textCursor()
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.cursor, cursor.MoveMode.KeepAnchor)
            self.field.setTextCursor(cursor)


class Scanner(QObject):
    """Watches the keys of the whole application; it never listens in a passphrase box."""

    scanned = Signal(str)
    calibrated = Signal(object)  # the table, to be kept
    calibration_failed = Signal(object)  # Refusal

    def __init__(
        self, application: QApplication, clock: Callable[[QInputEvent], int] = arrived_ms
    ) -> None:
        super().__init__(application)
        self._clock = clock
        self.last_input_ms = time.monotonic_ns() // 1_000_000
        self._table: Mapping[str, str] = {}
        self._is_calibrating = False
        self._is_replaying = False
        self._keys: list[QKeyEvent] = []
        self._last_ms = 0
        self._snapshot: _Snapshot | None = None
        self._held_by: QWidget | None = None
        self._shortcut: tuple[int, Qt.KeyboardModifier] | None = None  # which key became one
        self._patience = QTimer(self, singleShot=True, interval=GAP_MS)
        self._patience.timeout.connect(self._let_go)
        application.installEventFilter(self)

    def use_table(self, table: Mapping[str, str]) -> None:
        """What was learned on this computer before."""
        self._table = table

    def expect_calibration(self) -> None:
        """The next burst is the calibration code."""
        self._is_calibrating = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _INPUTS or self._is_replaying:
            return False
        self.last_input_ms = time.monotonic_ns() // 1_000_000
        if isinstance(event, QKeyEvent) and self._is_held_shortcut(event):
            event.accept()  # what it brought to the front may answer to the same key
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            return False
        focused = QApplication.focusWidget()
        if focused is None or watched is not focused or not isinstance(event, QKeyEvent):
            return False  # a parent sees the same key again
        if _is_nobodys_key(focused, event):
            return True
        return self._take(focused, event)

    def _is_held_shortcut(self, event: QKeyEvent) -> bool:
        """A shortcut that is held down acts once, and is no key of a field either; what is typed goes on."""
        pressed = (event.key(), event.modifiers())
        if event.isAutoRepeat():
            return pressed == self._shortcut
        if event.type() == QEvent.Type.ShortcutOverride:
            self._shortcut = pressed  # until it comes as a key, for then nothing answered to it
        else:
            self._shortcut = None
        return False

    def _take(self, widget: QWidget, event: QKeyEvent) -> bool:
        if _is_secret(widget):
            self._forget()
            return False
        now = self._clock(event)
        if now - self._last_ms > GAP_MS:
            self._let_go()
        self._last_ms = now
        if event.key() in _ENDS and len(self._keys) >= SHORTEST:
            return self._end()
        if event.text() and event.text().isprintable():
            return self._add(widget, event)
        return False

    def _add(self, widget: QWidget, event: QKeyEvent) -> bool:
        if not self._keys:
            self._snapshot = _snapshot_of(widget)
            # where keys do things, none is done before it is sure that a person pressed it
            is_code = self._is_calibrating or may_begin_a_code(event.text(), self._table)
            self._held_by = widget if self._snapshot is None and is_code else None
        self._keys.append(event.clone())
        if self._held_by is not None:
            self._patience.start()
            return True
        return False

    def _end(self) -> bool:
        tokens = [key.text() for key in self._keys]
        code = read_code("".join(tokens), self._table)
        if code is None and not self._is_calibrating:
            self._let_go()
            return False  # somebody else's barcode: it stays where it was typed
        snapshot = self._snapshot
        self._forget()
        if snapshot is not None:
            snapshot.put_back()
        if self._is_calibrating:
            self._learn(tokens)
        elif code is not None:
            self.scanned.emit(code)
        return True

    def _learn(self, tokens: list[str]) -> None:
        self._is_calibrating = False
        try:
            self._table = scanner_layouts.learn(tokens)
        except Refusal as refusal:
            self.calibration_failed.emit(refusal)
        else:
            self.calibrated.emit(dict(self._table))

    def _let_go(self) -> None:
        """It was a person after all: the keys that were held back are pressed now."""
        held, keys = self._held_by, self._keys
        self._forget()
        if held is not None:
            self._is_replaying = True
            for key in keys:
                QApplication.sendEvent(held, key)
            self._is_replaying = False

    def _forget(self) -> None:
        self._patience.stop()
        self._keys, self._snapshot, self._held_by = [], None, None


def line_edit_of(widget: QWidget) -> QLineEdit | None:
    """In which a person writes when this has the focus."""
    if isinstance(widget, QLineEdit):
        return widget
    if isinstance(widget, QAbstractSpinBox | QComboBox):
        return widget.lineEdit()
    return None


def _is_nobodys_key(widget: QWidget, event: QKeyEvent) -> bool:
    """Alt with a letter that no button answers to: it must not become a letter of a number."""
    is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return (
        is_alt
        and sys.platform != "darwin"
        and _snapshot_of(widget) is not None
        and (event.text().isprintable() and bool(event.text()))
    )


def _is_secret(widget: QWidget) -> bool:
    line = line_edit_of(widget)
    return line is not None and line.echoMode() != QLineEdit.EchoMode.Normal


def _snapshot_of(widget: QWidget) -> _Snapshot | None:
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        mark = widget.textCursor()
        return _Snapshot(widget, widget.toPlainText(), mark.position(), mark.anchor())
    line = line_edit_of(widget)
    if line is None or line.isReadOnly() or isinstance(widget, QTextEdit):
        return None
    cursor = line.cursorPosition()
    anchor = cursor
    if line.hasSelectedText():
        start, end = line.selectionStart(), line.selectionEnd()
        anchor = end if cursor == start else start
    return _Snapshot(line, line.text(), cursor, anchor)
