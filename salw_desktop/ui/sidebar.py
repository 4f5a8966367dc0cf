"""The dark bar at the side: the pages there are, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.look import for_text, look_in_use
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import EnterButton

WIDTH_PX, FOLDED_PX, ENTRY_PX, PERSON_PX = 206, 56, 38, 52
EDGE_PX, COUNT_PX, ICON_PX, ROW_GAP_PX, ROW_EDGE_PX = 8, 34, 20, 8, 10
KEY_PX = 28  # with or without a key, so that the counts stand in one column
ACCENT_PX = 3
ORDER = (
    "home",
    "register",
    "identify",
    "marking",
    "stockpile",
    "custody",
    "stocktake",
    "destruction",
    "printing",
    "exchange",
    "reports",
    "settings",
)
SETTINGS, SETTINGS_KEY = "settings", "Ctrl+,"


def key_of_page(page: type[Page]) -> str:
    """The key that brings it to the front; some have none."""
    if page.key == SETTINGS:
        return SETTINGS_KEY
    return f"Ctrl+{page.number}" if page.number else ""


def _place(page: type[Page]) -> int:
    """One order for good, whatever other pages there are; Settings stands at the foot."""
    return ORDER.index(page.key) if page.key in ORDER else len(ORDER) - 1


class _Entry(EnterButton):
    """Icon, name, count, key."""

    def __init__(self, page: type[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page.key
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setMinimumHeight(ENTRY_PX)
        self.setAccessibleName(page.title())
        self.setToolTip(page.title())
        row = QHBoxLayout(self)
        row.setContentsMargins(ROW_EDGE_PX, 0, ROW_EDGE_PX, 0)
        row.setSpacing(ROW_GAP_PX)
        row.addWidget(IconMark(page.icon, "nav_text"))
        self._title = one_line(page.title())
        self._count = one_line("", "count")
        self._count.hide()
        shown = QKeySequence(key_of_page(page)).toString(QKeySequence.SequenceFormat.NativeText)
        self._key = one_line(shown.replace("+", " "), "soft")
        self._key.setMinimumWidth(KEY_PX)
        row.addWidget(self._title, stretch=1)
        row.addWidget(self._count, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._key)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        return QSize(FOLDED_PX, ENTRY_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - ACCENT_PX if is_mirrored else 0
            painter = QPainter(self)
            painter.fillRect(left, 8, ACCENT_PX, self.height() - 16, QColor(look_in_use().accent))
            painter.end()

    @property
    def needed_px(self) -> int:
        """With its count, whether it has one now or not: the bar does not move when one comes."""
        parts = self._title.sizeHint().width() + max(KEY_PX, self._key.sizeHint().width())
        return parts + ICON_PX + COUNT_PX + 3 * ROW_GAP_PX + 2 * ROW_EDGE_PX

    def count(self, number: int) -> None:
        self._count.setText(f"{number:,}" if number else "")
        self._count.setVisible(bool(number) and self._title.isVisibleTo(self))

    def fold(self, is_folded: bool) -> None:
        for widget in (self._title, self._key):
            widget.setVisible(not is_folded)
        self._count.setVisible(bool(self._count.text()) and not is_folded)


class Sidebar(QFrame):
    """One entry for each page that is there."""

    page_chosen = Signal(str)
    menu_asked = Signal()

    def __init__(
        self,
        pages: Sequence[type[Page]],
        place: str,
        operator: str,
        roles: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX, 10, EDGE_PX, 10)
        column.setSpacing(2)
        self._brand = self._head(place)
        column.addWidget(self._brand)
        column.addSpacing(6)
        self._entries: dict[str, _Entry] = {}
        for page in sorted((page for page in pages if page.in_sidebar), key=_place):
            if page.key == SETTINGS:
                column.addStretch()
            self._entries[page.key] = entry = _Entry(page)
            entry.clicked.connect(self._on_clicked)
            column.addWidget(entry)
        if SETTINGS not in self._entries:
            column.addStretch()
        self._person = self._foot(operator, roles)
        column.addWidget(self._person)
        self.fold(False)

    def show_page(self, key: str) -> None:
        """Marks the entry of the page in front; while a page without one is there, none is marked."""
        if key in self._entries:
            self._entries[key].setChecked(True)
            return
        for entry in self._entries.values():
            entry.setAutoExclusive(False)  # of exclusive ones the last cannot be let go
            entry.setChecked(False)
            entry.setAutoExclusive(True)

    def show_count(self, key: str, number: int) -> None:
        if key in self._entries:
            self._entries[key].count(number)

    @property
    def is_folded(self) -> bool:
        return self.width() == FOLDED_PX or self.maximumWidth() == FOLDED_PX

    def fold(self, is_folded: bool) -> None:
        """To icons alone, for a narrow screen."""
        needed_px = max((each.needed_px for each in self._entries.values()), default=0)
        unfolded_px = max(for_text(WIDTH_PX), needed_px + 2 * EDGE_PX)
        self.setFixedWidth(FOLDED_PX if is_folded else unfolded_px)
        self._person.setFixedHeight(for_text(PERSON_PX))
        for entry in self._entries.values():
            entry.fold(is_folded)
        for part in (self._brand_texts, self._person_texts, self._lock):
            part.setVisible(not is_folded)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            # a moment later: the texts at the side get their new size after this event
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.fold(self.is_folded)

    def entry(self, key: str) -> QPushButton:
        return self._entries[key]

    def _head(self, place: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 2, 0, 6)
        row.addWidget(IconMark("shield-check", "accent", 24))
        self._brand_texts = QWidget()
        texts = QVBoxLayout(self._brand_texts)
        texts.setContentsMargins(2, 0, 0, 0)
        texts.setSpacing(0)
        texts.addWidget(one_line(self.tr("SALW Register"), "brand"))
        texts.addWidget(one_line(place, "soft"))
        row.addWidget(self._brand_texts, stretch=1)
        return head

    def _foot(self, operator: str, roles: str) -> QPushButton:
        person = EnterButton()
        person.setProperty("kind", "nav")
        person.setFixedHeight(PERSON_PX)
        person.setAccessibleName(self.tr("%1: cover, lock, look").replace("%1", operator))
        person.setToolTip(operator)
        person.clicked.connect(self.menu_asked)
        row = QHBoxLayout(person)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(IconMark("user", "nav_text", 20))
        self._person_texts = QWidget()
        texts = QVBoxLayout(self._person_texts)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(one_line(operator, "strong"))
        texts.addWidget(one_line(roles, "soft"))
        texts.addStretch()
        row.addWidget(self._person_texts, stretch=1)
        self._lock = IconMark("lock", "nav_soft", 16)
        row.addWidget(self._lock)
        for child in person.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return person

    def _on_clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, _Entry):
            self.page_chosen.emit(entry.page)
