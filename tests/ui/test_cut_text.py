"""Texts are not cut: on a small screen, larger, in a language of longer words, mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override
from weapon_shelf import Shelf
from whole_window import KEYS, bring, cut_texts, whole_window

from salw_desktop.ui.look import BODY_PX
from salw_desktop.ui.main_window import MainWindow


def test_that_no_text_is_cut_on_a_small_screen(
    qapp: QApplication, shelf: Shelf, tmp_path: Path
) -> None:
    with whole_window(qapp, shelf, tmp_path) as window:
        window.resize(1280, 720)
        assert cut_on_pages(window, shelf) == {}
        assert window.size().toTuple() == (1280, 720)


@pytest.mark.parametrize("percent", [125, 150])
def test_that_no_text_is_cut_when_texts_are_larger(
    qapp: QApplication, shelf: Shelf, tmp_path: Path, percent: int
) -> None:
    with whole_window(qapp, shelf, tmp_path, percent) as window:
        assert qapp.font().pixelSize() == BODY_PX * percent // 100
        assert cut_on_pages(window, shelf) == {}


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
