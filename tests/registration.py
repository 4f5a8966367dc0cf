"""A person at the registration table: keys that are counted, and a scanner that types faster than anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from card import drawn, jpeg
from factory import Desk
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.kept import KEPT, Kept
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.desk import keep as keep_on_desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TYPED_MS, SCANNED_MS = 120, 5
OBSERVER = "P. Observer"


@dataclass
class Hands:
    """The keyboard and the scanner of one window; the scanner's clock is the pace of these hands."""

    qtbot: QtBot
    pace_ms: int = TYPED_MS
    now_ms: int = 0
    keys: int = 0
    scans: int = 0

    def clock(self, _: QInputEvent) -> int:
        self.now_ms += self.pace_ms
        return self.now_ms

    def focused(self) -> QWidget:
        """Whatever has it; none is a dead end."""
        widget = QApplication.focusWidget()
        assert widget is not None, "the focus is lost"
        return widget

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.keys += 1
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.focused(), key, held)

    def type(self, text: str) -> None:
        for sign in text:
            self.keys += 1
            QTest.keyClicks(self.focused(), sign)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def scan(self, code: str) -> None:
        self.scans += 1
        self.now_ms += TYPED_MS  # the hand leaves the keys and takes the scanner
        self.pace_ms = SCANNED_MS
        for sign in code:
            QTest.keyClicks(self.focused(), sign)
        QTest.keyClick(self.focused(), Qt.Key.Key_Return)
        self.pace_ms = TYPED_MS

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=20_000)


@contextmanager
def a_window(desk: Desk, runner: Runner, hands: Hands) -> Iterator[RegisterPage]:
    """The whole window with the page in front, as its operator left it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    scanner = Scanner(application, hands.clock)
    window = MainWindow(office, scanner, (RegisterPage,))
    hands.qtbot.addWidget(window)
    window.go("register", "new")
    window.show()
    window.activateWindow()
    hands.qtbot.waitUntil(window.isActiveWindow)
    page = window.page
    assert isinstance(page, RegisterPage)
    hands.wait(lambda: page.table is not None)
    try:
        yield page
    finally:
        application.removeEventFilter(scanner)
        window.close()
        hands.wait(lambda: not office.is_working)
        office.put_by()


@contextmanager
def a_page(desk: Desk, runner: Runner, hands: Hands) -> Iterator[RegisterPage]:
    """The page and a scanner, without the window around them."""
    with a_page_about(desk, runner, hands, "new") as page:
        hands.wait(lambda: page.table is not None)
        yield page


@contextmanager
def a_page_about(desk: Desk, runner: Runner, hands: Hands, subject: str) -> Iterator[RegisterPage]:
    """As it is shown, before the register has answered anything."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    scanner = Scanner(application, hands.clock)
    page = RegisterPage(office)
    hands.qtbot.addWidget(page)
    office.changed.connect(page.take_changes)
    page.resize(1140, 640)
    page.show()
    page.activateWindow()
    hands.qtbot.waitUntil(page.isActiveWindow)
    page.shown(subject)
    scanner.scanned.connect(page.scanned)
    try:
        yield page
    finally:
        application.removeEventFilter(scanner)
        hands.wait(lambda: not office.is_working)
        page.close()
        office.put_by()


def keep(desk: Desk, folder: Path | None = None) -> None:
    """What the operator kept yesterday: the observer alone is at the bay."""
    kept = Kept(at_the_bay=(OBSERVER,), photo_folder=str(folder or ""))
    keep_on_desk(desk.register, {KEPT: kept.as_json()})


def open_hand_in(hands: Hands, page: RegisterPage) -> None:
    """Yes, an adult."""
    hands.wait(lambda: page.question.answer.isVisible() and page.table is not None)
    hands.type("1")
    hands.wait(lambda: page.hand_in is not None and page.form.isVisible())


def say_clear(hands: Hands) -> None:
    """Clear, cleared by its holder, verified by the first at the bay."""
    hands.type("111")


def record_akm(hands: Hands, serial: str) -> None:
    """As far as the number, its safety said."""
    hands.press(Qt.Key.Key_Return)  # no token is tied on here
    say_clear(hands)
    hands.type("akm")
    hands.enter()
    hands.type(serial)


def save_item(hands: Hands, desk: Desk) -> None:
    before = len(desk.rows("weapon"))
    hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
    hands.wait(lambda: len(desk.rows("weapon")) > before)


def three_pictures(folder: Path, first_seed: int) -> None:
    for seed in range(first_seed, first_seed + 3):
        (folder / f"{seed:04d}.jpg").write_bytes(jpeg(drawn(seed)))
