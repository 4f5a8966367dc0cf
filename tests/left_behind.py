"""What one test may leave to the next: a key that was derived, and no window."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from functools import lru_cache

import pytest
from factory import FAST
from nacl.pwhash import argon2id

from salw_desktop.keys import remote_codes


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """No window of one file stands before the windows of the next one, takes their keys, or is dressed with them."""
    yield
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
