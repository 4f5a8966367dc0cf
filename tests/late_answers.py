"""A register that answers late: a paper is being printed, a disk is slow, and somebody goes on working."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest

from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.register import Register

AT_MOST_S = 20


@contextmanager
def a_busy_writer(runner: Runner) -> Iterator[None]:
    """What is asked to be done waits until the end of the block."""
    is_free = threading.Event()
    runner.run(runner, lambda: is_free.wait(AT_MOST_S), lambda _: None, lambda _: None)
    try:
        yield
    finally:
        is_free.set()


def _always(*_: object) -> bool:
    return True


@contextmanager
def held_back(
    module: ModuleType, query: str, which: Callable[..., bool] = _always
) -> Iterator[list[tuple[object, ...]]]:
    """The answers to this query of the module come after the block; yields what it was asked for so far."""
    is_free, asked = threading.Event(), list[tuple[object, ...]]()
    ask = getattr(module, query)

    def asked_late(register: Register, *what: object, **named: object) -> object:
        found = ask(register, *what, **named)
        told = (*what, *named.values())
        asked.append(told)
        if which(*told):
            is_free.wait(AT_MOST_S)
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, query, asked_late)
        try:
            yield asked
        finally:
            is_free.set()
