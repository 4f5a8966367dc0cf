"""A window is waited for: what it does not need at once comes in later, and what needs no Qt before Qt."""

from __future__ import annotations

import os
import subprocess  # noqa: TID251  a window has to be loaded anew
import sys

import pytest

_ROOMS = ("registry", "usecases.acts", "usecases.keeping", "usecases.listings", "usecases.queries")


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    """The modules in the order in which they came in."""
    program = "import sys, salw_desktop.ui.main_window; print(*sys.modules)"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return run.stdout.split()


@pytest.mark.parametrize(
    "late",
    ["usecases.paperwork.kinds", "usecases.paperwork.table_sheets", "usecases.dossier.writing"],
)
def test_that_what_draws_papers_comes_in_with_the_first_of_them(
    loaded: list[str], late: str
) -> None:
    assert f"salw_desktop.{late}" not in loaded
    assert "reportlab" not in loaded


@pytest.mark.parametrize("room", _ROOMS)
def test_that_what_needs_no_qt_comes_in_before_it(loaded: list[str], room: str) -> None:
    """PySide6 reads the source of each module that is imported after it."""
    assert loaded.index(f"salw_desktop.{room}") < loaded.index("PySide6")
