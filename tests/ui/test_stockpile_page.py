"""The stockpile by keys: the list, the weapon beside it, and acts on one and on many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from destruction_bench import give_reason, sign
from factory import STOREKEEPER, Desk
from late_answers import a_busy_writer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from weapon_shelf import Shelf, opened
from work_bench import texts

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.stockpile import page as stockpile_page
from salw_desktop.ui.pages.stockpile.bulk_form import bulk_deeds
from salw_desktop.ui.pages.stockpile.page import StockpilePage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, WARNING
from salw_desktop.usecases.bulk import one_by_one
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.store.placing import PutAway
from salw_desktop.usecases.weapons.sheet import sheet_of

CTRL = Qt.KeyboardModifier.ControlModifier
SETTLED_MS = 300


def stockpile(
    qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None
) -> tuple[StockpilePage, Office]:
    """Once its list is known and its first row is seen beside it."""
    page, office = opened(qtbot, desk, runner, StockpilePage, subject)
    qtbot.waitUntil(lambda: page.pane.sheet is not None)
    return page, office


def custody_of(desk: Desk, number: str) -> str:
    return str(sheet_of(desk.register, number).weapon["place_name"])


def test_that_the_newest_weapon_stands_beside_the_list(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, office = stockpile(qtbot, shelf_desk, runner)
    assert len(page.table.model.rowids) == 3
    said = [each.text() for each in page.pane.findChildren(QLabel) if each.isVisibleTo(page)]
    assert f"\u2066{shelf.pistol}\u2069" in said
    assert "Have it cleared · Print its label · Photograph it · Identify it" in said
    asked = list[tuple[str, str]]()
    office.going.connect(lambda key, subject: asked.append((key, subject)))
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked == [("item", sheet_of(shelf_desk.register, shelf.pistol).id)]


@pytest.mark.parametrize(
    ("subject", "rows"),
    [("not checked", 1), ("place Isolation point", 1), ("recorded", 3), ("recorded 2026-11-21", 0)],
)
def test_that_it_opens_with_the_part_of_the_list_that_was_asked_for(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner, subject: str, rows: int
) -> None:
    page, _ = opened(qtbot, shelf_desk, runner, StockpilePage)
    with qtbot.waitSignal(page.table.shown):
        page.shown(subject)
    qtbot.waitUntil(lambda: len(page.table.model.rowids) == rows)
    assert page.table.query.is_narrowed
    page.leaving()


def test_that_a_weapon_asked_for_by_its_id_becomes_the_current_row(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    wanted = sheet_of(shelf_desk.register, shelf.rifle).id
    page, _ = opened(qtbot, shelf_desk, runner, StockpilePage, wanted)
    qtbot.waitUntil(lambda: page.pane.sheet is not None and page.pane.sheet.id == wanted)


def test_that_all_are_put_away_by_keys_and_the_one_that_stays_is_named(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    QTest.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.form is not None
    QTest.keyClick(page.form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.bar.kind == WARNING)
    assert [custody_of(shelf_desk, each) for each in (shelf.rifle, shelf.twin)] == ["Store"] * 2
    assert custody_of(shelf_desk, shelf.pistol) == "Isolation point"
    told = page._told
    assert told is not None
    assert any(shelf.pistol in each.text() for each in told.findChildren(QLabel))
    read = next(each for each in told.findChildren(KeyButton))
    assert page.focusWidget() is read
    read.click()
    assert page.focusWidget() is page.table.view


def test_that_ctrl_d_writes_one_order_of_the_ticked_ones(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    for number in (shelf.rifle, shelf.twin):
        shelf_desk.do("put-away", weapon=number)
    alike = {"weapon": shelf.rifle, "other": shelf.twin, "reason": "another stock"}
    shelf_desk.do("answer-look-alike", **alike)
    page, _ = stockpile(qtbot, shelf_desk, runner)
    view = page.table.view
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None
    for name, text in (("legal_basis", "Decree 1"), ("method", "cutting torch")):
        control = form.fields[name].control
        assert isinstance(control, QLineEdit)
        QTest.keyClicks(control, text)
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.bar.kind == DONE)
    assert len(shelf_desk.rows("order_line")) == 2
    assert shelf_desk.row("destruction_order")["legal_basis"] == "Decree 1"


def test_that_a_refused_order_says_so_at_its_field(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    QTest.keyClick(page, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(page.bar.text or form.fields["legal_basis"].said))
    assert page.form is form
    assert shelf_desk.rows("destruction_order") == []


def test_that_a_weapon_whose_label_waits_gets_no_second_one(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    page, office = stockpile(qtbot, shelf_desk, runner)
    with qtbot.waitSignal(office.going) as going:
        QTest.keyClick(page, Qt.Key.Key_F8)
    assert going.args == ["printing", None]
    assert page.form is None


def test_that_small_pictures_come_into_the_list(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    rifle = sheet_of(shelf_desk.register, shelf.rifle).id
    qtbot.waitUntil(lambda: page._pictures(rifle) is not None)


def test_that_trouble_ends_an_act_on_many_and_keeps_what_was_done(
    shelf_desk: Desk, shelf: Shelf
) -> None:
    def command_for(weapon: str) -> Command:
        if weapon == shelf.twin:
            raise Trouble("disk.full", path="register.db")
        return PutAway(weapon=weapon)

    found = one_by_one(shelf_desk.register, (shelf.rifle, shelf.twin), command_for)
    assert next(found).refusal is None
    with pytest.raises(Trouble, match=r"disk\.full"):
        next(found)
    assert custody_of(shelf_desk, shelf.rifle) == "Store"


def test_that_an_item_without_a_tag_is_written_down_and_then_solved_by_two(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    page, _ = opened(qtbot, shelf_desk, runner, StockpilePage, "untagged")
    qtbot.waitUntil(lambda: page.untagged.form is not None)
    form = page.untagged.form
    assert form is not None
    qtbot.waitUntil(form.fields["described"].control.hasFocus)
    QTest.keyClicks(page.focusWidget(), "a rifle without a stock")
    for name, text in (("place", "Store"), ("safety", "Not checked")):
        control = form.fields[name].control
        assert isinstance(control, QComboBox)
        control.setCurrentText(text)
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(page.fields["found_by"].said))
    finder = form.fields["found_by"].control
    assert isinstance(finder, QComboBox)
    finder.setCurrentText("P. Cutter")
    for _ in range(2):  # pressed twice: one thing was found
        QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.bar._action.text() == "Print its card")
    assert len(shelf_desk.rows("untagged_item")) == 1
    page._tagless.click()
    qtbot.waitUntil(lambda: "a rifle without a stock" in texts(page.untagged))
    solve = next(b for b in page.untagged.findChildren(KeyButton) if b.caption == "Solve")
    solve.click()
    form = page.untagged.form
    assert form is not None
    outcome = form.fields["outcome"].control
    assert isinstance(outcome, QComboBox)
    outcome.setCurrentText("Part or other")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    give_reason(qtbot, "a spare part")
    sign(qtbot, shelf_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: bool(shelf_desk.row("untagged_item")["solved_at"]))
    qtbot.waitUntil(lambda: page._side.currentWidget() is page.pane)


def test_that_a_weapon_without_a_picture_says_so_once(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    qtbot.waitUntil(lambda: page.pane._picture.accessibleName() == "No photographs")
    assert "No photographs" not in texts(page.pane)


@pytest.mark.parametrize("count", [1, 2])
def test_that_an_act_closes_no_form_that_was_opened_meanwhile_and_leads_nowhere(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner, count: int
) -> None:
    page, office = stockpile(qtbot, shelf_desk, runner)
    labels, hold = (
        next(each for each in bulk_deeds() if each.key == key) for key in ("labels", "hold")
    )
    numbers = (shelf.rifle, shelf.twin)[:count]
    ids = tuple(sheet_of(shelf_desk.register, number).id for number in numbers)
    went = list[tuple[str, str]]()
    office.going.connect(lambda key, subject: went.append((key, subject)))
    with a_busy_writer(runner):
        page._open_form(labels, ids)
        assert page.form is not None
        page.form.submitted.emit({"reason": "torn"})
        page._open_form(hold, ids)
        form = page.form
    qtbot.waitUntil(lambda: page.bar.kind == DONE)
    qtbot.wait(SETTLED_MS)
    assert page.form is form
    assert went == []


def test_that_a_late_item_without_a_tag_closes_no_form_of_a_weapon(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, _ = opened(qtbot, shelf_desk, runner, StockpilePage, "untagged")
    qtbot.waitUntil(lambda: page.untagged.form is not None)
    assert page.untagged.form is not None
    where = {"place": "Store", "found_by": "P. Cutter", "found_on": "2026-11-20"}
    found = {"described": "a rifle", "safety": "not checked", **where}
    hold = next(each for each in bulk_deeds() if each.key == "hold")
    with a_busy_writer(runner):
        page.untagged.form.submitted.emit(found)
        page._open_form(hold, (sheet_of(shelf_desk.register, shelf.rifle).id,))
        form = page.form
    qtbot.waitUntil(lambda: page.bar.kind in (DONE, WARNING))
    assert page.form is form


def test_that_what_could_not_be_done_is_named_though_the_page_was_left(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    QTest.keyClick(page.table.view, Qt.Key.Key_A, CTRL)
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page.form is not None)
    with a_busy_writer(runner):
        QTest.keyClick(page.form, Qt.Key.Key_Return, CTRL)
        page.hide()  # another page is in front for a while
    qtbot.waitUntil(lambda: page.bar.kind == WARNING)
    page.show()
    assert page._told is not None
    assert shelf.pistol in texts(page._told)


def test_that_an_act_on_many_that_is_pressed_twice_is_done_once(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, office = stockpile(qtbot, shelf_desk, runner)
    labels = next(each for each in bulk_deeds() if each.key == "labels")
    ids = tuple(sheet_of(shelf_desk.register, each).id for each in (shelf.rifle, shelf.twin))
    before, began = len(shelf_desk.rows("label")), list[object]()
    office.job_began.connect(began.append)
    for again in (1, 2):  # it can be done anew when it was done
        page._open_form(labels, ids)
        assert page.form is not None
        with a_busy_writer(runner):
            for _ in range(2):
                page.form.submitted.emit({"reason": "torn"})
        qtbot.waitUntil(lambda: page.form is None)
        assert len(began) == again
    assert len(shelf_desk.rows("label")) == before + 2 * len(ids)


def test_that_an_act_on_many_can_be_sent_again_after_trouble(
    qtbot: QtBot,
    shelf_desk: Desk,
    shelf: Shelf,
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, _ = stockpile(qtbot, shelf_desk, runner)
    put_away = next(each for each in bulk_deeds() if each.key == "put away")
    ids = tuple(sheet_of(shelf_desk.register, each).id for each in (shelf.rifle, shelf.twin))
    page._open_form(put_away, ids)
    form = page.form
    assert form is not None

    def full(*_: object) -> Iterator[object]:
        raise Trouble("disk.full", path="register.db")

    with monkeypatch.context() as patched:
        patched.setattr(stockpile_page, "one_by_one", full)
        form.submitted.emit({"place": "Store"})
        qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert page.form is form
    form.submitted.emit({"place": "Store"})
    qtbot.waitUntil(lambda: page.form is None)
    assert custody_of(shelf_desk, shelf.twin) == "Store"


def test_that_a_form_that_was_left_takes_no_ticks_of_the_next_act(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, office = stockpile(qtbot, shelf_desk, runner)
    labels = next(each for each in bulk_deeds() if each.key == "labels")
    ids = tuple(sheet_of(shelf_desk.register, each).id for each in (shelf.rifle, shelf.twin))
    went = list[str]()
    office.going.connect(went.append)
    page._open_form(labels, ids)
    assert page.form is not None
    with a_busy_writer(runner):
        page.form.submitted.emit({"reason": "torn"})
        page.form.cancelled.emit()
        page.table.model.toggle(0)
    qtbot.waitUntil(lambda: page.bar.kind == DONE)
    qtbot.wait(SETTLED_MS)
    assert page.table.model.picked.count(3) == 1
    assert went == []
