"""A backup is restored from the first start: found, signed by two, told what it is, and opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile

from salw_desktop.ui.first_start.recent import RecentRegisters
from salw_desktop.ui.first_start.restore import RestoreDialog
from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import unlock
from salw_desktop.usecases.numbering import next_number
from salw_desktop.usecases.safekeeping import back_up
from salw_desktop.words import sentence


@pytest.fixture
def backup(practice: PracticeFile) -> Path:
    with unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR]) as register:
        return back_up(register, register.folder.backups)


@pytest.fixture
def shell(qapp: QApplication, practice: PracticeFile) -> Iterator[Shell]:
    scanner, recent = Scanner(qapp), RecentRegisters()
    recent.use(practice.path, "id of an operator")
    shell = Shell(Runner(), scanner, recent=recent)
    yield shell
    qapp.removeEventFilter(scanner)
    shell.close()
    if shell._shown is not None:
        shell._shown.deleteLater()


def asked(shell: Shell, practice: PracticeFile) -> RestoreDialog:
    """By keys from the unlock box."""
    shell.start(practice.path)
    assert isinstance(shell._shown, UnlockDialog)
    QTest.keyClick(shell._shown.other, Qt.Key.Key_Space)
    assert isinstance(shell._shown, StartDialog)
    QTest.keyClick(shell._shown.restore, Qt.Key.Key_Space)
    assert isinstance(shell._shown, RestoreDialog)
    return shell._shown


def fill(dialog: RestoreDialog, **typed: str) -> None:
    for name, text in typed.items():
        control = dialog.fields[name.replace("_words", "-passphrase")].control
        assert isinstance(control, QLineEdit)
        control.clear()
        QTest.keyClicks(control, text)


def test_that_a_backup_found_beside_the_register_is_restored_by_two_and_opened(
    qtbot: QtBot, shell: Shell, practice: PracticeFile, backup: Path, tmp_path: Path
) -> None:
    dialog = asked(shell, practice)
    qtbot.waitUntil(lambda: dialog.found.count() == 2)
    QTest.keyClick(dialog.found, Qt.Key.Key_Down)
    dialog.found.activated.emit(1)
    assert dialog.typed("backup") == str(backup)
    assert dialog.typed("name") == "LENDO"
    assert dialog.operator.currentText() == SUPERVISOR
    dialog.folder.show_path(str(tmp_path))
    told = {"highest_running_on_paper": "212", "reason": "the laptop fell"}
    fill(dialog, passphrase=practice.passphrases[SUPERVISOR], second_words="pelican", **told)
    QTest.keyClick(dialog.backup, Qt.Key.Key_Return)
    wrong = dialog.fields["second-passphrase"]
    qtbot.waitUntil(lambda: bool(wrong.said))
    assert wrong.said == sentence("passphrase.wrong", {"name": STOREKEEPER})
    assert not (tmp_path / "LENDO.salw").exists()
    fill(dialog, second_words=practice.passphrases[STOREKEEPER])
    QTest.keyClick(dialog.backup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._restored is not None)
    assert "after 300" in dialog._says.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # what was done is still to be read
    QTest.keyClick(dialog.yes_button, Qt.Key.Key_Space)
    unlocking = shell._shown
    assert isinstance(unlocking, UnlockDialog)
    assert unlocking._path == tmp_path / "LENDO.salw"
    words = practice.passphrases[STOREKEEPER]
    with unlock(unlocking._path, STOREKEEPER, words) as register:
        given = next_number(register.reader)
        assert given is not None
        assert given.running == 301
        assert register.findings == ()


def test_that_nothing_is_begun_without_a_number_and_a_reason(
    shell: Shell, practice: PracticeFile, backup: Path
) -> None:
    dialog = asked(shell, practice)
    dialog.backup.show_path(str(backup))
    fill(dialog, passphrase="a", second_words="b", highest_running_on_paper="twelve", reason="x")
    dialog.on_yes()
    assert dialog.fields["highest_running_on_paper"].said == "A number, please."
    fill(dialog, highest_running_on_paper="12", reason="")
    dialog.on_yes()
    assert dialog.fields["reason"].said
    assert not dialog._is_working


def test_that_a_folder_that_is_no_backup_says_so(shell: Shell, practice: PracticeFile) -> None:
    dialog = asked(shell, practice)
    dialog.backup.show_path(str(practice.path))
    assert "not a backup" in dialog.fields["backup"].said
    dialog.backup.show_path(str(practice.path.parent))
    told = sentence("register.missing", {"path": str(practice.path.parent)})
    assert dialog.fields["backup"].said == told
    dialog.reject()
    assert isinstance(shell._shown, StartDialog)
