"""The way from a folder to its window and back to a locked file, on a real register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from ui_practice import SITE, SUPERVISOR, PracticeFile

from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import unlock
from salw_desktop.words import sentence


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    scanner = Scanner(qapp)
    shell = Shell(Runner(), scanner)
    yield shell
    qapp.removeEventFilter(scanner)
    shell.close()
    if shell._shown is not None:
        shell._shown.deleteLater()


def unlock_at_the_screen(qtbot: QtBot, shell: Shell, practice: PracticeFile) -> MainWindow:
    dialog = shell._shown
    assert isinstance(dialog, UnlockDialog)
    dialog._form.passphrase_edit.setText(practice.passphrases[SUPERVISOR])
    dialog._form.unlock_button.click()
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow))
    window = shell._shown
    assert isinstance(window, MainWindow)
    return window


def test_that_unlocking_shows_what_the_file_holds(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    window = unlock_at_the_screen(qtbot, shell, practice)
    assert window.isVisible()
    assert window.windowTitle() == "lendo"
    assert SITE in [label.text() for label in window.findChildren(QLabel)]


def test_that_closing_the_window_locks_the_register(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    window = unlock_at_the_screen(qtbot, shell, practice)
    assert not (practice.path / "seal").exists()
    with qtbot.waitSignal(shell.ended) as ended:
        window.close()
    assert ended.args == [0]
    assert (practice.path / "seal").is_file()
    unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR]).close()


def test_that_a_program_that_ends_in_a_fault_locks_the_register_too(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    unlock_at_the_screen(qtbot, shell, practice)
    shell.close()
    assert (practice.path / "seal").is_file()


def test_that_a_folder_without_a_register_is_told(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    shell.start(tmp_path)
    box = shell._shown
    assert isinstance(box, QMessageBox)
    assert box.text() == sentence("register.missing", {"path": str(tmp_path)})
    with qtbot.waitSignal(shell.ended) as ended:
        box.accept()
    assert ended.args == [3]


def test_that_it_asks_for_the_register_when_none_is_named(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(None)
    assert isinstance(shell._shown, StartDialog)
    QTest.keyClick(shell._shown.open_one, Qt.Key.Key_Space)
    chooser = shell._shown
    assert isinstance(chooser, QFileDialog)
    qtbot.addWidget(chooser)
    chooser.fileSelected.emit(str(practice.path))
    assert isinstance(shell._shown, UnlockDialog)


def test_that_another_register_can_be_chosen_instead(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    assert isinstance(shell._shown, UnlockDialog)
    shell._shown.other.click()
    assert isinstance(shell._shown, StartDialog)
    shell._shown.reject()
    assert isinstance(shell._shown, UnlockDialog)  # back where it was asked from
    shell._shown.other.click()
    assert isinstance(shell._shown, StartDialog)
    QTest.keyClick(shell._shown.open_one, Qt.Key.Key_Space)
    chooser = shell._shown
    assert isinstance(chooser, QFileDialog)
    qtbot.addWidget(chooser)
    chooser.fileSelected.emit(str(practice.path))
    assert isinstance(shell._shown, UnlockDialog)


def test_that_giving_up_ends_the_program(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    assert isinstance(shell._shown, UnlockDialog)
    with qtbot.waitSignal(shell.ended) as ended:
        shell._shown.reject()
    assert ended.args == [0]


def test_that_a_locked_register_asks_for_the_next_operator(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    unlock_at_the_screen(qtbot, shell, practice).lock_asked.emit()
    qtbot.waitUntil(lambda: isinstance(shell._shown, UnlockDialog))
    assert (practice.path / "seal").is_file()
