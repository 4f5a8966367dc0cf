"""The camera of the computer: nothing of it where its part is missing; else a picture like one from a file."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from factory import Desk
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from salw_desktop.ui import camera
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.photo_slots import PhotoSlots
from salw_desktop.ui.runner import Runner

PATIENCE_MS = 5_000


class Drawn(camera.Source):
    """A camera that sees what the test draws."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False

    @override
    def start(self) -> None:
        self.is_on = True

    @override
    def stop(self) -> None:
        self.is_on = False

    def look_at(self, grey: int) -> None:
        image = QImage(1280, 720, QImage.Format.Format_RGB32)
        image.fill(0xFF000000 | grey * 0x010101)
        self.seen.emit(image)


def slots(qtbot: QtBot, desk: Desk, runner: Runner) -> PhotoSlots:
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    made = PhotoSlots(office)
    office.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_without_its_part_of_qt_there_is_neither_a_button_nor_an_error(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, camera.MODULE, None)
    assert slots(qtbot, shelf_desk, runner).live.button is None
    assert camera.camera() is None


def test_that_with_it_there_is_a_button_which_says_when_no_camera_answers(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = ModuleType(camera.MODULE)  # found, but its own system libraries are not there
    broken.__spec__ = ModuleSpec(camera.MODULE, None)
    monkeypatch.setitem(sys.modules, camera.MODULE, broken)
    made = slots(qtbot, shelf_desk, runner)
    assert made.live.button is not None
    monkeypatch.setitem(sys.modules, camera.MODULE, None)
    made.live.button.click()
    assert "No camera" in made.says


def test_that_pictures_of_the_camera_go_the_way_of_a_file_until_all_four_are_taken(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    made, source = slots(qtbot, shelf_desk, runner), Drawn()
    dialog = made.live.open(source)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert source.is_on
    QTest.keyClick(dialog, Qt.Key.Key_F7)  # there is nothing to be seen yet
    assert not made.taken
    for count, key in enumerate((Qt.Key.Key_F7, Qt.Key.Key_Space, Qt.Key.Key_F7), 1):
        source.look_at(40 * count)
        QTest.keyClick(dialog, key)
        qtbot.waitUntil(lambda count=count: len(made.taken) == count, timeout=PATIENCE_MS)  # type: ignore[misc]
        qtbot.wait(120)  # a button goes down and up again
    dialog.hide()  # as the cover of the window does
    assert not source.is_on
    dialog.show()
    assert source.is_on
    QTest.keyClick(dialog, Qt.Key.Key_F7)  # what it saw before the cover may be another weapon
    assert dialog._live.image.isNull()
    source.look_at(120)
    assert dialog.take.isEnabled()
    dialog._hangs.timeout.emit()  # nor is the last picture of a camera that hangs
    assert not dialog.take.isEnabled()
    source.look_at(200)
    dialog.take.click()
    qtbot.waitUntil(lambda: made.live._dialog is None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(made.taken) == 4, timeout=PATIENCE_MS)
    views = [view for view, _ in made.taken]
    assert views == ["left", "right", "serial close-up", "other marks"]
    kept = [laid_by.kept for _, laid_by in made.taken]
    assert len({each.sha256 for each in kept}) == 4
    assert {(each.header.width, each.header.height) for each in kept} == {(1280, 720)}
    assert QImage.fromData(made.taken[0][1].small).pixelColor(9, 9).red() == pytest.approx(
        40, abs=3
    )
