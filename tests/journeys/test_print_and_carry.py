"""In the real window: labels from the fifth place of a sheet, and a stick to headquarters and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factory import Desk, a_weapon
from pair import Pair, a_pair
from paper_reading import codes, pictures
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salw_desktop.domain.numbers import scan_code
from salw_desktop.ui.look import dress
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.exchange.page import TAKE, ExchangePage
from salw_desktop.ui.pages.printing.page import PrintingPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases import queries
from salw_desktop.usecases.store.labels import label_sheet_named

PATIENCE_MS = 30_000
DPI = 150


@contextmanager
def a_window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application)
    runner, scanner = Runner(), Scanner(application)
    office = Office(desk.register, runner)
    window = MainWindow(office, scanner, (PrintingPage, ExchangePage))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        application.removeEventFilter(scanner)
        window.close()
        runner.close()


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
    """Wherever the focus is: keys, never the mouse."""
    control = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    window.activateWindow()  # without a display the program loses its place now and then
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.focusWidget() or window, key, control)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return a_pair(tmp_path_factory.mktemp("pair"))


def test_that_labels_are_printed_from_the_fifth_place_and_counted_once_they_came_out(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    numbers = [str(a_weapon(desk, safety=None)["number"]) for _ in range(3)]
    desk.do("add-sheet-pack", name="Blue box", sheet="A4 3x8")
    with a_window(qtbot, desk) as window:
        press(qtbot, window, Qt.Key.Key_7, ctrl=True)
        page = window.page
        assert isinstance(page, PrintingPage)
        sheet = page.labels.medium.sheet
        fifth = sheet.label_rect(5).center().toPoint()
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=fifth)
        press(qtbot, window, Qt.Key.Key_F8)
        qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
        assert page.panel.view.pages == 1
        page.shift.right.setValue(2.3)
        seen = page.panel.paper.data
        page.panel.save_to(str(tmp_path / "labels.pdf"))
        qtbot.waitUntil(page.labels.came_out.isVisible, timeout=PATIENCE_MS)
        assert {row["state"] for row in desk.rows("label")} == {"waiting"}
        page.labels.came_out.good.setValue(2)  # the third was torn in the printer
        press(qtbot, window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(page.bar.text), timeout=PATIENCE_MS)
    found = [(row["state"], row["position"]) for row in desk.rows("label")]
    assert found == [("printed", 5), ("printed", 6), ("waiting", None)]
    assert desk.row("sheet_pack")["next_position"] == 7
    drawn, moved = first_code_mm(seen), first_code_mm((tmp_path / "labels.pdf").read_bytes())
    assert moved[0] - drawn[0] == pytest.approx(2.3, abs=0.2)  # what the printer is off by
    assert moved[1] == pytest.approx(drawn[1], abs=0.2)
    assert corner_of_codes(tmp_path / "labels.pdf") == {
        scan_code(number): label_sheet_named("A4 3x8").corner_mm(place)
        for place, number in enumerate(numbers, 4)
    }


def first_code_mm(pdf: bytes) -> tuple[float, float]:
    """Its upper left corner."""
    first = codes(pictures(pdf, DPI)[0], DPI)[0]
    return first.left_mm, first.top_mm


def corner_of_codes(pdf: Path) -> dict[str, tuple[float, float]]:
    """On which label of the sheet each code was found."""
    (picture,) = pictures(pdf.read_bytes(), DPI)
    sheet = label_sheet_named("A4 3x8")
    corners = [sheet.corner_mm(place) for place in range(sheet.positions)]
    return {
        code.text: min(corners, key=lambda at: abs(at[0] - code.left_mm) + abs(at[1] - code.top_mm))
        for code in codes(picture, DPI)
    }


def test_that_a_stick_goes_to_headquarters_and_its_receipt_comes_back(
    qtbot: QtBot, pair: Pair
) -> None:
    stick = pair.folder("journey")
    with pair.station() as desk, a_window(qtbot, desk) as window:
        press(qtbot, window, Qt.Key.Key_8, ctrl=True)
        page = window.page
        assert isinstance(page, ExchangePage)
        page.drives.add_folder(str(stick))
        qtbot.waitUntil(page.sending.send.isEnabled, timeout=PATIENCE_MS)
        press(qtbot, window, Qt.Key.Key_Return, ctrl=True)
        qtbot.waitUntil(page.sending.outcome.isVisible, timeout=PATIENCE_MS)
        assert page.sending.outcome.word == "DONE"
        (bundle,) = stick.iterdir()
        pair.imported(bundle)
        answer, _ = pair.receipt()
        (stick / answer.name).write_bytes(answer.read_bytes())
        window.go("exchange", TAKE)
        qtbot.waitUntil(lambda: page.taking.list.count() == 1, timeout=PATIENCE_MS)
        press(qtbot, window, Qt.Key.Key_Return, ctrl=True)
        qtbot.waitUntil(page.taking.outcome.isVisible, timeout=PATIENCE_MS)
        assert page.taking.outcome.word == "TAKEN IN"
        (held,) = queries.unsent(desk.register)
        # the receipt itself is the one act that HQ cannot hold yet, in a branch that opened for it
        assert held.events - held.held_up_to <= 2
