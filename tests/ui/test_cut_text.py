"""Texts are not cut: on a small screen, larger, in a language of longer words, mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override
from weapon_shelf import Shelf
from whole_window import KEYS, bring, cut_texts, whole_window

from salw_desktop.ui.look import BODY_PX, bring_fonts, for_text
from salw_desktop.ui.main_window import FOLDED, MainWindow
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.preferences import TEXT
from salw_desktop.ui.sidebar import PERSON_PX
from salw_desktop.ui.widgets.key_button import KeyButton


def test_that_a_small_screen_cuts_no_text_and_shows_the_button_that_goes_on(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    bring_fonts(qapp)
    with whole_window(qapp, shelf, tmp_path) as window:
        window.resize(1280, 720)
        assert cut_on_pages(window, shelf) == {}
        out = {key: out_of_sight(bring(window, key, shelf)) for key in KEYS}
        assert {key: texts for key, texts in out.items() if texts} == {}
        assert window.size().toTuple() == (1280, 720)


def out_of_sight(page: Page) -> list[str]:
    """What a page of the window hides beyond its edges: to the side anything, below what goes on from here."""
    frame = page.parentWidget()
    assert frame is not None
    sight = QRect(page.mapFrom(frame, QPoint()), frame.size())
    beyond = [f"{page.width() - sight.width()} px"] if page.width() > sight.width() else []
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
        narrow = window._sidebar.width()
        window.office.keep(FOLDED, False)
        window.office.keep(TEXT, 150)
        qtbot.waitUntil(lambda: window._sidebar.width() > narrow)
        qtbot.waitUntil(lambda: not cut_texts(window._sidebar))
        assert window._sidebar._person.height() >= for_text(PERSON_PX)
        bring(window, "item", shelf)
        marked = [each for each in window._sidebar._entries.values() if each.isChecked()]
        assert marked == []  # the page in front has no entry
        window.go("stockpile")
        assert window._sidebar._entries["stockpile"].isChecked()


def cut_on_pages(window: MainWindow, shelf: Shelf) -> dict[str, list[str]]:
    cut = {key: cut_texts(bring(window, key, shelf)) for key in KEYS}
    cut["window"] = cut_texts(window)
    return {key: texts for key, texts in cut.items() if texts}


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
