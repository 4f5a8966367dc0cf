"""Two weapons of one number side by side, and the answer that somebody gives."""

from __future__ import annotations

from factory import Desk
from late_answers import a_busy_writer, held_back
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from weapon_shelf import Shelf, opened

from salw_desktop.ui.pages import compare
from salw_desktop.ui.pages.compare import OLDEST, ComparePage
from salw_desktop.ui.runner import Runner
from salw_desktop.words import sentence

ALT = Qt.KeyboardModifier.AltModifier
SETTLED_MS = 300


def compared(qtbot: QtBot, desk: Desk, runner: Runner, subject: str) -> ComparePage:
    page, _ = opened(qtbot, desk, runner, ComparePage, subject)
    qtbot.waitUntil(lambda: page.sheets is not None and page._different.isVisible())
    return page


def test_that_what_differs_is_marked_and_what_is_the_same_is_not(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    fields = {"year": "1954", "reason": "stamp found"}
    shelf_desk.do("correct-weapon", weapon=shelf.twin, **fields)
    page = compared(qtbot, shelf_desk, runner, shelf.rifle)
    shown = {each.accessibleName(): each for each in page.findChildren(QLabel)}
    assert shown["Year as marked, differs"].property("role") == "warning"
    assert shown["Serial number"].property("role") == "text"
    assert "Serial number, differs" not in shown


def test_that_both_pictures_are_moved_together(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = compared(qtbot, shelf_desk, runner, f"{shelf.rifle} {shelf.twin}")
    one, other = (side.canvas for side in page._sides)
    qtbot.waitUntil(lambda: not one._image.isNull())
    QTest.keyClick(one, Qt.Key.Key_Plus)
    QTest.keyClick(one, Qt.Key.Key_Right)
    assert other.zoom == one.zoom > 1
    assert other._middle == one._middle


def test_that_the_oldest_pair_is_shown_with_what_differs_first(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    shelf_desk.do("correct-weapon", weapon=shelf.twin, year="1954", reason="stamp found")
    page = compared(qtbot, shelf_desk, runner, OLDEST)
    first = page._words.itemAtPosition(0, 1)
    assert first is not None
    caption = first.widget()
    assert isinstance(caption, QLabel)
    assert caption.text() == "Year as marked"
    page._reason.clearFocus()
    page.shown(OLDEST)
    qtbot.waitUntil(page._reason.hasFocus)


def test_that_an_answer_needs_what_was_looked_at(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = compared(qtbot, shelf_desk, runner, shelf.rifle)
    assert page.focusWidget() is page._reason
    QTest.keyClick(page, Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: bool(page._why.said))
    assert shelf_desk.row("look_alike")["verdict"] == "open"
    QTest.keyClicks(page._reason, "another stock")
    QTest.keyClick(page, Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: not page._different.isVisible())
    answered = shelf_desk.row("look_alike")
    assert (answered["verdict"], answered["reason"]) == ("different", "another stock")
    assert page._asked.text() == "Answered: Different. another stock"


def test_that_two_records_that_count_are_never_called_the_same(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = compared(qtbot, shelf_desk, runner, shelf.rifle)
    QTest.keyClicks(page._reason, "it is the same one")
    QTest.keyClick(page, Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: bool(page.bar.text))
    numbers: dict[str, str | int | None] = {"number": shelf.rifle, "other": shelf.twin}
    assert page.bar.text == sentence("look-alike.one-record", numbers)
    assert page._reason.toPlainText() == "it is the same one"


def test_that_a_weapon_without_a_look_alike_says_so(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, _ = opened(qtbot, shelf_desk, runner, ComparePage, shelf.pistol)
    qtbot.waitUntil(lambda: bool(page.bar.text))
    assert page.bar.text == sentence("look-alike.none", {"number": shelf.pistol})
    assert page._nothing.isVisible()


def test_that_no_pair_is_answered_while_the_next_is_read(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = compared(qtbot, shelf_desk, runner, shelf.rifle)
    with held_back(compare, "sheet_of") as asked:
        page.shown(f"{shelf.pistol} {shelf.twin}")
        qtbot.waitUntil(lambda: bool(asked))
        page._reason.setPlainText("another maker")
        QTest.keyClick(page, Qt.Key.Key_D, ALT)
        qtbot.wait(SETTLED_MS)
    assert shelf_desk.row("look_alike")["verdict"] == "open"
    qtbot.waitUntil(page._answer.isVisible)


def test_that_what_is_typed_of_the_next_pair_stays_when_this_one_is_answered(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = compared(qtbot, shelf_desk, runner, shelf.rifle)
    page._reason.setPlainText("another maker")
    with a_busy_writer(runner):
        QTest.keyClick(page, Qt.Key.Key_D, ALT)
        qtbot.waitUntil(lambda: bool(page.office._under_way))
        page.shown(f"{shelf.pistol} {shelf.twin}")
        qtbot.waitUntil(
            lambda: page._wanted.startswith(str(page.sheets[0].id) if page.sheets else "-")
        )
        page._reason.setPlainText("half a sen")
    qtbot.waitUntil(lambda: shelf_desk.row("look_alike")["verdict"] == "different")
    qtbot.wait(SETTLED_MS)
    assert page._reason.toPlainText() == "half a sen"
