"""The Destruction page, opened as somebody finds it."""

from __future__ import annotations

from factory import Desk
from pytestqt.qtbot import QtBot
from window_practice import open_page

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.runner import Runner


def opened(qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None) -> DestructionPage:
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    page = open_page(qtbot, office, DestructionPage, subject)
    office.setParent(page)
    return page


def at_session(qtbot: QtBot, desk: Desk, runner: Runner, session: str) -> DestructionPage:
    page = opened(qtbot, desk, runner)
    qtbot.waitUntil(lambda: page.session.board is not None)
    board = page.session.board
    assert board is not None
    assert board.facts["number"] == session
    return page
