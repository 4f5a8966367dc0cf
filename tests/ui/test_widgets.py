"""Small widgets by keyboard, in words, and mirrored."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

import salw_desktop.ui
from salw_desktop.domain.axes import CUSTODY, SAFETY
from salw_desktop.ui.icons import icon
from salw_desktop.ui.plain_clipboard import PlainClipboard
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.badge import KINDS, Badge, kind_of
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.confirm_bar import ConfirmBar
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.ui.widgets.key_button import HEIGHT_PX, KeyButton
from salw_desktop.ui.widgets.message_bar import ERROR, MessageBar
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit

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


def test_that_a_chooser_of_folders_shows_no_files_and_opens_where_one_was_chosen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    for place, start in enumerate(("", str(tmp_path))):
        edit = FileEdit(is_folder=True)
        qtbot.addWidget(edit)
        edit._on_choose()
        (chooser,) = edit.findChildren(QFileDialog)
        assert chooser.testOption(QFileDialog.Option.ShowDirsOnly)
        assert not chooser.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert chooser.fileMode() == QFileDialog.FileMode.Directory
        assert not start or chooser.directory().path() == start, place
        chooser.filesSelected.emit([str(tmp_path)])
        chooser.fileSelected.emit(str(tmp_path))
        assert edit.path == str(tmp_path)
        chooser.reject()


def test_that_a_number_stands_in_one_piece_and_is_heard_and_copied_as_it_is(
    qtbot: QtBot, qapp: QApplication
) -> None:
    kept = PlainClipboard(qapp.clipboard(), qapp)
    number, said = ltr("DO-XA26-LEN-VYSS-0001-B"), "Order %1 of AK-47 is self-made"
    sentence, value = label(said.replace("%1", number)), label(number, name="Order")
    for widget in (sentence, value):
        qtbot.addWidget(widget)
        widget.show()
    shown = QLabel.text(sentence)
    assert shown == said.replace("%1", number.replace("-", "‑")).replace("AK-47", "AK‑47")
    assert (sentence.text(), sentence.accessibleName()) == (said.replace("%1", number),) * 2
    value.activateWindow()
    qtbot.waitUntil(value.isActiveWindow)
    value.setFocus()
    value.setSelection(0, len(number))
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "DO-XA26-LEN-VYSS-0001-B"
    kept.deleteLater()


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
    bar.activateWindow()
    qtbot.waitUntil(bar._no.hasFocus)
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


def test_that_caps_lock_is_told_wherever_a_passphrase_is_asked_for(qtbot: QtBot) -> None:
    edit = PassphraseEdit()
    field = Field("Passphrase", edit, name="passphrase")
    qtbot.addWidget(field)
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "P")
    QApplication.sendEvent(edit, capital)
    assert "Caps Lock" in field.said
    assert edit.with_caps("Wrong.").startswith("Wrong. Caps Lock")
    QTest.keyClicks(edit, "e")
    assert (field.said, edit.with_caps("Wrong.")) == ("", "Wrong.")


def test_that_words_are_hidden_by_the_one_widget_that_tells_of_caps_lock() -> None:
    """The six digits of a shift have no capitals; the unlock form is compiled."""
    room = Path(salw_desktop.ui.__file__).parent
    hiding = {
        path.name for path in room.rglob("*.py") if "EchoMode.Password" in path.read_text("utf-8")
    }
    spared = {"shift_code.py", "unlock_dialog.py", "ui_unlock_dialog.py"}
    assert hiding - spared == {"passphrase_edit.py"}
