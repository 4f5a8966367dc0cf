"""The window around the pages: keys, scans, the cover, what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from typing_extensions import override
from ui_practice import STOREKEEPER, PracticeFile
from window_practice import open_window, scan

from salw_desktop.domain.people import Role
from salw_desktop.domain.strict_json import Json
from salw_desktop.keys.shift_code import TRIES
from salw_desktop.ui.dialogs.command_box import CommandBox
from salw_desktop.ui.dialogs.reader import Reader
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.look import LIGHT, dress, look_in_use
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.people import AddPlace, GiveRole
from salw_desktop.words import sentence

CODE = "SALW1XA26LEN0000439"


class FirstPage(Page):
    """Takes what is typed and, when it is told to, what is scanned."""

    key: ClassVar[str] = "home"
    number: ClassVar[int | None] = 1
    takes_scans = False

    @override
    @classmethod
    def title(cls) -> str:
        return "Home"

    @override
    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        return (Offer("Add a place", AddPlace, "new"),)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.edit = QLineEdit()
        self.add_field(Field("&Serial", self.edit, name="serial"))
        self.body.addWidget(self.fields["serial"])
        self.head_buttons = (QPushButton("Begin"),)
        self.subjects: list[str | None] = []
        self.told: list[frozenset[str]] = []
        self.codes: list[str] = []

    @override
    def shown(self, subject: str | None) -> None:
        self.subjects.append(subject)
        self.edit.setFocus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        self.told.append(tables)

    @override
    def scanned(self, code: str) -> bool:
        self.codes.append(code)
        return self.takes_scans

    @override
    def draft(self) -> Json:
        return self.edit.text() or None

    @override
    def take_draft(self, draft: Json) -> None:
        self.edit.setText(str(draft))


class OtherPage(FirstPage):
    """Another place in the window."""

    key: ClassVar[str] = "destruction"
    number: ClassVar[int | None] = 6

    @override
    @classmethod
    def title(cls) -> str:
        return "Destruction"


@pytest.fixture
def window(qtbot: QtBot, office: Office, qapp: QApplication) -> Iterator[MainWindow]:
    with open_window(qtbot, office, FirstPage, OtherPage) as window:
        yield window
    dress(qapp, LIGHT)


def page(window: MainWindow) -> FirstPage:
    assert isinstance(window.page, FirstPage)
    return window.page


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def test_that_each_page_keeps_its_number_while_others_are_missing(window: MainWindow) -> None:
    press(window, Qt.Key.Key_6, CTRL)
    assert window.page.key == "destruction"
    assert page(window).head_buttons[0].isVisible()
    press(window, Qt.Key.Key_2, CTRL)
    assert window.page.key == "destruction"
    press(window, Qt.Key.Key_1, CTRL)
    assert window.page.key == "home"
    assert page(window).edit.hasFocus()


def test_that_a_page_behind_another_is_told_when_it_comes_to_the_front(
    window: MainWindow, office: Office
) -> None:
    first = page(window)
    window.go("destruction")
    office.announce(frozenset({"weapon"}))
    office.announce(frozenset({"place"}))
    assert first.told == []
    assert page(window).told == [frozenset({"weapon"}), frozenset({"place"})]
    window.go_back()
    assert window.page is first
    assert first.told == [frozenset({"weapon", "place"})]


def test_that_a_scan_goes_to_the_page_in_front_first(window: MainWindow, office: Office) -> None:
    first = page(window)
    first.takes_scans = True
    QTest.keyClicks(first.edit, "7B")
    QTest.qWait(60)  # a person does not scan within a twenty-fifth of a second
    scan(first.edit, CODE)
    assert first.codes == [CODE]
    assert first.edit.text() == "7B"
    assert window.status.texts()["scan"] == f"Last scan {CODE}, now"
    assert office.sounds.last == ""


def test_that_a_code_of_nobody_here_is_told_in_the_bar(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    scan(page(window).edit, CODE)
    qtbot.waitUntil(lambda: bool(window.page.bar.text))
    assert window.page.bar.text == sentence("scan.unknown", {"given": CODE})
    assert office.sounds.last == "wrong"


def test_that_the_command_box_offers_pages_and_acts_by_name(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CommandBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, CommandBox)
    QTest.keyClicks(box.edit, "place")
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    QTest.keyClick(box.edit, Qt.Key.Key_Up)
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert page(window).subjects[-1] == "new"


def test_that_a_scan_into_the_command_box_is_the_answer_to_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    page(window).takes_scans = True
    window.open_command_box()
    box = QApplication.activeModalWidget()
    assert isinstance(box, CommandBox)
    qtbot.waitUntil(box.edit.hasFocus)
    with qtbot.waitSignal(box.destroyed):
        scan(box.edit, CODE)
    assert page(window).codes == [CODE]


def test_that_a_scan_while_another_dialog_asks_changes_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = ReasonDialog(GiveRole(operator=STOREKEEPER, role=Role.RECORDER), window)
    dialog.open()
    qtbot.waitUntil(dialog._edit.hasFocus)
    scan(dialog._edit, CODE)
    assert page(window).codes == []
    assert dialog._edit.text() == ""
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_that_a_look_is_chosen_and_kept(window: MainWindow, office: Office) -> None:
    office.keep("window.look", "outdoor")
    assert look_in_use().name == "outdoor"
    assert window.isVisible()


def test_that_every_key_is_listed(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_Slash, CTRL)
    readers = window.findChildren(Reader)
    assert len(readers) == 1
    text = readers[0].browser.toPlainText()
    assert "Ctrl+6" in text
    assert "Cover the screen" in text
    with qtbot.waitSignal(readers[0].destroyed):
        readers[0].close()


def test_that_the_status_bar_holds_only_what_is_known(window: MainWindow, office: Office) -> None:
    assert "labels" not in window.status.texts()
    office.note_fact("labels", "printer", "212 labels left")
    assert window.status.texts()["labels"] == "212 labels left"
    office.note_fact("labels", "printer", "")
    assert "labels" not in window.status.texts()


def test_that_nothing_is_heard_under_the_cover_and_nothing_typed_is_lost(
    qtbot: QtBot, window: MainWindow
) -> None:
    first = page(window)
    QTest.keyClicks(first.edit, "7B-21")
    window.cover.choose("407193")
    press(window, Qt.Key.Key_L, CTRL)
    assert not first.isVisible()
    press(window, Qt.Key.Key_6, CTRL)
    assert window.page is first
    QTest.keyClicks(QApplication.focusWidget(), "407193")
    qtbot.waitUntil(first.isVisible)
    assert first.edit.text() == "7B-21"
    assert first.edit.hasFocus()


def test_that_after_five_wrong_codes_the_passphrase_is_asked_for(
    qtbot: QtBot, window: MainWindow, practice: PracticeFile, office: Office
) -> None:
    window.cover.choose("407193")
    window.cover_up()
    sheet = window._sheet
    for left in range(TRIES - 1, -1, -1):
        QTest.keyClicks(sheet._edit, "111222")
        code = "cover.code-wrong" if left else "cover.code-spent"
        expected = sentence(code, {"left": left})
        qtbot.waitUntil(lambda text=expected: sheet._message.text() == text)
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "P")
    QApplication.sendEvent(sheet._edit, capital)
    assert "Caps Lock" in sheet._message.text()
    sheet._edit.setText(practice.passphrases[office.register.operator_name])
    QTest.keyClick(sheet._edit, Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.isVisible)


def test_that_one_key_blanks_the_screen_and_brings_the_work_back(window: MainWindow) -> None:
    first = page(window)
    QTest.keyClicks(first.edit, "7B")
    press(window, Qt.Key.Key_F12)
    assert not first.isVisible()
    press(window, Qt.Key.Key_F12)
    assert first.isVisible()
    assert first.edit.text() == "7B"
    assert first.edit.hasFocus()


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F12, NONE), (Qt.Key.Key_L, CTRL)])
def test_that_the_screen_is_hidden_by_key_while_a_dialog_asks(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    office = window.office
    office.perform(window.page, GiveRole(operator=STOREKEEPER, role=Role.RECORDER))
    asked = QApplication.activeModalWidget()
    assert asked is not None
    qtbot.waitUntil(asked.isActiveWindow)
    QTest.keyClick(asked, key, held)
    assert not window.page.isVisible()
    assert not asked.isVisible()
    window._come_back()
    assert asked.isVisible()


def test_that_what_ends_while_the_screen_is_black_does_not_come_back(
    qtbot: QtBot, window: MainWindow, office: Office, practice: PracticeFile
) -> None:
    first = page(window)
    office.perform(first, GiveRole(operator=STOREKEEPER, role=Role.RECORDER))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, SecondPersonDialog)
    asked._passphrase_edit.setText(practice.passphrases[STOREKEEPER])
    asked.yes_button.click()
    window.blank()
    qtbot.waitUntil(lambda: not isValid(asked))
    window.blank()
    assert first.isVisible()
    assert QApplication.activeModalWidget() is None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    row = QPushButton("Sign")
    first.body.addWidget(row)
    row.show()
    row.setFocus()
    window.blank()
    row.deleteLater()
    qtbot.waitUntil(lambda: not isValid(row))
    window.blank()
    assert window.focusWidget() is first


def test_that_a_half_typed_form_survives_the_window(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    QTest.keyClicks(page(window).edit, "7B-21")
    qtbot.waitUntil(lambda: office.kept("draft.home") == "7B-21", timeout=4_000)
    window.go("destruction")
    with open_window(qtbot, office, FirstPage, OtherPage) as again:
        assert again.page.key == "destruction"  # where it was left
        again.go("home")
        assert page(again).edit.text() == "7B-21"


def test_that_a_running_job_is_shown_and_stopped_from_the_foot(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    def work(job: Job) -> None:
        while True:
            job.step(1, 3)

    office.job(window.page, "Counting", work, pytest.fail)
    stop = [
        button
        for button in window.status.findChildren(QPushButton)
        if button.accessibleName() == "Stop: Counting"
    ]
    assert len(stop) == 1
    with qtbot.waitSignal(office.job_ended):
        stop[0].click()


def test_that_the_tab_key_reaches_the_page_and_every_stop_has_a_name(window: MainWindow) -> None:
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in seen:
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    nameless = [
        widget for widget in seen if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    assert page(window).edit in seen
    assert any(window._sidebar.isAncestorOf(widget) for widget in seen)
