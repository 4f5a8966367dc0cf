"""The model of a long list: pages, ticks, and a million rows that nobody reads."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.look import dress
from salw_desktop.ui.models.list_words import chip_texts, headings
from salw_desktop.ui.models.rows_model import PAGE, PAGES_KEPT, TICK, Row, RowsModel
from salw_desktop.ui.models.table_state import TableState
from salw_desktop.ui.widgets.rows_view import RowsView
from salw_desktop.usecases.listings import LISTINGS, Column, Listing

MILLION = 1_000_000
PLAIN = Listing(
    "weapons", (Column("number", 90, is_code=True), Column("items", 40, is_number=True))
)
CHECK = Qt.ItemDataRole.CheckStateRole


class Shelf:
    """Rows as the register would bring them, and which were asked for; row 7 cannot be read."""

    def __init__(self) -> None:
        self.fetched: list[int] = []

    def __call__(self, rowids: Sequence[int]) -> Mapping[int, Row]:
        self.fetched.extend(rowids)
        return {
            at: {"id": f"id{at}", "number": f"N-{at}", "items": None} for at in rowids if at != 7
        }


def a_model(rows: int) -> tuple[RowsModel, Shelf]:
    shelf = Shelf()
    model = RowsModel(PLAIN, headings(PLAIN), shelf)
    model.show_rows(array("I", range(1, rows + 1)))
    return model, shelf


def a_view(qtbot: QtBot, rows: int) -> tuple[RowsView, RowsModel, Shelf]:
    model, shelf = a_model(rows)
    view = RowsView(model, "Rows")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    return view, model, shelf


@pytest.mark.usefixtures("qtbot")
def test_that_the_rows_model_keeps_the_rules_of_qt() -> None:
    model, _ = a_model(100)
    strict = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test
    tester = QAbstractItemModelTester(model, strict)
    model.tick_all()
    model.toggle(3)
    model.show_rows(array("I", [5, 3]))
    model.show_rows(array("I"))
    assert tester.model() is model
    assert (model.rowCount(), model.columnCount()) == (0, 3)


def test_that_of_a_million_rows_two_pages_are_fetched(qtbot: QtBot) -> None:
    view, _, shelf = a_view(qtbot, MILLION)
    assert shelf.fetched == list(range(1, PAGE + 1))
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_End)
    QApplication.processEvents()
    assert len(shelf.fetched) <= 2 * PAGE
    assert shelf.fetched[-1] == MILLION


def test_that_ctrl_a_ticks_a_million_and_space_takes_one_out(qtbot: QtBot) -> None:
    view, model, _ = a_view(qtbot, MILLION)
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    view.go_to(2)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert model.picked.count(MILLION) == MILLION - 1
    ticked = model.picked.rows(model.rowids)
    assert list(ticked[:4]) == [1, 2, 4, 5]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert model.picked.count(MILLION) == 0


def test_that_shift_and_arrow_tick_on_the_way(qtbot: QtBot) -> None:
    view, model, _ = a_view(qtbot, 10)
    view.go_to(4)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(model.picked.rows(model.rowids)) == [5, 6, 7]
    assert view.currentIndex().row() == 6


def place_of(view: RowsView, row: int) -> QPoint:
    """After whatever came before: a click may have moved the rows."""
    QApplication.processEvents()
    return view.visualRect(view.model().index(row, TICK)).center()


def test_that_a_click_ticks_and_with_shift_all_between(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp)  # as in the window: there the style itself would tick a second time
    view, model, _ = a_view(qtbot, 10)
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    view.resize(400, 1200)  # in a large text, too, the fourth is to be seen
    QTest.mouseClick(view.viewport(), left, pos=place_of(view, 1))
    QTest.mouseClick(view.viewport(), left, shift, pos=place_of(view, 4))
    assert list(model.picked.rows(model.rowids)) == [2, 3, 4, 5]


def test_that_pages_looked_at_long_ago_are_forgotten() -> None:
    model, shelf = a_model(PAGE * (PAGES_KEPT + 1))
    for page in range(PAGES_KEPT + 1):
        model.row(page * PAGE)
    shelf.fetched.clear()
    model.row(PAGE)
    assert shelf.fetched == []
    for page in (0, 1):
        model.row(page * PAGE)
    assert shelf.fetched == list(range(1, PAGE + 1))


def test_that_a_record_that_cannot_be_read_is_a_dead_row() -> None:
    model, _ = a_model(8)
    index = model.index(6, TICK)
    assert model.flags(index) == Qt.ItemFlag.NoItemFlags
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "This record cannot be read"
    assert model.id_of(6) == ""


def test_that_nothing_is_ticked_that_nobody_sees() -> None:
    model, _ = a_model(9)
    model.toggle(2)
    model.toggle(5)
    model.show_rows(array("I", [9, 3]))
    assert list(model.picked.rows(model.rowids)) == [3]
    assert model.picked.count(2) == 1
    model.tick_all()
    model.show_rows(array("I", range(1, 20)))
    assert model.picked.count(19) == 0


def test_that_a_reader_of_the_screen_can_tick() -> None:
    model, _ = a_model(3)
    index = model.index(1, TICK)
    assert model.setData(index, Qt.CheckState.Checked, CHECK)
    assert model.setData(index, Qt.CheckState.Checked, CHECK)
    assert model.data(index, CHECK) == Qt.CheckState.Checked
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "N-2"


def test_that_every_column_and_chip_has_its_words() -> None:
    for each in LISTINGS:
        assert headings(each).keys() == {column.key for column in each.columns}
        assert all(chip_texts(each).values())


def test_that_the_state_of_a_list_comes_back_and_nonsense_does_not() -> None:
    listing = LISTINGS[0]
    state = TableState.of(listing, None)
    state.sort, state.descending = "serial", False
    state.hidden = {"place"}
    state.places.reverse()
    state.widths_px["model"] = 99
    assert TableState.of(listing, state.json) == state
    odd: Json = {
        "sort": "x",
        "hidden": ["number"],
        "places": ["a"],
        "widths": {"a": 1, "model": "w"},
    }
    fresh = TableState.of(listing, odd)
    assert (fresh.sort, fresh.hidden, fresh.widths_px) == ("recorded", set(), {})
    assert fresh.places == TableState.of(listing, None).places
