"""What one test may leave to the next: a key that was derived, and no window, page or office."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from functools import lru_cache, wraps
from typing import Any

import pytest
from factory import FAST
from nacl.pwhash import argon2id

from salw_desktop.keys import remote_codes

_WINDOW = "salw_desktop.ui.main_window"
_held: list[Any] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """Pages and offices that a test makes are held until it is torn down.

    What only a test held would end with its last line, destroyed by the last of its own connections in the midst of them
    all. In the program the shell owns the office and the window its pages.
    """
    if _WINDOW not in sys.modules:
        yield
        return
    from salw_desktop.ui.pages.page import Page
    from salw_desktop.ui.workplace import Workplace

    with pytest.MonkeyPatch.context() as patch:
        for kind in (Workplace, Page):
            patch.setattr(kind, "__init__", _holding(kind.__init__))
        yield


def _holding(made: Any) -> Any:  # noqa: ANN401  of any class
    @wraps(made)
    def hold(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        _held.append(self)
        made(self, *arguments, **named)

    return hold


def _let_go() -> None:
    """Pages before their office; what has an owner is his."""
    import shiboken6

    while _held:
        if shiboken6.isValid(last := _held.pop()) and last.parent() is None:
            shiboken6.delete(last)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """No window of one file stands before the windows of the next one, takes their keys, or is dressed with them."""
    yield
    if _WINDOW in sys.modules:
        _let_go()
    if "PySide6.QtWidgets" in sys.modules:
        _destroy_windows(with_open_ones=nextitem is None or nextitem.path != item.path)


def _destroy_windows(*, with_open_ones: bool) -> None:
    """Those that asked for it: no event loop of the program runs here, which would do it."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if with_open_ones:
        for window in QApplication.topLevelWidgets():
            if window.parent() is None:
                window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def cheap_keys_derived_once() -> Iterator[None]:
    """Each test opens a copy of the same register; a key that is meant to cost something is derived each time."""
    derive, cheap_bytes = argon2id.kdf, FAST.memory_mib * 1024 * 1024
    derived = lru_cache(maxsize=4096)(derive)

    def once(size: int, password: bytes, salt: bytes, opslimit: int, memlimit: int) -> bytes:
        kdf = derived if memlimit <= cheap_bytes else derive
        return kdf(size, password, salt, opslimit, memlimit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2id, "kdf", once)
        patch.setattr(remote_codes, "_MEMORY_BYTES", cheap_bytes)  # ten codes for each enrolment
        yield
