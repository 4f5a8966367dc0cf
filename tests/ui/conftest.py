"""A real practice register, made once and copied for each test, and a runner that is shut after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui_practice import SITE, STOREKEEPER, SUPERVISOR, UNIT, PracticeFile

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.keys.slots import LEAST_COST
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.keeping import new_register


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> PracticeFile:
    path = tmp_path_factory.mktemp("template") / "lendo.salw"
    operators = (
        NewOperator(SUPERVISOR, "supervisor", "Practice team", (Role.SUPERVISOR,)),
        NewOperator(STOREKEEPER, "storekeeper", "Practice team", (Role.STOREKEEPER,)),
    )
    block = NumberBlock.parse("XA26-LEN-000001-000999", site=SITE)
    station = NewStation(UNIT, SITE, operators, block, is_practice=True)
    return PracticeFile(path, dict(new_register(path, station, cost=LEAST_COST).passphrases))


@pytest.fixture
def practice(template: PracticeFile, tmp_path: Path) -> PracticeFile:
    path = tmp_path / template.path.name
    shutil.copytree(template.path, path)  # noqa: TID251  practice data
    return PracticeFile(path, template.passphrases)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:  # noqa: ARG001  it needs the application
    runner = Runner()
    yield runner
    runner.close()
