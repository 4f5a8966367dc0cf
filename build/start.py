"""From a bare checkout to the program running on a day of practice data, in one command."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

from setup_env import PYTHON, ROOT, SCRIPTS, set_up

WEAPONS = 40
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-window", action="store_true", help="make the practice day only")
    chosen = parser.parse_args()
    set_up()
    folder = _free_folder()
    print(f"Making a practice day of {WEAPONS} weapons in {folder}", flush=True)
    demo = subprocess.run(
        [SCRIPTS / "salw", "demo", "--weapons", str(WEAPONS), "--out", folder, "--json"],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if demo.returncode:
        print(demo.stdout, file=sys.stderr)
        return demo.returncode
    made = json.loads(demo.stdout)
    _print_places(made)
    if chosen.no_window:
        return 0
    if not _has_display():
        return _take_pictures(folder, made["register"])
    print(
        "Opening the window; choose an operator and type the passphrase from that file.", flush=True
    )
    return subprocess.run([SCRIPTS / "salw-desktop", made["register"]], check=False).returncode


def _free_folder() -> Path:
    """A folder that is not there yet: nobody's earlier practice day is touched."""
    names = ("practice" if number == 1 else f"practice-{number}" for number in count(1))
    return next(ROOT / "out" / name for name in names if not (ROOT / "out" / name).exists())


def _print_places(made: dict[str, Any]) -> None:
    print()
    print(f"  register     {made['register']}")
    print(f"  passphrases  {made['passphrase_file']}   (practice data only)")
    for name, paper in made["papers"].items():
        if paper:
            print(f"  {name:12} {paper}")
    for bundle in made["bundles"]:
        print(f"  bundle       {bundle}")
    print(f"  its receipt  {made['receipt']}")
    print(f"  registry     {made['registry']}")
    if "registry_passphrase_file" in made:
        print(f"  its keys     {made['registry_passphrase_file']}")
    print()


def _take_pictures(folder: Path, register: str) -> int:
    """The same window, driven without a display; what it showed is left beside the practice day."""
    print("No display here: the window is driven without one.", flush=True)
    screens = ("--day", folder, "--out", folder / "screens", "--view", "light")
    taken = subprocess.run(
        [PYTHON, ROOT / "build" / "screens.py", *screens],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if taken.returncode:
        return taken.returncode
    for screenshot in json.loads(taken.stdout)["screenshots"]:
        print(f"  screenshot   {screenshot}")
    print(f"With a display: {SCRIPTS / 'salw-desktop'} {register}")
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    hidden = os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal")
    return not hidden and any(os.environ.get(name) for name in DISPLAYS)


if __name__ == "__main__":
    sys.exit(main())
