"""In the real window: weapons entered from the sheets on the table, by scans in place of names and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factory import Desk, a_weapon
from paper_reading import codes, pictures
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from registration import CTRL, Hands, a_window, keep, open_hand_in, say_clear

from salw_desktop.domain.table_codes import MODEL, Said, TableCommand, commands, table_code
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.paperwork.kinds import SHEETS
from salw_desktop.words import CODES, sentence

DPI = 203


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:  # noqa: ARG001  it needs the application
    runner = Runner()
    yield runner
    runner.close()


def do(hands: Hands, about: Said, word: str) -> None:
    hands.scan(TableCommand(about, word).code)


def test_that_two_weapons_are_recorded_from_the_sheets_with_their_numbers_in_figures(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    keep(desk)
    hands = Hands(qtbot)
    with a_window(desk, runner, hands) as page:
        open_hand_in(hands, page)
        hands.scan(table_code(MODEL, "AKM"))
        weapon = page.form.weapon
        assert (weapon.model.chosen, weapon.calibre.currentText()) == ("AKM", "7.62x39mm")
        hands.enter()  # no token is tied on
        do(hands, Said.FIGURE, "1")
        assert not page.form.clearance.is_begun  # in a row of choices a figure says nothing
        say_clear(hands)
        hands.wait(lambda: not page.form.clearance.safety.isVisible())
        do(hands, Said.DO, "next field")
        assert weapon.serial.hasFocus()
        for figure in "1906":
            do(hands, Said.FIGURE, figure)
        do(hands, Said.FIGURE, "erase")
        do(hands, Said.FIGURE, "4")
        do(hands, Said.CONDITION, "unsafe")
        assert weapon.condition.choice == "unsafe"
        do(hands, Said.CONDITION, "not inspected")
        do(hands, Said.DO, "save item")
        hands.wait(lambda: len(desk.rows("weapon")) == 1)
        hands.wait(lambda: not page.form.is_begun)
        do(hands, Said.DO, "same")
        weapon.serial.setFocus()
        do(hands, Said.SERIAL, "worn or rusted")
        assert (weapon.model.chosen, weapon.serial.text()) == ("AKM", "")
        assert weapon.status.choice == "worn or rusted"
        do(hands, Said.DO, "save item")
        hands.wait(page.form.clearance.safety_field.isVisible)
        hands.press(Qt.Key.Key_Return, CTRL)  # nobody looked into it: said once, then recorded
        hands.wait(lambda: page.hand_in is None)
    first, second = desk.rows("weapon")
    facts = ("model", "serial", "serial_status", "function", "safety")
    assert [first[name] for name in facts] == ["AKM", "1904", "readable", "not inspected", "clear"]
    assert [second[name] for name in facts][:3] == ["AKM", "", "worn or rusted"]
    assert second["safety"] == "not checked"


def test_that_a_code_read_wrongly_or_in_the_wrong_place_changes_nothing_and_is_told(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    keep(desk)
    hands = Hands(qtbot)
    akm = table_code(MODEL, "AKM")
    wrong = {
        "scan.misread": akm.replace("AKM", "AKN"),
        "scan.sheet-unknown": table_code(MODEL, "X9"),
    }
    with a_window(desk, runner, hands) as page:
        hands.scan(akm)
        hands.wait(lambda: page.bar.text == CODES["scan.at-the-table"].sentence)
        open_hand_in(hands, page)
        for name, code in wrong.items():
            hands.scan(code)
            assert page.bar.text == sentence(name, {"given": code})
        assert not page.form.is_begun
        assert page.form.clearance.given_token == ""


def test_that_the_sheets_hold_every_command_and_first_what_was_recorded_most(desk: Desk) -> None:
    for place, model in enumerate(("RPG7", "PKM", "RPG7")):
        a_weapon(desk, safety=None, model=model, serial=str(place))
    (command_page,) = pictures(SHEETS["command sheet"](desk.register), DPI)
    (model_page,) = pictures(SHEETS["model sheet"](desk.register), DPI)
    assert {code.text for code in codes(command_page, DPI)} == set(commands())
    models = [code.text for code in codes(model_page, DPI)]
    assert models[:2] == [table_code(MODEL, "RPG7"), table_code(MODEL, "PKM")]
    assert (len(models), len(set(models))) == (30, 30)
