"""salw-desktop: opens the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from salw_desktop import __version__
from salw_desktop.bootstrap import window_program
from salw_desktop.ui.messages import FaultHook


def main() -> int:
    """Exit status: 0 closed, 2 wrong usage, 3 the register could not be opened, 4 a fault."""
    parser = argparse.ArgumentParser(prog="salw-desktop", description="Open a register.")
    parser.add_argument("register", nargs="?", type=Path, help="its folder, NAME.salw")
    parser.add_argument("-reverse", action="store_true", help="mirrored, as right-to-left scripts")
    parser.add_argument("--version", action="version", version=__version__)
    chosen = parser.parse_args()
    program = window_program()
    sys.excepthook = FaultHook(program.end)
    return program.run(chosen.register)


if __name__ == "__main__":
    sys.exit(main())
