"""Texts are not cut: on a small screen, larger, in a language of longer words, mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override
from weapon_shelf import Shelf
from whole_window import KEYS, bring, cut_texts, settle, whole_window

from salw_desktop.ui.look import BODY_PX, bring_fonts, for_text
from salw_desktop.ui.main_window import FOLDED, MainWindow
from salw_desktop.ui.models.rows_model import TICK
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.register.item_form import OTHER, QUICK, WHOLE
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.preferences import TEXT
from salw_desktop.ui.sidebar import PERSON_PX
from salw_desktop.ui.widgets.badge import Badge, badge_font, badge_width, said
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.rows_view import RowsView

LOOKS, LOOK_EACH_MS = 40, 50
IS_A_STRIP = Qt.ScrollBarPolicy.ScrollBarAlwaysOff  # of pictures, pushed along on purpose


@pytest.fixture(scope="module", autouse=True)
def own_fonts(qapp: QApplication) -> None:
    """Those of the program: what fits in them may be cut in the system's."""
    bring_fonts(qapp)


def test_that_a_small_screen_cuts_no_text_and_shows_the_button_that_goes_on(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    with whole_window(qapp, shelf, tmp_path) as window:
        window.resize(1280, 720)
        assert cut_on_pages(window, shelf) == {}
        assert window.size().toTuple() == (1280, 720)


def out_of_sight(page: Page) -> list[str]:
    """What a page of the window hides beyond its edges, or beyond those of what scrolls in it."""
    frame = page.parentWidget()
    assert frame is not None
    sight = QRect(page.mapFrom(frame, QPoint()), frame.size())
    is_beyond = page.width() > sight.width() or page.height() > sight.height()
    beyond = [f"{page.size().toTuple()}"] if is_beyond else []
    beyond += [
        f"{type(area).__name__} {area.accessibleName()} by {area.horizontalScrollBar().maximum()} px"
        for area in page.findChildren(QAbstractScrollArea)
        if area.isVisibleTo(page)
        and area.horizontalScrollBar().maximum()
        and area.verticalScrollBarPolicy() != IS_A_STRIP
    ]
    return beyond + [
        button.caption
        for button in page.findChildren(KeyButton)
        if button.property("kind") == "primary"
        and button.isVisibleTo(page)
        and not sight.contains(button.rect().translated(button.mapTo(page, QPoint())))
    ]


@pytest.mark.parametrize("percent", [125, 150])
def test_that_no_text_is_cut_when_texts_are_larger(
    qapp: QApplication, shelf: Shelf, tmp_path: Path, percent: int
) -> None:
    with whole_window(qapp, shelf, tmp_path, percent) as window:
        assert qapp.font().pixelSize() == BODY_PX * percent // 100
        assert cut_on_pages(window, shelf) == {}


def test_that_larger_texts_take_the_room_of_a_side_bar_nobody_asked_for(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    with whole_window(qapp, shelf, tmp_path) as window:
        assert not window._sidebar.is_folded
        window.office.keep(TEXT, 125)
        assert window._sidebar.is_folded  # the screen of this run is narrow
        window.office.keep(FOLDED, False)
        window.office.keep(TEXT, 150)
        assert not window._sidebar.is_folded


def test_that_the_side_bar_grows_with_the_texts_at_once(
    qapp: QApplication, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    with whole_window(qapp, shelf, tmp_path) as window:
        badge = bring(window, "item", shelf).findChildren(Badge)[0]
        narrow = window._sidebar.width()
        window.office.keep(FOLDED, False)
        window.office.keep(TEXT, 150)
        qtbot.waitUntil(lambda: window._sidebar.width() > narrow)
        qtbot.waitUntil(lambda: not cut_texts(window._sidebar))
        assert window._sidebar._person.height() >= for_text(PERSON_PX)
        assert badge.minimumWidth() == badge_width(badge.text, badge_font(badge.font()))
        marked = [each for each in window._sidebar._entries.values() if each.isChecked()]
        assert marked == []  # the page in front has no entry
        window.go("stockpile")
        assert window._sidebar._entries["stockpile"].isChecked()


def cut_on(page: Page) -> list[str]:
    return cut_texts(page) + out_of_sight(page)


def cut_in_lists(page: Page) -> list[str]:
    lists = page.findChildren(RowsView)
    return [each for view in lists if view.isVisibleTo(page) for each in cut_columns(view)]


def at_rest(looked: Callable[[], list[str]]) -> list[str]:
    """What is cut stays so; what was read a moment ago gets its room with the next events, late on a busy machine."""
    for _ in range(LOOKS):
        if not (cut := looked()):
            break
        QTest.qWait(LOOK_EACH_MS)
    return cut


def cut_on_pages(window: MainWindow, shelf: Shelf) -> dict[str, list[str]]:
    """With what is out of sight, and what the columns of the long lists cut, but for names of models."""
    cut = {}
    for key in KEYS:
        page = bring(window, key, shelf)
        cut[key] = at_rest(lambda page=page: cut_on(page) + cut_in_lists(page))  # type: ignore[misc]
        if isinstance(page, RegisterPage):
            cut |= cut_on_the_form(window, page)
    cut["window"] = at_rest(lambda: cut_texts(window))
    return {key: texts for key, texts in cut.items() if texts}


def cut_on_the_form(window: MainWindow, page: RegisterPage) -> dict[str, list[str]]:
    """Of an item: each of its three forms, and each group that is one key away."""
    assert page.table is not None
    page.go_on_with(page.table.waiting[0].number)
    settle(window)
    cut = {}
    for mode in (OTHER, QUICK, WHOLE):
        page.form.show_mode(mode)
        QApplication.processEvents()
        cut[mode] = at_rest(lambda: cut_on(page))
    for group in range(len(page.form.more._groups)):
        page.form.more.toggle(group)
        QApplication.processEvents()
        cut[f"group {group + 1}"] = at_rest(lambda: cut_on(page))
    return cut


def cut_columns(view: RowsView) -> list[str]:
    """Headings, numbers and coloured words that are wider than their column."""
    header, rows = view.horizontalHeader(), view._rows
    bold = QFont(view.font())
    bold.setWeight(QFont.Weight.DemiBold)
    texts = {"serial": "KG-1234567", "number": "DW-XA26-LEN-VYSS-0001-D"}
    cut = []
    for section in range(TICK + 1, header.count()):
        column = rows.column(section)
        assert column is not None
        heading = str(rows.headerData(section, Qt.Orientation.Horizontal))
        needs = [header.fontMetrics().horizontalAdvance(heading)]
        needs.append(QFontMetrics(bold).horizontalAdvance(texts.get(column.key, "")))
        if column.key == "custody":
            needs.append(badge_width(said("destroyed"), badge_font(view.font())))
        if not header.isSectionHidden(section) and max(needs) > header.sectionSize(section) - 16:
            cut.append(f"{heading}: {header.sectionSize(section)} px")
    return cut


class LongWords(QTranslator):
    """Every sentence a third longer, as German and Russian are; only what comes from tr() is."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self, context: str, source: str, /, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return source + "~" * (len(source) * 35 // 100)


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[None]:
    translator = LongWords()
    qapp.installTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("long_words")
def test_that_longer_words_from_right_to_left_are_not_cut(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    with whole_window(qapp, shelf, tmp_path) as window:
        assert cut_on_pages(window, shelf) == {}
        page = bring(window, "home", shelf)
        beside = page.mapTo(window, page.rect().topRight()).x()
        assert window.width() - beside > window.width() - page.width() - 2  # the side bar is right
