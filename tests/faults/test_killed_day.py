"""The program killed at any moment of a working day: what was promised is there, and the next act goes through."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess  # noqa: TID251  what is killed must be a process of its own
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from doors import sit_down
from factory import Desk, Practice, a_weapon
from pair import a_pair
from working_day import OVER, the_practice

from salw_desktop.usecases.folder import Folder

Promised = list[dict[str, Any]]
DAYS = 5  # for each register
HARDLY_ANY_LEFT = 22
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows forks no processes")


@dataclass
class Station:
    """A warm process that lives one day after another in forks of itself."""

    process: subprocess.Popen[str]

    def day(self, folder: Path, day: int, *, killed_after_s: float | None = None) -> Promised:
        """What was promised until the end of the day, or until its process was killed."""
        assert self.process.stdin
        assert self.process.stdout
        print(folder, day, file=self.process.stdin, flush=True)
        pid = int(self.process.stdout.readline())
        timer = Timer(killed_after_s or 60, os.kill, (pid, signal.SIGKILL))
        timer.start()
        said = list(self._said())
        timer.cancel()
        timer.join()
        assert said.pop()["status"] in (0, -signal.SIGKILL)
        return said

    def _said(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        for line in self.process.stdout:
            found: dict[str, Any] = json.loads(line)
            yield found
            if found["promised"] == OVER:
                return


@pytest.fixture(scope="module")
def station() -> Iterator[Station]:
    command = [sys.executable, str(Path(__file__).with_name("working_day.py"))]
    tests = str(Path(__file__).parent.parent)
    paths = os.pathsep.join([tests, *sys.path])
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "warm\n"
        yield Station(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return a_pair(tmp_path_factory.mktemp("killed")).practice


def a_folder(template: Practice, folder: Path) -> Practice:
    folder.mkdir()
    template.copied_to(folder / "day.salw")
    (folder / "words.json").write_text(json.dumps(template.passphrases), encoding="utf-8")
    return the_practice(folder, 0)


def kept(desk: Desk, promised: Promised) -> None:
    """Each event, photograph and backup that was promised."""
    events = {event for line in promised for event in line.get("events", [])}
    reader = desk.register.reader
    there = {bytes(row[0]).hex() for row in reader.execute("SELECT event_id FROM journal")}
    assert events <= there
    for row in desk.rows("photo"):
        assert desk.register.photos.is_whole(row["sha256"])
    for line in promised:
        if line["promised"] == "backed up":
            assert Folder(Path(line["path"])).seal.is_file()
        elif line["promised"] == "DONE":
            assert Path(line["path"]).stat().st_size


def test_that_a_whole_day_keeps_what_it_promises(
    station: Station, template: Practice, tmp_path: Path
) -> None:
    a_folder(template, tmp_path / "whole")
    promised = station.day(tmp_path / "whole", 1)
    assert [line["promised"] for line in promised][-4:] == [
        "DONE",
        "slots kept",
        "close-day",
        "locked",
    ]
    desk = sit_down(the_practice(tmp_path / "whole", 2))
    kept(desk, promised)
    assert desk.findings() == []
    desk.register.close()


@pytest.mark.timeout(600)
def test_that_no_kill_loses_what_was_promised(
    station: Station, template: Practice, tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    """Each register is killed day after day: what one day leaves behind the next one begins with."""
    choose = random.Random(20261122)  # noqa: S311  any moments will do, the same ones each time
    a_folder(template, tmp_path / "whole")
    began = time.monotonic()
    station.day(tmp_path / "whole", 1)
    whole_s = time.monotonic() - began
    cut = 0
    for number in range(rounds(50 // DAYS, 1000 // DAYS)):
        folder = tmp_path / str(number)
        a_folder(template, folder)
        promised: Promised = []
        for day in range(DAYS):
            said = station.day(folder, day, killed_after_s=choose.uniform(0, whole_s))
            cut += 0 < len(said) < HARDLY_ANY_LEFT
            promised += said
            look_and_go_on(the_practice(folder, day), promised)
    assert cut >= 10


def look_and_go_on(practice: Practice, promised: Promised) -> None:
    """An unlock without a seal has looked at the whole file."""
    practice.clock.go_on(hours=3)
    desk = sit_down(practice)
    kept(desk, promised)
    assert desk.register.findings == ()
    a_weapon(desk, serial=f"NEXT {len(promised)}")
    desk.register.close()
