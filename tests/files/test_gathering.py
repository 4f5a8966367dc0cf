"""Small pieces gathered into large ones: all of them are used, in order, and what fails is told."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.files import gathering
from salw_desktop.files.gathering import Gathering

PIECE_BYTES = 8


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "PIECE_BYTES", PIECE_BYTES)


@pytest.mark.parametrize("threads", [0, 1])
@given(st.lists(st.binary(max_size=5 * PIECE_BYTES)))
def test_that_all_is_used_in_order_and_in_large_pieces(threads: int, given: list[bytes]) -> None:
    used: list[bytes] = []
    told: list[int] = []

    def use(piece: memoryview) -> int:
        used.append(bytes(piece))
        return len(piece)

    with Gathering(use, told.append, threads=threads) as add:
        for each in given:
            add(each)
    assert b"".join(used) == b"".join(given)
    assert {len(piece) for piece in used[:-1]} <= {PIECE_BYTES}
    assert told == [len(piece) for piece in used]


@pytest.mark.parametrize("threads", [0, 1])
def test_that_what_fails_is_told_and_nothing_is_used_after_it(threads: int) -> None:
    there = set(threading.enumerate())
    used: list[bytes] = []

    def full(piece: memoryview) -> None:
        used.append(bytes(piece))
        raise OSError(28, "No space left on device")

    def work() -> None:
        with Gathering(full, threads=threads) as add:
            for _ in range(100):
                add(b"12345")

    with pytest.raises(OSError, match="No space"):
        work()
    assert used == [b"12345123"]
    assert set(threading.enumerate()) == there


def test_that_who_gives_up_leaves_the_rest_unused() -> None:
    used: list[bytes] = []

    def work() -> None:
        with Gathering(lambda piece: used.append(bytes(piece))) as add:
            add(b"123")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert used == []
