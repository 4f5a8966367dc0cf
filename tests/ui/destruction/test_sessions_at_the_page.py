"""The check by scan, the cut and the certificate, each done at the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from destruction_bench import (
    a_begun_session,
    a_checked_one,
    give_reason,
    label_of,
    sign,
)
from destruction_window import at_session, opened
from factory import (
    STOREKEEPER,
    Desk,
    an_approved_order,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.pages.destruction.verdict import AGAIN, RIGHT, WRONG
from salw_desktop.ui.runner import Runner

HOLD = {"hold_kind": "court", "authority": "Court", "case_number": "12/26"}
CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_a_session_begins_with_both_keys_and_with_who_cuts(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, an_approved_order(bench, numbers[0]))
    qtbot.waitUntil(lambda: page.order.responsible.count() > 0)
    qtbot.waitUntil(page.order._begin.isVisible)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.order.fields["responsible"].said == "Say who cuts.")
    page.order.responsible.setCurrentText("P. Cutter")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    sign(qtbot, bench.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: page.in_front is page.session and page.session.board is not None)
    qtbot.waitUntil(page.session.check.number_edit.hasFocus)


def test_that_each_scan_is_judged_counted_and_listed(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_begun_session(bench, *numbers[:2]))
    check = page.session.check
    seen: list[tuple[str, str]] = []
    for nth, number in enumerate((numbers[0], numbers[0], numbers[3]), 1):
        page.scanned(label_of(number))
        qtbot.waitUntil(partial(_has_scans, page, nth))
        seen.append((check.verdict.kind, page.office.sounds.last))
    assert seen == [(RIGHT, "right"), (AGAIN, "wrong"), (WRONG, "wrong")]
    qtbot.waitUntil(lambda: [each.number for each in check.counters.values()] == list("1111"))
    assert [len(each.keys) for each in check.lists.values()] == [1, 1, 1, 1]
    assert not check._finish.isEnabled()


def test_that_only_a_number_is_recorded_of_what_is_typed_at_the_check(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_begun_session(bench, *numbers[:2]))
    check = page.session.check
    for typed in ("five words of a passphrase", numbers[1][-1], "99-Z"):
        check.number_edit.setText(typed)
        QTest.keyClick(check.number_edit, Qt.Key.Key_Return)
        assert "No such number" in check.fields["code"].said
        assert check.verdict.kind == WRONG
    check.number_edit.setText(numbers[1][-4:])
    QTest.keyClick(check.number_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(partial(_has_scans, page, 1))
    assert [row["code"] for row in bench.rows("session_scan")] == [numbers[1]]


def _has_scans(page: DestructionPage, count: int) -> bool:
    board = page.session.board
    return board is not None and len(board.scans) == count


def test_that_the_check_ends_when_what_is_missing_is_named_with_a_reason(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_begun_session(bench, *numbers[:2]))
    check = page.session.check
    QTest.keyClicks(check.number_edit, numbers[0])
    QTest.keyClick(check.number_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: check.counters["missing"].number == "1")
    check._miss.click()
    give_reason(qtbot, "not in the crate")
    qtbot.waitUntil(check._finish.isEnabled)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.session.in_front is page.session.cut)
    assert page.session.cut.to_cut.hasFocus()
    assert len(page.session.cut.to_cut.keys) == 1


def test_that_a_count_that_differs_after_a_break_checks_everything_again(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    session = a_checked_one(bench, *numbers[:2])
    bench.do("interrupt-session", session=session, seals="PS-1", reason="dark")
    page = at_session(qtbot, bench, runner, session)
    recount = page.session.recount
    qtbot.waitUntil(recount.counted_edit.hasFocus)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(recount.fields["counted"].said))
    QTest.keyClicks(recount.counted_edit, "1")
    recount.seals.chip("whole").click()
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.session.in_front is page.session.check)
    assert "1 counted, 2 were left" in page.bar.text
    assert page.session.check.counters["found"].number == "0"


def test_that_a_crate_is_cut_but_for_its_exception_which_wants_a_reason(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_checked_one(bench, *numbers[:3]))
    cut = page.session.cut
    qtbot.waitUntil(lambda: len(cut.to_cut.keys) == 3)
    for number in numbers[:2]:
        page.scanned(label_of(number))
    cut.to_cut.go_to(cut.to_cut.keys[2])
    QTest.keyClick(cut.to_cut, Qt.Key.Key_Delete)
    QTest.keyClick(cut, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(cut.fields["reason"].said))
    QTest.keyClicks(cut.reason_edit, "no gas")
    QTest.keyClick(cut, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not cut.to_cut.keys)
    assert bench.row("session_batch")["name"] == "crate 1"
    assert [row.word for row in cut.done.lines.rows] == [
        "Not destroyed",
        "Destroyed",
        "Destroyed",
    ]


def test_that_a_scan_of_what_is_not_to_be_cut_is_put_aside(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_checked_one(bench, numbers[0]))
    page.scanned(label_of(numbers[3]))
    assert "Put it aside" in page.bar.text
    assert page.office.sounds.last == "wrong"


def test_that_the_end_asks_for_witnesses_and_for_numbers_that_can_be_read(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = at_session(qtbot, bench, runner, a_checked_one(bench, numbers[0]))
    page.session._go("finish")
    finish = page.session.finish
    assert "Two witnesses" in finish._open.text()
    finish.person.setCurrentText("P. Official")
    finish._on_witness()
    assert "chain" in finish.fields["person"].said
    finish.chain.chip("outside").click()
    finish._on_witness()
    qtbot.waitUntil(lambda: finish.witnesses.keys == ("P. Official",))
    qtbot.waitUntil(finish.person.hasFocus)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Two witnesses" in finish.fields["person"].said)
    assert finish._confirm.isHidden()
    finish.person.setCurrentText("P. Inspector")
    finish.chain.chip("inside").click()
    finish._on_witness()
    qtbot.waitUntil(lambda: len(finish.witnesses.keys) == 2)
    qtbot.waitUntil(finish.person.hasFocus)
    QTest.keyClicks(finish.before_edit, "a lot")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: finish.fields["weight_before_g"].said == "Write it as 341.5.")
    finish.before_edit.setText("3,4")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "only now, at the end: 1." in finish._confirm._text.text())
    QTest.keyClicks(finish.before_edit, "x")
    assert finish._confirm.isHidden(), "what is confirmed would not be what was read"
    assert finish._back.isEnabled()
    finish.before_edit.setText("3,4")
    finish._on_ask()
    assert finish._confirm.isVisible()
    page.session.cut._mark_all()
    page.session.cut._on_record()
    qtbot.waitUntil(finish._confirm.isHidden)  # of the crate that was recorded it did not speak


def test_that_the_certificate_shows_the_difference_explained(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    session = a_checked_one(bench, numbers[0])
    for person, is_outside in (("P. Official", True), ("P. Inspector", False)):
        bench.do("record-witness", session=session, person=person, outside_chain=is_outside)
    page = at_session(qtbot, bench, runner, session)
    page.session._go("finish")
    finish = page.session.finish
    finish.after_edit.setText("3.4")
    finish.counted_edit.setText("2")
    finish._on_end()
    qtbot.waitUntil(lambda: bool(finish.fields["reason"].said))
    finish.reason_edit.setText("a barrel cut in two")
    finish._on_end()
    qtbot.waitUntil(lambda: page.session.in_front is page.session.certificate)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(bench.rows("certificate")))
    certificate = bench.row("certificate")["number"]
    qtbot.waitUntil(lambda: certificate in page.session.certificate.number._number.text())
    shown = page.session.certificate.difference
    assert (shown._number.text(), shown._note.text()) == ("1", "a barrel cut in two")
    with qtbot.waitSignal(page.office.going) as going:
        QTest.keyClick(page, Qt.Key.Key_F8)
    assert going.args == ["printing", f"certificate:{certificate}"]


def test_that_a_photograph_of_the_session_is_kept_before_the_cut(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str], tmp_path: Path
) -> None:
    page = at_session(qtbot, bench, runner, a_begun_session(bench, numbers[0]))
    file = tmp_path / "before.png"
    page.grab().save(str(file))
    page.session.finish.pictures.add("before", str(file))
    qtbot.waitUntil(lambda: page.session.finish.pictures._shown == 1)
    assert bench.row("photo")["view"] == "before"
