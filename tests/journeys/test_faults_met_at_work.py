"""What goes wrong while somebody works: told where he looks, nothing lost, and the work goes on."""

from __future__ import annotations

import os
import signal
import subprocess  # noqa: TID251  a power cut ends a process, not a function
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from card import drawn, jpeg
from factory import SUPERVISOR, Desk, FixedClock, Practice, a_weapon
from met_window import a_whole_window, look, on_the_worker
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from registration import CTRL, SHIFT, Hands, keep, open_hand_in, say_clear

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.pages.register.photo_slots import PhotoSlots
from salw_desktop.usecases.register import Register
from salw_desktop.words import sentence

PAGES = (HomePage, RegisterPage)


def the_register_page(hands: Hands, window: MainWindow) -> RegisterPage:
    window.go("register", "new")
    page = window.page
    assert isinstance(page, RegisterPage)
    hands.wait(lambda: page.table is not None)
    return page


def type_a_rifle(hands: Hands, page: RegisterPage, token: str, serial: str) -> None:
    """All but the last key."""
    hands.scan(token)
    say_clear(hands)
    hands.type("akm")
    hands.enter()
    hands.type(serial)
    hands.enter()
    hands.wait(lambda: page.form.weapon.serial.text() == serial)


def save_until_full(desk: Desk) -> None:
    while True:
        a_weapon(desk)


@contextmanager
def a_full_disk(hands: Hands, window: MainWindow, desk: Desk) -> Iterator[None]:
    """The file may not grow any more, and what was free in it is used up."""
    connection, runner = desk.register.database._connection, window.office.runner

    def fill() -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Trouble) as full:
            save_until_full(desk)
        assert full.value.code == "disk.full"

    on_the_worker(hands, runner, fill)
    yield
    on_the_worker(hands, runner, lambda: connection.execute("PRAGMA max_page_count = 4294967294"))


def test_that_a_full_disk_takes_nothing_of_the_form_and_the_next_save_goes_through(
    desk: Desk, qtbot: QtBot
) -> None:
    keep(desk)
    hands = Hands(qtbot)
    with a_whole_window(hands, desk.register, PAGES) as window:
        page = the_register_page(hands, window)
        open_hand_in(hands, page)
        type_a_rifle(hands, page, "T-3000", "KD 31")
        with a_full_disk(hands, window, desk):
            hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
            hands.wait(lambda: page.bar.kind == "error")
            assert page.bar.text.endswith(sentence("disk.full", {"path": "register.db"}))
            look(window, "full-disk")
            assert desk.rows("weapon", serial="KD 31") == []
            assert page.form.weapon.serial.text() == "KD 31"
            window.office.keep("draft.marking", {"typed": "x" * 40_000})
            hands.wait(lambda: "power cut" in page.bar.text)
            look(window, "full-disk-draft")
        hands.wait(lambda: "kept on the disk again" in page.bar.text)
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        hands.wait(lambda: "is saved" in page.bar.text)
    assert len(desk.rows("clearance", token="T-3000")) == 1
    assert desk.row("weapon", serial="KD 31")["safety"] == "clear"
    assert desk.findings() == []


def test_that_a_picture_that_is_none_is_told_at_the_pictures_and_the_form_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(b"minutes of the meeting")
    with (folder / "2.jpg").open("wb") as large:
        large.truncate(200 * 1024**2)
    (folder / "3.jpg").write_bytes(jpeg(drawn(1))[:-400])
    (folder / "4.jpg").write_bytes(jpeg(drawn(2)))
    for at, file in enumerate(sorted(folder.iterdir())):
        os.utime(file, (at, at))
    keep(desk, folder)
    hands = Hands(qtbot)
    with a_whole_window(hands, desk.register, PAGES) as window:
        page = the_register_page(hands, window)
        open_hand_in(hands, page)
        type_a_rifle(hands, page, "T-3001", "KD 32")
        before = page.form.as_draft()
        photos = page.form.photos
        for code in ("photo.not-an-image", "photo.too-large", "photo.broken"):
            hands.press(Qt.Key.Key_F7)
            hands.wait(partial(says, photos, sentence(code, {"most_mb": 40})))
            look(window, code)
            assert page.form.as_draft() == before
            assert page.form.width() <= page._areas[1].width()
        hands.press(Qt.Key.Key_F7)
        hands.wait(lambda: len(photos.taken) == 1)
        assert photos.says == ""
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        hands.wait(lambda: bool(desk.rows("photo")))
    assert desk.row("weapon")["serial"] == "KD 32"


def says(photos: PhotoSlots, text: str) -> bool:
    return photos.says == text


class DeadBattery(FixedClock):
    """Of a laptop whose clock began anew."""

    def __init__(self) -> None:
        super().__init__()
        self._began = self._now = datetime(1970, 1, 1, 0, 3, tzinfo=timezone(timedelta(hours=2)))


def test_that_a_clock_of_1970_is_named_and_stops_nobody(practice: Practice, qtbot: QtBot) -> None:
    there = replace(practice, clock=DeadBattery())
    desk = Desk(there, there.unlock())
    keep(desk)
    hands = Hands(qtbot)
    with a_whole_window(hands, desk.register, PAGES) as window:
        hands.wait(lambda: window.clock.isVisible())
        assert "1970-01-01 00:0" in window.clock.text
        assert "2026-11-22" in window.clock.text
        look(window, "clock-home")
        page = the_register_page(hands, window)
        open_hand_in(hands, page)
        type_a_rifle(hands, page, "T-3002", "KD 33")
        look(window, "clock-register")
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.wait(lambda: page.hand_in is None and bool(desk.rows("weapon")))
        assert not desk.register.is_clock_believed
        desk.register.clock = practice.clock  # somebody sets it
        window.clock.look()
        hands.wait(lambda: not window.clock.isVisible())
        assert desk.register.is_clock_believed
    assert desk.row("weapon")["serial"] == "KD 33"
    assert desk.findings() == []
    desk.register.close()


# types as a person would, as soon as what he waits for is there; the program around him is whole
PERSON = """
import os
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from salw_desktop import __main__
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases import desk

build, passphrase = __main__.window_program, sys.stdin.readline().strip()

def shown(kind):
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)

def type_on(text, enter=False):
    for sign in text:
        QTest.keyClicks(QApplication.focusWidget(), sign)
    if enter:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

def person():
    while (dialog := shown(UnlockDialog)) is None:
        yield
    dialog._form.passphrase_edit.setText(passphrase)
    dialog._form.unlock_button.click()
    while (window := shown(MainWindow)) is None:
        yield
    window.activateWindow()
    window.go("register", "new")
    page = window.page
    while page.table is None or not page.question.answer.isVisible():
        yield
    type_on("1")
    while page.hand_in is None or not page.form.isVisible():
        yield
    type_on("T-3003", enter=True)
    while page.form.clearance.given_token != "T-3003":
        yield
    for text, enter in (("111", False), ("akm", True), ("KD 34", False)):
        for _ in range(5):  # no scanner is that slow
            yield
        type_on(text, enter=enter)
    register = window.office.register
    while "KD 34" not in str(desk.things(register).get("draft.register")):
        yield
    print("typed", flush=True)
    while True:
        yield

def with_a_person():
    program = build()
    steps, clock = person(), QTimer(program, interval=20)
    clock.timeout.connect(lambda: next(steps))
    clock.start()
    QTimer.singleShot(40_000, lambda: os._exit(1))  # what never comes is not waited for
    return program

__main__.window_program = with_a_person
sys.exit(__main__.main())
"""


def type_until_the_power_is_cut(practice: Practice) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PERSON, str(practice.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    with process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{practice.passphrases[SUPERVISOR]}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "typed\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="no signal ends a process there")
def test_that_a_form_half_typed_at_a_power_cut_stands_there_again(desk: Desk, qtbot: QtBot) -> None:
    keep(desk)
    desk.register.close()
    type_until_the_power_is_cut(desk.practice)
    desk.register = unlocked_after_it(desk.practice)
    hands = Hands(qtbot)
    with a_whole_window(hands, desk.register, PAGES) as window:
        page = window.page  # the one that was in front
        assert isinstance(page, RegisterPage)
        hands.wait(lambda: page.hand_in is not None)
        weapon = page.form.weapon
        assert (weapon.model.chosen, weapon.serial.text()) == ("AKM", "KD 34")
        assert page.form.clearance.given_token == "T-3003"
        assert not page.form.clearance.is_stated  # nobody can know what the weapon went through
        look(window, "power-cut")
        # the form is there before the hand that goes on with it
        hands.wait(lambda: page.form.clearance.isAncestorOf(hands.focused()))
        say_clear(hands)
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        hands.wait(lambda: bool(desk.rows("weapon")))
    assert desk.row("weapon")["serial"] == "KD 34"
    assert len(desk.rows("hand_in")) == 1
    assert desk.findings() == []


def unlocked_after_it(practice: Practice) -> Register:
    register = practice.unlock()
    assert register.findings == ()
    return register
