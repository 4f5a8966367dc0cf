"""What waits stands at the side on every page, whether anybody has looked at Home or not."""

from __future__ import annotations

import pytest
from factory import Desk, a_weapon
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_practice import open_window

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui import side_counts
from salw_desktop.ui.main_window import PAGE, MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.exchange.page import ExchangePage
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.identify.page import IdentifyPage
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.home import Home
from salw_desktop.usecases.people import AddPlace
from salw_desktop.usecases.queries import waiting
from salw_desktop.usecases.register import Register

PAGES = (HomePage, IdentifyPage, ExchangePage)


@pytest.fixture
def office(bench_desk: Desk, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(side_counts, "LOOK_EACH_MS", 10)
    monkeypatch.setattr(side_counts, "REST_MS", 0)
    office = Office(bench_desk.register, runner)
    office.keep(PAGE, "exchange")
    return office


def shown(window: MainWindow, page: str) -> int:
    entry = window._sidebar._entries[page]
    return int(entry._count.text() or "0") if entry._count.isVisible() else 0


def test_that_a_window_opened_on_another_page_tells_what_waits(
    qtbot: QtBot, bench_desk: Desk, office: Office
) -> None:
    waits = waiting(bench_desk.register).to_identify
    with open_window(qtbot, office, *PAGES) as window:
        assert isinstance(window.page, ExchangePage)
        qtbot.waitUntil(lambda: shown(window, "identify") == waits)
        assert waits
        assert shown(window, "home")


def test_that_it_is_counted_again_after_an_act_on_any_page(
    qtbot: QtBot, bench_desk: Desk, office: Office
) -> None:
    waits = waiting(bench_desk.register).to_identify
    with open_window(qtbot, office, *PAGES) as window:
        qtbot.waitUntil(lambda: shown(window, "identify") == waits)
        a_weapon(bench_desk, model="", kind_of_weapon="rifle", serial="KG 7731")
        office.perform(window.page, AddPlace(name="Shed", place_kind="store"))
        qtbot.waitUntil(lambda: shown(window, "identify") == waits + 1)


def test_that_nothing_is_read_where_nothing_was_done(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Register] = []
    home_of = side_counts.home_of

    def counted(register: Register) -> Home:
        read.append(register)
        return home_of(register)

    monkeypatch.setattr(side_counts, "home_of", counted)
    with open_window(qtbot, office, *PAGES) as window:
        qtbot.waitUntil(lambda: shown(window, "home") > 0)
        qtbot.wait(100)
        assert len(read) == 1
        window.go("home")
        assert isinstance(window.page, HomePage)
        qtbot.waitUntil(lambda: window.page.second_line != "")
        office.perform(window.page, AddPlace(name="Shed", place_kind="store"))
        qtbot.wait(100)
        # Home tells them once it is read: a look that fell between is one more at the most
        assert len(read) <= 2


def test_that_nothing_is_read_while_somebody_types(
    qtbot: QtBot, bench_desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_counts, "REST_MS", 60_000)
    waits = waiting(bench_desk.register).to_identify
    with open_window(qtbot, office, *PAGES) as window:
        QTest.keyClick(window, Qt.Key.Key_Shift)
        qtbot.wait(100)
        assert shown(window, "identify") == 0
        monkeypatch.setattr(side_counts, "REST_MS", 0)
        qtbot.waitUntil(lambda: shown(window, "identify") == waits)


def test_that_nothing_is_read_behind_the_cover(
    qtbot: QtBot, bench_desk: Desk, office: Office
) -> None:
    waits = waiting(bench_desk.register).to_identify
    with open_window(qtbot, office, *PAGES) as window:
        qtbot.waitUntil(lambda: shown(window, "identify") == waits)
        window.cover_up()
        a_weapon(bench_desk, model="", kind_of_weapon="rifle", serial="KG 7731")
        office.changed.emit(frozenset({"weapon"}))
        qtbot.wait(100)
        assert window._sidebar._entries["identify"]._count.text() == str(waits)
        window._come_back()
        qtbot.waitUntil(lambda: shown(window, "identify") == waits + 1)


def test_that_a_register_that_cannot_be_read_disturbs_nobody_who_did_not_ask(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Register) -> Home:
        asked.append(True)
        raise Trouble("register.damaged", path="register.db")

    asked: list[bool] = []
    monkeypatch.setattr(side_counts, "home_of", fails)
    with open_window(qtbot, office, *PAGES) as window:
        qtbot.waitUntil(lambda: bool(asked))
        qtbot.wait(50)
        assert window.page.bar.text == ""
        assert shown(window, "home") == 0
