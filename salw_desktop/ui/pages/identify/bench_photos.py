"""The photographs of the item on the bench: one large, the others under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.photo_canvas import PhotoCanvas
from salw_desktop.ui.widgets.photo_strip import Photo, PhotoStrip
from salw_desktop.ui.widgets.photo_viewer import load_photo

STRIP_PX = 56


class BenchPhotos(QWidget):
    """+ and - zoom the large one; Enter on a small one makes it large."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._photos: dict[str, Photo] = {}
        self.shown = ""  # the id of the large one
        self.canvas = PhotoCanvas()
        self._strip = PhotoStrip(office, size_px=STRIP_PX)
        self._strip.photo_opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas, stretch=1)
        column.addWidget(self._strip)

    def show_photos(self, photos: Sequence[Photo]) -> None:
        self._photos = {str(photo["id"]): photo for photo in photos}
        self._strip.show_photos(photos)
        self._strip.setVisible(len(photos) > 1)
        self.shown = ""
        if photos:
            self._open(str(photos[0]["id"]))
        else:
            self.canvas.show_image(QImage(), self.tr("No photographs"))

    def _open(self, photo: str) -> None:
        self.shown = photo
        name = said(str(self._photos[photo]["view"]))
        self.canvas.show_image(QImage(), self.tr("Opening…"))
        work = partial(load_photo, self._photos[photo])
        done = partial(self._on_image, name)
        self._office.read(self, work, done, self._on_missing, latest="large")

    def _on_image(self, name: str, image: QImage) -> None:
        self.canvas.show_image(image, name)

    def _on_missing(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.canvas.show_image(QImage(), wording(error))
