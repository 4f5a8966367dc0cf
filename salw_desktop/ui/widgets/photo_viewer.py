"""The photographs of one item, each as large as the page: from one to the next, closer, and areas to blur."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.texts import ltr, one_line
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.photo_canvas import ZOOM_STEP, PhotoCanvas
from salw_desktop.ui.widgets.photo_strip import Photo
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.photos import picture
from salw_desktop.usecases.register import Register

SHOWN_PX = 1600


def load_photo(photo: Photo, register: Register) -> QImage:
    """On a reader: opened and decoded there. Trouble `photo.missing`, `photo.damaged`."""
    return QImage.fromData(picture(register, photo, SHOWN_PX))


class PhotoViewer(QWidget):
    """Left and Right go on, + and - zoom, B draws areas, Esc goes back."""

    closed = Signal()
    blur_wanted = Signal(str, object)  # the photo's id, its areas
    chosen = Signal(str)  # the photo that is shown now

    def __init__(
        self, office: Workplace, parent: QWidget | None = None, *, may_blur: bool = False
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._photos: tuple[Photo, ...] = ()
        self._place = 0
        self._caption = one_line("", "section", self.tr("Photograph"))
        self.canvas = PhotoCanvas()
        self.canvas.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head())
        column.addWidget(self.canvas, stretch=1)
        column.addLayout(self._foot())
        column.addWidget(self._help)
        self._blur.setVisible(may_blur)
        self._on_drawing(False)
        self.setFocusProxy(self.canvas)

    def show_photos(self, photos: Sequence[Photo], first: str = "") -> None:
        self._photos = tuple(photos)
        self._place = next(
            (place for place, each in enumerate(self._photos) if each["id"] == first), 0
        )
        self._show()

    @property
    def current(self) -> str:
        """The id of the photograph that is shown."""
        return str(self._photos[self._place]["id"]) if self._photos else ""

    def go_by(self, step: int) -> None:
        if self._photos:
            self._place = (self._place + step) % len(self._photos)
            self._show()

    def _head(self) -> QHBoxLayout:
        back = KeyButton(self.tr("Back"), "chevron-left", "Esc")
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(self._caption)
        row.addStretch()
        for text, icon, factor in (
            (self.tr("Closer"), "zoom-in", ZOOM_STEP),
            (self.tr("Further away"), "zoom-out", 1 / ZOOM_STEP),
        ):
            button = KeyButton(text, icon)
            button.clicked.connect(partial(self.canvas.zoom_by, factor))
            row.addWidget(button)
        fit = KeyButton(self.tr("Whole picture"), "maximize")
        fit.clicked.connect(self.canvas.fit)
        row.addWidget(fit)
        return row

    def _foot(self) -> QHBoxLayout:
        before, after = (
            KeyButton(self.tr("Before"), "chevron-left"),
            KeyButton(self.tr("Next"), "chevron-right"),
        )
        before.clicked.connect(partial(self.go_by, -1))
        after.clicked.connect(partial(self.go_by, 1))
        self._blur = KeyButton(self.tr("Blur areas"), "eye", "B")
        self._blur.setCheckable(True)
        self._blur.toggled.connect(self._on_drawing)
        self._add = KeyButton(self.tr("Add an area"), "plus", "Insert")
        self._add.clicked.connect(self._on_add)
        self._do = KeyButton(self.tr("Blur for good"), "check", kind="danger")
        self._do.clicked.connect(self._on_blur)
        self._help = one_line("", "soft")
        row = QHBoxLayout()
        for widget in (before, after, self._blur, self._add, self._do):
            row.addWidget(widget)
        row.addStretch()
        self.canvas.areas_changed.connect(self._on_areas)
        return row

    def _show(self) -> None:
        if not self._photos:
            self.canvas.show_image(QImage(), self.tr("No photographs"))
            self._caption.setText("")
            return
        photo = self._photos[self._place]
        self._blur.setChecked(False)
        shown = self.tr("%1, %2 of %3").replace("%1", said(str(photo["view"])))
        at = ltr(str(photo["added_at"])[:10])
        shown = shown.replace("%2", str(self._place + 1)).replace("%3", str(len(self._photos)))
        self._caption.setText(f"{shown} · {at}")
        self.canvas.show_image(QImage(), self.tr("Opening…"))
        work = partial(load_photo, photo)
        on_done = partial(self._on_image, shown)
        self._office.read(self, work, on_done, self._on_missing, latest="photo")
        self.chosen.emit(str(photo["id"]))

    def _on_image(self, name: str, image: QImage) -> None:
        self.canvas.show_image(image, name)

    def _on_missing(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.canvas.show_image(QImage(), wording(error))

    def _on_drawing(self, is_drawing: bool) -> None:
        self.canvas.draw_areas(is_drawing)
        self._add.setVisible(is_drawing)
        self._do.setVisible(is_drawing)
        self._help.setVisible(is_drawing)
        self.canvas.setFocus()

    def _on_add(self) -> None:
        self.canvas.add_area()
        self.canvas.setFocus()

    def _on_areas(self, count: int) -> None:
        self._do.setEnabled(count > 0)
        self._help.setText(
            self.tr("Arrows move it, Shift and arrows change its size, Del takes it away")
            if count
            else self.tr("Draw with the mouse over each face, or add an area and move it")
        )

    def _on_blur(self) -> None:
        self.blur_wanted.emit(self.current, self.canvas.areas)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right leaf only while the whole picture is seen; else they move it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_free = self.canvas.zoom == 1 and not self._blur.isChecked()
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step is not None and is_free:
                self.go_by(step)
                return True
        return super().eventFilter(watched, event)
