"""Builds the object graph of the window, once."""

from __future__ import annotations

from salw_desktop.ui.application import make_application
from salw_desktop.ui.first_start.recent import RecentRegisters, recent_file
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.shell import Shell


def window_program() -> Shell:
    """The program with a window, ready to `run`."""
    application = make_application()
    recent = RecentRegisters(recent_file())
    return Shell(Runner(application), Scanner(application), application, recent=recent)
