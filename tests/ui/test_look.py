"""Every word can be read in every look, and every icon that is named is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from window_practice import open_window

from salw_desktop.ui.dialogs.reader import Reader
from salw_desktop.ui.icons import icon
from salw_desktop.ui.look import BODY_PX, DARK, LIGHT, LOOKS, OUTDOOR, Look, dress, look_in_use
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.settings.page import SettingsPage
from salw_desktop.ui.pages.stockpile.page import StockpilePage
from salw_desktop.ui.preferences import LOOK
from salw_desktop.ui.widgets.chip_row import ChipRow

PAIRS = [
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "head"),
    ("ink", "primary_page"),
    ("ink_soft", "page"),
    ("ink_soft", "card"),
    ("nav_text", "nav"),
    ("nav_soft", "nav"),
    ("nav_text", "nav_on"),
    ("primary_text", "primary"),
    ("primary", "card"),
    ("primary", "primary_page"),
    ("error", "card"),
    ("error", "page"),
    ("warning", "card"),
    ("ok", "card"),
    *(
        (word, f"{word}_page")
        for word in ("ok", "warning", "error", "info", "violet", "orange", "grey")
    ),
]
READABLE, SEEN = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for the edge of a field


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shown = QColor(colour)
    parts: list[float] = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (shown.redF(), shown.greenF(), shown.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_that_every_word_stands_out_from_its_ground(look: Look) -> None:
    pale = {
        pair: contrast(getattr(look, pair[0]), getattr(look, pair[1]))
        for pair in PAIRS
        if contrast(getattr(look, pair[0]), getattr(look, pair[1])) < READABLE
    }
    assert pale == {}
    assert contrast(look.edge, look.card) >= SEEN


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    dress(qapp, LIGHT)


def test_that_a_look_is_told_from_the_palette(application: QApplication) -> None:
    for look in (DARK, OUTDOOR, LIGHT):
        dress(application, look)
        assert look_in_use() is look


def test_that_an_icon_follows_the_look_without_being_made_anew(application: QApplication) -> None:
    dress(application, LIGHT)
    lock = icon("square", "ink")
    before = lock.pixmap(24, 24).toImage()
    dress(application, DARK)
    application.setPalette(QPalette(application.palette()))
    assert lock.pixmap(24, 24).toImage() != before


def test_that_an_arrow_points_the_other_way_where_the_window_is_mirrored(
    qapp: QApplication,
) -> None:
    back, house = icon("chevron-left"), icon("house")
    before = [each.pixmap(24, 24).toImage() for each in (back, house)]
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = [each.pixmap(24, 24).toImage() for each in (back, house)]
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_that_every_text_grows_with_the_size_that_is_chosen(qapp: QApplication) -> None:
    dress(qapp, LIGHT, 150)
    assert "font-size: 27px" in qapp.styleSheet()
    assert "font-size: 18px" in qapp.styleSheet()  # of 12
    assert qapp.font().pixelSize() == BODY_PX * 3 // 2
    dress(qapp, LIGHT)
    assert qapp.font().pixelSize() == BODY_PX


def ground(widget: QWidget) -> str:
    """The colour inside the left edge."""
    return widget.grab().toImage().pixelColor(5, widget.height() // 2).name().upper()


def test_that_another_look_is_worn_at_once_by_what_is_seen_and_by_a_hidden_page_when_it_is_opened(
    qtbot: QtBot, application: QApplication, office: Office
) -> None:
    with open_window(qtbot, office, SettingsPage, StockpilePage) as window:
        window.go("stockpile")
        page = window.page
        assert isinstance(page, StockpilePage)
        button = page.table.columns.button
        window.go("settings")
        for_all = application.styleSheet()
        office.keep(LOOK, DARK.name)
        assert application.styleSheet() == for_all  # what is polished into all takes seconds
        (chip, *_) = window.page.findChildren(ChipRow)
        assert ground(chip.chip("screen")) == DARK.card
        assert ground(button) == LIGHT.card
        window.go("stockpile")
        assert ground(button) == DARK.card
        window.show_keys()
        (reader,) = window.findChildren(Reader)
        assert ground(reader.findChildren(QTextBrowser)[0]) == DARK.card
        reader.close()
