"""The real window at a register, for journeys through what goes wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from registration import Hands

from salw_desktop.ui.look import bring_fonts
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.register import Register

T = TypeVar("T")
PATIENCE_MS = 20_000
PICTURES = "SALW_PICTURES"


@contextmanager
def a_whole_window(
    hands: Hands, register: Register, pages: tuple[type[Page], ...] = PAGES
) -> Iterator[MainWindow]:
    """With a runner of its own; what was asked for is done when it ends."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    bring_fonts(application)
    runner = Runner()
    office = Office(register, runner)
    office.sounds.are_on = False
    scanner = Scanner(application, hands.clock)
    window = MainWindow(office, scanner, pages)
    hands.qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    hands.qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        application.removeEventFilter(scanner)
        window.close()
        hands.wait(lambda: not office.is_working)
        office.put_by()
        runner.close()


def on_the_worker(hands: Hands, runner: Runner, work: Callable[[], T]) -> T:
    """Between two writes of the window."""
    done: list[T] = []
    failed: list[BaseException] = []
    runner.run(runner, work, done.append, failed.append)
    hands.wait(lambda: bool(done or failed))
    for error in failed:
        raise error
    return done[0]


def look(widget: QWidget, name: str) -> None:
    """A picture of it for whoever asks for one by the environment."""
    folder = os.environ.get(PICTURES)
    if folder:
        QApplication.processEvents()
        widget.grab().save(str(Path(folder) / f"{name}.png"))


def press(hands: Hands, window: MainWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """To what has the focus in the window; without a display the program loses its place now and then."""
    window.activateWindow()
    hands.qtbot.waitUntil(window.isActiveWindow)
    assert window.focusWidget() is not None, "the focus is lost"
    hands.press(key, *held)
