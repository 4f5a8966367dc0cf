"""A small window with the live picture: aim, press, next view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.camera import Source
from salw_desktop.ui.look import look_in_use
from salw_desktop.ui.texts import label, say_role
from salw_desktop.ui.widgets.key_button import KeyButton

VIEW = QSize(640, 400)
STILL_MS = 2_000


class CameraDialog(QDialog):
    """F7 or Space takes the picture that is seen; it stays open for the next view until all are taken, or Esc."""

    shot = Signal(QImage)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        source.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Camera"))
        self._next = label("", "title", self.tr("Next view"))
        self._line = label("", "soft", self.tr("What the camera says"))
        self._live = _Live()
        self.take = KeyButton(self.tr("Take it"), "camera", "F7", "primary")
        done = KeyButton(self.tr("Done"), key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._next)
        column.addWidget(self._live, stretch=1)
        foot = QHBoxLayout()
        foot.addWidget(self._line, stretch=1)
        foot.addWidget(done)
        foot.addWidget(self.take)
        column.addLayout(foot)
        self.take.clicked.connect(self._on_take)
        done.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self).activated.connect(self._on_take)
        source.seen.connect(self._on_seen)
        source.failed.connect(self._on_failed)
        # a camera that hangs says nothing: its last picture may show the weapon before
        self._hangs = QTimer(self, singleShot=True, interval=STILL_MS)
        self._hangs.timeout.connect(self._on_failed)
        self._say_waiting()

    def show_next(self, view: str) -> None:
        """Which side is wanted now."""
        self._next.setText(view)

    def _say_waiting(self) -> None:
        self.take.setEnabled(False)
        say_role(self._line, "soft", self.tr("The camera is starting."))

    def _on_seen(self, image: QImage) -> None:
        if self._live.image.isNull():
            self.take.setEnabled(True)
            say_role(self._line, "soft", self.tr("No people in the picture. Space takes it, too."))
        self._live.show_image(image)
        self._hangs.start()

    def _on_take(self) -> None:
        if not self._live.image.isNull():
            self.shot.emit(self._live.image)

    def _forget(self) -> None:
        """What was seen before is never taken for what lies there now."""
        self._hangs.stop()
        self._live.show_image(QImage())
        self.take.setEnabled(False)

    def _on_failed(self) -> None:
        self._forget()
        text = self.tr(
            "The camera does not answer. Plug it in again, or take the picture from a file."
        )
        say_role(self._line, "error", text)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._source.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Behind the cover of the window nothing looks at the room."""
        self._source.stop()
        self._forget()
        self._say_waiting()
        super().hideEvent(event)


class _Live(QWidget):
    """The picture, whole, in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setMinimumSize(VIEW)
        self.setAccessibleName(self.tr("Live picture"))

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look_in_use().grey_page))
        if not self.image.isNull():
            room = QRectF(self.rect())
            size = QSizeF(self.image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            shown = QRectF(room.topLeft(), size)
            shown.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(shown, self.image)
        painter.end()
