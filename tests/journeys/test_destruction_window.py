"""A destruction in the real window, by scanner and keys, the laptop dying in the middle of the check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from destruction_bench import a_begun_session, a_stocked_register, label_of
from factory import Desk, Practice
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.lines import Lines
from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.pages.destruction.verdict import HugeCounter
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.register import Register

CTRL = Qt.KeyboardModifier.ControlModifier
ITEMS = 4


def scan(code: str) -> None:
    """As a scanner types it into whatever has the focus, with its Enter."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    QTest.keyClicks(focused, code)
    QTest.keyClick(focused, Qt.Key.Key_Return)


@contextmanager
def window_of(qtbot: QtBot, register: Register) -> Iterator[MainWindow]:
    """Killed at the end, not closed: what is not stored by then is lost."""
    runner, application = Runner(), QApplication.instance()
    assert isinstance(application, QApplication)
    scanner, office = Scanner(application), Office(register, runner)
    office.sounds.are_on = False
    window = MainWindow(office, scanner, (HomePage, DestructionPage))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        application.removeEventFilter(scanner)
        runner.close()
        window.hide()
        window.deleteLater()
        office.deleteLater()


def destruction(qtbot: QtBot, window: MainWindow) -> DestructionPage:
    """Ctrl+6, and the one session that is under way stands there."""
    QTest.keyClick(window, Qt.Key.Key_6, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page, DestructionPage))
    page = window.page
    assert isinstance(page, DestructionPage)
    qtbot.waitUntil(lambda: page.session.board is not None)
    return page


def next_step(page: DestructionPage) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, CTRL)


def _shows(counter: HugeCounter, number: str) -> bool:
    return counter.number == number


def _lists(lines: Lines, key: str) -> bool:
    return key in lines.keys


@pytest.fixture
def began(tmp_path: Path) -> tuple[Practice, list[str]]:
    practice, numbers = a_stocked_register(tmp_path / "lendo.salw", ITEMS)
    desk = Desk(practice, practice.unlock())
    a_begun_session(desk, *numbers)
    desk.register.close()
    return practice, numbers


def scan_until_the_laptop_dies(qtbot: QtBot, practice: Practice, numbers: list[str]) -> None:
    register = practice.unlock()
    with window_of(qtbot, register) as window:
        page = destruction(qtbot, window)
        qtbot.waitUntil(page.session.check.number_edit.hasFocus)
        for count, number in enumerate(numbers[:2], 1):
            scan(label_of(number))
            found = page.session.check.counters["found"]
            qtbot.waitUntil(partial(_shows, found, str(count)))
        assert page.session.check.number_edit.text() == ""
    register.database.close()
    register.free()


def interrupt_and_count_again(qtbot: QtBot, page: DestructionPage) -> None:
    session = page.session
    QTest.keyClick(page, Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(session.interrupt.reason_edit.hasFocus)
    QTest.keyClicks(session.interrupt.reason_edit, "power cut")
    QTest.keyClick(session.interrupt.reason_edit, Qt.Key.Key_Return)
    QTest.keyClicks(session.interrupt.seals_edit, "PS-0041")
    next_step(page)
    qtbot.waitUntil(session.recount.counted_edit.hasFocus)
    QTest.keyClicks(session.recount.counted_edit, str(ITEMS))
    QTest.keyClick(session.recount.seals.chip("whole"), Qt.Key.Key_1)
    next_step(page)
    qtbot.waitUntil(session.check.number_edit.hasFocus)


def witness_and_weigh(qtbot: QtBot, page: DestructionPage) -> None:
    finish = page.session.finish
    qtbot.waitUntil(finish.person.hasFocus)
    for name, chain in (("P. Official", "outside"), ("P. Inspector", "inside")):
        finish.person.setCurrentText(name)
        finish.chain.chip(chain).click()
        QTest.keyClick(page, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(_lists, finish.witnesses, name))
    for edit, text in (
        (finish.before_edit, "14.2"),
        (finish.after_edit, "14.1"),
        (finish.counted_edit, str(ITEMS)),
        (finish.scrap_edit, "Practice steelworks"),
    ):
        QTest.keyClicks(edit, text)


@pytest.mark.slow
def test_that_a_destruction_goes_on_after_a_crash_and_ends_with_its_certificate(
    qtbot: QtBot, began: tuple[Practice, list[str]]
) -> None:
    practice, numbers = began
    scan_until_the_laptop_dies(qtbot, practice, numbers)
    desk = Desk(practice, practice.unlock())
    with window_of(qtbot, desk.register) as window:
        page = destruction(qtbot, window)
        session = page.session
        assert "stands as it was left" in page.bar.text
        assert [session.check.counters[key].number for key in ("found", "missing")] == ["2", "2"]
        interrupt_and_count_again(qtbot, page)
        for number in numbers[2:]:
            scan(label_of(number))
        qtbot.waitUntil(session.check._finish.isEnabled)
        next_step(page)
        qtbot.waitUntil(session.cut.to_cut.hasFocus)
        scan(label_of(numbers[0]))
        QTest.keyClick(page, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: len(session.cut.to_cut.keys) == ITEMS - 1)
        next_step(page)
        witness_and_weigh(qtbot, page)
        next_step(page)
        qtbot.waitUntil(session.finish._confirm.isVisible)
        session.finish._confirm._yes.click()
        qtbot.waitUntil(lambda: session.in_front is session.certificate)
        assert session.certificate.difference._number.text() == "0"
        next_step(page)
        qtbot.waitUntil(lambda: bool(desk.rows("certificate")))
    results = desk.rows("session_result")
    assert [row["outcome"] for row in results] == ["destroyed"] * ITEMS
    assert desk.row("session_batch")["name"] == numbers[0]
    assert desk.row("session_break")["breaches"] is None
    assert desk.row("certificate")["items"] == ITEMS
    assert desk.findings() == []
    desk.register.close()
