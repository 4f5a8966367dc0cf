"""A scan is told from typing, on any layout, and leaves no trace in the field it fell into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.ui.scanner import GAP_MS, Scanner
from salw_desktop.ui.scanner_layouts import CALIBRATION, KNOWN, learn, read_code
from salw_desktop.ui.widgets.chip_row import ChipRow

CODE = "SALW1XA26LEN0000439"


class Desk(QWidget):
    """Fields of each kind, and a clock that the test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = 1_000_000
        self.line, self.note = QLineEdit(), QPlainTextEdit()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.chips = ChipRow("State", (("a", "Readable"), ("b", "Partly"), ("c", "Removed")))
        self.button = QPushButton("Save")
        column = QVBoxLayout(self)
        for widget in (self.line, self.note, self.secret, self.chips, self.button):
            column.addWidget(widget)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.scanner = Scanner(application, self._clock)
        self.codes: list[str] = []
        self.scanner.scanned.connect(self.codes.append)

    def _clock(self, event: QInputEvent) -> int:
        del event
        return self.now_ms

    def type(self, text: str, gap_ms: int) -> None:
        for character in text:
            self.now_ms += gap_ms
            enter = character == "\r"
            key = int(Qt.Key.Key_Return) if enter else ord(character.upper()[0])
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def scan(self, text: str) -> None:
        self.now_ms += 1_000
        self.type(text + "\r", GAP_MS // 4)

    def write(self, text: str) -> None:
        self.type(text, GAP_MS * 3)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.line.setFocus()
    yield desk
    desk.scanner.parent().removeEventFilter(desk.scanner)


def test_that_a_half_typed_field_is_put_back_as_it_was(desk: Desk) -> None:
    desk.write("7B-21904")
    desk.line.setSelection(3, 2)
    desk.scan(CODE)
    assert desk.codes == [CODE]
    assert desk.line.text() == "7B-21904"
    assert (desk.line.selectionStart(), desk.line.selectedText()) == (3, "21")


def test_that_a_note_of_several_lines_is_put_back_with_its_cursor(desk: Desk) -> None:
    desk.note.setPlainText("two lines\nof a note")
    cursor = desk.note.textCursor()
    cursor.setPosition(4)
    desk.note.setTextCursor(cursor)
    desk.note.setFocus()
    desk.scan(CODE)
    assert desk.codes == [CODE]
    assert desk.note.toPlainText() == "two lines\nof a note"
    assert desk.note.textCursor().position() == 4


def test_that_the_enter_of_a_scan_presses_nothing(desk: Desk) -> None:
    entered: list[bool] = []
    desk.line.returnPressed.connect(lambda: entered.append(True))
    desk.scan(CODE)
    assert entered == []
    desk.write("AKM\r")
    assert entered == [True]


def test_that_typing_by_hand_is_never_taken_for_a_scan(desk: Desk) -> None:
    desk.write(CODE + "\r")
    assert desk.codes == []
    assert desk.line.text() == CODE


def test_that_alt_with_a_letter_that_nothing_answers_to_types_nothing(desk: Desk) -> None:
    desk.line.setFocus()
    QTest.keyClick(desk.line, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(desk.line, "7B")
    assert desk.line.text() == "7B"


def test_that_a_passphrase_box_is_never_listened_to(desk: Desk) -> None:
    desk.secret.setFocus()
    desk.scan(CODE)
    assert desk.codes == []
    assert desk.secret.text() == CODE


def test_that_a_maker_s_barcode_stays_where_it_was_scanned(desk: Desk) -> None:
    desk.scan("4006381333931")
    assert desk.codes == []
    assert desk.line.text() == "4006381333931"


def test_that_a_scan_chooses_nothing_where_keys_choose(desk: Desk) -> None:
    desk.chips.setFocus()
    desk.scan(CODE)
    assert desk.codes == [CODE]
    assert desk.chips.chosen == ()


def test_that_a_key_pressed_by_a_person_chooses_at_once(desk: Desk) -> None:
    desk.chips.setFocus()
    desk.write("2")
    assert desk.chips.chosen == ("b",)


def test_that_a_held_key_is_pressed_after_all_when_no_scan_follows(
    qtbot: QtBot, desk: Desk
) -> None:
    pressed: list[str] = []

    class Listening(QPushButton):
        @override
        def keyPressEvent(self, event: QKeyEvent) -> None:
            pressed.append(event.text())

    button = Listening(desk)
    button.show()
    button.setFocus()
    desk.write("s")
    assert pressed == []
    qtbot.waitUntil(lambda: pressed == ["s"], timeout=1_000)


@pytest.mark.parametrize("table", KNOWN)
def test_that_each_known_layout_is_read_back(table: dict[str, str]) -> None:
    typed = {meant: seen for seen, meant in table.items()}
    seen = "".join(typed.get(character, character) for character in CODE)
    assert read_code(seen, {}) == CODE


def test_that_caps_lock_changes_nothing() -> None:
    assert read_code(CODE.lower(), {}) == CODE


def test_that_a_layout_nobody_knows_is_learned_from_one_code(desk: Desk) -> None:
    odd = {character: chr(0x3041 + n) for n, character in enumerate(sorted(set(CALIBRATION)))}
    learned: list[dict[str, str]] = []
    desk.scanner.calibrated.connect(learned.append)
    desk.scanner.expect_calibration()
    desk.scan("".join(odd[character] for character in CALIBRATION))
    assert len(learned) == 1
    desk.scan("".join(odd[character] for character in CODE))
    assert desk.codes == [CODE]
    assert desk.line.text() == ""


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (list(CALIBRATION[:-3]), "scan.layout-incomplete"),
        (["x"] * len(CALIBRATION), "scan.layout-ambiguous"),
    ],
)
def test_that_a_scanner_that_drops_keys_is_told(seen: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        learn(seen)
    assert refused.value.code == code


def test_that_a_shortcut_that_is_held_down_acts_once_and_what_is_typed_goes_on(
    desk: Desk, qtbot: QtBot
) -> None:
    """As Qt does it: what nobody takes as a shortcut comes as a key."""
    alt, none = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
    back = QShortcut(QKeySequence("Alt+Left"), desk)

    def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, *, again: bool) -> None:
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, "", autorep=again)
        asked.ignore()
        QApplication.sendEvent(widget, asked)
        if not asked.isAccepted() and QKeySequence(key | held) == back.key():
            back.activated.emit()
        else:
            event = QKeyEvent(QEvent.Type.KeyPress, key, held, "", autorep=again)
            QApplication.sendEvent(widget, event)

    went = list[str]()
    back.activated.connect(lambda: went.append("back"))
    desk.chips.choose("c")
    desk.chips.chip("c").setFocus()
    qtbot.waitUntil(desk.chips.chip("c").hasFocus)
    for again in (False, True, True):
        press(desk.chips.chip("c"), Qt.Key.Key_Left, alt, again=again)
    assert (went, desk.chips.choice) == (["back"], "c")  # nor is another word chosen by it
    desk.line.setText("7721")
    for again in (False, True, True):
        press(desk.line, Qt.Key.Key_Left, none, again=again)
    assert desk.line.cursorPosition() == 1
