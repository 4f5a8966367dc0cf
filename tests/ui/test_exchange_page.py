"""The Exchange page: no stick, not enrolled, cancelled, a strange code, a backup from end to end."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_practice import open_page

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.exchange.page import BACKUPS, VERIFY, ExchangePage

PATIENCE_MS = 20_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def press(
    qtbot: QtBot, page: ExchangePage, key: Qt.Key, held: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    page.activateWindow()  # without a display the program loses its place now and then
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page.focusWidget() or page, key, held)


def test_that_a_register_nobody_knows_writes_its_request(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, ExchangePage)
    qtbot.waitUntil(page.sending.ask.isVisible, timeout=PATIENCE_MS)
    assert not page.sending.send.isEnabled()
    page.drives.add_folder(str(tmp_path))
    page.sending.ask.click()
    qtbot.waitUntil(page.sending.outcome.isVisible, timeout=PATIENCE_MS)
    assert page.sending.outcome.word == "DONE"
    assert "LENDO-request.json" in page.sending.outcome.what
    assert b'"format":"salw-request"' in (tmp_path / "LENDO-request.json").read_bytes()


def test_that_a_cancelled_writing_leaves_nothing_behind(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    stick, may_go_on = tmp_path / "stick", threading.Event()
    stick.mkdir()
    page = open_page(qtbot, office, ExchangePage)
    qtbot.waitUntil(page.sending.ask.isVisible, timeout=PATIENCE_MS)
    page.drives.add_folder(str(stick))
    office.runner.run(page, partial(may_go_on.wait, 20), print, print)  # the worker is busy
    page.sending.ask.click()
    press(qtbot, page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sending._is_cancelled, timeout=PATIENCE_MS)
    may_go_on.set()
    qtbot.waitUntil(lambda: not office.is_working, timeout=PATIENCE_MS)
    assert "Cancelled" in page.bar.text
    assert list(stick.iterdir()) == []
    assert not page.sending.steps.isVisible()


def test_that_nothing_is_written_without_a_stick(qtbot: QtBot, office: Office) -> None:
    page = open_page(qtbot, office, ExchangePage)
    qtbot.waitUntil(page.sending.ask.isVisible, timeout=PATIENCE_MS)
    page.drives.list.clear()
    page.sending.ask.click()
    assert "stick" in page.bar.text
    assert not office.is_working


def test_that_a_scanned_paper_is_verified_and_another_code_is_not_taken(
    qtbot: QtBot, office: Office
) -> None:
    page = open_page(qtbot, office, ExchangePage)
    assert not page.scanned("SALW1XA26LEN0000439")
    assert page.scanned("SALWD1AAAA")
    assert page.which.choice == VERIFY
    qtbot.waitUntil(page.verifying.outcome.isVisible, timeout=PATIENCE_MS)
    assert page.verifying.outcome.word == "IT DOES NOT HOLD"


def test_that_a_backup_is_made_listed_and_opened_again(qtbot: QtBot, office: Office) -> None:
    facts = dict[str, str]()
    office.noted.connect(lambda name, _, text: facts.update({name: text}))
    page = open_page(qtbot, office, ExchangePage, BACKUPS)
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = page.backing_up
    qtbot.waitUntil(lambda: made.outcome.word == "BACKED UP", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: made.list.count() == 1, timeout=PATIENCE_MS)
    assert facts["backup"]
    made.again.click()
    qtbot.waitUntil(lambda: made.outcome.word == "IT OPENS", timeout=PATIENCE_MS)
