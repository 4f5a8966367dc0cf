"""Marking: a job ordered from the worklist, struck by scans of its card, read back unseen; machines and the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from destruction_bench import give_reason
from factory import Desk, a_weapon
from late_answers import a_busy_writer, held_back
from marking_shop import MACHINE, READER, STRIKER, a_job, strike
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from weapon_shelf import opened
from work_bench import Bench, texts

from salw_desktop.domain.mark_strings import result_code
from salw_desktop.domain.numbers import scan_code
from salw_desktop.ui.models.few_rows import FewRow, FewRows
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.marking import job_desk
from salw_desktop.ui.pages.marking import page as marking_page
from salw_desktop.ui.pages.marking.page import JOBS, MACHINES, PLAN, TO_MARK, MarkingPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.act_form import ActForm
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.words import sentence

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SETTLED_MS = 300
FIRST_STRING = "★ XA PS 26 000001"


def marking(
    qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None
) -> tuple[MarkingPage, Office]:
    page, office = opened(qtbot, desk, runner, MarkingPage, subject)
    qtbot.waitUntil(lambda: bool(page.orders.machine.currentText()))
    qtbot.waitUntil(lambda: bool(page.jobs.striker._people))
    return page, office


def job_in_front(qtbot: QtBot, page: MarkingPage, state: str) -> None:
    def is_there() -> bool:
        return page.jobs.job is not None and page.jobs.job.state == state

    qtbot.waitUntil(is_there)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in page.jobs._lines))  # then keys work


def read_back(qtbot: QtBot, page: MarkingPage, typed: str, quality: Qt.Key) -> None:
    """By keys alone, as whoever holds the weapon types it."""
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.focusWidget() is page.reading.typed)
    QTest.keyClicks(page.reading.typed, typed)
    QTest.keyClick(page.reading.typed, Qt.Key.Key_Return)
    QTest.keyClicks(page.reading.reader, READER)
    QTest.keyClick(page.reading.reader, Qt.Key.Key_Return)
    QTest.keyClick(page.focusWidget(), quality)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)


def form_of(page: MarkingPage, qtbot: QtBot, press: Callable[[], None]) -> ActForm:
    press()
    found = page.machines.form
    assert found is not None
    qtbot.waitUntil(lambda: found.isAncestorOf(page.focusWidget()))
    return found


def fill(form: ActForm, **texts_: str) -> None:
    for name, text in texts_.items():
        control = form.fields[name].control
        if isinstance(control, QComboBox):
            control.setEditText(text) if control.isEditable() else control.setCurrentText(text)
        elif isinstance(control, QLineEdit):
            control.setText(text)
        else:
            assert isinstance(control, FileEdit)
            control.show_path(text)


def test_that_the_string_is_seen_before_it_is_ordered_and_one_key_orders_it(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, office = marking(qtbot, bench_desk, runner)
    assert page.orders.select(str(bench_desk.row("weapon", number=bench.rifle)["id"]))
    qtbot.waitUntil(lambda: FIRST_STRING in page.orders.string.text())
    assert "Required by law" in [page.orders.table.rows.index(0, 3).data()]
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(bench_desk.rows("mark_job")))
    job = bench_desk.row("mark_job")
    assert (job["string"], job["state"]) == (FIRST_STRING, "ordered")
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    with qtbot.waitSignal(office.going) as went:
        page.bar._action.click()
    assert went.args == ["printing", f"job card:{job['number']}"]


def test_that_what_the_order_would_be_refused_for_stands_where_the_string_would(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    loaded = a_weapon(bench_desk, safety=None, place="Isolation point")
    page, _ = marking(qtbot, bench_desk, runner)
    page.orders.select(str(loaded["weapon"]))
    wanted = sentence("weapon.not-clear", {"number": loaded["number"], "safety": "not checked"})
    qtbot.waitUntil(lambda: page.orders._said.text() == wanted)
    assert not page.orders.order.isEnabled()


def test_that_a_card_and_its_ok_are_two_scans(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    number = str(a_job(bench_desk, bench.rifle)["number"])
    page, office = marking(qtbot, bench_desk, runner)
    page.scanned(scan_code(number))
    job_in_front(qtbot, page, "ordered")
    page.scanned(result_code(scan_code(number), 1, "struck"))
    assert page.jobs.striker_field.said  # nobody has said yet who runs the machine
    QTest.keyClicks(page.jobs.striker, STRIKER)
    page.scanned(result_code(scan_code(number), 1, "struck"))
    qtbot.waitUntil(lambda: bench_desk.row("mark_job")["state"] == "struck")
    assert bench_desk.row("strike")["struck_by"] == bench_desk.row("roster", name=STRIKER)["id"]
    job_in_front(qtbot, page, "struck")
    assert office.kept("marking.striker") == STRIKER


def test_that_whoever_reads_back_sees_nothing_of_what_was_ordered(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    job = a_job(bench_desk, bench.rifle)
    strike(bench_desk, str(job["number"]))
    page, _ = marking(qtbot, bench_desk, runner, str(job["number"]))
    job_in_front(qtbot, page, "struck")
    assert "000001" in texts(page)
    page.jobs.read.click()
    shown = texts(page).replace(str(job["number"]), "").replace(bench.rifle, "")
    assert "XA PS" not in shown
    assert page.scanned(scan_code(str(job["number"])))
    assert page.desk == ""
    page.reading.left.emit()
    assert page.desk == JOBS


def test_that_a_mark_that_reads_as_ordered_ends_the_job(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    job = a_job(bench_desk, bench.rifle)
    strike(bench_desk, str(job["number"]))
    page, _ = marking(qtbot, bench_desk, runner, str(job["number"]))
    job_in_front(qtbot, page, "struck")
    read_back(qtbot, page, FIRST_STRING.replace("★", "*"), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bench_desk.row("mark_job")["state"] == "read back")
    row = bench_desk.row("weapon", number=bench.rifle)
    assert row["adequately_marked"] == "yes"
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    qtbot.waitUntil(lambda: page.orders.table.rows.row_of(str(row["id"])) < 0)


def test_that_another_reading_is_a_mis_strike_and_said_loudly(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    job = a_job(bench_desk, bench.rifle)
    strike(bench_desk, str(job["number"]))
    page, office = marking(qtbot, bench_desk, runner, str(job["number"]))
    job_in_front(qtbot, page, "struck")
    read_back(qtbot, page, "* XA PS 26 000007", Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert bench_desk.row("mark_job")["state"] == "mis-strike"
    assert office.sounds.last == "wrong"
    qtbot.waitUntil(page.bar._action.hasFocus)
    QTest.keyClick(page.bar._action, Qt.Key.Key_Return)
    weapon = bench_desk.row("mark_job")["weapon"]
    qtbot.waitUntil(lambda: page.orders.table.current_id == weapon)


def test_that_the_six_qualities_are_never_assumed(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    job = a_job(bench_desk, bench.rifle)
    strike(bench_desk, str(job["number"]))
    page, _ = marking(qtbot, bench_desk, runner, str(job["number"]))
    job_in_front(qtbot, page, "struck")
    page.jobs.read.click()
    page.reading._do.click()
    assert page.reading.fields["read_as"].said, "the first that is empty, not the last"
    page.reading.typed.setText(FIRST_STRING)
    page.reading.reader.show_chosen("", READER)
    page.reading._do.click()
    assert page.reading.fields["qualities"].said
    assert bench_desk.row("strike")["read_as"] is None
    page.reading.reader.setText(READER)
    page.reading.qualities.chip("some").click()
    page.reading.boxes["is_readable"].setChecked(True)
    page.reading._do.click()
    qtbot.waitUntil(lambda: bench_desk.row("strike")["read_as"] is not None)
    row = bench_desk.row("strike")
    assert (row["is_readable"], row["is_durable"]) == (1, 0)


def test_that_a_lost_job_is_void_with_a_reason(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    number = str(a_job(bench_desk, bench.rifle)["number"])
    page, _ = marking(qtbot, bench_desk, runner, number)
    job_in_front(qtbot, page, "ordered")
    page.jobs._void.click()
    give_reason(qtbot, "card lost")
    job_in_front(qtbot, page, "void")
    assert not page.jobs._void.isEnabled()


def test_that_work_on_a_machine_is_entered_and_counted(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = marking(qtbot, bench_desk, runner, MACHINES)
    form = form_of(page, qtbot, page.machines.buttons["entry"].click)
    fill(form, entry_kind="Serviced", strikes_without_job="3", done_by=STRIKER)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(bench_desk.rows("machine_entry")))
    qtbot.waitUntil(lambda: page.machines.table.rows.index(0, 3).data() == "3")
    assert page.machines.form is None


def test_that_a_refused_entry_stands_at_its_field(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = marking(qtbot, bench_desk, runner, MACHINES)
    form = form_of(page, qtbot, page.machines.buttons["numbers"].click)
    fill(form, first="9", last="50", given_by="HQ")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(form.fields["first"].said))
    assert page.machines.form is form


def test_that_the_next_version_of_the_profile_begins_as_the_one_before(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = marking(qtbot, bench_desk, runner, MACHINES)
    form = form_of(page, qtbot, page.machines.buttons["profile"].click)
    fill(form, decided_by="Decree 9")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(bench_desk.rows("mark_profile")) == 2)
    first, second = bench_desk.rows("mark_profile")
    same = ("template", "parts", "country", "agency", "list_encoding", "list_header")
    assert [first[name] for name in same] == [second[name] for name in same]
    assert second["decided_by"] == "Decree 9"


def test_that_a_job_list_is_written_and_the_machines_log_read_in(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner, tmp_path: Path
) -> None:
    number = str(a_job(bench_desk, bench.rifle)["number"])
    page, _ = marking(qtbot, bench_desk, runner, MACHINES)
    page._on_list_wanted({"machine": MACHINE, "format": "txt", "folder": str(tmp_path)})
    written = tmp_path / "job-list-Pin-marker-1.txt"
    qtbot.waitUntil(written.is_file)
    assert written.read_text(encoding="utf-8").strip() == FIRST_STRING
    log = tmp_path / "log.csv"
    log.write_text(f"{number},OK\n", encoding="utf-8")
    form = form_of(page, qtbot, page.machines.buttons["log"].click)
    fill(form, lines=str(log), struck_by=STRIKER)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bench_desk.row("mark_job")["state"] == "struck")


def test_that_the_plan_reckons_with_what_is_typed(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = marking(qtbot, bench_desk, runner, PLAN)
    qtbot.waitUntil(lambda: page.plan.table.rows.rowCount() > 0)
    cells = page.plan.table.rows
    assert (cells.index(0, 3).data(), cells.index(0, 5).data()) == ("3", "–")
    QTest.keyClicks(page.plan._figures["strikes_a_day"][0], "2")
    qtbot.waitUntil(lambda: cells.index(0, 5).data() == "2")


def test_that_the_short_table_keeps_the_rules_of_qt() -> None:
    model = FewRows(("Number", "Days"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows((FewRow("a", ("A", 1)), FewRow("b", ("B", None))))
    assert [model.index(row, 1).data() for row in range(2)] == ["1", "–"]
    assert (model.row_of("b"), model.row_of("c"), model.id_at(5)) == (1, -1, "")


def test_that_a_scanned_card_is_followed_though_a_strike_was_entered_meanwhile(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    strikes = [{"part": part, "place": part} for part in ("frame or receiver", "barrel")]
    number = str(a_job(bench_desk, bench.rifle, strikes=strikes)["number"])
    other = scan_code(str(a_job(bench_desk)["number"]))
    page, _ = marking(qtbot, bench_desk, runner, number)
    job_in_front(qtbot, page, "ordered")
    mine = str(bench_desk.row("mark_job", number=number)["id"])
    QTest.keyClicks(page.jobs.striker, STRIKER)
    with held_back(job_desk, "mark_job", lambda wanted: wanted != mine) as asked:
        with a_busy_writer(runner):
            QTest.keyClick(page, Qt.Key.Key_O, ALT)
            qtbot.waitUntil(lambda: bool(page.office._under_way))
            page.scanned(other)
            qtbot.waitUntil(lambda: bool(asked))
        qtbot.waitUntil(lambda: page.bar.kind == "done")
        qtbot.wait(SETTLED_MS)
    qtbot.waitUntil(lambda: page.jobs.job is not None and page.jobs.job.id != mine)


def test_that_a_strike_closes_no_form_of_the_machine_register_and_a_mis_strike_leads_to_its_own_weapon(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    number = str(a_job(bench_desk, bench.rifle)["number"])
    other = str(a_job(bench_desk)["number"])
    page, _ = marking(qtbot, bench_desk, runner, number)
    job_in_front(qtbot, page, "ordered")
    QTest.keyClicks(page.jobs.striker, STRIKER)
    with a_busy_writer(runner):
        QTest.keyClick(page, Qt.Key.Key_X, ALT)
        qtbot.waitUntil(lambda: bool(page.office._under_way))
        page.scanned(scan_code(other))
        qtbot.waitUntil(lambda: page.jobs.job is not None and page.jobs.job.number == other)
        page.choose(MACHINES)
        form = form_of(page, qtbot, page.machines._on_list)
    qtbot.waitUntil(lambda: page.bar.kind == "warning")
    assert page.machines.form is form
    page.bar._action.click()
    qtbot.waitUntil(lambda: page.desk == TO_MARK)
    assert page.orders.table.current_id == bench_desk.row("weapon", number=bench.rifle)["id"]


def test_that_nothing_comes_in_front_of_whoever_reads_back(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    job = a_job(bench_desk, bench.rifle)
    strike(bench_desk, str(job["number"]))
    other = scan_code(str(a_job(bench_desk)["number"]))
    page, _ = marking(qtbot, bench_desk, runner, str(job["number"]))
    job_in_front(qtbot, page, "struck")
    with held_back(marking_page, "job_called") as asked:
        page.scanned(other)
        qtbot.waitUntil(lambda: bool(asked))
        page.jobs.read.click()
        assert page.desk == ""
    qtbot.wait(SETTLED_MS)
    assert page.desk == ""
