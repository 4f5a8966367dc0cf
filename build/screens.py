"""Takes a picture of every page in every look: .venv/bin/python build/screens.py."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from setup_env import ROOT, SCRIPTS

from salw_desktop.ui.application import make_application
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.keeping import operators_of, unlock
from salw_desktop.usecases.queries import find
from salw_desktop.usecases.register import Register

PICTURES = ROOT / "docs" / "screenshots"
WEAPONS = 40
SCREEN_PX = (1366, 768)
COLOURS = 96  # flat surfaces and the edges of letters need no more
ROUNDS = 6  # what a page reads may make it read more
DRAWN_AFTER_MS = 200
# picture's ending: look, direction
VIEWS = {
    "light": ("light", Qt.LayoutDirection.LeftToRight),
    "dark": ("dark", Qt.LayoutDirection.LeftToRight),
    "mirrored": ("light", Qt.LayoutDirection.RightToLeft),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder they go to")
    parser.add_argument("--day", type=Path, help="the folder of a practice day (else a new one)")
    parser.add_argument("--page", action="append", help="only this page (may be given again)")
    parser.add_argument("--view", action="append", choices=VIEWS, help="only this view")
    chosen = parser.parse_args()
    pages = [page for page in PAGES if not chosen.page or page.key in chosen.page]
    views = {name: view for name, view in VIEWS.items() if not chosen.view or name in chosen.view}
    chosen.out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as scratch:
        day = chosen.day or practice_day(Path(scratch) / "practice")
        pictures = [each for view in views for each in take(day, view, pages, chosen.out)]
    print(json.dumps({"screenshots": [str(each) for each in pictures]}))
    return 0


def practice_day(folder: Path) -> Path:
    day = ("demo", "--weapons", str(WEAPONS), "--out", folder, "--json")
    subprocess.run([SCRIPTS / "salw", *day], check=True, stdout=subprocess.DEVNULL)
    return folder


def take(day: Path, view: str, pages: list[type[Page]], folder: Path) -> Iterator[Path]:
    """One picture of each page, as `<page>-<view>.png`."""
    look, direction = VIEWS[view]
    with the_window(day, look, direction) as window:
        subjects = _subjects(window.office.register)
        for page in pages:
            window.go(page.key, subjects.get(page.key))
            _settle(window)
            picture = folder / f"{page.key}-{view}.png"
            save(window.grab(), picture)
            yield picture


def _settle(window: MainWindow) -> None:
    """Until nothing is being read any more."""
    for _ in range(ROUNDS):
        _await_reads(window.office.runner)
    QTest.qWait(DRAWN_AFTER_MS)


def _await_reads(runner: Runner) -> None:
    loop = QEventLoop()
    runner.run_after_reads(loop, lambda: None, lambda _: loop.quit(), _fail)
    loop.exec()


def _fail(error: BaseException) -> None:
    raise error


def save(grabbed: QPixmap, picture: Path) -> None:
    """With few colours, so that a picture is small."""
    image = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    pixels = Image.frombytes("RGB", size, bytes(image.bits()), "raw", "RGB", image.bytesPerLine())
    pixels.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _subjects(register: Register) -> dict[str, str]:
    """What the pages are opened on that show one thing."""
    numbers = [each.number for each in find(register, "0000")]
    return {"item": numbers[0], "compare": " ".join(numbers[:2])}


@contextmanager
def the_window(day: Path, look: str, direction: Qt.LayoutDirection) -> Iterator[MainWindow]:
    """On the register of a practice day, unlocked by its first operator; locked at the end."""
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)  # noqa: S101  make_application makes no other
    application.setLayoutDirection(direction)
    path = day / "practice.salw"
    words = dict(line.split(": ", 1) for line in (day / "passphrases.txt").read_text().splitlines())
    operator = operators_of(path)[0]
    runner, scanner = Runner(application), Scanner(application)
    register = unlock(path, operator, words[operator])
    office = Office(register, runner)
    office.keep("window.look", look)
    window = MainWindow(office, scanner)
    window.resize(*SCREEN_PX)
    window.show()
    yield window
    application.removeEventFilter(scanner)
    window.close()
    runner.run_after_reads(runner, register.close, lambda _: None, _fail)
    runner.close()


if __name__ == "__main__":
    sys.exit(main())
