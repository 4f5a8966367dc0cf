"""The head of a page: its title, the line under it, what it can do, and the way to everything else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.look import for_text
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import KeyButton

HEIGHT_PX, SEARCH_PX = 56, 300


class Header(QFrame):
    """Shows one page at a time; the page's own buttons stay the page's."""

    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "head")
        self.setMinimumHeight(HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 18, 4)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._title = one_line("", "title", self.tr("Page"))
        self._second = one_line("", "soft", self.tr("About this page"))
        texts.addStretch()
        texts.addWidget(self._title)
        texts.addWidget(self._second)
        texts.addStretch()
        row.addLayout(texts)
        row.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        search = KeyButton(self.tr("Search, or scan any code"), "search", "Ctrl+K", "search")
        keep_width(search, for_text(SEARCH_PX))
        search.clicked.connect(self.search_asked)
        row.addWidget(search)
        self._shown: Page | None = None

    def show_page(self, page: Page) -> None:
        if self._shown is not None:
            for action in self._shown.head_buttons:
                self._actions.removeWidget(action)
                action.hide()
        self._shown = page
        for action in page.head_buttons:
            self._actions.addWidget(action)
            action.show()
        self.show_title(page)

    def show_title(self, page: Page) -> None:
        self._title.setText(page.title())
        self._second.setText(page.second_line)
        self._second.setVisible(bool(page.second_line))
