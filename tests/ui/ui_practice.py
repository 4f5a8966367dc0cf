"""The practice register of these tests and the people at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.register import Register

SUPERVISOR, STOREKEEPER = "Practice supervisor", "Practice storekeeper"
UNIT, SITE = "LENDO", "LEN"


@dataclass(frozen=True, slots=True)
class PracticeFile:
    """A locked register and what opens it."""

    path: Path
    passphrases: dict[str, str]
    recovery: str


def fail(error: BaseException) -> None:
    raise error


def lock(register: Register, runner: Runner) -> None:
    """As the window does it: its pages ask nothing more; on the worker, the one thread that touches a register."""
    for page in QApplication.topLevelWidgets():
        office = getattr(page, "office", None)
        if isinstance(office, Office) and office.register is register:
            office.leave()
    runner.run_after_reads(runner, register.close, lambda _: None, fail)
