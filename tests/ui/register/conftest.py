"""A register furnished for the registration table, and an operator who kept his settings yesterday."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Desk, Practice, a_practice, furnish
from registration import keep

from salw_desktop.ui.runner import Runner


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Furnished as for the acts, and not as for the other pages of the window."""
    practice = a_practice(tmp_path_factory.mktemp("table") / "template.salw")
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    desk.register.close()
    return practice


@pytest.fixture
def desk(template: Practice, tmp_path: Path) -> Desk:
    practice = template.copied_to(tmp_path / "practice.salw")
    made = Desk(practice, practice.unlock())
    keep(made)
    return made


@pytest.fixture(autouse=True)
def locked(desk: Desk, runner: Runner) -> Iterator[None]:
    yield
    runner.run_after_reads(runner, desk.register.close, lambda _: None, lambda _: None)
