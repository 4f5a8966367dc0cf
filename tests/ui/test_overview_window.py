"""The window shows what the file holds, in words that a screen reader reads too."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from salw_desktop.ui.models.weapon_counts import WeaponCounts
from salw_desktop.ui.overview_window import OverviewWindow
from salw_desktop.usecases.queries import Mark, Overview

LENDO = Overview(
    unit="LENDO",
    site="LEN",
    practice=True,
    operator="Practice supervisor",
    weapons=(("in hand at a place", 38), ("destroyed", 1_204)),
    last_check=Mark("2026-11-03 16:05", "253 events"),
    last_receipt=None,
)


def shown(qtbot: QtBot, overview: Overview, findings: tuple[str, ...] = ()) -> OverviewWindow:
    window = OverviewWindow("lendo", overview, findings)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def values(window: OverviewWindow) -> dict[str, str]:
    """What a screen reader finds: accessible name and text of each value."""
    labels = window.findChildren(QLabel)
    return {label.accessibleName(): label.text() for label in labels if label.accessibleName()}


def test_that_it_says_where_who_and_how_many(qtbot: QtBot) -> None:
    assert values(shown(qtbot, LENDO)) == {
        "Unit": "LENDO",
        "Site and operator": "LEN · Practice supervisor at work",
        "Practice": "Practice register: nothing in it is real",
        "Weapons on record": "1,242",
        "Last check": "2026-11-03 16:05",
        "Last receipt from the registry": "None yet",
    }


def test_that_a_real_register_bears_no_practice_mark(qtbot: QtBot) -> None:
    assert "Practice" not in values(shown(qtbot, replace(LENDO, practice=False)))


def test_that_findings_of_the_check_are_shown(qtbot: QtBot) -> None:
    told = values(shown(qtbot, LENDO, ("weapon 7: custody",)))
    assert "weapon 7: custody" in told["Found by the check"]
    assert "read-only" in told["Found by the check"]


def test_that_the_table_counts_weapons_by_state(qtbot: QtBot) -> None:
    window = shown(qtbot, LENDO)
    table = window.findChild(QTableView)
    assert table is not None
    assert table.accessibleName() == "Weapons by state"
    model = table.model()
    cells = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert heads == ["State", "Weapons"]
    assert cells == [["in hand at a place", "38"], ["destroyed", "1,204"]]


def test_that_tab_leaves_the_table(qtbot: QtBot) -> None:
    window = shown(qtbot, LENDO)
    table = window.findChild(QTableView)
    assert table is not None
    assert not table.tabKeyNavigation()


@pytest.mark.usefixtures("qtbot")
def test_that_the_model_keeps_the_rules_of_qt() -> None:
    strict = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test
    model = WeaponCounts(LENDO.weapons)
    QAbstractItemModelTester(model, strict)
    assert (model.rowCount(), model.columnCount()) == (2, 2)


def test_that_the_keyboard_closes_the_window(qtbot: QtBot) -> None:
    window = shown(qtbot, LENDO)
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


@pytest.mark.usefixtures("qtbot")
def test_that_a_closed_window_is_gone() -> None:
    gc.collect()
    gc.disable()
    try:
        window = OverviewWindow("lendo", LENDO, ())
        window.show()
        window.close()
        gone = weakref.ref(window)
        del window
        assert gone() is None
    finally:
        gc.enable()
