"""A page on its own or in the whole window, for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.scanner import Scanner

P = TypeVar("P", bound=Page)


def open_page(qtbot: QtBot, office: Office, kind: type[P], subject: str | None = None) -> P:
    """Alone, shown and active; changes of commands reach it as in the window."""
    page = kind(office)
    qtbot.addWidget(page)
    office.changed.connect(page.take_changes)
    page.resize(1140, 640)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.shown(subject)
    return page


@contextmanager
def open_window(qtbot: QtBot, office: Office, *pages: type[Page]) -> Iterator[MainWindow]:
    """The whole window with these pages, and a scanner that ends with it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    scanner = Scanner(application)
    window = MainWindow(office, scanner, pages)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        application.removeEventFilter(scanner)
        window.close()


def scan(widget: QWidget, code: str) -> None:
    """As a scanner types it, with its Enter."""
    QTest.keyClicks(widget, code)
    QTest.keyClick(widget, Qt.Key.Key_Return)
