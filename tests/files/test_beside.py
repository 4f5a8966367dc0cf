"""Work done beside: its order, its bounds, and what is left of it when somebody gives up."""

from __future__ import annotations

import operator
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

import pytest

from salw_desktop.files import Beside, worth_a_thread
from salw_desktop.files.beside import PIECES_A_THREAD


@pytest.fixture
def at_work() -> Callable[[], list[threading.Thread]]:
    before = set(threading.enumerate())
    return lambda: [thread for thread in threading.enumerate() if thread not in before]


@pytest.mark.parametrize("at_once", [1, 2])
def test_that_results_come_in_the_order_of_the_work(at_once: int) -> None:
    with Beside[int](at_once=at_once) as others:
        assert list(others.each(partial(pow, n, 2) for n in range(50))) == [n**2 for n in range(50)]


def test_that_small_work_is_done_by_who_asks_for_it() -> None:
    assert (worth_a_thread(0), worth_a_thread(4 * 1024**2), worth_a_thread(2**30)) == (0, 0, 1)
    there = threading.active_count()
    with Beside[int](at_once=0) as nobody:
        assert nobody.give(threading.active_count) == [there]
        nobody.wait()
        with pytest.raises(ZeroDivisionError):
            nobody.give(lambda: 1 // 0)


def test_that_what_is_shown_beside_goes_on_as_it_is() -> None:
    seen: list[bytes] = []
    with Beside[None]() as other:
        pieces = other.showing((b"a", b"", b"b"), to=seen.append)
        assert next(pieces) == b"a"
        other.wait()
        assert seen == [b"a"]
        assert list(pieces) == [b"", b"b"]
        other.wait()
        assert seen == [b"a", b"", b"b"]


def test_that_no_more_is_under_way_than_was_said() -> None:
    asked = 0

    def work() -> Iterator[Callable[[], int]]:
        nonlocal asked
        for asked in count(1):
            yield partial(pow, asked, 2)

    with Beside[int](at_once=2) as others:
        results = others.each(work())
        assert next(results) == 1
        assert asked == others.at_most + 1 == 2 * PIECES_A_THREAD + 1


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


@pytest.mark.skipif(sys.platform == "win32", reason="there a key is no signal to one thread")
@pytest.mark.parametrize("is_waited_for", [True, False], ids=["a result", "the end"])
def test_that_an_impatient_key_waits_for_who_is_at_work(
    at_work: Callable[[], list[threading.Thread]], *, is_waited_for: bool
) -> None:
    """A thread left behind would write into whatever file is opened next."""
    done: list[int] = []
    is_held, goes_on = threading.Event(), threading.Event()

    def hold() -> None:
        is_held.set()
        goes_on.wait()
        done.append(1)

    def press() -> None:
        for _ in range(3):
            signal.pthread_kill(here, signal.SIGINT)
            time.sleep(0.05)
        goes_on.set()

    def hand_over() -> None:
        with Beside[None]() as other:
            other.give(hold)
            is_held.wait()
            pressing.start()
            if is_waited_for:
                deque(other.rest(), maxlen=0)

    here, usual = threading.get_ident(), signal.signal(signal.SIGINT, signal.default_int_handler)
    pressing = threading.Thread(target=press)
    try:
        with pytest.raises(KeyboardInterrupt):
            hand_over()
        assert done == [1]
    finally:
        goes_on.set()
        pressing.join()
        signal.signal(signal.SIGINT, usual)
    assert at_work() == []


def test_that_a_piece_that_was_not_begun_tells_why() -> None:
    """Of two threads one may fail while the other has taken an earlier piece and not begun it."""
    with Beside[int](at_once=2) as others:
        with pytest.raises(LookupError):
            others._do(partial(operator.getitem, [], 1))
        with pytest.raises(LookupError):
            deque(others.each([partial(abs, 1)]), maxlen=0)
