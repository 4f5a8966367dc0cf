"""A fault of the program is told once, and without a word of a record."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.messages import FaultHook, report_of, wording


def a_fault() -> BaseException:
    try:
        raise ValueError("serial 7B-21904 of the informant")
    except ValueError as error:
        return error


def test_that_a_trouble_is_worded() -> None:
    assert "register.db" in wording(Trouble("disk.full", path="register.db"))


def test_that_a_bug_is_never_worded_as_a_trouble() -> None:
    with pytest.raises(ValueError, match="7B-21904"):
        wording(a_fault())


def test_that_a_report_says_where_and_not_what() -> None:
    fault = a_fault()
    report = report_of(type(fault), fault.__traceback__)
    assert report.startswith("ValueError")
    assert "a_fault" in report
    assert "7B-21904" not in report


def test_that_a_fault_is_shown_once(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    ended: list[int] = []
    hook, fault = FaultHook(ended.append), a_fault()
    hook(type(fault), fault, fault.__traceback__)
    first = hook._dialog
    assert first is not None
    qtbot.addWidget(first)
    hook(type(fault), fault, fault.__traceback__)
    assert hook._dialog is first
    assert first.isVisible()
    assert first.detailedText() == caplog.messages[0]
    assert len(caplog.messages) == 1
    assert ended == []
    first.accept()
    assert ended == [4]
    assert "7B-21904" not in caplog.text + "".join(capsys.readouterr())
