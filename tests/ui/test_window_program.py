"""`salw-desktop` as a person starts it: a process of its own, its window, its exit status."""

from __future__ import annotations

import os
import subprocess  # noqa: TID251  the program is started as a person starts it
import sys
from pathlib import Path

import pytest
from ui_practice import SUPERVISOR, PracticeFile

from salw_desktop import __version__

# presses what a person would press, as soon as it is there; the program around it is whole
PERSON = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox
from salw_desktop import __main__
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.unlock_dialog import UnlockDialog

build, passphrase = __main__.window_program, sys.stdin.readline().strip()

def look():
    for widget in QApplication.topLevelWidgets():
        if not widget.isVisible():
            continue
        if isinstance(widget, QMessageBox):
            print(widget.text(), flush=True)
            widget.accept()
        elif isinstance(widget, UnlockDialog) and not widget._form.passphrase_edit.text():
            widget._form.passphrase_edit.setText(passphrase)
            widget._form.unlock_button.click()
        elif isinstance(widget, MainWindow):
            print(widget.windowTitle(), QFontDatabase.applicationFontFamilies(0), flush=True)
            if faults:
                faults.clear()
                raise ValueError("serial 7B-21904")
            widget.close()

def with_a_person():
    program = build()
    clock = QTimer(program, interval=20)
    clock.timeout.connect(look)
    clock.start()
    return program

faults = sys.argv[2:]
del sys.argv[2:]
__main__.window_program = with_a_person
sys.exit(__main__.main())
"""


def run(*arguments: str, passphrase: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PERSON, *arguments],
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def test_that_a_register_is_opened_and_locked_again(practice: PracticeFile) -> None:
    done = run(str(practice.path), passphrase=practice.passphrases[SUPERVISOR])
    assert done.returncode == 0, done.stderr
    assert done.stdout == "lendo ['Noto Sans']\n"
    assert (practice.path / "seal").is_file()


def test_that_a_missing_register_ends_with_the_status_of_trouble(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.salw"))
    assert done.returncode == 3, done.stderr
    assert "none.salw" in done.stdout


def test_that_a_fault_is_told_and_leaves_the_register_locked(practice: PracticeFile) -> None:
    done = run(str(practice.path), "fault", passphrase=practice.passphrases[SUPERVISOR])
    assert done.returncode == 4, done.stderr
    assert "mistake" in done.stdout
    assert "ValueError" in done.stderr
    assert "7B-21904" not in done.stdout + done.stderr
    assert (practice.path / "seal").is_file()


@pytest.mark.parametrize(("argument", "status"), [("--version", 0), ("--no-such-thing", 2)])
def test_that_arguments_are_answered_without_a_window(argument: str, status: int) -> None:
    done = run(argument)
    assert done.returncode == status
    assert (done.stdout.strip() == __version__) == (status == 0)


def test_that_it_is_mirrored_where_somebody_asks_for_it() -> None:
    mirrored = "print(__import__('salw_desktop.ui.application').ui.application.make_application().layoutDirection().name)"
    for arguments, direction in ((("-reverse",), "RightToLeft"), ((), "LeftToRight")):
        asked = [sys.executable, "-c", mirrored, *arguments]
        assert subprocess.check_output(asked, text=True).strip() == direction
    help_text = [sys.executable, "-m", "salw_desktop", "-reverse", "--version"]
    assert subprocess.check_output(help_text, text=True).strip() == __version__
