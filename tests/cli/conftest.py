"""A station at work, made once and copied for each test; keys that cost little."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factory import FAST
from ready import Ready, a_station_at_work
from terminal import cheap_keys as cheap_keys

from salw_desktop.usecases import keeping


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ready") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "measured_cost", lambda: FAST)
        return a_station_at_work(home).home


@pytest.fixture
def ready(made: Path, tmp_path: Path) -> Ready:
    shutil.copytree(made, tmp_path / "home")  # noqa: TID251  practice data
    return Ready(tmp_path / "home")
