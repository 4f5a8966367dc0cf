"""Small pictures of one item; they are opened and decoded off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from salw_desktop.ui.icons import icon
from salw_desktop.ui.messages import wording
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.key_button import EnterButton
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.photos import picture
from salw_desktop.usecases.register import Register

COPY_PX = 320
Photo = Mapping[str, str | int | None]


class PhotoStrip(QWidget):
    """Takes rows as `photos.of_weapon` gives them; Enter or a click opens one."""

    photo_opened = Signal(str)  # the photo's id

    def __init__(
        self, office: Workplace, parent: QWidget | None = None, *, size_px: int = 72
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._size = QSize(size_px * 4 // 3, size_px)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._buttons: dict[str, QPushButton] = {}
        self.show_photos(())

    def show_photos(self, photos: Sequence[Photo]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons = {str(photo["id"]): self._button(photo) for photo in photos}
        for button in self._buttons.values():
            self._row.addWidget(button)
        if not photos:
            self._row.addWidget(label(self.tr("No photographs"), "soft"))
        self._row.addStretch()
        for photo in photos:
            work = partial(_image, dict(photo), self._size)
            show = partial(self._on_image, str(photo["id"]))
            self._office.read(self, work, show, partial(self._on_missing, str(photo["id"])))

    def _button(self, photo: Photo) -> QPushButton:
        button = EnterButton(icon("image", "ink_soft"), "")
        button.setProperty("kind", "icon")
        button.setAutoDefault(False)
        button.setFixedSize(self._size + QSize(6, 6))
        button.setAccessibleName(said(str(photo["view"])))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(partial(self.photo_opened.emit, str(photo["id"])))
        return button

    def _on_image(self, id_: str, image: QImage) -> None:
        if id_ in self._buttons:
            self._buttons[id_].setIconSize(self._size)
            self._buttons[id_].setIcon(QIcon(QPixmap.fromImage(image)))

    def _on_missing(self, id_: str, error: BaseException) -> None:
        """One picture that cannot be shown is told on its place and hides nothing else."""
        what = wording(error)
        if id_ in self._buttons:
            self._buttons[id_].setIcon(icon("ban", "error"))
            self._buttons[id_].setToolTip(what)


def _image(photo: Photo, size: QSize, register: Register) -> QImage:
    whole = QImage.fromData(picture(register, photo, COPY_PX))
    grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = whole.scaled(size, grown, Qt.TransformationMode.SmoothTransformation)
    left, top = (
        (scaled.width() - size.width()) // 2,
        (scaled.height() - size.height()) // 2,
    )
    return scaled.copy(left, top, size.width(), size.height())
