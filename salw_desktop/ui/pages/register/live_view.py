"""The camera of the computer as one more way to take a picture of an item."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from salw_desktop.ui import camera
from salw_desktop.ui.dialogs.camera import CameraDialog
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.key_button import KeyButton

_QUALITY = 92


class LiveView(QObject):
    """Its button is there only where the optional part of Qt is installed."""

    shot = Signal(QImage)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._dialog: CameraDialog | None = None
        self._view = ""
        self.button: KeyButton | None = None
        if camera.is_built_in():
            self.button = KeyButton(self.tr("Camera"), "camera", "Shift+F7", "ghost")
            self.button.clicked.connect(self._on_asked)

    def open(self, source: camera.Source) -> CameraDialog:
        """The window in which it is aimed."""
        self._dialog = dialog = CameraDialog(source, self._parent)
        dialog.shot.connect(self.shot)
        dialog.finished.connect(self._on_finished)
        dialog.show_next(said(self._view))
        dialog.open()
        return dialog

    def show_next(self, view: str) -> None:
        """What the next picture is of; with none left the camera goes off."""
        self._view = view
        if self._dialog is not None and view:
            self._dialog.show_next(said(view))
        elif self._dialog is not None:
            self._dialog.accept()

    def _on_asked(self) -> None:
        source = camera.camera() if self._view else None
        if source is not None:
            self.open(source)
        elif self._view:
            self.failed.emit(self.tr("No camera is connected, or the system keeps it back."))
        else:
            self.failed.emit(self.tr("All four are taken: press one to take it anew."))

    def _on_finished(self) -> None:
        self._dialog = None


def jpeg(image: QImage) -> bytes:
    """What a camera's card would hold; on a worker, it takes a tenth of a second."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", _QUALITY)  # type: ignore[call-overload]  # the stub wants bytes for the format
    return bytes(buffer.data().data())
