"""Makes a bare checkout able to run: system packages, `.venv`, the program in it; nothing twice."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
TROUBLE = 3
TRIES = 2

# libglib2.0-0 is called libglib2.0-0t64 on newer systems, which provides the old name: dpkg-query
# lists provided names, and apt takes them.
QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
CHECK_PACKAGES = ("xvfb", "xauth", "poppler-utils", "age", "strace")


def say(line: str) -> None:
    print(f"set-up: {line}", flush=True)


def stop(lines: str) -> NoReturn:
    print(f"set-up: {lines}", file=sys.stderr, flush=True)
    raise SystemExit(TROUBLE)


def set_up(extra_packages: Sequence[str] = ()) -> None:
    """Leave a `.venv` that can run the program; asks the network for nothing the second time."""
    if sys.version_info < (3, 11):  # noqa: UP036  whatever python3 the system has may run this
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    sound = _venv_is_sound()
    _need_system_packages((*(() if sound else _venv_package()), *QT_PACKAGES, *extra_packages))
    if not sound:
        say(f"making {VENV.name} with Python {sys.version.split()[0]}")
        if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
            stop(f"{VENV} could not be made; Python's own words stand above.")
    _install_libraries()
    _install_program()


def _venv_package() -> tuple[str, ...]:
    try:
        import ensurepip  # noqa: F401  Debian cuts it out of python3 into python3-venv
        import venv  # noqa: F401
    except ImportError:
        return ("python3-venv",)
    return ()


def _need_system_packages(wanted: Sequence[str]) -> None:
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("dpkg-query") is None:
        say("no Debian or Ubuntu here; these must be present under your system's names:")
        say("  " + " ".join(wanted))
        return
    present = _present_packages()
    missing = [package for package in wanted if package not in present]
    if missing:
        _install_system_packages(missing)


def add_packages(wanted: Sequence[str]) -> None:
    """What is nice to have: where it may not be installed, whoever needs it says so."""
    try:
        _need_system_packages(wanted)
    except SystemExit:
        say("going on without them")


def _present_packages() -> set[str]:
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}|${Package}|${Provides}\n"]
    answer = subprocess.run(query, capture_output=True, text=True, check=True).stdout
    present: set[str] = set()
    for line in answer.splitlines():
        status, package, provides = line.split("|", 2)
        if status == "installed":
            present.add(package)
            present.update(name.split()[0] for name in provides.split(",") if name.strip())
    return present


def _install_system_packages(missing: Sequence[str]) -> None:
    update = ["apt-get", "update"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = f"sudo {shlex.join(update)} && sudo {shlex.join(install)}"
    root = os.geteuid() == 0
    if not root and not _may_sudo():
        stop(f"system packages are missing. Run this line once, then start again:\n{by_hand}")
    before = [] if root else ["sudo", "-n"]
    say("installing system packages: " + " ".join(missing))
    for command in (update, install):
        quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", command[0], "-qq", *command[1:]]
        run = subprocess.run(quiet, capture_output=True, text=True, check=False)
        if run.returncode:
            stop(
                f"{shlex.join(command)} failed:\n{run.stderr}The first set-up needs a network; "
                f"afterwards none is needed. By hand:\n{by_hand}"
            )


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _venv_is_sound() -> bool:
    """Whether `.venv` runs, is of this Python's version and has pip."""
    asked = "import importlib.util, sys; print(*sys.version_info[:2], importlib.util.find_spec('pip') is not None)"
    try:
        answer = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.split() == [*map(str, sys.version_info[:2]), "True"]


def _install_libraries() -> None:
    stamp = VENV / "requirements.sha256"
    requirements = ROOT / "requirements.txt"
    state = _digest([requirements])
    if _reads(stamp) == state:
        return
    say("installing the libraries of requirements.txt (about 100 MB to fetch, once)")
    command = ["--require-hashes", "--requirement", str(requirements)]
    for left in reversed(range(TRIES)):
        if _pip_installs(command):
            stamp.write_text(state, encoding="ascii")
            return
        if left:
            say("that failed; trying again")
    stop(
        "the libraries could not be fetched. The first set-up needs a network and the package index\n"
        "that pip is configured for; afterwards none is needed. pip's own words stand above."
    )


def _install_program() -> None:
    """Compile forms, copy resources and link the program into `.venv` when one of them changed."""
    stamp = VENV / "program.sha256"
    sources = [ROOT / "pyproject.toml", ROOT / "build" / "hatch_hook.py"]
    for folder in ("forms", "resources"):
        sources += sorted(path for path in (ROOT / folder).rglob("*") if path.is_file())
    state = _digest(sources)
    if _reads(stamp) == state and (ROOT / "salw_desktop" / "resources").is_dir():
        return
    say("compiling forms and linking the program into .venv")
    if not _pip_installs(
        ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    ):
        stop("the program could not be linked into .venv; pip's own words stand above.")
    stamp.write_text(state, encoding="ascii")


def _pip_installs(arguments: Sequence[str]) -> bool:
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        *arguments,
    ]
    return subprocess.run(pip, cwd=ROOT, check=False).returncode == 0


def _digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and bytes, and over where the checkout lies: `.venv` holds that path."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in paths:
        digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _reads(stamp: Path) -> str:
    return stamp.read_text(encoding="ascii") if stamp.is_file() else ""
