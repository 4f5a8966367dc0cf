"""A table on a real register: found, sorted, ticked and acted on by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from factory import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from weapon_shelf import ALIKE

from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.texts import AFTER_ICON
from salw_desktop.ui.widgets.bulk_bar import BulkAct
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.listings import LISTINGS, WEAPONS, Listing, Term

MODEL, SERIAL = 2, 3
PISTOL = "TT 771"


class Bench:
    """The table in a window, and what its one act was done with."""

    def __init__(self, qtbot: QtBot, desk: Desk, runner: Runner) -> None:
        self.qtbot = qtbot
        self.office = Office(desk.register, runner)
        self.done: list[tuple[str, ...]] = []
        self.table = RowsTable(
            self.office,
            WEAPONS,
            "Weapons",
            (BulkAct("Put away", "warehouse", "F9", self.done.append),),
        )
        qtbot.addWidget(self.table)
        self.table.resize(840, 600)
        self.table.show()
        self.table.activateWindow()
        qtbot.waitUntil(self.table.isActiveWindow)

    def after(self, act: Callable[[], object]) -> list[str]:
        """The serials in the table once the list is whole again."""
        with self.qtbot.waitSignal(self.table.shown):
            act()
        return self.serials()

    def serials(self) -> list[str]:
        model = self.table.model
        return [str(row["serial"]) for at in range(model.rowCount()) if (row := model.row(at))]

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.table.view, key, modifier)

    def button(self, beginning: str) -> QPushButton:
        buttons = self.table.findChildren(QPushButton)
        (found,) = [each for each in buttons if each.text().strip().startswith(beginning)]
        return found


@pytest.fixture
def bench(qtbot: QtBot, shelf_desk: Desk, runner: Runner) -> Iterator[Bench]:
    bench = Bench(qtbot, shelf_desk, runner)
    assert bench.after(bench.table.reload) == [PISTOL, ALIKE, ALIKE]
    yield bench
    bench.office.put_by()


def test_that_the_first_row_is_current_and_return_opens_it(bench: Bench) -> None:
    with bench.qtbot.waitSignal(bench.table.opened) as opened:
        bench.key(Qt.Key.Key_Return)
    assert opened.args == [bench.table.current_id]
    row = bench.table.current_row
    assert row is not None
    assert row["serial"] == PISTOL


def test_that_a_new_order_keeps_the_row_that_is_looked_at(bench: Bench) -> None:
    bench.key(Qt.Key.Key_End)
    before = bench.table.current_id
    told: list[str] = []
    bench.table.current_changed.connect(told.append)
    assert bench.after(lambda: bench.table.columns.sort_by("serial"))[-1] == PISTOL
    assert bench.table.current_id == before
    assert bench.after(lambda: bench.table.columns.sort_by("serial"))[0] == PISTOL
    assert bench.after(lambda: bench.table.columns.sort_by("serial")) == [PISTOL, ALIKE, ALIKE]
    assert bench.table.query.sort == "recorded"
    assert told == []


def test_that_a_chip_shows_its_count_and_only_its_rows(bench: Bench) -> None:
    bench.qtbot.waitUntil(lambda: any("Not checked  1" in each.text() for each in chips(bench)))
    assert bench.after(bench.button("Not checked").click) == [PISTOL]
    assert bench.after(bench.button("All").click) == [PISTOL, ALIKE, ALIKE]
    assert bench.button("All").isChecked()


def chips(bench: Bench) -> list[QPushButton]:
    return bench.table.filter.findChildren(QPushButton)


def test_that_typing_in_the_search_box_narrows_and_escape_widens(bench: Bench) -> None:
    QTest.keyClick(bench.table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = bench.table.filter.findChild(QLineEdit)
    assert box is not None
    assert box.hasFocus()
    assert bench.after(lambda: QTest.keyClicks(box, "tt 77")) == [PISTOL]
    assert bench.after(lambda: QTest.keyClick(box, Qt.Key.Key_Escape)) != [PISTOL]
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert bench.table.view.hasFocus()


def test_that_the_menu_offers_models_and_a_term_of_it_filters(bench: Bench) -> None:
    menu = bench.table.filter.menu
    menu.aboutToShow.emit()
    (models,) = [each for each in menu.findChildren(QMenu) if each.title() == "&Model"]
    action = next(each for each in models.actions() if "TT" in each.text())
    assert bench.after(action.trigger) == [PISTOL]
    assert bench.button("Fil&ter").text() == f"{AFTER_ICON}Fil&ter (1)"
    menu.aboutToShow.emit()
    assert bench.after(menu.actions()[-1].trigger) == [PISTOL, ALIKE, ALIKE]


def test_that_an_act_gets_the_ticked_records_or_else_the_current_one(bench: Bench) -> None:
    current = bench.table.current_id
    bench.key(Qt.Key.Key_F9)
    assert bench.done == [(current,)]
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bench.key(Qt.Key.Key_F9)
    bench.qtbot.waitUntil(lambda: len(bench.done) == 2)
    assert len(bench.done[1]) == 2
    assert current not in bench.done[1]


def test_that_letters_go_to_where_the_sorted_column_begins_so(bench: Bench) -> None:
    bench.after(lambda: bench.table.columns.sort_by("serial"))
    bench.key(Qt.Key.Key_Home)
    QTest.keyClicks(bench.table.view, "tt 7")
    row = bench.table.current_row
    assert row is not None
    assert row["serial"] == PISTOL
    assert bench.table.model.picked.count(3) == 0  # the space in it ticked nothing


def test_that_a_new_weapon_comes_into_the_list(bench: Bench, shelf_desk: Desk) -> None:
    bench.key(Qt.Key.Key_End)
    before = bench.table.current_id
    changes = shelf_desk.changes("record-weapon", **a_new_weapon(shelf_desk))
    found = bench.after(lambda: bench.table.changed(frozenset(changes.tables)))
    assert found == ["NEW 1", PISTOL, ALIKE, ALIKE]
    assert bench.table.current_id == before


def a_new_weapon(desk: Desk) -> dict[str, object]:
    hand_in = str(desk.rows("hand_in")[0]["number"])
    return {"hand_in": hand_in, "model": "AKM", "serial": "NEW 1"}


def test_that_columns_are_kept_for_the_operator(bench: Bench) -> None:
    bench.button("Colum&ns").menu().aboutToShow.emit()
    actions = bench.button("Colum&ns").menu().actions()
    next(each for each in actions if each.text() == "Weapon").trigger()
    header = bench.table.view.horizontalHeader()
    header.resizeSection(SERIAL, 222)
    header.moveSection(header.visualIndex(SERIAL), 1)
    bench.after(lambda: bench.table.columns.sort_by("serial"))
    again = RowsTable(bench.office, WEAPONS, "Weapons")
    bench.qtbot.addWidget(again)
    other = again.view.horizontalHeader()
    assert other.isSectionHidden(MODEL)
    assert (other.sectionSize(SERIAL), other.visualIndex(SERIAL)) == (222, 1)
    assert again.query.sort == "serial"


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda each: each.key)
def test_that_each_list_opens_on_a_table(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner, listing: Listing
) -> None:
    table = RowsTable(Office(shelf_desk.register, runner), listing, "List")
    qtbot.addWidget(table)
    table.show()
    with qtbot.waitSignal(table.shown) as shown:
        table.ask_for()
    assert shown.args == [table.model.rowCount()]


def test_that_a_property_without_a_chip_can_be_asked_for(bench: Bench) -> None:
    found = bench.after(lambda: bench.table.ask_for(Term("model", ("nothing",)), text="1"))
    assert found == []
    assert bench.table.current_id == ""
    assert bench.table.view.accessibleDescription().startswith("Nothing here")
    bench.table.grab()
    bench.after(bench.table.ask_for)
    assert bench.table.view.accessibleDescription() == ""
