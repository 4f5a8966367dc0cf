"""A process of its own with the stockpile's table over a register; prints what it took as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget
from running import let_go, ms

from salw_desktop.ui.application import make_application
from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.keeping import unlock
from salw_desktop.usecases.listings import WEAPONS

PLACES = (500_000, 999_990, 3, 777_777, 123_456, 640_000, 42, 900_001, 250_000, 333_333)
CHIPS = ("in hand", "destroyed", "out", "to identify", "in hand", "destroyed")
Index = QModelIndex | QPersistentModelIndex


class Numbers(QAbstractTableModel):
    """What a table costs that shows ids alone."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802  Qt's own form
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


def ours(path: Path, operator: str, passphrase: str) -> dict[str, object]:
    """Milliseconds each, and megabytes at the most."""
    runner = Runner()
    register = unlock(path, operator, passphrase, checks_behind=True)
    office = Office(register, runner)
    window = QWidget()
    column = QVBoxLayout(window)
    table = RowsTable(office, WEAPONS, "Weapons")
    column.addWidget(table)
    window.resize(1080, 660)
    window.show()

    def until_whole(act: Callable[[], object]) -> float:
        return ms(act, partial(let_go, table.shown), window.repaint)

    def until_first(chip: str) -> tuple[float, float]:
        """Until the first rows stand there, and until all is known."""
        first: list[float] = []
        start = time.perf_counter()
        table.model.modelReset.connect(lambda: first.append((time.perf_counter() - start) * 1000))
        whole = until_whole(lambda: table.show_chips(chip))
        return (first[0] if first else whole), whole

    def repainted(act: Callable[[], object]) -> float:
        return ms(act, window.repaint)

    opened = until_whole(table.reload)
    let_go(most_ms=4000)  # the chips' counts come behind the window
    table.view.setFocus()
    jumps = [repainted(partial(table.view.go_to, place)) for place in PLACES]
    control = Qt.KeyboardModifier.ControlModifier
    everything = [
        repainted(lambda: QTest.keyClick(table.view, Qt.Key.Key_A, control)) for _ in range(4)
    ]
    sorts = [until_whole(partial(table.columns.sort_by, word)) for word in ("serial", "number")]
    chips = [until_first(chip) for chip in CHIPS]
    told = {
        "open": opened,
        "jumps": jumps,
        "all": everything,
        "sorts": sorts,
        "first": [first for first, _ in chips],
        "whole": [whole for _, whole in chips],
        "memory_mb": _peak_mb(),
    }
    office.put_by()
    runner.run(runner, register.close, lambda _: None, print)
    runner.close()
    return told


def theirs(rows: int) -> dict[str, object]:
    """The same jumps and Ctrl+A of a view over ids alone."""
    view = QTableView()
    model = Numbers(rows)
    view.setModel(model)
    view.resize(1080, 660)
    view.show()
    QTest.qWait(200)
    opened = ms(partial(view.setModel, Numbers(rows)), view.repaint)
    jumps = [ms(partial(view.selectRow, at), view.repaint) for at in PLACES]
    control = Qt.KeyboardModifier.ControlModifier
    everything = [
        ms(lambda: QTest.keyClick(view, Qt.Key.Key_A, control), view.repaint) for _ in range(4)
    ]
    return {"open": opened, "jumps": jumps, "all": everything, "memory_mb": _peak_mb()}


def _peak_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    application = make_application()
    if sys.argv[1] == "ids":
        print(json.dumps(theirs(int(sys.argv[2]))))
    else:
        print(json.dumps(ours(Path(sys.argv[2]), sys.argv[3], sys.argv[4])))
    sys.stdout.flush()
    os._exit(0)  # Qt's own order of going would be in the figure of nobody
