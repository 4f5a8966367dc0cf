"""Each page of the window, whatever it is for: it can be read, named and reached by keys alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from weapon_shelf import Shelf
from whole_window import KEYS, bring, can_have_focus, seen, whole_window

from salw_desktop.ui.main_window import MainWindow

LEAST_PX = 28
MOST_STOPS = 120
_MNEMONIC = re.compile(r"&([^\W_])")


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    with whole_window(qapp, shelf, tmp_path_factory.mktemp("whole")) as window:
        yield window


@pytest.mark.parametrize("key", KEYS)
def test_that_whatever_takes_the_focus_has_a_name(
    window: MainWindow, shelf: Shelf, key: str
) -> None:
    page = bring(window, key, shelf)
    nameless = [repr(each) for each in can_have_focus(page) if not spoken(each)]
    assert nameless == []


@pytest.mark.parametrize("key", KEYS)
def test_that_tab_reaches_every_control(window: MainWindow, shelf: Shelf, key: str) -> None:
    page = bring(window, key, shelf)
    page.focusNextChild()
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in reached:
        assert focused is not None
        reached.append(focused)
        assert len(reached) < MOST_STOPS
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert focused is reached[0]  # no smaller round that leaves some of them out
    missed = [each for each in can_have_focus(page) if each not in reached]
    assert [spoken(each) for each in missed if not is_reached_otherwise(each, reached)] == []


@pytest.mark.parametrize("key", KEYS)
def test_that_whatever_is_pressed_is_large_enough(
    window: MainWindow, shelf: Shelf, key: str
) -> None:
    page = bring(window, key, shelf)
    buttons = [each for each in seen(page) if isinstance(each, QAbstractButton)]
    small = {
        spoken(each): each.size().toTuple()
        for each in buttons
        if min(each.width(), each.height()) < LEAST_PX and each.focusPolicy()
    }
    assert small == {}


@pytest.mark.parametrize("key", KEYS)
def test_that_a_letter_goes_to_one_place(window: MainWindow, shelf: Shelf, key: str) -> None:
    page = bring(window, key, shelf)
    texts = [each.text() for each in seen(page) if isinstance(each, QAbstractButton | QLabel)]
    letters = Counter(found[1].lower() for text in texts if (found := _MNEMONIC.search(text)))
    keys = Counter(
        each.shortcut().toString()
        for each in seen(page)
        if isinstance(each, QAbstractButton) and each.shortcut().toString()
    )
    assert {letter for letter, times in letters.items() if times > 1} == set()
    assert {shortcut for shortcut, times in keys.items() if times > 1} == set()


def spoken(widget: QWidget) -> str:
    """The name that a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def is_reached_otherwise(widget: QWidget, reached: list[QWidget]) -> bool:
    """One of its group is a tab stop; from there the arrow keys go on. Or it has a key of its own."""
    if not isinstance(widget, QAbstractButton):
        return False
    if not widget.shortcut().isEmpty():
        return True
    group = widget.group()
    beside = widget.parentWidget() or widget
    members = group.buttons() if group else beside.findChildren(QAbstractButton)
    exclusive = group.exclusive() if group else widget.autoExclusive()
    return exclusive and any(each in reached for each in members)
