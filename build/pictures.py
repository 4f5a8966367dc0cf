"""Makes the pictures of the README from a new practice register: .venv/bin/python build/pictures.py."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from PySide6.QtTest import QTest
from setup_env import ROOT, SCRIPTS

from salw_desktop.ui.application import make_application
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.keeping import operators_of, unlock

PICTURES = ROOT / "docs" / "screenshots"
WEAPONS = 40
PAPER_DPI = 110
GREYS = 64  # papers are black on white: enough for the edges of letters
LARGEST_BYTES = 300_000
SETTLED_AFTER_MS = 1_500  # what is read behind the window has come


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder they go to")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = _practice_day(Path(scratch) / "practice")
        _render(Path(made["papers"]["certificate"]), folder / "certificate.png")
        _render(Path(made["papers"]["labels"]), folder / "labels.png")
        _grab_window(made, folder / "window.png")
    sizes = {path: path.stat().st_size for path in sorted(folder.glob("*.png"))}
    for path, size in sizes.items():
        print(f"{size:8,} bytes  {path}")
    return 1 if max(sizes.values()) > LARGEST_BYTES else 0


def _practice_day(folder: Path) -> dict[str, Any]:
    day = ("demo", "--weapons", str(WEAPONS), "--out", folder, "--json")
    told = subprocess.run([SCRIPTS / "salw", *day], check=True, stdout=subprocess.PIPE, text=True)
    made: dict[str, Any] = json.loads(told.stdout)
    return made


def _render(paper: Path, picture: Path) -> None:
    """Page 1 in greys."""
    document = pypdfium2.PdfDocument(paper)
    page = document[0].render(scale=PAPER_DPI / 72, grayscale=True).to_pil()
    document.close()
    page.quantize(GREYS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _grab_window(made: dict[str, Any], picture: Path) -> None:
    """The window as it opens, with the fonts that the program brings."""
    path = Path(made["register"])
    lines = Path(made["passphrase_file"]).read_text(encoding="utf-8").splitlines()
    words = dict(line.split(": ", 1) for line in lines)
    operator = operators_of(path)[0]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    runner, scanner = Runner(application), Scanner(application)
    register = unlock(path, operator, words[operator])
    window = MainWindow(Office(register, runner), scanner)
    window.show()
    QTest.qWait(SETTLED_AFTER_MS)
    window.grab().save(str(picture))
    window.close()
    runner.run_after_reads(runner, register.close, lambda _: None, print)
    runner.close()


if __name__ == "__main__":
    sys.exit(main())
