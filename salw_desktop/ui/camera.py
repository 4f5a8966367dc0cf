"""Live pictures of a camera, where the optional part of Qt for it is installed: `salw-desktop[camera]`."""

from __future__ import annotations

from importlib import import_module, util
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from typing_extensions import override

MODULE = "PySide6.QtMultimedia"
EVERY_MS = (
    66  # a still is aimed by this; each picture of a camera is another ten milliseconds of work
)


class Source(QObject):
    """Where live pictures come from while they are looked at."""

    seen = Signal(QImage)
    failed = Signal()

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError


def is_built_in() -> bool:
    """Whether the optional part is installed; nothing of it is loaded before it is wanted."""
    return util.find_spec(MODULE) is not None


def camera() -> Source | None:
    """The camera of this computer, at its finest; None where there is none, or the system keeps it."""
    try:
        media = import_module(MODULE)
    except ImportError:  # its system libraries are missing
        return None
    device = media.QMediaDevices.defaultVideoInput()
    return None if device.isNull() else _Camera(media, device)


class _Camera(Source):
    """Frames come faster than they are wanted: the latest one is taken at each tick."""

    def __init__(self, media: Any, device: Any) -> None:  # noqa: ANN401  the module may be missing
        super().__init__()
        self._frame: Any = None
        self._session = media.QMediaCaptureSession()
        self._camera = media.QCamera(device)
        self._sink = media.QVideoSink()
        finest = max(device.videoFormats(), key=_pixels, default=None)
        if finest is not None:
            self._camera.setCameraFormat(finest)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera.errorOccurred.connect(self._on_error)
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self._on_tick)

    @override
    def start(self) -> None:
        self._camera.start()
        self._tick.start()

    @override
    def stop(self) -> None:
        self._tick.stop()
        self._camera.stop()

    def _on_frame(self, frame: Any) -> None:  # noqa: ANN401
        self._frame = frame

    def _on_tick(self) -> None:
        frame, self._frame = self._frame, None
        if frame is not None:
            image = frame.toImage()
            if not image.isNull():
                self.seen.emit(image)

    def _on_error(self, *_: object) -> None:
        self.failed.emit()


def _pixels(form: Any) -> int:  # noqa: ANN401
    size = form.resolution()
    return int(size.width() * size.height())
