"""The small pictures of a long list: opened off the GUI thread when their row is seen, kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from salw_desktop.ui.widgets.photo_strip import COPY_PX
from salw_desktop.ui.widgets.row_delegate import PICTURE_PX
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.photos import first_of, picture
from salw_desktop.usecases.register import Register

KEPT, WAITING = 512, 24


class RowPictures(QObject):
    """What was asked for last comes first: rows that were only scrolled past are forgotten."""

    come = Signal()

    def __init__(self, office: Workplace, owner: QWidget) -> None:
        super().__init__(owner)
        self._office = office
        self._owner = owner
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._is_asking = False

    def __call__(self, id_: str) -> QPixmap | None:
        """The picture of a record if it is known by now."""
        if id_ in self._known:
            self._known.move_to_end(id_)
            return self._known[id_]
        self._wanted[id_] = None
        self._wanted.move_to_end(id_)
        while len(self._wanted) > WAITING:
            self._wanted.popitem(last=False)
        self._ask()
        return None

    def forget(self) -> None:
        """Something was photographed, blurred or moved."""
        self._known.clear()

    def _ask(self) -> None:
        if self._wanted and not self._is_asking:
            self._is_asking = True
            id_, _ = self._wanted.popitem()
            took, failed = partial(self._on_image, id_), partial(self._on_missing, id_)
            self._office.read(self._owner, partial(_small, id_), took, failed)

    def _on_image(self, id_: str, image: QImage | None) -> None:
        self._keep(id_, QPixmap.fromImage(image) if image is not None else None)
        self.come.emit()

    def _on_missing(self, id_: str, error: BaseException) -> None:
        """An empty frame: the page of the item says what is wrong with its pictures."""
        del error
        self._keep(id_, None)

    def _keep(self, id_: str, pixmap: QPixmap | None) -> None:
        self._known[id_] = pixmap
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self._is_asking = False
        self._ask()


def _small(id_: str, register: Register) -> QImage | None:
    photo = first_of(register, id_)
    if photo is None:
        return None
    whole = QImage.fromData(picture(register, photo, COPY_PX))
    size = PICTURE_PX * 2  # sharp on a dense screen
    grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = whole.scaled(size, grown, Qt.TransformationMode.SmoothTransformation)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())
