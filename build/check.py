"""The one door: format, lint, types, imports and tests, the same here as in continuous integration."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from setup_env import CHECK_PACKAGES, PYTHON, ROOT, set_up

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
# an officer's jobs, done in a real window on a screen of its own
WINDOW = (
    "tests/journeys/test_main_job.py",
    "tests/journeys/test_destruction_window.py",
    "tests/journeys/test_print_and_carry.py",
    "tests/journeys/test_table_sheets_scanned.py",
    "tests/journeys/test_faults_met_at_work.py",
    "tests/journeys/test_faults_met_outside.py",
    "tests/ui/test_first_start.py",
    "tests/ui/register",
)
SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
STEPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "format": (("-m", "ruff", "format", "--check"),),
    "lint": (("-m", "ruff", "check"),),
    "types": (("-m", "mypy"), ("-m", "mypy", "build")),
    "imports": (("-c", LINT_IMPORTS),),
    "tests": (("-m", "pytest", *(f"--ignore={path}" for path in ("tests/faults", *WINDOW))),),
    "window": (("-m", "pytest", "-n", "0", *WINDOW),),
    "faults": (("-m", "pytest", "tests/faults"),),
    "fuzz": (("-m", "pytest", "tests/faults/test_fuzz.py", "--dist", "load"),),
}
ALOUD = (
    "tests",
    "window",
    "faults",
    "fuzz",
)  # pytest shows its own progress, and its closing line stays the last one
FUZZ_SECONDS = 60
MEMORY, MEMORY_BYTES = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  made private by pytest
COMPILED = ROOT / ".pytest_cache" / "compiled"
FAST = ("-m", "not slow")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out slow tests and tests/faults")
    parser.add_argument("--only", choices=STEPS, action="append", help="run this step (repeatable)")
    chosen = parser.parse_args()
    set_up(CHECK_PACKAGES)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # nobody waits a quarter of an hour at his desk for every commit: only continuous integration fuzzes at length
    usual = [name for name in STEPS if name != "fuzz" or "CI" in os.environ]
    wanted = [name for name in STEPS if name in (chosen.only or usual)]
    if chosen.fast:
        wanted = [name for name in wanted if name not in ("faults", "fuzz")]
    failed = [name for name in wanted if not _passes(name, chosen.fast)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(name: str, fast: bool) -> bool:
    if name in ALOUD:
        print(f"{name:8} running", flush=True)
        arguments = (*STEPS[name][0], *(FAST if fast else ()), *_more(name))
        return _run_aloud(arguments, has_screen=name == "window")
    start = time.monotonic()
    passed = not [step for step in STEPS[name] if not _run_silently(step)]
    seconds = time.monotonic() - start
    print(f"{name:8} {'ok' if passed else 'FAILED':8} {seconds:5.1f} s", flush=True)
    return passed


def _more(name: str) -> tuple[str, ...]:
    """Other inputs for each commit, and the same ones whenever that commit is looked at again."""
    if name != "fuzz":
        return ()
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    seed = int(asked.stdout[:8] or "1", 16)
    return (f"--fuzz-seconds={FUZZ_SECONDS}", f"--randomly-seed={seed}")


def _run_aloud(arguments: Sequence[str], *, has_screen: bool) -> bool:
    env = {**os.environ, **_in_memory(), "PYTHONPYCACHEPREFIX": str(COMPILED)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # each program that a test starts would compile anew
    command = [str(PYTHON), *arguments]
    if has_screen and shutil.which(SCREEN[0]):
        env["QT_QPA_PLATFORM"], command = "xcb", [*SCREEN, *command]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0


def _in_memory() -> dict[str, str]:
    """Thousands of registers are synced at each save: where the system has room, they lie in memory."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_BYTES:
        return {}
    return {"PYTEST_DEBUG_TEMPROOT": str(MEMORY)}


def _run_silently(arguments: Sequence[str]) -> bool:
    """Run a step and show what it says only when it fails."""
    run = subprocess.run(
        [PYTHON, *arguments],
        cwd=ROOT,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if run.returncode:
        print(run.stdout, flush=True)
    return run.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
