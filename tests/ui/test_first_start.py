"""The first start: a register is made by keys, its words are shown once and typed back, and they open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from terminal import cheap_keys as cheap_keys

from salw_desktop.ui.first_start import new_register
from salw_desktop.ui.first_start.new_register import TYPED_BACK, NewRegisterDialog
from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import operators_of
from salw_desktop.words import sentence

TYPED = {
    "site_name": "Lendo",
    "organisation": "Practice team",
    "supervisor": "First",
    "storekeeper": "Second",
}


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    scanner = Scanner(qapp)
    shell = Shell(Runner(), scanner)
    yield shell
    qapp.removeEventFilter(scanner)
    shell.close()
    if shell._shown is not None:
        shell._shown.deleteLater()


@pytest.fixture
def dialog(qtbot: QtBot, runner: Runner, tmp_path: Path) -> NewRegisterDialog:
    dialog = NewRegisterDialog(runner, is_practice=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder.show_path(str(tmp_path))
    return dialog


def fill(dialog: NewRegisterDialog, **typed: str) -> None:
    for name, text in {**TYPED, **typed}.items():
        control = dialog.fields[name].control
        assert isinstance(control, QLineEdit)
        control.clear()
        QTest.keyClicks(control, text)


def enter(dialog: NewRegisterDialog) -> None:
    QTest.keyClick(dialog.fields["unit"].control, Qt.Key.Key_Return)


def back(dialog: NewRegisterDialog, text: str) -> None:
    QTest.keyClicks(dialog.back.control, text)
    QTest.keyClick(dialog.back.control, Qt.Key.Key_Return)


def test_that_a_practice_register_is_made_at_the_first_start_and_opens(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    shell.start(None)
    start = shell._shown
    assert isinstance(start, StartDialog)
    QTest.keyClick(start.practice, Qt.Key.Key_Space)
    dialog = shell._shown
    assert isinstance(dialog, NewRegisterDialog)
    dialog.folder.show_path(str(tmp_path))
    fill(dialog)
    enter(dialog)
    qtbot.waitUntil(lambda: dialog._made is not None, timeout=60_000)
    made = dialog._made
    assert made is not None
    assert made.sheet.read_bytes().startswith(b"%PDF")
    words = made.shown.recovery.split()
    back(dialog, " ".join(words[place - 1] for place in TYPED_BACK))
    unlocking = shell._shown
    assert isinstance(unlocking, UnlockDialog)
    assert operators_of(tmp_path / "PRACTICE.salw") == ("First", "Second")
    unlocking._form.passphrase_edit.setText(dict(made.shown.passphrases)["First"])
    unlocking._form.unlock_button.click()
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow), timeout=60_000)
    window = shell._shown
    assert isinstance(window, MainWindow)
    assert window.office.register.station["is_practice"] == 1


def test_that_what_is_wrong_stands_at_its_field_and_nothing_is_made(
    dialog: NewRegisterDialog, tmp_path: Path
) -> None:
    fill(dialog, unit="LEN1", site="LENDO")
    enter(dialog)
    assert dialog.fields["site"].said == sentence("site.malformed", {"given": "LENDO"})
    assert list(tmp_path.iterdir()) == []


def test_that_what_is_missing_is_asked_for(dialog: NewRegisterDialog, tmp_path: Path) -> None:
    fill(dialog, unit="", site="LEN")
    enter(dialog)
    assert dialog.fields["unit"].said == sentence("field.missing", {"name": "unit"})
    assert list(tmp_path.iterdir()) == []


def test_that_words_stay_until_two_are_typed_back_even_where_no_sheet_can_be_written(
    qtbot: QtBot, dialog: NewRegisterDialog, tmp_path: Path
) -> None:
    (tmp_path / f"LEN1{new_register.SHEET}").mkdir()
    fill(dialog, unit="LEN1", site="LEN")
    enter(dialog)
    qtbot.waitUntil(lambda: dialog._made is not None, timeout=60_000)
    made = dialog._made
    assert made is not None
    assert made.trouble is not None
    assert wording(made.trouble) in dialog._says.text()
    for words in (*dict(made.shown.passphrases).values(), made.shown.recovery):
        assert words in dialog._once.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    back(dialog, "wrong pelican")
    assert dialog.back.said != ""
    assert dialog.isVisible()
