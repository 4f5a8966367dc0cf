"""A register with weapons that can be destroyed, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from destruction_bench import a_stocked_register
from factory import Desk, Practice
from ui_practice import lock

from salw_desktop.ui.runner import Runner


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Practice, list[str]]:
    return a_stocked_register(tmp_path_factory.mktemp("stocked") / "lendo.salw", 4)


@pytest.fixture
def numbers(stocked: tuple[Practice, list[str]]) -> list[str]:
    return stocked[1]


@pytest.fixture
def bench(stocked: tuple[Practice, list[str]], tmp_path: Path, runner: Runner) -> Iterator[Desk]:
    """The register unlocked by its supervisor, for acts before the page is opened."""
    practice = stocked[0].copied_to(tmp_path / "lendo.salw")
    desk = Desk(practice, practice.unlock())
    yield desk
    lock(desk.register, runner)
