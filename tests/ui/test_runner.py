"""Work leaves the GUI thread, and what it brings comes back on it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from types import FrameType

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


class Held(QObject):
    """Says in which thread it ended, as a widget would."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread().name)

    def work(self) -> None:
        """Done on the worker."""

    def take(self, _: None) -> None:
        """Takes what the worker brought."""


def slowly_leaving(frame: FrameType, event: str, _: object) -> None:
    """A worker that is held up at each end of a function of ours."""
    if event == "return" and frame.f_code.co_filename.endswith(("runner.py", "thread.py")):
        time.sleep(0.02)


def test_that_no_worker_is_the_last_to_let_go_of_whoever_asked(qtbot: QtBot) -> None:
    ended: list[str] = []
    threading.setprofile(slowly_leaving)
    try:
        runner = Runner()
        for ask in (runner.run, runner.read):
            held = Held(ended)
            ask(held, held.work, held.take, fail)
            del held
    finally:
        threading.setprofile(None)
    qtbot.waitUntil(lambda: len(ended) == 2)
    runner.close()
    assert set(ended) == {threading.main_thread().name}
