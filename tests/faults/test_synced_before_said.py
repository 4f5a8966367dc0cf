"""Watched from outside by strace: nothing is promised before the disk has said that it holds it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess  # noqa: TID251  the program is watched from outside
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pair import Pair, a_pair
from system_calls import TRACED, broken_promises

DAY = Path(__file__).with_name("working_day.py")
Traced = Callable[..., dict[str, set[str]]]


def why_not() -> str:
    """Why nothing can be watched on this machine; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed (Debian: apt-get install strace)"
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return f"this system lets nobody be traced: {tried.stderr}" if tried.returncode else ""


NOT_HERE = why_not()
pytestmark = pytest.mark.skipif(bool(NOT_HERE), reason=NOT_HERE)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return a_pair(tmp_path_factory.mktemp("traced"))


@pytest.fixture
def traced(pair: Pair, tmp_path: Path) -> Traced:
    """Lives a day under strace; each promise that was made, and what a power cut would have lost then."""

    def live(*broken: str) -> dict[str, set[str]]:
        pair.practice.copied_to(tmp_path / "day.salw")
        (tmp_path / "stick 1").mkdir()
        (tmp_path / "words.json").write_text(json.dumps(pair.practice.passphrases))
        log = tmp_path.with_name("traced.log")
        watch = ["strace", "-f", "-y", "--seccomp-bpf", "-s", "60", "-o", str(log)]
        watch += ["-e", f"trace={','.join(TRACED)}", sys.executable, str(DAY), *broken]
        paths = os.pathsep.join([str(DAY.parent.parent), *sys.path])
        environment = {**os.environ, "PYTHONPATH": paths}
        subprocess.run(watch, input=f"{tmp_path} 1\n", env=environment, text=True, check=True)
        with log.open(encoding="utf-8") as lines:
            found = list(broken_promises(lines, str(tmp_path)))
        return {
            promise: set().union(*(at for what, at in found if what == promise))
            for promise, _ in found
        }

    return live


def test_that_nothing_is_promised_before_it_is_synced(traced: Traced) -> None:
    found = traced()
    assert {"record-weapon", "add-photo", "locked", "backed up", "DONE", "slots kept"} <= set(found)
    assert {promise: lost for promise, lost in found.items() if lost} == {}


@pytest.mark.parametrize(
    ("broken", "promise", "lost"),
    [
        ("commits", "record-weapon", "register.db-wal"),
        ("files", "DONE", ".salwb"),
        ("folders", "slots kept", "day.salw"),
    ],
)
def test_that_what_is_left_unsynced_is_seen(
    traced: Traced, broken: str, promise: str, lost: str
) -> None:
    found = traced(broken)[promise]
    assert [path for path in found if path.endswith(lost)]
