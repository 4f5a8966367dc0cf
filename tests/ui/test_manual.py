"""F1 opens the page of the manual that belongs to the page in front."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_practice import open_window

from salw_desktop.ui.dialogs.reader import Reader
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.page import Page

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_that_a_page_has_its_help(page: type[Page]) -> None:
    text = (MANUAL / f"{page.help_page}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert f"({page.help_page}.md)" in (MANUAL / "index.md").read_text(encoding="utf-8")


def test_that_every_link_of_the_manual_leads_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in MANUAL.rglob("*.md")
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_that_f1_opens_the_help_of_the_page_in_front(qtbot: QtBot, office: Office) -> None:
    with open_window(qtbot, office, HomePage) as window:
        QTest.keyClick(window, Qt.Key.Key_F1)
        qtbot.waitUntil(lambda: bool(window.findChildren(Reader)))
        reader = window.findChildren(Reader)[0]
        heading = (
            (MANUAL / "home.md").read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        )
        assert reader.browser.toPlainText().startswith(heading)
        QTest.keyClick(reader, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.findChildren(Reader))  # gone, not only hidden
