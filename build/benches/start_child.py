"""A process of its own that opens the window, or an empty one; prints the seconds since it was started as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests' second reader of codes brings numpy, and sqlite-utils loads it where it finds it; no user has it.
sys.modules["numpy"] = None  # type: ignore[assignment]


def empty() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    window.repaint()
    application.processEvents()


def ours(path: Path, operator: str, passphrase: str) -> Callable[[], None]:
    """Painted and ready for keys; the figures of its first page are read beside. Returns what locks it, so that the next one is no mend."""
    from salw_desktop.ui.application import make_application
    from salw_desktop.ui.main_window import MainWindow
    from salw_desktop.ui.office import Office
    from salw_desktop.ui.pages import PAGES
    from salw_desktop.ui.runner import Runner
    from salw_desktop.ui.scanner import Scanner
    from salw_desktop.usecases.keeping import unlock

    application = make_application()
    runner = Runner()
    register = unlock(path, operator, passphrase, checks_behind=True)
    office = Office(register, runner)
    window = MainWindow(office, Scanner(application), PAGES)
    window.resize(1366, 768)
    window.show()
    window.repaint()
    application.processEvents()

    def lock() -> None:
        runner.run_after_reads(runner, register.close, lambda _: None, print)
        runner.close()

    return lock


if __name__ == "__main__":
    began, what = float(sys.argv[1]), sys.argv[2]
    lock: Callable[[], None] | None = None
    if what == "empty":
        empty()
    else:
        lock = ours(Path(sys.argv[3]), sys.argv[4], sys.argv[5])
    print(json.dumps({"seconds": time.time() - began}))
    sys.stdout.flush()
    if lock is not None:
        lock()
    os._exit(0)
