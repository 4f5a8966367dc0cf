"""The window with every page on a furnished register, and what can be read and reached on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)
from ui_practice import fail, lock
from weapon_shelf import Shelf

from salw_desktop.ui.look import dress
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.preferences import TEXT
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.widgets.elided_label import ElidedLabel

KEYS = [page.key for page in PAGES]
LEAST_EDGE_PX = 5
ROUNDS = 3  # what a page reads may make it read more


@contextmanager
def whole_window(
    application: QApplication, shelf: Shelf, folder: Path, percent: int = 100
) -> Iterator[MainWindow]:
    """Its supervisor at work, 1366 × 768, with texts of a size; locked at the end."""
    practice = shelf.practice.copied_to(folder / "whole.salw")
    runner, scanner = Runner(), Scanner(application)
    register = practice.unlock()
    office = Office(register, runner)
    office.sounds.are_on = False
    office.keep(TEXT, percent)
    window = MainWindow(office, scanner)
    window.show()
    window.activateWindow()
    try:
        yield window
    finally:
        application.removeEventFilter(scanner)
        window.close()
        office.leave()
        lock(register, runner)
        runner.close()
        shiboken6.delete(window)  # before the application is dressed anew
        dress(application)


def bring(window: MainWindow, key: str, shelf: Shelf) -> Page:
    """To the front, with all that it reads."""
    subjects = {"item": shelf.rifle, "compare": f"{shelf.rifle} {shelf.twin}"}
    window.go(key, subjects.get(key))
    settle(window)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window.page


def settle(window: MainWindow) -> None:
    """Until nothing is being read any more."""
    for _ in range(ROUNDS):
        _await_reads(window.office.runner)
    QApplication.processEvents()


def _await_reads(runner: Runner) -> None:
    loop = QEventLoop()
    runner.run_after_reads(loop, lambda: None, lambda _: loop.quit(), fail)
    loop.exec()


def seen(root: QWidget) -> list[QWidget]:
    return [each for each in root.findChildren(QWidget) if each.isVisibleTo(root)]


def can_have_focus(root: QWidget) -> list[QWidget]:
    """By Tab; of a group of which one is chosen, nothing: the arrow keys go about in it."""
    return [
        each
        for each in seen(root)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and each.focusProxy() is None
    ]


def cut_texts(root: QWidget) -> list[str]:
    """What does not fit where it stands."""
    return [
        f"{type(each).__name__}: {_text(each)}"
        for each in seen(root)
        if _text(each) and _is_cut(each)
    ]


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, ElidedLabel):
        return widget.toolTip() != widget.text()
    if isinstance(widget, QLabel):
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) > widget.width() - 38
    text = _text(widget).replace("&", "")
    return widget.fontMetrics().horizontalAdvance(text) > widget.width() - 2 * LEAST_EDGE_PX
