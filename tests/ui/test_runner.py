"""Work leaves the GUI thread, and what it brings comes back on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.runner import Runner


@pytest.fixture
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


pytestmark = pytest.mark.usefixtures("qapp")


def fail(error: BaseException) -> None:
    raise error


def test_that_work_is_done_elsewhere_and_its_result_is_handed_over_here(
    qtbot: QtBot, runner: Runner
) -> None:
    here: list[tuple[str, str]] = []
    runner.run(
        runner,
        lambda: threading.current_thread().name,
        lambda worker: here.append((worker, threading.current_thread().name)),
        fail,
    )
    qtbot.waitUntil(lambda: bool(here))
    ((worker, receiver),) = here
    assert worker.startswith("database")
    assert receiver == threading.main_thread().name


def test_that_jobs_are_done_one_after_the_other_by_one_worker(qtbot: QtBot, runner: Runner) -> None:
    done: list[tuple[int, str]] = []

    def work(number: int) -> tuple[int, str]:
        return number, threading.current_thread().name

    for number in range(1_000):
        runner.run(runner, partial(work, number), done.append, fail)
    qtbot.waitUntil(lambda: len(done) == 1_000)
    assert [number for number, _ in done] == list(range(1_000))
    assert len({worker for _, worker in done}) == 1


def test_that_an_error_reaches_the_one_who_asked(qtbot: QtBot, runner: Runner) -> None:
    def stuck() -> None:
        raise Trouble("disk.full", path="register.db")

    errors, done = list[BaseException](), list[None]()
    runner.run(runner, stuck, done.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Trouble)
    assert done == []


def test_that_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot, runner: Runner) -> None:
    owner, delivered, others = QObject(), list[str](), list[str]()
    may_end = threading.Event()
    runner.run(owner, lambda: str(may_end.wait(10)), delivered.append, fail)
    runner.run(runner, lambda: "next", others.append, fail)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    may_end.set()
    qtbot.waitUntil(lambda: others == ["next"])
    assert delivered == []


def test_that_closing_waits_for_the_work_and_delivers_it() -> None:
    runner, done = Runner(), list[str]()
    may_end = threading.Event()
    runner.run(runner, lambda: str(may_end.wait(10)), done.append, fail)
    threading.Timer(0.05, may_end.set).start()
    runner.close()
    assert done == ["True"]
