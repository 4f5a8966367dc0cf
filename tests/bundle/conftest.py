"""A desk of its own for each test."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_makers import Desk

from salw_desktop.files import Beside


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def slow_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done beside is done late."""
    at_once = Beside._do

    def late(self: Beside[object], work: Callable[[], object]) -> object:
        time.sleep(0.02)
        return at_once(self, work)

    monkeypatch.setattr(Beside, "_do", late)
