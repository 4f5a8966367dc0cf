"""What was recorded at the unloading bay comes late to the table: it is said of its own item, and overrules nobody."""

from __future__ import annotations

from factory import Desk, a_clearance, a_hand_in
from late_answers import held_back
from pytestqt.qtbot import QtBot
from registration import Hands, a_page_about, save_item

from salw_desktop.ui.pages.register import item_desk
from salw_desktop.ui.runner import Runner

SETTLED_MS = 300


def test_that_what_the_bay_said_of_the_item_before_is_not_said_of_the_next(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    number = a_hand_in(desk)
    a_clearance(desk, number, "T-7", "clear")
    hands = Hands(qtbot)
    with a_page_about(desk, runner, hands, number) as page:
        hands.wait(page.form.isVisible)
        with held_back(item_desk, "cleared_at_the_bay") as asked:
            hands.type("T-7")
            hands.enter()
            hands.wait(lambda: bool(asked))
            page.foot.clear_asked.emit()  # another item first
        qtbot.wait(SETTLED_MS)
        assert not page.form.clearance.is_stated


def test_that_the_bays_answer_takes_back_nothing_that_was_seen_meanwhile(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    number = a_hand_in(desk)
    a_clearance(desk, number, "T-7", "clear")
    hands = Hands(qtbot)
    with a_page_about(desk, runner, hands, number) as page:
        hands.wait(page.form.isVisible)
        with held_back(item_desk, "cleared_at_the_bay"):
            hands.type("T-7")
            hands.enter()
            hands.type("211")  # loaded or stuck
            hands.type("akm")
            hands.enter()
            hands.type("77")
        qtbot.wait(SETTLED_MS)
        hands.type("12")
        save_item(hands, desk)
    row = desk.row("weapon")
    assert (row["safety"], row["model"], row["serial"]) == ("loaded or stuck", "AKM", "7712")


def test_that_the_bays_answer_takes_the_focus_from_nobody(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    number = a_hand_in(desk)
    a_clearance(desk, number, "T-7", "clear")
    hands = Hands(qtbot)
    with a_page_about(desk, runner, hands, number) as page:
        hands.wait(page.form.isVisible)
        with held_back(item_desk, "cleared_at_the_bay"):
            hands.type("T-7")
            hands.enter()
            page.form.weapon.serial.setFocus()  # a click: the number is what she looks at
            hands.type("77")
        hands.wait(lambda: page.form.clearance.is_stated)
        hands.type("12")
        assert page.form.weapon.serial.text() == "7712"
