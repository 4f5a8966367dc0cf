"""After an unclean close the window is there at once, and the whole file is looked at beside the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot
from ui_practice import SUPERVISOR, PracticeFile, lock
from window_practice import open_window

from salw_desktop.database.connection import connect
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.owed_check import OwedCheck
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.runner import Job, Runner
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.keeping import unlock


def unsealed(practice: PracticeFile, change: str = "") -> None:
    """As a power cut leaves it; `change` is made by somebody who holds the key, far behind the newest events."""
    with unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR]) as register:
        path, key = register.database.path, register.data_key
    if change:
        connection = connect(path, key)
        connection.execute(change)
        connection.close()
    Folder(practice.path).seal.unlink()


@contextmanager
def at_work(qtbot: QtBot, practice: PracticeFile, runner: Runner) -> Iterator[MainWindow]:
    words = practice.passphrases[SUPERVISOR]
    register = unlock(practice.path, SUPERVISOR, words, checks_behind=True)
    office = Office(register, runner)
    with open_window(qtbot, office, HomePage) as window:
        yield window
    office.put_by()
    lock(register, runner)
    runner.close()


def bar(window: MainWindow) -> OwedCheck:
    (found,) = window.findChildren(OwedCheck)
    return found


def test_that_a_whole_register_ends_its_check_and_is_sealed(
    qtbot: QtBot, practice: PracticeFile, runner: Runner
) -> None:
    unsealed(practice)
    with at_work(qtbot, practice, runner) as window:
        qtbot.waitUntil(lambda: not window.office.register.owes_check)
        assert not bar(window).isVisible()
    assert Folder(practice.path).seal.is_file()


def test_that_what_differs_is_shown_and_locks_writing(
    qtbot: QtBot, practice: PracticeFile, runner: Runner
) -> None:
    # the newest events say nothing of it: only the whole check finds it
    unsealed(practice, "DELETE FROM touched")
    with at_work(qtbot, practice, runner) as window:
        qtbot.waitUntil(bar(window).isVisible)
        (finding, *_) = window.office.register.findings
        assert finding in bar(window)._alarm.text()
    assert not Folder(practice.path).seal.is_file()


def test_that_it_keeps_no_screen_from_being_locked(
    qtbot: QtBot, practice: PracticeFile, runner: Runner
) -> None:
    unsealed(practice)
    began: list[Job] = []
    with at_work(qtbot, practice, runner) as window:
        qtbot.waitUntil(lambda: not window.office.register.owes_check)
        window.office.register.owes_check = True
        window.office.job_began.connect(began.append)
        bar(window).begin()
        assert [job.is_beside for job in began] == [True]
        assert not window.office.is_working
