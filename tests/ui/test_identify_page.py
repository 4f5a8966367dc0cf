"""The armourer's bench: one item after the other by keys alone, and a second look at what was identified."""

from __future__ import annotations

from destruction_bench import give_reason
from factory import STOREKEEPER, Desk, a_weapon
from late_answers import a_busy_writer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from weapon_shelf import opened
from work_bench import Bench, texts

from salw_desktop.domain.numbers import scan_code
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.identify.page import IdentifyPage
from salw_desktop.ui.runner import Runner
from salw_desktop.words import sentence

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SETTLED_MS = 300
MOST_KEYS = 24


def bench_page(
    qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None
) -> tuple[IdentifyPage, Office]:
    page, office = opened(qtbot, desk, runner, IdentifyPage, subject)
    qtbot.waitUntil(lambda: page.bench is not None)
    qtbot.waitUntil(lambda: bool(page.form.by._people))
    qtbot.waitUntil(lambda: page.focusWidget() is page.form.model)
    return page, office


def press(page: IdentifyPage, keys: str) -> int:
    """Into whatever has the focus; a newline is Enter. Returns how many keys it was."""
    for key in keys:
        target = page.focusWidget()
        assert isinstance(target, QWidget)
        if key == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, key)
    return len(keys)


def test_that_items_are_identified_by_keys_one_after_the_other(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    assert bench.first in texts(page)
    keys = press(page, "akm\n7721\n\ninsp\n1\n")
    assert keys <= MOST_KEYS
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    row = bench_desk.row("weapon", number=bench.first)
    assert (row["model"], row["serial"], row["confidence"]) == ("AKM", "7721", "sure")
    assert row["identified_by"] == bench_desk.row("roster", name="P. Inspector")["id"]
    qtbot.waitUntil(lambda: page.focusWidget() is page.form.model)
    assert page.form.by.text() == "P. Inspector"  # who looks stays, what he sees does not
    assert (page.form.serial.text(), page.form.confidence.choice) == ("", "")
    press(page, "akm\n\n\n\n3\n")
    qtbot.waitUntil(lambda: page._empty.isVisible())


def test_that_a_gap_stands_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    press(page, "akm\n7721")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    field = page.form.fields["identified_by"]
    qtbot.waitUntil(lambda: bool(field.said))
    assert page.focusWidget() is page.form.by
    assert (page.form.model.chosen, page.form.serial.text()) == ("AKM", "7721")


def test_that_what_does_not_fit_the_catalogue_is_said_and_blocks_nothing(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    press(page, "akm\n7721\nBR\n")
    assert "AKM" in page.form.fields["country"].said
    press(page, "insp\n2\n")
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    assert page.bar.kind == "warning"


def test_that_an_identified_item_gets_a_second_look_with_a_reason(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    assert page.scanned(scan_code(bench.rifle))
    qtbot.waitUntil(lambda: page._doubt.isVisible())
    assert not page._do.isEnabled()
    page._doubt.click()
    give_reason(qtbot, "a copy")
    qtbot.waitUntil(lambda: page._second.isVisible() and page.form.isEnabled())
    assert bench_desk.row("weapon", number=bench.rifle)["identification"] == "second look"
    assert page.form.model.chosen == "AKM"


def test_that_a_label_nobody_knows_is_said(qtbot: QtBot, bench_desk: Desk, runner: Runner) -> None:
    page, office = bench_page(qtbot, bench_desk, runner)
    page.scanned("SALW1XA26LEN000900X")
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert page.bar.text == sentence("scan.unknown", {"given": "SALW1XA26LEN000900X"})
    assert office.sounds.last == "wrong"


def test_that_a_model_the_catalogue_lacks_gets_a_card_and_the_record_points_to_it(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    QTest.keyClick(page, Qt.Key.Key_W, ALT)
    qtbot.waitUntil(lambda: page._card_form is not None)
    assert "1 there" in texts(page)
    press(page, "Hill pistol\n")
    press(page, "two barrels")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page._card_form is None)
    card = bench_desk.row("model_card")
    press(page, "\n\ninsp\n2\n")
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    row = bench_desk.row("weapon", number=bench.first)
    assert (row["model_card"], row["model_name"]) == (card["id"], "Hill pistol")


def test_that_what_was_half_typed_comes_back(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    assert page.draft() is None
    QTest.keyClick(page, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    press(page, "akm\n7721")
    kept = page.draft()
    again = IdentifyPage(page.office)
    qtbot.addWidget(again)
    again.take_draft(kept)
    again.shown(None)
    qtbot.waitUntil(lambda: again.bench is not None)
    assert bench.second in again._number.text()
    assert (again.form.model.chosen, again.form.serial.text()) == ("AKM", "7721")


def test_that_who_may_not_identify_is_told_so(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    bench_desk.sit(STOREKEEPER)
    page, _ = bench_page(qtbot, bench_desk, runner)
    press(page, "akm\n\n\ninsp\n1\n")
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert page._do.isEnabled()


def test_that_the_number_is_held_against_the_metal_and_its_reader_stored(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    press(page, "akm\n7721")
    page.form.read_back.click()
    sheet = page.read_back
    assert sheet.reader.hasFocus()
    QTest.keyClick(sheet.reader, Qt.Key.Key_Down)
    reader = sheet.reader.currentText()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.read_by == reader)
    QTest.keyClicks(page.form.serial, "3")  # another number, which nobody has read back
    assert page.form.read_by == ""
    page.form.show_read_back(reader)
    page.form.country.setFocus()
    press(page, "\ninsp\n1\n")
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    row = bench_desk.row("weapon", number=bench.first)
    assert row["serial"] == "77213"
    assert bench_desk.row("roster", id=row["read_back_by"])["name"] == reader
    assert page.form.read_by == ""


def test_that_the_next_item_is_not_read_back_by_the_number_of_the_one_before(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    press(page, "akm\n7721")
    page.form.read_back.click()
    page._later.click()  # F3 is heard under the large letters too
    qtbot.waitUntil(lambda: bench.second in page._number.text())
    assert not page.read_back.isVisible()
    assert page.form.read_by == ""


def test_that_what_is_typed_of_the_next_item_stays_when_this_one_is_identified(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    a_weapon(bench_desk, model="", kind_of_weapon="rifle", serial="", serial_status="not read yet")
    page, _ = bench_page(qtbot, bench_desk, runner)
    with a_busy_writer(runner):
        press(page, "akm\n7721\n\ninsp\n1\n")
        QTest.keyClick(page, Qt.Key.Key_F3)
        qtbot.waitUntil(lambda: bench.second in page._number.text())
        press(page, "tt33\n55")
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    qtbot.wait(SETTLED_MS)
    press(page, "66")
    assert bench.second in page._number.text()
    assert (page.form.model.chosen, page.form.serial.text()) == ("TT33", "5566")
    assert bench_desk.row("weapon", number=bench.first)["model"] == "AKM"


def test_that_a_refusal_of_the_item_before_stands_at_no_field_of_the_next(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    with a_busy_writer(runner):
        press(page, "akm\n7721")
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)  # nobody has said who identifies it
        QTest.keyClick(page, Qt.Key.Key_F3)
        qtbot.waitUntil(lambda: bench.second in page._number.text())
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert not page.form.fields["identified_by"].said


def test_that_a_card_is_used_for_the_item_it_was_made_for(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    QTest.keyClick(page, Qt.Key.Key_W, ALT)
    qtbot.waitUntil(lambda: page._card_form is not None)
    press(page, "Hill pistol\n")
    press(page, "two barrels")
    with a_busy_writer(runner):
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
        page.scanned(scan_code(bench.second))
        qtbot.waitUntil(lambda: bench.second in page._number.text())
    qtbot.waitUntil(lambda: page._card_form is None)
    assert bench_desk.row("model_card")["name"] == "Hill pistol"
    assert page.form.model.text() == ""


def test_that_a_card_that_is_made_late_closes_no_form_of_the_next(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, _ = bench_page(qtbot, bench_desk, runner)
    QTest.keyClick(page, Qt.Key.Key_W, ALT)
    qtbot.waitUntil(lambda: page._card_form is not None)
    press(page, "Hill pistol\n")
    press(page, "two barrels")
    with a_busy_writer(runner):
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
        QTest.keyClick(page, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page._card_form is None)
        page.scanned(scan_code(bench.second))
        qtbot.waitUntil(lambda: bench.second in page._number.text())
        QTest.keyClick(page, Qt.Key.Key_W, ALT)
        qtbot.waitUntil(lambda: page._card_form is not None)
        form = page._card_form
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    assert page._card_form is form
