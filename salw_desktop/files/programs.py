"""The few programs that we start: some of the operating system's, and this one a second time."""

from __future__ import annotations

import shutil
import subprocess  # noqa: TID251 # this room alone starts programs
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_TIMEOUT_S = 60
_PIPE_BYTES = 1024 * 1024
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows opens a console for it otherwise


def answer_of(*command: str) -> bytes | None:
    """What the program printed; None where it is missing, fails, or is not done within a minute."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        # no shell, and every argument comes from the system's own list of mounts
        run = subprocess.run(  # noqa: S603
            (program, *command[1:]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout if run.returncode == 0 else None


@contextmanager
def another_process(module: str, given: bytes) -> Iterator[IO[bytes] | None]:
    """What a module of this program prints when it runs on another processor with `given` at its input.

    None where no process can be started: in a packaged program the executable is the program itself, which knows no
    `-m`. With `-P` no folder that somebody stands in is searched for modules: it may be a stick's. Whatever it still does at
    the end of the block is stopped.
    """
    if "python" not in Path(sys.executable or "").name.lower():
        yield None
        return
    try:
        other = subprocess.Popen(  # noqa: S603  # ourselves, and a module that the caller names
            (sys.executable, "-P", "-m", module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_PIPE_BYTES,
            creationflags=_NO_WINDOW,
        )
    except OSError:
        yield None
        return
    with other:
        try:
            if other.stdin is not None:
                with suppress(OSError):  # it died: so nothing is printed
                    other.stdin.write(given)
                    other.stdin.close()
            yield other.stdout
        finally:
            other.kill()
