"""The registration table while the register answers late: nothing of one item or hand-in goes to another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from card import drawn, jpeg
from factory import Desk, a_hand_in
from late_answers import a_busy_writer, held_back
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from registration import (
    ALT,
    CTRL,
    OBSERVER,
    SHIFT,
    Hands,
    a_page,
    keep,
    open_hand_in,
    record_akm,
    save_item,
)
from ui_practice import fail

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui import signing
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register import page as register_page
from salw_desktop.ui.pages.register.hand_in_card import LEFT, WITHDRAWN
from salw_desktop.ui.pages.register.page import NOTHING, RegisterPage
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.intake.at_the_table import Table, at_the_table
from salw_desktop.usecases.register import Register

SETTLED_MS = 300


def slip(number: str) -> str:
    return "SALW1" + number.replace("-", "")


def number_in_front(page: RegisterPage) -> str:
    return page.hand_in.number if page.hand_in is not None else ""


@contextmanager
def after_a_power_cut(
    desk: Desk, runner: Runner, qtbot: QtBot, draft: Json
) -> Iterator[RegisterPage]:
    """The page made anew, with what was half-typed at the last one."""
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    page = RegisterPage(office)
    qtbot.addWidget(page)
    office.changed.connect(page.take_changes)
    page.take_draft(draft)
    page.resize(1140, 640)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    try:
        yield page
    finally:
        qtbot.waitUntil(lambda: not office.is_working)
        page.close()
        office.put_by()


def test_that_a_hand_in_gives_way_to_none_while_something_of_it_stands_on_the_form(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        mine = number_in_front(page)
        record_akm(hands, "KG 7")
        page.scanned(slip(other))
        hands.wait(lambda: page.bar.kind == "warning")
        assert mine in page.bar.text
        assert (number_in_front(page), page.form.weapon.serial.text()) == (mine, "KG 7")
        hands.press(Qt.Key.Key_X, ALT)
        hands.wait(lambda: page.form.is_empty)
        page.scanned(slip(other))
        hands.wait(lambda: number_in_front(page) == other)
        hands.press(Qt.Key.Key_X, ALT)  # brings back nothing of the other one
        qtbot.wait(SETTLED_MS)
        assert page.form.is_empty


def test_that_while_a_save_is_under_way_its_item_and_its_hand_in_stay(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    line = {"line_kind": "ammunition", "described": "rounds", "quantity": 3, "unit": "rounds"}
    desk.do("add-line", hand_in=other, **line)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        mine = number_in_front(page)
        record_akm(hands, "KG 7")
        with a_busy_writer(runner):
            hands.press(Qt.Key.Key_Return, CTRL)  # saved, and the next person
            hands.wait(lambda: page.items.is_busy)
            hands.press(Qt.Key.Key_X, ALT)
            page.scanned(slip(other))
            hands.wait(lambda: page.bar.kind == "warning")
            assert (number_in_front(page), page.form.weapon.serial.text()) == (mine, "KG 7")
        hands.wait(lambda: page.hand_in is None)
        assert desk.row("hand_in", number=mine)["state"] == "closed"
        open_hand_in(hands, page)
        assert not page.form.clearance.is_stated  # what was said of the first is said of no other
        hands.press(Qt.Key.Key_X, ALT)
        assert page.form.is_empty
    assert desk.row("hand_in", number=other)["state"] == "open"
    weapon = desk.row("weapon")
    assert (weapon["serial"], weapon["safety"]) == ("KG 7", "clear")


def test_that_the_first_question_is_asked_again_after_a_slip_came_between(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    ended, other = a_hand_in(desk), a_hand_in(desk)
    desk.do("close-hand-in", hand_in=ended, end=WITHDRAWN)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        with held_back(
            register_page, "on_the_table", lambda number: number != slip(ended)
        ) as asked:
            hands.type("1")
            hands.wait(lambda: bool(asked))  # its hand-in is being read
            page.scanned(slip(ended))
            hands.wait(lambda: page.bar.kind == "warning")
        qtbot.wait(SETTLED_MS)
        assert page.hand_in is None
        open_hand_in(hands, page)
        assert page.right.count.isVisible()
        page.right.hand_in.ended.emit(WITHDRAWN)
        hands.wait(lambda: page.hand_in is None)
        with held_back(
            register_page, "on_the_table", lambda number: number != slip(other)
        ) as asked:
            hands.type("1")
            hands.wait(lambda: bool(asked))
            page.scanned(slip(other))
            hands.wait(lambda: number_in_front(page) == other)
        assert not page.right.count.isVisible()  # whoever came with this one was counted


@pytest.mark.parametrize("is_known", [True, False])
def test_that_a_second_press_opens_no_second_hand_in_whatever_slip_comes_between(
    desk: Desk, runner: Runner, qtbot: QtBot, is_known: bool
) -> None:
    ended = a_hand_in(desk)
    desk.do("close-hand-in", hand_in=ended, end=WITHDRAWN)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        with a_busy_writer(runner):
            hands.type("1")
            hands.wait(lambda: bool(page.office._under_way))
            page.scanned(slip(ended if is_known else "HI-XA26-LEN-ZZZZ-0001-X"))
            hands.wait(lambda: bool(page.bar.text))
            page.question.declared.setText("3")  # another answer, so another command
            hands.press(Qt.Key.Key_Return, CTRL)
        hands.wait(lambda: page.hand_in is not None)
        qtbot.wait(SETTLED_MS)
    assert len(desk.rows("hand_in")) == 2


def test_that_whoever_came_is_counted_though_another_hand_in_came_between(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        with a_busy_writer(runner):
            hands.type("2")
            hands.wait(lambda: bool(page.office._under_way))
            page.scanned(slip(other))
            hands.wait(lambda: number_in_front(page) == other)
            assert not page.right.count.isVisible()
        hands.wait(lambda: number_in_front(page) not in ("", other))
        assert page.right.count.isVisible()


def test_that_no_hand_in_ends_while_an_item_of_it_is_saved_and_nothing_is_saved_while_it_ends(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KG 7")
        with a_busy_writer(runner):
            hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
            hands.wait(lambda: page.items.is_busy)
            page.right.hand_in.ended.emit(WITHDRAWN)
            assert page.bar.kind == "note"
        hands.wait(lambda: bool(desk.rows("weapon")) and not page.form.weapon.is_begun)
        assert desk.row("hand_in")["state"] == "open"
        with a_busy_writer(runner):
            page.right.hand_in.ended.emit(LEFT)
            record_akm(hands, "KG 8")
            hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
            hands.wait(lambda: page.bar.kind == "warning")
            assert not page.items.is_busy
        hands.wait(lambda: page.hand_in is None)
    assert [row["serial"] for row in desk.rows("weapon")] == ["KG 7"]


def test_that_a_fault_in_a_save_leaves_the_form_as_it_was_and_alive(
    desk: Desk, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("KG 7")

    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KG 7")
        with monkeypatch.context() as patched, qtbot.captureExceptions() as found:
            patched.setattr(signing, "perform", broken)
            hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
            hands.wait(lambda: bool(found))
        assert page.form.weapon.serial.text() == "KG 7"
        save_item(hands, desk)
    assert desk.row("weapon")["serial"] == "KG 7"


def test_that_a_hand_in_that_is_ended_late_takes_nothing_from_the_next(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        mine = number_in_front(page)
        record_akm(hands, "KG 7")
        save_item(hands, desk)
        hands.wait(lambda: not page.form.weapon.is_begun)
        page.right.hand_in.language.setText("Lendoan")
        with a_busy_writer(runner):
            hands.press(Qt.Key.Key_Return, CTRL)  # nothing on the form: only the hand-in ends
            hands.wait(lambda: bool(page.office._under_way))
            page.scanned(slip(other))
            hands.wait(lambda: number_in_front(page) == other)
            assert page.right.hand_in.language.text() == ""
            record_akm(hands, "KG 8")
        hands.wait(lambda: desk.row("hand_in", number=mine)["state"] == "closed")
        qtbot.wait(SETTLED_MS)
        assert (number_in_front(page), page.form.weapon.serial.text()) == (other, "KG 8")


def test_that_a_slip_is_followed_though_something_was_saved_meanwhile(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KG 7")
        with held_back(register_page, "on_the_table", slip(other).__eq__) as asked:
            page.scanned(slip(other))
            hands.wait(lambda: bool(asked))
            save_item(hands, desk)
            hands.wait(lambda: len(asked) > 1)  # what it holds now
            qtbot.wait(SETTLED_MS)
        hands.wait(lambda: number_in_front(page) == other)


def test_that_a_draft_goes_to_no_hand_in_but_its_own(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    """Its own was ended by somebody else meanwhile; then the next person comes."""
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        mine = number_in_front(page)
        record_akm(hands, "KG 7")
        kept = page.draft()
    ended = list[object]()
    end = partial(desk.do, "close-hand-in", hand_in=mine, end=WITHDRAWN)
    runner.run(runner, end, ended.append, fail)  # on the one thread that writes
    hands.wait(lambda: bool(ended))
    with after_a_power_cut(desk, runner, qtbot, kept) as page:
        assert page.draft() == kept  # another power cut would lose nothing
        page.shown(None)
        hands.wait(lambda: page.bar.kind == "warning")
        assert page.draft() is None
        open_hand_in(hands, page)
        assert page.form.is_empty


def test_that_a_draft_waits_for_its_hand_in_while_another_is_asked_for(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_hand_in(desk)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        mine = number_in_front(page)
        record_akm(hands, "KG 7")
        page.form.more.put("inspected_by", OBSERVER)
        kept = page.draft()
    with after_a_power_cut(desk, runner, qtbot, kept) as page:
        page.shown(other)
        hands.wait(lambda: number_in_front(page) == other)
        assert page.form.weapon.serial.text() == ""
        kept = page.draft()  # both, at the next power cut
    with after_a_power_cut(desk, runner, qtbot, kept) as page:
        page.shown(None)
        hands.wait(lambda: number_in_front(page) == other)
        page.scanned(slip(mine))
        hands.wait(lambda: number_in_front(page) == mine)
        assert page.form.weapon.serial.text() == "KG 7"
        assert page.form.more.said()[0]["inspected_by"] == OBSERVER


def test_that_pictures_of_what_was_taken_back_are_not_of_the_next_item(
    desk: Desk, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(jpeg(drawn(1)))
    keep(desk, folder)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        hands.press(Qt.Key.Key_F7)
        hands.wait(lambda: bool(page.form.photos.taken))
        page.right.hand_in.ended.emit(WITHDRAWN)
        hands.wait(lambda: page.hand_in is None)
        open_hand_in(hands, page)
        assert not page.form.photos.taken


def test_that_the_first_campaign_takes_away_the_sign_that_there_is_none(
    desk: Desk, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    are_open = False

    def table(register: Register) -> Table:
        found = at_the_table(register)
        return found if are_open else replace(found, campaigns=())

    monkeypatch.setattr(register_page, "at_the_table", table)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        assert page._stage.currentIndex() == NOTHING
        are_open = True
        page.changed(frozenset({"campaign"}))
        open_hand_in(hands, page)
