"""Beside the list: the weapon of the current row at a glance, its picture, its last events, what to do next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.item.facts import summary
from salw_desktop.ui.pages.item.record import first_photo
from salw_desktop.ui.pages.item.story import steps_of
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.weapon_words import to_do_texts
from salw_desktop.ui.widgets.badge import Badge, said
from salw_desktop.ui.widgets.card import SectionHeader
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.photo_canvas import PhotoCanvas
from salw_desktop.ui.widgets.photo_strip import PhotoStrip
from salw_desktop.ui.widgets.photo_viewer import load_photo
from salw_desktop.ui.widgets.timeline import Timeline
from salw_desktop.usecases.weapons.sheet import Sheet, sheet_of

PICTURE_PX, STRIP_PX = 150, 30
EVENTS_SHOWN = 4
SETTLED_MS = 90  # whoever holds an arrow key down does not want each of them


class StockpilePane(DetailPane):
    """`open_asked` and `photo_opened` say that somebody wants the whole page of the item."""

    open_asked = Signal()
    put_away_asked = Signal()
    label_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._id = ""
        self.sheet: Sheet | None = None
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._ask)
        self._picture = PhotoCanvas()
        self._picture.setFixedHeight(PICTURE_PX)
        self._picture.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._strip = PhotoStrip(office, size_px=STRIP_PX)
        self._strip.photo_opened.connect(self.open_asked)
        self.top.addWidget(self._picture)
        self.top.addWidget(self._strip)
        self._to_do = label("", "warning", self.tr("To do next"))
        self._history = Timeline(self.tr("Last events"))
        self.bottom.addWidget(self._below())
        self.bottom.addLayout(self._buttons())
        self.column.setStretchFactor(self.bottom, 1)
        self._clear()

    def look_at(self, id_: str) -> None:
        """Nothing where no row is current."""
        self._id = id_
        if id_:
            self._timer.start()
        else:
            self._timer.stop()
            self._clear()

    def refresh(self) -> None:
        if self._id:
            self._ask()

    def rest(self) -> None:
        """Nothing is asked any more: the register may be locked in a moment."""
        self._timer.stop()

    def _below(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 6, 0)
        column.addWidget(self._to_do)
        column.addWidget(SectionHeader(self.tr("Last events")))
        column.addWidget(self._history)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._open = KeyButton(self.tr("Open"), kind="primary")
        self._put_away = KeyButton(self.tr("Put away"))
        self._label = KeyButton(self.tr("Label"))
        for button, key, asked in (
            (self._open, self.tr("Enter"), self.open_asked),
            (self._put_away, "F9", self.put_away_asked),
            (self._label, "F8", self.label_asked),
        ):
            button.setToolTip(key)  # not bound: the list has it, and two owners would silence both
            button.clicked.connect(asked)
            row.addWidget(button)
        return row

    def _clear(self) -> None:
        self.sheet = None
        self.show_title(self.tr("No weapon is chosen"))
        self.show_rows(())
        self._picture.show_image(QImage(), "")
        self._strip.hide()
        self._history.show_steps(())
        self._to_do.hide()
        for button in (self._open, self._put_away, self._label):
            button.setEnabled(False)

    def _ask(self) -> None:
        work = partial(sheet_of, wanted=self._id)
        self._office.read(self, work, self._on_sheet, self._on_error, latest="sheet")

    def _on_sheet(self, sheet: Sheet) -> None:
        if sheet.id != self._id:
            return
        self.sheet = sheet
        self.show_title(ltr(sheet.number), (Badge.of(sheet.custody),))
        self.show_rows(summary(sheet))
        texts = to_do_texts()
        self._to_do.setText(" · ".join(texts[word] for word in sheet.to_do()))
        self._to_do.setVisible(bool(sheet.to_do()))
        self._history.show_steps(steps_of(sheet.timeline, most=EVENTS_SHOWN))
        self._strip.show_photos(sheet.photos[:4])
        self._strip.setVisible(bool(sheet.photos))  # the large one says that there are none
        for button in (self._open, self._label):
            button.setEnabled(True)
        self._put_away.setEnabled(sheet.may_be_put_away)
        self._show_picture(sheet)

    def _show_picture(self, sheet: Sheet) -> None:
        first = first_photo(sheet)
        photo = next((each for each in sheet.photos if each["id"] == first), None)
        if photo is None:
            self._picture.show_image(QImage(), self.tr("No photographs"))
            return
        show = partial(self._on_image, sheet.id, said(str(photo["view"])))
        work = partial(load_photo, dict(photo))
        self._office.read(self, work, show, self._on_error, latest="picture")

    def _on_image(self, id_: str, name: str, image: QImage) -> None:
        if id_ == self._id:
            self._picture.show_image(image, name)

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._picture.show_image(QImage(), wording(error))
