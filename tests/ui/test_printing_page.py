"""The Printing page and its parts: true size, the sheet by keys, printers that are gone, papers by number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from paper_reading import codes, pictures, text
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_practice import open_page, open_window

from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.printing.labels import Label, label_sheet
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.printing.page import PAPERS, PrintingPage
from salw_desktop.ui.pages.settings.page import SettingsPage
from salw_desktop.ui.printers import paint, send
from salw_desktop.ui.runner import Cancelled, Job
from salw_desktop.ui.widgets.paper_view import PaperView
from salw_desktop.ui.widgets.sheet_view import SheetView
from salw_desktop.usecases.acts import read_act
from salw_desktop.usecases.commands import Answer, perform
from salw_desktop.usecases.printer_shifts import Shift, shift_of
from salw_desktop.usecases.store.labels import MarkLabelsPrinted, label_sheet_named
from salw_desktop.words.papers import LabelWords

CODE = "SALW1XA26LEN0000439"
PATIENCE_MS = 20_000


def a_sheet(sheet: str = "A4 3x8", start: int = 5, count: int = 1) -> bytes:
    label = Label(CODE, "XA26-LEN-000043-9", "Rifle  AKM", "…1904", "2026-11-22")
    return label_sheet([label] * count, words=LabelWords(), start=start, sheet=sheet)


def no_step(done: int, total: int) -> None:
    del done, total


def test_that_a_sheet_comes_out_of_a_printer_at_its_true_size(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    printer, steps = QPrinter(QPrinter.PrinterMode.HighResolution), list[tuple[int, int]]()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    data = a_sheet(count=24)
    paint(printer, data, lambda done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    for wanted, printed in zip(
        pictures(data, 200), pictures((tmp_path / "out.pdf").read_bytes(), 200), strict=True
    ):
        # a printer counts a page in whole points
        for side in (0, 1):
            assert abs(printed.size[side] - wanted.size[side]) <= 3
        for found, drawn in zip(codes(printed, 200), codes(wanted, 200), strict=True):
            assert found.text == CODE
            assert abs(found.left_mm - drawn.left_mm) < 0.3
            assert abs(found.top_mm - drawn.top_mm) < 0.3


def test_that_a_printer_that_is_gone_is_told_by_name() -> None:
    with pytest.raises(Trouble) as raised:
        send("Store room", "Labels", no_step, a_sheet())
    assert (raised.value.code, raised.value.facts) == ("printer.gone", {"name": "Store room"})


def test_that_a_print_is_stopped_between_two_pages(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot

    def stop(done: int, _: int) -> None:
        if done == 1:
            raise Cancelled

    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    with pytest.raises(Cancelled):
        paint(printer, a_sheet(start=24, count=2), stop)


def test_that_a_millimetre_of_paper_is_a_millimetre_of_the_screen(qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show_paper(a_sheet(start=20, count=6))
    view.show()
    assert view.dots_per_mm == pytest.approx(view.screen().physicalDotsPerInch() / 25.4)
    assert (view.page, view.pages) == (1, 2)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_Asterisk)
    assert 297 * view.dots_per_mm < view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.dots_per_mm == pytest.approx(view.screen().physicalDotsPerInch() / 25.4)


def test_that_arrows_and_clicks_move_the_first_free_label(qtbot: QtBot) -> None:
    view, chosen = SheetView(), list[int]()
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show_sheet(label_sheet_named("A4 3x8"), 5, 3)
    view.position_chosen.connect(chosen.append)
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Right, keys.Key_Up, keys.Key_Left, keys.Key_End):
        QTest.keyClick(view, key)
    QTest.keyClick(view, keys.Key_Right)  # there is no 25th
    middle = view.label_rect(2).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert chosen == [8, 9, 6, 5, 24, 2]
    assert "row 1, column 2" in view.accessibleDescription()


def test_that_a_paper_that_is_not_there_is_told_at_its_number(qtbot: QtBot, office: Office) -> None:
    page = open_page(qtbot, office, PrintingPage, "certificate:DC-1")
    said = page.fields["number"]
    qtbot.waitUntil(lambda: "DC-1" in said.said, timeout=PATIENCE_MS)
    assert page.which.choice == PAPERS
    assert page.papers.number.hasFocus()


def test_that_esc_leaves_a_preview_for_the_page_that_asked_for_it(
    qtbot: QtBot, office: Office
) -> None:
    number = a_hand_in(office)
    with open_window(qtbot, office, SettingsPage, PrintingPage) as window:
        window.go("settings")
        office.print_paper("hand-in slip", number)
        page = window.page
        assert isinstance(page, PrintingPage)
        qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
        QTest.keyClick(page.panel.view, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: window.page.key == "settings")
        window.go("printing")
        assert not page.panel.isVisible()
        page.papers.show_it.click()
        qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
        QTest.keyClick(page.panel.view, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not page.panel.isVisible())
        assert window.page is page


def a_hand_in(office: Office) -> str:
    fields = {"name": "Practice", "campaign_kind": "DDR", "authority": "Commission"}
    do(office, "open-campaign", code="DDR1", named=False, may_be_traced=True, **fields)
    opened = {"brought_by": "person", "cleared_as_adult": "yes"}
    return str(do(office, "open-hand-in", campaign="DDR1", **opened)["number"])


def do(office: Office, act: str, **fields: object) -> Answer:
    return perform(read_act(act, json.dumps(fields).encode()), office.register).answer


def test_that_a_second_copy_wants_its_reason_and_both_are_counted(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    number = a_hand_in(office)
    page = open_page(qtbot, office, PrintingPage, f"hand-in slip:{number}")
    qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
    page.panel.save_to(str(tmp_path / "first.pdf"))
    qtbot.waitUntil(lambda: "copy 1" in page.bar.text, timeout=PATIENCE_MS)
    assert not page.panel.isVisible()
    page.shown(f"hand-in slip:{number}")
    qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
    why = page.fields["reason"]
    assert page.panel.focusWidget() is why.control
    page.panel.save_to(str(tmp_path / "second.pdf"))
    qtbot.waitUntil(lambda: bool(why.said), timeout=PATIENCE_MS)
    assert not (tmp_path / "second.pdf").exists()
    QTest.keyClicks(why.control, "Lost on the way")
    page.panel.save_to(str(tmp_path / "second.pdf"))
    qtbot.waitUntil(lambda: "copy 2" in page.bar.text, timeout=PATIENCE_MS)
    assert "DUPLICATE" in text((tmp_path / "second.pdf").read_bytes())
    assert "DUPLICATE" not in text((tmp_path / "first.pdf").read_bytes())


def test_that_a_print_nobody_answered_for_is_asked_about_again(
    qtbot: QtBot, office: Office
) -> None:
    kept: Json = {"labels": ["a", "b"], "pack": "", "sheet": "A4 3x8", "first": 3}
    office.keep("labels.unanswered", kept)  # as a power cut leaves it
    page = open_page(qtbot, office, PrintingPage)
    assert page.labels.came_out.isVisible()
    assert page.labels.came_out.good.value() == 2
    page.labels.came_out.good.setValue(0)
    QTest.keyClick(page.labels.came_out.good, Qt.Key.Key_Return)
    assert office.kept("labels.unanswered") is None
    assert "go on waiting" in page.bar.text


def test_that_each_printer_keeps_its_own_shift_for_whoever_prints_next(
    qtbot: QtBot, office: Office
) -> None:
    page = open_page(qtbot, office, PrintingPage)
    page.shift.show_printer("Store room")
    page.shift.right.setValue(-0.4)
    page.shift.down.setValue(1.1)
    kept = Shift(right=-4, down=11)
    qtbot.waitUntil(lambda: shift_of(office.register, "Store room") == kept, timeout=PATIENCE_MS)
    page.shift.show_printer("Office")
    assert page.shift.shift == Shift()
    page.shift.show_printer("Store room")
    assert page.shift.shift == kept
    operators = "SELECT DISTINCT operator FROM desk WHERE name = 'printer.shifts'"
    assert office.register.reader.execute(operators).fetchall() == [("",)]


def test_that_sheets_without_a_number_come_out_and_are_counted_nowhere(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, PrintingPage)
    page.labels.calibrate.click()
    qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
    page.panel.save_to(str(tmp_path / "calibration.pdf"))
    qtbot.waitUntil(lambda: "is out" in page.bar.text, timeout=PATIENCE_MS)
    assert "A4 3x8" in text((tmp_path / "calibration.pdf").read_bytes())
    page.shown(PAPERS)
    page.papers.sheets["model sheet"].click()
    qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE_MS)
    page.panel.save_to(str(tmp_path / "models.pdf"))
    qtbot.waitUntil(lambda: "Model sheet" in page.bar.text, timeout=PATIENCE_MS)
    assert len(codes(pictures((tmp_path / "models.pdf").read_bytes(), 203)[0], 203)) == 30
    counted = "SELECT count(*) FROM paper_print"
    assert office.register.reader.execute(counted).fetchone() == (0,)


@pytest.mark.parametrize(("pages", "is_asked"), [(1, True), (0, False)])
def test_that_after_a_print_that_broke_somebody_looks_what_came_out(
    qtbot: QtBot, office: Office, pages: int, is_asked: bool
) -> None:
    page = open_page(qtbot, office, PrintingPage)
    desk = page.labels
    desk._asked = MarkLabelsPrinted(labels=("a", "b"), sheet="A4 3x8", first_position=24)
    desk._keep_unanswered(desk._asked)

    def breaks(job: Job) -> None:
        if pages:
            job.step(pages, 2)
        raise Trouble("printer.gone", name="Store room")

    desk._job = office.job(page, "Labels", breaks, lambda _: None, desk._on_broken)
    qtbot.waitUntil(lambda: "Store room" in page.bar.text, timeout=PATIENCE_MS)
    assert desk.came_out.isVisible() is is_asked
    assert (office.kept("labels.unanswered") is not None) is is_asked
    assert desk.came_out.good.value() == 0


def test_that_an_empty_queue_says_that_no_label_waits(qtbot: QtBot, office: Office) -> None:
    page = open_page(qtbot, office, PrintingPage)
    view = page.labels.table.view
    qtbot.waitUntil(lambda: bool(view.accessibleDescription()), timeout=PATIENCE_MS)
    assert view.empty_text == "No label waits to be printed."
    page.labels.table.ask_for(text="zz")
    qtbot.waitUntil(lambda: "Show everything" in view.empty_text, timeout=PATIENCE_MS)
