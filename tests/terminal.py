"""`salw` run in this process: arguments in; exit status, JSON and sentences out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from factory import FAST

from salw_desktop.cli import run
from salw_desktop.usecases import keeping


@dataclass(frozen=True, slots=True)
class Said:
    """What one run of `salw` left behind."""

    status: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def code(self) -> str:
        return str(self.facts["code"])


def salw(*arguments: object) -> Said:
    """With nobody at the keyboard."""
    out, err = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("sys.stdin", io.StringIO())
        status = run([str(argument) for argument in arguments])
    return Said(status, out.getvalue(), err.getvalue())


def done(*arguments: object) -> dict[str, Any]:
    """The facts of a run that must succeed."""
    said = salw(*arguments, "--json")
    assert said.status == 0, said.err
    return said.facts


def refused(*arguments: object) -> Said:
    """A run that must be turned down: one sentence on standard error, the same in the object."""
    said = salw(*arguments, "--json")
    assert said.status in (1, 3), said.out
    assert said.facts["ok"] is False
    assert said.err.splitlines()[-1] == said.facts["message"]
    return said


def fields_file(path: Path, *lines: object) -> Path:
    """The fields of acts, one a line, as `salw do` reads them."""
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def cheap_keys() -> Iterator[None]:
    """A try of a passphrase costs half a second by design; here it may be cheap."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "measured_cost", lambda: FAST)
        yield
