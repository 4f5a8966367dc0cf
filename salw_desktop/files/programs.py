"""The few programs of the operating system that we start."""

from __future__ import annotations

import shutil
import subprocess  # noqa: TID251 # this room alone starts programs

_TIMEOUT_S = 60


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
