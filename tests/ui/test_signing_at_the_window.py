"""One command on its way: its reason, its second person, its end, each told once."""

from __future__ import annotations

from concurrent.futures import wait

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import Role
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.office import Office
from salw_desktop.ui.signing import Signing
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.duty.appointments import AppointActing
from salw_desktop.usecases.duty.lone_officer import DeclareLone
from salw_desktop.usecases.people import AddPlace, GiveRole

GIVE = GiveRole(operator=STOREKEEPER, role=Role.RECORDER)


class Way:
    """A signing, and all that it told."""

    def __init__(self, office: Office, page: QWidget, command: Command) -> None:
        self.ends = 0
        self.done: list[Changes] = []
        self.errors: list[Refusal | Trouble] = []
        self.signing = Signing(
            *(office.register, office.runner, office, self._on_ended, page, command),
            *(self.done.append, self.errors.append),
        )

    def _on_ended(self, signing: Signing) -> None:
        assert signing is self.signing
        self.ends += 1

    @property
    def codes(self) -> list[str]:
        return [error.code for error in self.errors]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


def second(qtbot: QtBot) -> SecondPersonDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SecondPersonDialog))
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, SecondPersonDialog)
    return shown


def roles_given(office: Office) -> int:
    row = office.register.reader.execute("SELECT count(*) FROM operator_role").fetchone()
    return int(row[0])


def test_that_an_act_of_one_person_is_done_without_a_question(
    qtbot: QtBot, office: Office, page: QWidget
) -> None:
    way = Way(office, page, AddPlace(name="North store", place_kind="store"))
    way.signing.begin()
    qtbot.waitUntil(lambda: bool(way.done))
    assert (way.ends, way.codes) == (1, [])


def test_that_the_reason_is_asked_before_the_second_person_and_goes_into_the_act(
    qtbot: QtBot, office: Office, page: QWidget, practice: PracticeFile
) -> None:
    command = AppointActing(
        operator=STOREKEEPER,
        stands_for=SUPERVISOR,
        roles=(Role.SUPERVISOR,),
        until_on=office.register.clock().date,
    )
    way = Way(office, page, command)
    way.signing.begin()
    why = QApplication.activeModalWidget()
    assert isinstance(why, ReasonDialog)
    QTest.keyClicks(why._edit, "on leave")
    QTest.keyClick(why._edit, Qt.Key.Key_Return)
    asked = second(qtbot)
    assert way.signing.asked == command, "by this a key that is pressed twice is known"
    QTest.keyClicks(asked._passphrase_edit, practice.passphrases[STOREKEEPER])
    QTest.keyClick(asked._passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: way.ends == 1)
    row = office.register.reader.execute("SELECT why FROM acting_appointment").fetchone()
    assert (row, len(way.done), way.codes) == (("on leave",), 1, [])


def test_that_a_reason_given_up_is_the_refusal_of_what_it_asked_for(
    office: Office, page: QWidget
) -> None:
    way = Way(office, page, DeclareLone(until_on=office.register.clock().date))
    way.signing.begin()
    why = QApplication.activeModalWidget()
    assert isinstance(why, ReasonDialog)
    QTest.keyClick(why, Qt.Key.Key_Escape)
    assert (way.ends, way.codes, way.done) == (1, ["reason.missing"], [])


def test_that_escape_while_the_passphrase_is_tried_gives_nothing_up_and_the_act_ends_once(
    qtbot: QtBot, office: Office, page: QWidget, practice: PracticeFile
) -> None:
    before = roles_given(office)
    way = Way(office, page, GIVE)
    way.signing.begin()
    asked = second(qtbot)
    asked._passphrase_edit.setText(practice.passphrases[STOREKEEPER])
    asked.yes_button.click()
    wait(office.runner._reads)  # the key is there, and not yet delivered
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(way.done or way.errors))
    assert (way.ends, way.codes, roles_given(office)) == (1, [], before + 1)


def test_that_a_damaged_list_of_keys_ends_the_act_and_leaves_no_dialog(
    office: Office, page: QWidget, practice: PracticeFile
) -> None:
    for slots in practice.path.glob("slots*"):
        slots.write_bytes(b"damage")
    way = Way(office, page, GIVE)
    way.signing.begin()
    assert (way.ends, way.codes) == (1, ["slots.damaged"])
    assert page.findChildren(SecondPersonDialog) == []
