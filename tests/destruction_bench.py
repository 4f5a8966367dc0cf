"""Weapons cleared and signed for, and the hands at the window that approve, begin and scan."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from factory import (
    STOREKEEPER,
    Desk,
    Practice,
    a_practice,
    a_weapon,
    an_approved_order,
    countersign_all,
    furnish,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from salw_desktop.domain.numbers import scan_code
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog

D = TypeVar("D", bound=QDialog)


def a_stocked_register(path: Path, weapons: int) -> tuple[Practice, list[str]]:
    """Locked again; the numbers of its weapons, each cleared and countersigned."""
    practice = a_practice(path)
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    numbers = [str(a_weapon(desk, serial=f"7B {each}")["number"]) for each in range(weapons)]
    countersign_all(desk)
    desk.register.close()
    return practice, numbers


def a_begun_session(desk: Desk, *numbers: str) -> str:
    """Of countersigned weapons: approved by another, begun with both keys."""
    order = an_approved_order(desk, *numbers)
    begun = desk.do("start-session", STOREKEEPER, order=order, responsible="P. Cutter")
    return str(begun["number"])


def a_checked_one(desk: Desk, *numbers: str) -> str:
    """Every item of it was scanned, the cut may begin."""
    session = a_begun_session(desk, *numbers)
    for number in numbers:
        desk.do("scan-for-destruction", session=session, code=number)
    desk.do("finish-check", session=session)
    return session


def label_of(number: str) -> str:
    """What the scanner reads on its label."""
    return scan_code(number)


def asked(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog of that kind, once it is in front."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def sign(qtbot: QtBot, practice: Practice, operator: str) -> None:
    """The second person, in front of the same laptop."""
    dialog = asked(qtbot, SecondPersonDialog)
    dialog._people.setCurrentText(operator)
    dialog._passphrase_edit.setText(practice.passphrases[operator])
    dialog.yes_button.click()
    _back_to_work(qtbot, dialog)


def give_reason(qtbot: QtBot, why: str) -> None:
    dialog = asked(qtbot, ReasonDialog)
    QTest.keyClicks(dialog._edit, why)
    dialog.yes_button.click()
    _back_to_work(qtbot, dialog)


def _back_to_work(qtbot: QtBot, dialog: QDialog) -> None:
    """Another dialog, or the window behind it, is active: without a window manager nobody else sees to it."""
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    if QApplication.activeModalWidget() is not None:
        return
    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
