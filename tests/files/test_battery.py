"""The battery is told where the system tells it, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from salw_desktop.files import battery_percent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked otherwise")


def test_that_a_battery_is_read(tmp_path: Path) -> None:
    (tmp_path / "BAT0").mkdir()
    (tmp_path / "BAT0" / "capacity").write_text("64\n", encoding="ascii")
    assert battery_percent(tmp_path) == 64


@pytest.mark.parametrize("told", [None, "unknown"])
def test_that_no_battery_is_no_error(tmp_path: Path, told: str | None) -> None:
    (tmp_path / "BAT0").mkdir()
    if told:
        (tmp_path / "BAT0" / "capacity").write_text(told, encoding="ascii")
    assert battery_percent(tmp_path) is None
