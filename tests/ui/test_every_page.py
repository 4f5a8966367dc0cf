"""Each page of the window, whatever it is for: it can be read, named and reached by keys alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Desk, an_order
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QWidget,
)
from typing_extensions import override
from weapon_shelf import Shelf
from whole_window import KEYS, bring, can_have_focus, seen, settle, whole_window

from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.window_keys import keys_inside, window_keys

CTRL = Qt.KeyboardModifier.ControlModifier
LEAST_PX = 28
MOST_STOPS = 120
_MNEMONIC = re.compile(r"&([^\W_])")


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    with whole_window(qapp, shelf, tmp_path_factory.mktemp("whole")) as window:
        yield window


def test_that_no_part_of_a_page_stands_alone_as_a_window_while_it_is_made(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    """It would flash up, and take the focus with it."""
    shown = WindowsShown()
    with whole_window(qapp, shelf, tmp_path) as window:
        qapp.installEventFilter(shown)
        for key in KEYS:
            bring(window, key, shelf)
        qapp.removeEventFilter(shown)
    assert shown.kinds == []


class WindowsShown(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


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


def test_that_each_page_begins_in_its_main_thing_and_enter_opens_what_is_chosen(
    window: MainWindow, shelf: Shelf
) -> None:
    an_order(Desk(shelf.practice, window.office.register))
    opened_by_enter = set()
    for kind in (page for page in PAGES if page.number):
        bring(window, "settings", shelf)
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + (kind.number or 0)), CTRL)
        settle(window)
        page, focused = window.page, window.focusWidget()
        assert page.key == kind.key
        assert focused is not None, kind.key
        assert page.isAncestorOf(focused), kind.key
        if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
            QTest.keyClick(focused, Qt.Key.Key_Return)
            settle(window)
            assert not focused.isVisible(), kind.key
            opened_by_enter.add(kind.key)
    assert opened_by_enter == {"stockpile", "destruction", "printing"}


def test_that_every_key_of_the_living_window_stands_in_the_list_of_keys(
    window: MainWindow, shelf: Shelf
) -> None:
    inside = listed(keys_inside())
    everywhere = listed(window_keys()) | {f"Ctrl+{page.number}" for page in PAGES if page.number}
    living = set()
    for kind in PAGES:
        page = bring(window, kind.key, shelf)
        found = bound(page)
        missing = found - listed(kind.keys()) - inside
        assert missing == set(), kind.key
        living |= found
    everywhere.add("Ctrl+,")
    assert bound(window) - living == everywhere


def bound(root: QWidget) -> set[str]:
    """Keys of buttons and shortcuts in it; an underlined letter says itself what it does."""
    keys = {
        each.shortcut().toString()
        for each in root.findChildren(QAbstractButton)
        if not _MNEMONIC.search(each.text())
    }
    for shortcut in root.findChildren(QShortcut):
        sequences = shortcut.keys()
        keys |= {key.toString() for key in sequences}
    return {key.replace("Enter", "Return") for key in keys if key}


def listed(keys: tuple[tuple[str, str], ...]) -> set[str]:
    """As Qt spells them: `Alt+1 … Alt+3` is three."""
    found = set()
    for shown, _ in keys:
        for one in shown.split(", "):
            first, _, last = one.partition(" … ")
            way, sign = first[:-1], first[-1]
            between = range(ord(sign), ord(last[-1]) + 1) if last else ()
            found |= {f"{way}{chr(each)}" for each in between} or {one}
    spelled = (("Enter", "Return"), ("Insert", "Ins"), ("Delete", "Del"))
    for name, qt in spelled:
        found = {key.replace(name, qt) for key in found}
    return found


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
