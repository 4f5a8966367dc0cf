"""What goes wrong around the register: passphrases, files, sticks, printers; each told with what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import SUPERVISOR, Desk, Practice, a_weapon
from failing_disks import nth_call_failing
from met_window import PATIENCE_MS, a_whole_window, look, press
from pair import a_pair
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from registration import CTRL, Hands

from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.look import bring_fonts, dress
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.pages.exchange.page import BACKUPS, TAKE, ExchangePage
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.printing.page import PrintingPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.words import sentence

GONE = "Store room"


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    bring_fonts(qapp)
    dress(qapp)
    scanner = Scanner(qapp)
    shell = Shell(Runner(), scanner)
    yield shell
    qapp.removeEventFilter(scanner)
    shell.close()
    if shell._shown is not None:
        shell._shown.deleteLater()


def asked(shell: Shell, practice: Practice) -> UnlockDialog:
    shell.start(practice.path)
    assert isinstance(shell._shown, UnlockDialog)
    return shell._shown


def tried(qtbot: QtBot, dialog: UnlockDialog, passphrase: str) -> str:
    """What it says after this passphrase was typed into the empty field."""
    field = dialog._form.passphrase_edit
    field.clear()
    QTest.keyClicks(field, passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(field.isEnabled, timeout=PATIENCE_MS)
    return dialog._form.message_label.text()


def type_with_caps_lock(dialog: UnlockDialog, text: str) -> None:
    """As a keyboard sends it with that key down."""
    for sign in text:
        key, none = Qt.Key(ord(sign.upper())), Qt.KeyboardModifier.NoModifier
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, none, sign.upper())
        QApplication.sendEvent(dialog._form.passphrase_edit, pressed)


def test_that_wrong_words_and_caps_lock_are_told_and_the_right_ones_open(
    qtbot: QtBot, shell: Shell, practice: Practice
) -> None:
    dialog = asked(shell, practice)
    form = dialog._form
    type_with_caps_lock(dialog, "pelican gate")
    assert "Caps Lock" in form.message_label.text()
    look(dialog, "caps-lock")
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(form.passphrase_edit.isEnabled, timeout=PATIENCE_MS)
    wrong = sentence("passphrase.wrong", {"name": form.operator_combo.currentText()})
    assert form.message_label.text().startswith(wrong)
    assert "Caps Lock" in form.message_label.text()
    look(dialog, "wrong-with-caps-lock")
    assert tried(qtbot, dialog, "pelican") == wrong
    said = tried(qtbot, dialog, "stork")
    assert said.startswith(wrong)
    assert "next try waits 1 second" in said
    look(dialog, "wrong-third")
    form.operator_combo.setCurrentText(SUPERVISOR)
    form.passphrase_edit.setText(practice.passphrases[SUPERVISOR])
    form.unlock_button.click()
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow), timeout=PATIENCE_MS)


def test_that_a_damaged_file_names_the_backup_and_leaves_the_way_to_another_register(
    qtbot: QtBot, shell: Shell, practice: Practice
) -> None:
    file = practice.path / "register.db"
    data = bytearray(file.read_bytes())
    data[: 8 * 4096] = bytes(8 * 4096)
    file.write_bytes(data)
    dialog = asked(shell, practice)
    dialog._form.operator_combo.setCurrentText(SUPERVISOR)
    said = tried(qtbot, dialog, practice.passphrases[SUPERVISOR])
    look(dialog, "damaged")
    assert said.startswith(sentence("register.damaged", {"path": "register.db"}))
    assert file.read_bytes() == data
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    start = shell._shown
    assert isinstance(start, StartDialog)
    assert start.restore.isVisible()


def test_that_a_damaged_file_of_keys_and_a_wrong_folder_are_told_where_one_goes_on(
    shell: Shell, practice: Practice, tmp_path: Path
) -> None:
    for name in ("slots.json", "slots.copy.json"):
        (practice.path / name).write_bytes(b"{")
    shell.start(practice.path)
    start = shell._shown
    assert isinstance(start, StartDialog)
    look(start, "damaged-keys")
    assert sentence("slots.damaged", {}) in texts(start)
    start.open_one.click()
    chooser = shell._shown
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    again = shell._shown
    assert isinstance(again, StartDialog)
    assert sentence("register.missing", {"path": str(tmp_path)}) in texts(again)


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_that_a_second_window_on_one_register_waits_for_the_first(
    qtbot: QtBot, shell: Shell, practice: Practice
) -> None:
    with practice.unlock():
        dialog = asked(shell, practice)
        dialog._form.operator_combo.setCurrentText(SUPERVISOR)
        said = tried(qtbot, dialog, practice.passphrases[SUPERVISOR])
        look(dialog, "two-windows")
        assert said == sentence("register.in-use", {"path": str(practice.path)})
    QTest.keyClick(dialog._form.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(shell._shown, MainWindow), timeout=PATIENCE_MS)


def the_exchange_page(window: MainWindow, subject: str | None = None) -> ExchangePage:
    window.go("exchange", subject)
    page = window.page
    assert isinstance(page, ExchangePage)
    return page


def test_that_a_stick_pulled_in_the_middle_is_told_and_another_one_goes_through(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pulled, other = tmp_path / "pulled", tmp_path / "other"
    for folder in (pulled, other):
        folder.mkdir()
    hands = Hands(qtbot)
    with a_pair(tmp_path).station() as desk:
        a_weapon(desk)
        with a_whole_window(hands, desk.register, (HomePage, ExchangePage)) as window:
            page = the_exchange_page(window)
            page.drives.add_folder(str(pulled))
            sending = page.sending
            hands.wait(sending.send.isEnabled)
            with nth_call_failing(1, errno.EIO, only="sync_volume") as fault:
                press(hands, window, Qt.Key.Key_Return, CTRL)
                hands.wait(sending.outcome.isVisible)
                look(window, "stick-pulled-sending")
            assert fault.call == "sync_volume"
            assert sending.outcome.word == "NOT SENT"
            assert sending.outcome.what == sentence("stick.pulled", {"path": str(pulled)})
            assert list(pulled.iterdir()) == []
            assert not sending.slip.isVisible()
            page.drives.add_folder(str(other))
            press(hands, window, Qt.Key.Key_Return, CTRL)
            hands.wait(lambda: sending.outcome.isVisible() and sending.outcome.word == "DONE")
            assert len(list(other.glob("*.salwb"))) == 1
            a_backup_on_it(hands, window, page, other)
            a_receipt_on_it(hands, window, page, other)


def a_backup_on_it(hands: Hands, window: MainWindow, page: ExchangePage, stick: Path) -> None:
    the_exchange_page(window, BACKUPS)
    made = page.backing_up
    hands.wait(made.there.isVisible)
    with nth_call_failing(2, errno.EIO, only="write", lasts=True):
        made.there.click()
        hands.wait(made.outcome.isVisible)
        look(window, "stick-pulled-backup")
    assert made.outcome.word == "DO NOT COUNT ON IT"
    assert str(stick) in made.outcome.what
    assert "Put it back in" in made.outcome.what
    made.there.click()
    hands.wait(lambda: made.outcome.isVisible() and made.outcome.word == "BACKED UP")


def a_receipt_on_it(hands: Hands, window: MainWindow, page: ExchangePage, stick: Path) -> None:
    receipt = stick / "LEN1-r0001.salwb"
    receipt.write_bytes(b"half of it")
    the_exchange_page(window, TAKE)
    taking = page.taking
    hands.wait(lambda: taking.list.count() == 1)
    receipt.unlink()
    press(hands, window, Qt.Key.Key_Return, CTRL)
    hands.wait(taking.outcome.isVisible)
    look(window, "stick-pulled-receipt")
    assert taking.outcome.word == "NOT TAKEN IN"
    assert taking.outcome.what == sentence("file.missing", {"path": str(receipt)})


def test_that_labels_go_on_waiting_when_the_printer_is_gone(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    a_weapon(desk)
    hands = Hands(qtbot)
    with a_whole_window(hands, desk.register, (HomePage, PrintingPage)) as window:
        window.go("printing", "labels")
        page = window.page
        assert isinstance(page, PrintingPage)
        panel = page.panel
        press(hands, window, Qt.Key.Key_F8)
        hands.wait(panel.isVisible)
        panel.printer.addItem(GONE)  # it was there when the paper was opened
        panel.printer.setCurrentText(GONE)
        for control in (panel.printer, panel.print):
            control.setEnabled(True)
        press(hands, window, Qt.Key.Key_P, CTRL)
        hands.wait(lambda: page.bar.kind == "error")
        look(window, "printer-gone")
        assert page.bar.text == sentence("printer.gone", {"name": GONE})
        assert not page.labels.came_out.isVisible()
        assert desk.row("label")["printed_at"] is None
        press(hands, window, Qt.Key.Key_F8)
        hands.wait(panel.isVisible)
        panel.save_to(str(tmp_path / "labels.pdf"))
        hands.wait(page.labels.came_out.isVisible)
        press(hands, window, Qt.Key.Key_Return)
        hands.wait(lambda: page.bar.kind == "done")
        look(window, "printer-again")
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert [row["state"] for row in desk.rows("label")] == ["printed"]
