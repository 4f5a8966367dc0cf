"""The installed program: exit status, one object, no traceback; and a fault of its own."""

from __future__ import annotations

import json
import subprocess  # noqa: TID251  the program is started as a person starts it
import sys
from pathlib import Path

import pytest
from ready import CLEAR, Ready
from terminal import salw

from salw_desktop.usecases import queries

PROGRAM = Path(sys.executable).with_name("salw")


def start(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_that_it_finds_a_weapon(ready: Ready) -> None:
    ran = start("find", ready.register, CLEAR, *ready.words, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["found"][0]["number"] == CLEAR


def test_that_it_reads_fields_from_standard_input(ready: Ready) -> None:
    fields = {"name": "П. Наблюдатель", "function": "observer", "organisation": "Mission"}
    given = json.dumps(fields, ensure_ascii=False)
    ran = start("do", ready.register, "add-to-roster", "-", *ready.words, "--json", given=given)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["answer"]["person"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("fly",), 2), (("check", "nowhere.salw"), 3), (("verify", "SALWC1ABC"), 1)],
)
def test_that_it_ends_with_its_status_and_one_sentence(
    arguments: tuple[str, ...], status: int
) -> None:
    ran = start(*arguments, "--json")
    assert ran.returncode == status
    assert json.loads(ran.stdout)["message"] == ran.stderr.removesuffix("\n")
    assert "Traceback" not in ran.stderr


def test_that_it_says_its_version() -> None:
    ran = start("--version")
    assert ran.returncode == 0
    assert ran.stdout.startswith("salw, version ")


def test_that_a_fault_of_ours_leaves_a_report_without_what_the_record_says(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("SECRET-SERIAL")

    monkeypatch.setattr(queries, "find", fail)
    said = salw("find", ready.register, CLEAR, *ready.words, "--json")
    report = Path(said.facts["facts"]["path"])
    text = report.read_text(encoding="utf-8")
    assert (said.status, said.code) == (4, "program.fault")
    assert "builtins.ValueError" in text
    assert "papers.py" in text
    assert all(secret not in text + said.out + said.err for secret in ("SECRET", CLEAR))
    assert "Traceback" not in said.err
    assert report.stat().st_mode & 0o077 == 0


def test_that_the_register_is_closed_after_a_fault(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.delattr(queries, "find")
        assert salw("find", ready.register, CLEAR, *ready.words).status == 4
    assert salw("find", ready.register, CLEAR, *ready.words).status == 0
