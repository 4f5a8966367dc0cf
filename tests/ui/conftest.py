"""A real practice register, made once and copied for each test, and a runner that is shut after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import FAST, Desk
from pytestqt.qtbot import QtBot
from ui_practice import SITE, STOREKEEPER, SUPERVISOR, UNIT, PracticeFile, lock
from weapon_shelf import Shelf, a_shelf
from work_bench import Bench, a_bench

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.keeping import new_register, unlock


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> PracticeFile:
    path = tmp_path_factory.mktemp("template") / "lendo.salw"
    operators = (
        NewOperator(SUPERVISOR, "supervisor", "Practice team", (Role.SUPERVISOR,)),
        NewOperator(STOREKEEPER, "storekeeper", "Practice team", (Role.STOREKEEPER,)),
    )
    block = NumberBlock.parse("XA26-LEN-000001-000999", site=SITE)
    station = NewStation(UNIT, SITE, operators, block, is_practice=True)
    shown = new_register(path, station, cost=FAST)
    return PracticeFile(path, dict(shown.passphrases), shown.recovery)


@pytest.fixture
def practice(template: PracticeFile, tmp_path: Path) -> PracticeFile:
    path = tmp_path / template.path.name
    shutil.copytree(template.path, path)  # noqa: TID251  practice data
    return PracticeFile(path, template.passphrases, template.recovery)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:  # noqa: ARG001  it needs the application
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def office(practice: PracticeFile, runner: Runner) -> Iterator[Office]:
    """The supervisor at his desk; locked after the test."""
    register = unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR])
    office = Office(register, runner)
    yield office
    office.put_by()
    lock(register, runner)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return a_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def shelf_desk(shelf: Shelf, tmp_path: Path, runner: Runner) -> Iterator[Desk]:
    """A copy of the register with the shelf, unlocked by its supervisor."""
    practice = shelf.practice.copied_to(tmp_path / "shelf.salw")
    desk = Desk(practice, practice.unlock())
    yield desk
    lock(desk.register, runner)


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return a_bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def bench_desk(bench: Bench, tmp_path: Path, runner: Runner) -> Iterator[Desk]:
    """A copy of the register with work on the bench, unlocked by its supervisor."""
    practice = bench.practice.copied_to(tmp_path / "bench.salw")
    desk = Desk(practice, practice.unlock())
    yield desk
    lock(desk.register, runner)
