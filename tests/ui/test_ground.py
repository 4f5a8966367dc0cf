"""The ground the window stands on: a binding that counts its references (docs/adr/0006)."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class Bell(QObject):
    """Rings."""

    rung = Signal()


@pytest.mark.usefixtures("qapp")
def test_that_this_pyside_survives_many_emits() -> None:
    bell = Bell()
    for _ in range(5_000):
        bell.rung.emit()


def test_that_a_void_call_costs_no_reference_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("x")
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    assert sys.getrefcount(None) > before - 100
