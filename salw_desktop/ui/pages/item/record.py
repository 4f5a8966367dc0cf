"""The middle of the page of an item: its pictures and what is to be done, its record in groups, its history."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.item.facts import Line, groups
from salw_desktop.ui.pages.item.story import steps_of
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.weapon_words import to_do_texts
from salw_desktop.ui.widgets.badge import Badge, said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.fact_rows import FactRows
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.photo_canvas import PhotoCanvas
from salw_desktop.ui.widgets.photo_strip import PhotoStrip
from salw_desktop.ui.widgets.photo_viewer import load_photo
from salw_desktop.ui.widgets.timeline import Timeline
from salw_desktop.usecases.photos import GUIDED
from salw_desktop.usecases.weapons.sheet import Sheet

LEFT_PX, PICTURE_PX, STRIP_PX, CAPTION_PX = 320, 214, 40, 100
COMPARE_KEY = "Alt+C"
IDENTIFICATION = {"identified": "good", "quick": "info", "second look": "warning"}


def badges_of(sheet: Sheet) -> list[Badge]:
    """Custody first; what stops work last, where the eye stays."""
    made = [Badge.of(sheet.custody)]
    if sheet.is_taken_in and not sheet.is_ended:
        made.append(Badge.of(sheet.safety))
        word = str(sheet.weapon["identification"])
        made.append(Badge(said(word), IDENTIFICATION.get(word, "plain")))
    made += [Badge(said(str(each["kind"])), "hold") for each in sheet.open_holds]
    return made + [Badge(said(str(each["kind"])), "alarm") for each in sheet.alarms]


def first_photo(sheet: Sheet) -> str:
    """The id of the picture by which it is known: its left side, else the first one."""
    left = (each for each in sheet.photos if each["view"] == GUIDED[0])
    return str(next(left, next(iter(sheet.photos)))["id"]) if sheet.photos else ""


class RecordView(QWidget):
    """`to_do_pressed` carries a word of `Sheet.to_do`, `photo_opened` the id of a photograph."""

    to_do_pressed = Signal(str)
    photo_opened = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._number = one_line("", "title", self.tr("Number"))
        self._badges = QHBoxLayout()
        self._picture = PhotoCanvas()
        self._picture.setFixedHeight(PICTURE_PX)
        self._strip = PhotoStrip(office, size_px=STRIP_PX)
        self._strip.photo_opened.connect(self.photo_opened)
        self._to_do = QVBoxLayout()
        self._facts, self._history = QVBoxLayout(), Timeline(self.tr("History"))
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(self.tr("Record and history"))
        self._tabs.tabBar().setAccessibleName(self._tabs.accessibleName())
        self._tabs.addTab(_scrolled(self._facts, self.tr("Record")), self.tr("Record"))
        history, card = QVBoxLayout(), Card()
        card.column.addWidget(self._history)
        history.addWidget(card)
        self._tabs.addTab(_scrolled(history, self.tr("History")), self.tr("History"))
        self._build()

    def show_sheet(self, sheet: Sheet) -> None:
        self._number.setText(ltr(sheet.number))
        _empty(self._badges)
        for badge in badges_of(sheet):
            self._badges.addWidget(badge)
        self._show_pictures(sheet)
        self._show_to_do(sheet)
        _empty(self._facts)
        for heading, lines in groups(sheet):
            self._facts.addWidget(_group(heading, lines))
        self._facts.addStretch()
        self._history.show_steps(steps_of(sheet.timeline))
        events = self.tr("History (%1)").replace("%1", str(len(sheet.timeline)))
        self._tabs.setTabText(1, events)
        self._order()

    def _order(self) -> None:
        """Buttons that were made anew stand last for the Tab key until they are put where the eye finds them."""
        strip = self._strip.layout()
        assert strip is not None  # noqa: S101  it is made with one
        made = [*_buttons_in(strip), *_buttons_in(self._to_do)]
        chain = [self._picture, *made, self._tabs.tabBar()]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number)
        head.addLayout(self._badges)
        head.addStretch()
        left = Card()
        keep_width(left, LEFT_PX)
        left.column.addWidget(self._picture)
        strip = self._strip_area = QScrollArea()
        strip.setWidgetResizable(True)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        strip.setFixedHeight(STRIP_PX + 22)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setWidget(self._strip)
        left.column.addWidget(strip)
        left.column.addLayout(self._to_do)
        left.column.addStretch()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(self._tabs, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(row, stretch=1)

    def _show_pictures(self, sheet: Sheet) -> None:
        self._strip.show_photos(sheet.photos)
        self._strip_area.setVisible(bool(sheet.photos))  # the large one says that there are none
        first = first_photo(sheet)
        photo = next((each for each in sheet.photos if each["id"] == first), None)
        if photo is None:
            self._picture.show_image(QImage(), self.tr("No photographs"))
            return
        name = said(str(photo["view"]))
        show = partial(self._on_image, name)
        work = partial(load_photo, dict(photo))
        self._office.read(self, work, show, self._on_missing, latest="picture")

    def _on_image(self, name: str, image: QImage) -> None:
        self._picture.show_image(image, name)

    def _on_missing(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._picture.show_image(QImage(), wording(error))

    def _show_to_do(self, sheet: Sheet) -> None:
        _empty(self._to_do)
        texts, to_do = to_do_texts(), sheet.to_do()
        heading = self.tr("To do next") if to_do else self.tr("Nothing is waiting here")
        self._to_do.addWidget(label(heading, "caption"))
        for word in to_do:
            key = COMPARE_KEY if word == "look-alike" else ""
            button = KeyButton(texts[word], "chevron-right", key, "ghost")
            button.clicked.connect(partial(self.to_do_pressed.emit, word))
            self._to_do.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)


def _buttons_in(layout: QLayout) -> list[QWidget]:
    items = [item for place in range(layout.count()) if (item := layout.itemAt(place))]
    return [each for item in items if isinstance(each := item.widget(), QPushButton)]


def _scrolled(column: QVBoxLayout, name: str) -> QScrollArea:
    inner = QWidget()
    column.setContentsMargins(4, 10, 4, 2)
    column.setSpacing(10)
    inner.setLayout(column)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area


def _group(heading: str, lines: list[Line]) -> Card:
    card, rows = Card(heading), FactRows(CAPTION_PX)
    for caption, value in lines:
        if value:
            rows.add(caption, value)
    card.column.addLayout(rows)
    return card


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
