"""Our speed and size beside our peers', measured in one run; the last line says how many figures were reached."""

from __future__ import annotations

import subprocess
import sys

from setup_env import PYTHON, ROOT, add_packages, set_up

PEERS = ("glabels", "age")


def main() -> int:
    set_up()
    add_packages(PEERS)
    bench = ROOT / "build" / "benches" / "run.py"
    return subprocess.run([PYTHON, bench, *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
