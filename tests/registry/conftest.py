"""A pair made once and copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from factory import FixedClock, Practice
from pair import Pair, a_pair


@pytest.fixture(scope="session")
def made_pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return a_pair(tmp_path_factory.mktemp("pair"))


@pytest.fixture
def pair(made_pair: Pair, tmp_path: Path) -> Pair:
    home = tmp_path / "pair"
    shutil.copytree(made_pair.home, home)  # noqa: TID251  practice data
    clock = FixedClock()
    clock.go_on(hours=1)
    words = dict(made_pair.practice.passphrases)
    practice = Practice(home / "lendo.salw", clock, words)
    return replace(made_pair, home=home, practice=practice)
