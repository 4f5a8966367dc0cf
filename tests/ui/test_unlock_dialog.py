"""Opening a register at the screen: by keys alone, without freezing, without losing what was typed."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile, lock

from salw_desktop.ui.dialogs.recover import RecoverDialog
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import operators_of, unlock, wait_s
from salw_desktop.usecases.register import Register
from salw_desktop.words import sentence


@pytest.fixture
def dialog(qtbot: QtBot, practice: PracticeFile, runner: Runner) -> UnlockDialog:
    dialog = UnlockDialog(practice.path, operators_of(practice.path), runner)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def opened(dialog: UnlockDialog, runner: Runner) -> Iterator[list[Register]]:
    """What the dialog hands over; locked after the test."""
    registers: list[Register] = []
    dialog.unlocked.connect(registers.append)
    yield registers
    for register in registers:
        lock(register, runner)


def enter(dialog: UnlockDialog, passphrase: str) -> None:
    QTest.keyClicks(dialog._form.passphrase_edit, passphrase)
    QTest.keyClick(dialog._form.passphrase_edit, Qt.Key.Key_Return)


def test_that_it_offers_the_operators_of_the_file(dialog: UnlockDialog) -> None:
    combo = dialog._form.operator_combo
    assert [combo.itemText(row) for row in range(combo.count())] == [SUPERVISOR, STOREKEEPER]
    assert dialog._form.register_label.text() == "lendo"


def test_that_a_sentence_of_several_lines_is_shown_whole(
    qtbot: QtBot, dialog: UnlockDialog
) -> None:
    label = dialog._form.message_label
    dialog._say("error", "the register cannot be opened " * 8)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=2_000)
    assert dialog.rect().contains(label.geometry())


def test_that_a_passphrase_is_never_shown(dialog: UnlockDialog) -> None:
    field = dialog._form.passphrase_edit
    QTest.keyClicks(field, "pelican")
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert not set("pelican") & set(field.displayText())


def test_that_the_passphrase_is_shown_to_whoever_asks(dialog: UnlockDialog) -> None:
    field = dialog._form.passphrase_edit
    QTest.keyClicks(field, "pelican")
    QTest.keyClick(dialog.reveal, Qt.Key.Key_Space)
    assert field.displayText() == "pelican"
    QTest.keyClick(dialog.reveal, Qt.Key.Key_Space)
    assert field.displayText() != "pelican"


def test_that_capitals_without_shift_are_told_as_caps_lock(dialog: UnlockDialog) -> None:
    field, label = dialog._form.passphrase_edit, dialog._form.message_label
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "P")
    QApplication.sendEvent(field, capital)
    assert "Caps Lock" in label.text()
    QTest.keyClicks(field, "e")
    assert label.text() == ""


def test_that_the_wait_after_wrong_tries_is_told(
    dialog: UnlockDialog, practice: PracticeFile
) -> None:
    (practice.path / "tries").write_text("5")
    assert wait_s(practice.path) == 4
    assert "4" in dialog._how_long()


def test_that_the_recovery_sheet_gives_a_lost_passphrase_back(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register], template: PracticeFile
) -> None:
    dialog._form.operator_combo.setCurrentText(STOREKEEPER)
    QTest.keyClick(dialog.lost, Qt.Key.Key_Space)
    (recovering,) = dialog.findChildren(RecoverDialog)
    QTest.keyClicks(recovering.words_edit, "not these")
    QTest.keyClicks(recovering.reason_edit, "lost the paper")
    QTest.keyClick(recovering.reason_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: recovering.words.said != "", timeout=20_000)
    recovering.words_edit.setText(template.recovery)
    QTest.keyClick(recovering.words_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: recovering.once.words != "", timeout=20_000)
    words = recovering.once.words
    recovering.reject()
    assert recovering.isVisible()
    QTest.keyClick(recovering.once.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        enter(dialog, words)
    assert [register.operator_name for register in opened] == [STOREKEEPER]


def test_that_there_is_nothing_to_unlock_without_a_passphrase(dialog: UnlockDialog) -> None:
    assert not dialog._form.unlock_button.isEnabled()
    QTest.keyClicks(dialog._form.passphrase_edit, "p")
    assert dialog._form.unlock_button.isEnabled()


def test_that_the_keyboard_alone_opens_the_register(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register], practice: PracticeFile
) -> None:
    QTest.keyClick(dialog._form.operator_combo, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.accepted):
        enter(dialog, practice.passphrases[STOREKEEPER])
    assert [register.operator_name for register in opened] == [STOREKEEPER]
    assert dialog._form.passphrase_edit.text() == ""


def test_that_the_window_lives_on_while_the_key_is_derived(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register], practice: PracticeFile
) -> None:
    seen: list[tuple[str, int]] = []
    with qtbot.waitSignal(dialog.unlocked):
        enter(dialog, practice.passphrases[SUPERVISOR])
        button = dialog._form.unlock_button
        QTimer.singleShot(0, lambda: seen.append((button.text(), len(opened))))
    assert seen == [("Opening…", 0)]


def test_that_escape_does_not_leave_a_register_behind_that_is_just_opening(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register], practice: PracticeFile
) -> None:
    with qtbot.waitSignal(dialog.accepted):
        enter(dialog, practice.passphrases[SUPERVISOR])
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
    assert len(opened) == 1


def test_that_a_wrong_passphrase_is_told_at_the_field_and_nothing_is_lost(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register]
) -> None:
    form = dialog._form
    form.operator_combo.setCurrentText(STOREKEEPER)
    enter(dialog, "wrong pelican")
    qtbot.waitUntil(lambda: form.passphrase_edit.isEnabled())
    assert form.message_label.text() == sentence("passphrase.wrong", {"name": STOREKEEPER})
    assert form.passphrase_edit.selectedText() != ""
    assert form.passphrase_edit.text() == "wrong pelican"
    assert form.operator_combo.currentText() == STOREKEEPER
    assert dialog.focusWidget() is form.passphrase_edit
    assert dialog.isVisible()
    assert opened == []
    QTest.keyClicks(form.passphrase_edit, "p")
    assert form.message_label.text() == ""


def test_that_a_register_open_elsewhere_is_told_and_can_be_tried_again(
    qtbot: QtBot, dialog: UnlockDialog, opened: list[Register], practice: PracticeFile
) -> None:
    passphrase = practice.passphrases[SUPERVISOR]
    with unlock(practice.path, SUPERVISOR, passphrase):
        enter(dialog, passphrase)
        qtbot.waitUntil(lambda: dialog._form.passphrase_edit.isEnabled())
        in_use = sentence("register.in-use", {"path": str(practice.path)})
        assert dialog._form.message_label.text() == in_use
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog._form.passphrase_edit, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_that_escape_rejects_the_dialog(qtbot: QtBot, dialog: UnlockDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.usefixtures("qtbot")
def test_that_a_closed_dialog_is_gone(practice: PracticeFile, runner: Runner) -> None:
    dialog = UnlockDialog(practice.path, operators_of(practice.path), runner)
    dialog.show()
    dialog.reject()
    gone = weakref.ref(dialog)
    del dialog
    assert gone() is None  # without the collector, which the tests keep for themselves
