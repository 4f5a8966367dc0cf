"""The registration table: what it asks, what it refuses to keep, and what it shows of other records."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from card import drawn, jpeg
from factory import (
    CAMPAIGN,
    Desk,
    a_campaign,
    a_clearance,
    a_hand_in,
    a_weapon,
)
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from registration import (
    ALT,
    CTRL,
    SHIFT,
    Hands,
    a_page,
    a_page_about,
    open_hand_in,
    record_akm,
    save_item,
    say_clear,
)

from salw_desktop.ui.pages.register import page as register_page
from salw_desktop.ui.pages.register.first_question import FirstQuestion
from salw_desktop.ui.pages.register.hand_in_card import WITHDRAWN, HandInCard
from salw_desktop.ui.pages.register.weapon_part import script_of
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.intake.at_the_table import Table, at_the_table
from salw_desktop.usecases.register import Register

NAMED = "NAMED1"
QUICK_KEYS = 12


def test_that_nothing_is_asked_before_the_question_of_child_protection(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    a_campaign(desk, NAMED, named=True)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        assert isinstance(page.question, FirstQuestion)
        assert not page.form.isVisible()
        assert not any(field.isVisible() for field in page.question.person_fields)
        hands.press(Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: bool(page.question.answer_field.said))
        hands.type("3")
        hands.wait(lambda: page.hand_in is not None)
        assert not any(field.isVisible() for field in page.question.person_fields)
        assert "not sure" not in str(page.draft())
    assert desk.row("hand_in")["person"] is None


def test_that_a_campaign_with_names_asks_for_the_name_of_an_adult_and_keeps_it_in_no_draft(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    a_campaign(desk, NAMED, named=True)
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        hands.type("1")
        assert page.hand_in is None
        hands.type("Amal Practice")
        assert page.draft() is None
        hands.enter()
        hands.wait(lambda: page.hand_in is not None)
        assert "Amal" not in str(page.draft())
    assert desk.row("hand_in")["person"] is not None


def test_that_safety_is_said_anew_for_each_item_and_never_copied(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KC 1")
        save_item(hands, desk)
        hands.wait(lambda: not page.form.weapon.is_begun)
        hands.press(Qt.Key.Key_R, CTRL)
        assert page.form.weapon.model.chosen == "AKM"
        assert page.form.weapon.serial.text() == ""
        assert not page.form.clearance.is_stated
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        qtbot.waitUntil(lambda: bool(page.form.clearance.safety_field.said))
        assert len(desk.rows("weapon")) == 1
        save_item(hands, desk)
    first, second = desk.rows("weapon")
    assert (first["safety"], second["safety"]) == ("clear", "not checked")
    assert "recorded without clearance" in second["breaches"]


def test_that_quick_intake_of_the_next_item_takes_at_most_twelve_keys(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        hands.press(Qt.Key.Key_Q, ALT)
        hands.keys = 0
        hands.scan("T-3000")
        say_clear(hands)
        hands.type("3")
        hands.enter()
        save_item(hands, desk)
        assert hands.keys <= QUICK_KEYS
        hands.wait(lambda: hands.focused() is page.form.clearance.token)
    row = desk.row("weapon")
    assert (row["kind"], row["serial_status"], row["safety"]) == ("rifle", "not read yet", "clear")


def test_that_a_look_alike_is_shown_while_typing_without_its_place_and_picture_and_told_apart(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    other = a_weapon(desk, serial="KD-0099")["number"]
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        card = page.right.twins
        record_akm(hands, "kd 99")
        assert not card.isVisible()
        for _ in "kd 99":
            hands.press(Qt.Key.Key_Backspace)
        hands.type("KD 0099")
        hands.wait(card.isVisible)
        assert other in card._number.text()
        assert "Registration table" not in card._what.text()
        assert not card._picture.isVisible()
        hands.press(Qt.Key.Key_D, ALT)
        hands.wait(card.reason_field.isVisible)
        hands.enter()
        assert not card.isVisible()
        save_item(hands, desk)
    answered = desk.row("look_alike")
    assert (answered["verdict"], answered["reason"]) == ("different", "another model")


def test_that_the_same_weapon_here_again_makes_no_second_record(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    a_weapon(desk, serial="KE 5512")
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KE 5512")
        hands.wait(page.right.twins.isVisible)
        hands.press(Qt.Key.Key_S, ALT)
        hands.wait(lambda: bool(desk.rows("handed_in_again")))
    assert len(desk.rows("weapon")) == 1


def test_that_what_the_bay_recorded_for_a_token_is_not_asked_again(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hand_in = a_hand_in(desk, CAMPAIGN)
    a_clearance(desk, hand_in, "T-41", "loaded or stuck")
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        hands.wait(page.right.waiting.isVisible)
        hands.scan(f"SALW1{hand_in.replace('-', '')}")
        hands.wait(lambda: page.hand_in is not None)
        hands.type("T-41")
        hands.enter()
        hands.wait(lambda: page.form.clearance.is_recorded)
        page.form.weapon.take_focus()
        hands.type("akm")
        hands.enter()
        save_item(hands, desk)
        hands.wait(
            lambda: ("isolation notice", desk.row("weapon")["number"]) in page.right.papers.waiting
        )
    row = desk.row("weapon")
    assert row["safety"] == "loaded or stuck"
    assert len(desk.rows("clearance")) == 1


def test_that_a_refusal_stands_at_its_field_and_what_was_typed_stays(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "unknown")
        hands.press(Qt.Key.Key_Return, CTRL, SHIFT)
        field = page.form.weapon.serial_field
        hands.wait(lambda: bool(field.said))
        assert page.form.weapon.serial.text() == "unknown"
        hands.wait(lambda: hands.focused() is page.form.weapon.serial)
        for _ in "unknown":
            hands.press(Qt.Key.Key_Backspace)
        hands.type("KF 8")
        save_item(hands, desk)
    assert len(desk.rows("clearance")) == 1
    assert desk.row("weapon")["safety"] == "clear"


def test_that_ammunition_is_a_line_of_the_same_hand_in(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        hands.press(Qt.Key.Key_A, ALT)
        hands.type("1")
        hands.type("loose rounds")
        hands.enter()
        hands.type("7.62x39")
        hands.enter()
        hands.type("46")
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.wait(lambda: page.hand_in is None)
        assert [kind for kind, _ in page.right.papers.waiting] == ["hand-in slip", "receipt"]
    row = desk.row("hand_in_line")
    assert (row["quantity"], row["unit"], row["calibre"]) == (46, "rounds", "7.62x39mm")
    assert desk.row("hand_in")["state"] == "closed"


def test_that_a_hand_in_is_gone_on_with_once_there_are_names_to_choose_from(
    desk: Desk, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever said "clear" before they came could not say who verified it."""
    number, is_free = a_hand_in(desk), threading.Event()

    def slow(register: Register) -> Table:
        is_free.wait(20)
        return at_the_table(register)

    monkeypatch.setattr(register_page, "at_the_table", slow)
    hands = Hands(qtbot)
    with a_page_about(desk, runner, hands, number) as page:
        qtbot.wait(500)
        assert page.hand_in is None
        is_free.set()
        hands.wait(lambda: page.form.isVisible())
        record_akm(hands, "KG 7")
        assert page.form.clearance.is_stated


def test_that_a_cleared_form_comes_back_without_its_safety(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KG 7")
        hands.press(Qt.Key.Key_X, ALT)
        hands.wait(lambda: page.form.weapon.serial.text() == "")
        hands.press(Qt.Key.Key_X, ALT)
        hands.wait(lambda: page.form.weapon.serial.text() == "KG 7")
        assert not page.form.clearance.is_stated


def test_that_what_was_asked_of_one_hand_in_is_not_answered_for_the_next(qtbot: QtBot) -> None:
    card = HandInCard()
    qtbot.addWidget(card)
    card.show()
    card._on_toggle()
    card._on_end(WITHDRAWN)
    assert card._ask.isVisible()
    card.clear()
    card._on_toggle()
    assert card.reader.isVisible()
    assert not card._ask.isVisible()


def test_that_a_picture_shrunk_after_the_save_still_goes_to_its_weapon(
    desk: Desk, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "left.jpg"
    file.write_bytes(jpeg(drawn(7)))
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KH 9")
        page.form.photos.take_files([file])
        page.form.photos.hand_over(str(a_weapon(desk, serial="KH 10")["weapon"]))
        assert page.form.photos.taken == []
        hands.wait(lambda: bool(desk.rows("photo")))
    assert desk.row("photo")["view"] == "left"


def test_that_the_number_is_read_back_large_and_its_script_named(
    desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with a_page(desk, runner, hands) as page:
        open_hand_in(hands, page)
        record_akm(hands, "KJ 12")
        hands.press(Qt.Key.Key_R, ALT)
        sheet = page.items._read_back
        hands.wait(sheet.isVisible)
        assert sheet._script.text() == "Latin"
        assert sheet._number.fontMetrics().capHeight() >= 38 / 25.4 * page.logicalDpiY()
        hands.enter()
        assert sheet.isVisible()  # nobody is named who read it
        hands.press(Qt.Key.Key_Down)
        reader = sheet.reader.currentText()
        hands.enter()
        hands.wait(lambda: not sheet.isVisible())
        field = page.form.weapon.serial_field
        assert f"read back by {reader}" in field._hint.text()
        sheet.ask("KJ 1", page.form.people, reader)  # no longer the number of the item behind it
        hands.enter()
        hands.wait(lambda: page.form.weapon.read_by == "")
        page.form.weapon.show_read_back(reader)
        save_item(hands, desk)
        person = desk.row("weapon", serial="KJ 12")["read_back_by"]
        assert desk.row("roster", id=person)["name"] == reader
        hands.wait(lambda: not page.form.weapon.is_begun)
        assert "read back" not in field._hint.text()
    assert script_of("АВ-12 Ж") == "Cyrillic"
