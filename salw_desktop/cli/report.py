"""A report of a fault of the program: where it happened, never what the record says."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

from salw_desktop import __version__, files


def write_report(fault: BaseException) -> Path:
    """Module, line and kind of the fault; the message itself may hold record data and stays out."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = [f"  {frame.name} ({Path(frame.filename).name}:{frame.lineno})" for frame in frames]
    text = "\n".join(
        [
            f"SALW Register {__version__}, Python {platform.python_version()}, {platform.system()}",
            f"{type(fault).__module__}.{type(fault).__name__}",
            *where,
            "",
        ]
    )
    folder = Path(tempfile.mkdtemp(prefix="salw-report-"))
    report = folder / "report.txt"
    files.write_private(report, text.encode())
    return report
