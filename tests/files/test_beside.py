"""Work done beside: its order, its bounds, and what is left of it when somebody gives up."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

import pytest

from salw_desktop.files import Beside
from salw_desktop.files.beside import FOR_EACH


@pytest.fixture
def at_work() -> Callable[[], list[threading.Thread]]:
    before = set(threading.enumerate())
    return lambda: [thread for thread in threading.enumerate() if thread not in before]


@pytest.mark.parametrize("at_once", [1, 2])
def test_that_results_come_in_the_order_of_the_work(at_once: int) -> None:
    with Beside[int](at_once=at_once) as others:
        assert list(others.each(partial(pow, n, 2) for n in range(50))) == [n**2 for n in range(50)]


def test_that_no_more_is_under_way_than_was_said() -> None:
    asked = 0

    def work() -> Iterator[Callable[[], int]]:
        nonlocal asked
        for asked in count(1):
            yield partial(pow, asked, 2)

    with Beside[int](at_once=2) as others:
        results = others.each(work())
        assert next(results) == 1
        assert asked == others.at_most + 1 == 2 * FOR_EACH + 1


def test_that_what_fails_is_told_at_its_turn() -> None:
    with Beside[tuple[int, int]]() as other:
        results = other.each(partial(divmod, 6, n) for n in (3, 2, 0, 1))
        assert [next(results), next(results)] == [(2, 0), (3, 0)]
        with pytest.raises(ZeroDivisionError):
            next(results)


def test_that_nothing_is_begun_after_what_failed() -> None:
    done: list[int] = []
    is_given = threading.Event()

    def fail() -> None:
        is_given.wait()
        raise LookupError

    with Beside[None]() as other:
        other.give(fail)
        other.give(partial(done.append, 1))
        is_given.set()
        with pytest.raises(LookupError):
            deque(other.rest(), maxlen=0)
    assert done == []


def test_that_who_gives_up_leaves_nothing_begun_and_nobody_at_work(
    at_work: Callable[[], list[threading.Thread]],
) -> None:
    done: list[int] = []
    is_held, goes_on = threading.Event(), threading.Event()

    def hold() -> None:
        is_held.set()
        goes_on.wait()
        done.append(0)

    def give_up() -> None:
        with Beside[None]() as other:
            for work in (hold, partial(done.append, 1), partial(done.append, 2)):
                other.give(work)
            is_held.wait()
            threading.Timer(0.05, goes_on.set).start()
            raise LookupError

    with pytest.raises(LookupError):
        give_up()
    assert done == [0]
    assert [thread for thread in at_work() if not isinstance(thread, threading.Timer)] == []


def test_that_an_impatient_key_waits_for_who_is_at_work(
    at_work: Callable[[], list[threading.Thread]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread left behind would write into whatever file is opened next."""
    real, pressed = ThreadPoolExecutor.shutdown, iter([True, True, False])

    def shutdown(self: ThreadPoolExecutor, *, cancel_futures: bool) -> None:
        if next(pressed):
            raise KeyboardInterrupt
        real(self, cancel_futures=cancel_futures)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", shutdown)
    done: list[int] = []
    with pytest.raises(KeyboardInterrupt), Beside[None]() as other:
        other.give(partial(done.append, 1))
    assert done == [1]
    assert at_work() == []
