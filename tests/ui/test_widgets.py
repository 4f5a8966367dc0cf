"""Small widgets by keyboard, in words, and mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from salw_desktop.domain.axes import CUSTODY, SAFETY
from salw_desktop.ui.icons import icon
from salw_desktop.ui.widgets.badge import KINDS, Badge, kind_of
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.confirm_bar import ConfirmBar
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import HEIGHT_PX, KeyButton
from salw_desktop.ui.widgets.message_bar import ERROR, MessageBar

STATES = (("a", "Readable"), ("b", "Partly"), ("c", "Removed"))


@pytest.mark.parametrize("exclusive", [True, False])
def test_that_digits_choose_chips(qtbot: QtBot, exclusive: bool) -> None:
    row = ChipRow("Serial number is", STATES, exclusive=exclusive)
    qtbot.addWidget(row)
    told: list[tuple[str, ...]] = []
    row.chosen_changed.connect(lambda: told.append(row.chosen))
    QTest.keyClick(row, Qt.Key.Key_1)
    QTest.keyClick(row, Qt.Key.Key_3)
    assert told == [("a",), ("c",) if exclusive else ("a", "c")]


def test_that_a_count_is_told_with_its_word(qtbot: QtBot) -> None:
    row = ChipRow("State", STATES)
    qtbot.addWidget(row)
    row.set_counts({"a": 1284})
    assert row.chip("a").text() == "Readable  1,284"
    assert row.chip("b").text() == "Partly"


def test_that_a_label_names_its_control_and_an_error_describes_it(qtbot: QtBot) -> None:
    combo = QComboBox()
    field = Field("&Model", combo, name="model", required=True)
    qtbot.addWidget(field)
    assert combo.accessibleName() == "Model, required"
    field.say_error("Choose one.")
    assert combo.accessibleDescription() == "Choose one."
    combo.addItem("AKM")
    assert (field.said, combo.accessibleDescription()) == ("", "")


def test_that_every_word_of_custody_and_safety_has_a_badge_that_can_be_drawn(
    qtbot: QtBot,
) -> None:
    for word in (*CUSTODY.words, *SAFETY.words):
        badge = Badge.of(word)
        qtbot.addWidget(badge)
        assert badge.text.casefold() == word.casefold()
        assert not badge.grab().isNull()
    for _, _, name in KINDS.values():
        assert not icon(name).pixmap(14, 14).isNull()


@pytest.mark.parametrize(
    ("word", "kind"), [("loaded or stuck", "live"), ("unsafe", "live"), ("missing", "alarm")]
)
def test_that_danger_never_looks_harmless(word: str, kind: str) -> None:
    assert kind_of(word) == kind


def test_that_the_safe_answer_has_the_focus_and_escape_gives_it(qtbot: QtBot) -> None:
    bar = ConfirmBar("12 weapons go to the order.", "Put them in")
    qtbot.addWidget(bar)
    bar.ask()
    assert bar.isVisible()
    with qtbot.waitSignal(bar.cancelled):
        QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_that_a_button_is_as_wide_as_its_words_and_its_key(qtbot: QtBot) -> None:
    button = KeyButton("Save, print label, next", "printer", "Ctrl+Return", "primary")
    qtbot.addWidget(button)
    short = KeyButton("Save")
    qtbot.addWidget(short)
    assert button.accessibleName() == "Save, print label, next"
    assert button.minimumSizeHint().width() > short.minimumSizeHint().width()
    assert button.sizeHint().height() >= HEIGHT_PX


def test_that_an_error_stays_until_it_is_closed_and_offers_what_to_do(qtbot: QtBot) -> None:
    bar, pressed = MessageBar(), list[bool]()
    qtbot.addWidget(bar)
    bar.say(ERROR, "The disk is full.", "Show the disk", lambda: pressed.append(True))
    assert not bar._timer.isActive()
    bar._action.click()
    assert pressed == [True]
    assert not bar.isVisible()


def test_that_a_warning_does_not_cut_the_field_it_stands_at(qtbot: QtBot) -> None:
    field = Field("Serial number", QLineEdit(), name="serial")
    qtbot.addWidget(field)
    before = field.sizeHint().height()
    field.say_warning("The same number is on record. " * 3)
    assert field.sizeHint().height() > before
