"""The job that is done all day, in the real window, by keyboard and scanner alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Desk
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from registration import (
    CTRL,
    SHIFT,
    Hands,
    a_window,
    keep,
    open_hand_in,
    say_clear,
    three_pictures,
)

from salw_desktop.domain.numbers import scan_code
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.runner import Runner

MOST_KEYS, MOST_SCANS = 26, 3
TIMES = 10


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:  # noqa: ARG001  it needs the application
    runner = Runner()
    yield runner
    runner.close()


def one_weapon(hands: Hands, page: RegisterPage, serial: str, token: str) -> str:
    """From the first question to the tag that was read; its number."""
    known = set(page._untied)
    open_hand_in(hands, page)
    hands.scan(token)
    say_clear(hands)
    hands.type("akm")
    hands.enter()
    hands.type(serial)
    hands.enter()
    hands.enter()  # nobody has inspected it
    hands.type("2")
    hands.enter()
    hands.type("46")
    for _ in range(3):
        hands.press(Qt.Key.Key_F7)
        hands.qtbot.wait(150)  # a button goes down and up again
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: page.hand_in is None and bool(page._untied - known))
    (number,) = page._untied - known
    hands.scan(scan_code(number))
    hands.wait(lambda: number not in page._untied)
    return number


def test_that_ten_weapons_in_a_row_take_no_more_than_twenty_six_keys_and_three_scans_each(
    desk: Desk, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    keep(desk, folder)
    hands = Hands(qtbot)
    counted, numbers = [], []
    with a_window(desk, runner, hands) as page:
        for time in range(TIMES):
            three_pictures(folder, 3 * time)
            hands.keys = hands.scans = 0
            numbers.append(one_weapon(hands, page, f"KA {5000 + time}", f"T-{1000 + time}"))
            counted.append((hands.keys, hands.scans))
        hands.wait(lambda: len(desk.rows("photo")) == 3 * TIMES)
    assert max(keys for keys, _ in counted) <= MOST_KEYS, counted
    assert max(scans for _, scans in counted) <= MOST_SCANS, counted
    rows = desk.rows("weapon")
    assert [row["number"] for row in rows] == numbers
    assert {row["serial"] for row in rows} == {f"KA {5000 + time}" for time in range(TIMES)}
    assert {(row["safety"], row["function"], row["rounds_declared"]) for row in rows} == {
        ("clear", "not inspected", 46)
    }
    views = ["left", "right", "serial close-up"]
    assert [row["view"] for row in desk.rows("photo", weapon=rows[0]["id"])] == views
    assert {row["state"] for row in desk.rows("hand_in")} == {"closed"}
    assert {row["state"] for row in desk.rows("tag")} == {"bound"}


def test_that_a_lock_in_the_middle_of_a_form_keeps_all_but_what_was_said_about_safety(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    keep(desk)
    hands = Hands(qtbot)
    with a_window(desk, runner, hands) as page:
        open_hand_in(hands, page)
        hands.scan("T-2000")
        say_clear(hands)
        hands.type("akm")
        hands.enter()
        hands.type("KB 77")
    runner.run_after_reads(runner, desk.register.close, lambda _: None, lambda _: None)
    hands.wait(lambda: (desk.practice.path / "seal").exists())
    desk.register = desk.practice.unlock()
    with a_window(desk, runner, hands) as page:
        hands.wait(lambda: page.hand_in is not None)
        weapon = page.form.weapon
        assert (weapon.model.chosen, weapon.serial.text()) == ("AKM", "KB 77")
        assert page.form.clearance.given_token == "T-2000"
        assert not page.form.clearance.is_stated
        say_clear(hands)
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        hands.wait(lambda: bool(desk.rows("weapon")))
    assert desk.row("weapon")["serial"] == "KB 77"
    assert len(desk.rows("hand_in")) == 1
