"""Registers that were opened before: the newest opens by itself, the others are chosen by arrows, gone ones let go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile

from salw_desktop.ui.first_start.recent import MOST, RecentRegisters
from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.words import sentence

OPERATOR = "id of an operator"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "recent.json"


@pytest.fixture
def shell(qapp: QApplication, file: Path) -> Iterator[Shell]:
    scanner = Scanner(qapp)
    shell = Shell(Runner(), scanner, recent=RecentRegisters(file))
    yield shell
    qapp.removeEventFilter(scanner)
    shell.close()
    if shell._shown is not None:
        shell._shown.deleteLater()


def unlocking(shell: Shell) -> UnlockDialog:
    assert isinstance(shell._shown, UnlockDialog)
    return shell._shown


def test_that_an_opened_register_is_remembered_by_its_path_and_no_name(
    qtbot: QtBot, shell: Shell, file: Path, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    unlocking(shell)._form.passphrase_edit.setText(practice.passphrases[SUPERVISOR])
    unlocking(shell)._form.unlock_button.click()
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow))
    kept = file.read_text(encoding="utf-8")
    (operator,) = json.loads(kept).values()
    assert json.loads(kept) == {str(practice.path): operator}
    assert SUPERVISOR not in kept
    assert file.stat().st_mode & 0o077 == 0
    assert RecentRegisters(file).newest_there == practice.path


def test_that_whoever_opened_it_last_here_is_offered_first(
    qtbot: QtBot, shell: Shell, practice: PracticeFile
) -> None:
    shell.start(practice.path)
    assert unlocking(shell)._form.operator_combo.currentText() == SUPERVISOR
    unlocking(shell)._form.operator_combo.setCurrentText(STOREKEEPER)
    unlocking(shell)._form.passphrase_edit.setText(practice.passphrases[STOREKEEPER])
    unlocking(shell)._form.unlock_button.click()
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow))
    assert isinstance(shell._shown, MainWindow)
    shell._shown.lock_asked.emit()
    qtbot.waitUntil(lambda: isinstance(shell._shown, UnlockDialog))
    assert unlocking(shell)._form.operator_combo.currentText() == STOREKEEPER
    shell._recent.use(practice.path, "nobody of this register")
    shell.start(practice.path)
    assert unlocking(shell)._form.operator_combo.currentText() == SUPERVISOR


def test_that_the_newest_that_is_there_opens_by_itself(
    shell: Shell, practice: PracticeFile, tmp_path: Path
) -> None:
    for path in (practice.path, tmp_path / "gone.salw"):
        shell._recent.use(path, OPERATOR)
    shell.start(None)
    assert unlocking(shell)._path == practice.path


def test_that_a_newest_that_cannot_be_opened_leaves_the_other_ways(
    shell: Shell, practice: PracticeFile
) -> None:
    for name in ("slots.json", "slots.copy.json"):
        (practice.path / name).unlink()
    shell._recent.use(practice.path, OPERATOR)
    shell.start(None)
    start = shell._shown
    assert isinstance(start, StartDialog)
    said = {label.text() for label in start.findChildren(QLabel)}
    missing = practice.path / "slots.copy.json"
    assert sentence("file.missing", {"path": str(missing)}) in said
    assert start.restore.isVisible()


def test_that_another_is_chosen_by_arrows_and_a_gone_one_taken_off(
    shell: Shell, practice: PracticeFile, tmp_path: Path, file: Path
) -> None:
    gone = tmp_path / "gone.salw"
    for path in (gone, practice.path):
        shell._recent.use(path, OPERATOR)
    shell.start(None)
    dialog = unlocking(shell)
    box, form = dialog.registers, dialog._form
    form.passphrase_edit.setText("pelican")
    QTest.keyClick(box.list, Qt.Key.Key_Down)
    assert (box.list.currentText(), dialog._path) == ("\u2066gone\u2069 (not found)", gone)
    assert form.message_label.text() == sentence("register.missing", {"path": str(gone)})
    assert not form.passphrase_edit.isEnabled()
    QTest.keyClick(box.forget, Qt.Key.Key_Space)
    assert json.loads(file.read_bytes()) == {str(practice.path): OPERATOR}
    assert (dialog._path, form.passphrase_edit.text()) == (practice.path, "")
    assert form.passphrase_edit.isEnabled()


def test_that_eight_are_kept_newest_first_and_a_damaged_list_is_an_empty_one(file: Path) -> None:
    recent = RecentRegisters(file)
    for number in range(MOST + 2):
        recent.use(Path(f"/registers/{number}.salw"), OPERATOR)
    recent.use(Path("/registers/5.salw"), OPERATOR)
    kept = RecentRegisters(file).paths
    assert [path.stem for path in kept] == ["5", "9", "8", "7", "6", "4", "3", "2"]
    file.write_text("[1, {", encoding="utf-8")
    assert RecentRegisters(file).paths == ()


def test_that_a_place_that_cannot_be_looked_at_is_no_reason_not_to_start(file: Path) -> None:
    recent = RecentRegisters(file)
    recent.use(file.parent / ("a" * 300), OPERATOR)
    assert recent.newest_there is None
