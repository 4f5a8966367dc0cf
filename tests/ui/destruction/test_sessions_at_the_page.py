"""Orders, the check by scan, the cut and the certificate, each done at the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from destruction_bench import (
    a_begun_session,
    a_checked_one,
    a_stocked_register,
    give_reason,
    label_of,
    sign,
)
from factory import (
    CAMPAIGN,
    DEPUTY,
    STOREKEEPER,
    Desk,
    Practice,
    an_approved_order,
    an_order,
    block,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui_practice import lock
from window_practice import open_page

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.pages.destruction.verdict import AGAIN, RIGHT, WRONG
from salw_desktop.ui.runner import Runner
from salw_desktop.words import sentence

HOLD = {"hold_kind": "court", "authority": "Court", "case_number": "12/26"}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Practice, list[str]]:
    return a_stocked_register(tmp_path_factory.mktemp("stocked") / "lendo.salw", 4)


@pytest.fixture
def numbers(stocked: tuple[Practice, list[str]]) -> list[str]:
    return stocked[1]


@pytest.fixture
def bench(stocked: tuple[Practice, list[str]], tmp_path: Path, runner: Runner) -> Iterator[Desk]:
    """The register unlocked by its supervisor, for acts before the page is opened."""
    practice = stocked[0].copied_to(tmp_path / "lendo.salw")
    desk = Desk(practice, practice.unlock())
    yield desk
    lock(desk.register, runner)


def opened(qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None) -> DestructionPage:
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    page = open_page(qtbot, office, DestructionPage, subject)
    office.setParent(page)
    return page


def at_session(qtbot: QtBot, desk: Desk, runner: Runner, session: str) -> DestructionPage:
    page = opened(qtbot, desk, runner)
    qtbot.waitUntil(lambda: page.session.board is not None)
    board = page.session.board
    assert board is not None
    assert board.facts["number"] == session
    return page


def test_that_an_order_is_written_from_scans_and_what_may_not_go_is_named(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    bench.do("place-hold", weapon=numbers[3], ordered_on="2026-11-20", **HOLD)
    page = opened(qtbot, bench, runner, "new")
    picking = page.form.picking
    qtbot.waitUntil(lambda: len(picking.offered.keys) == 3)
    page.scanned(label_of(numbers[3]))
    QTest.keyClicks(picking.number_edit, numbers[1])
    QTest.keyClick(picking.number_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(picking.weapons) == 1 and bool(picking.refused.keys))
    assert picking.refused.keys == (numbers[3],)
    QTest.keyClick(picking.offered, Qt.Key.Key_Space)
    page.form.authority.chip("here").click()
    QTest.keyClicks(page.form._edits["legal_basis"], "Practice decree 1")
    QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.in_front is page.order and len(page.order.lines.keys) == 2)
    order = bench.row("destruction_order")
    assert (order["items"], order["state"]) == (2, "written")
    assert order["list_sha256"][:14] in page.bar.text


def test_that_an_order_without_an_authority_is_stopped_at_the_field(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, "new")
    page.scanned(label_of(numbers[0]))
    qtbot.waitUntil(lambda: bool(page.form.picking.weapons))
    QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "who issued" in page.form.fields["issuer"].said)
    QTest.keyClicks(page.form._edits["issuer"], "Court")
    QTest.keyClicks(page.form._edits["legal_basis"], "Decree 1")
    QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
    missing = sentence("field.missing", {"name": "issuer number"})
    qtbot.waitUntil(lambda: page.form.fields["issuer_number"].said == missing)


def test_that_a_form_says_beforehand_that_nobody_here_may_approve(
    qtbot: QtBot, bench: Desk, runner: Runner
) -> None:
    page = opened(qtbot, bench, runner, "new")
    qtbot.waitUntil(lambda: bool(page.form._nobody.text()))
    assert not page.form._nobody.isVisible()  # the deputy may
    block(bench, DEPUTY)
    page.shown("new")
    qtbot.waitUntil(page.form._nobody.isVisible)
    assert STOREKEEPER in page.form._nobody.text()
    assert DEPUTY not in page.form._nobody.text()


def test_that_a_half_typed_order_comes_back_as_a_draft(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, "new")
    page.scanned(label_of(numbers[0]))
    qtbot.waitUntil(lambda: bool(page.form.picking.weapons))
    QTest.keyClicks(page.form._edits["issuer"], "Court of Lendo")
    draft = page.draft()
    page.close()
    other = opened(qtbot, bench, runner)
    other.take_draft(draft)
    qtbot.waitUntil(lambda: len(other.form.picking.weapons) == 1)
    assert other.form._edits["issuer"].text() == "Court of Lendo"
    assert other.form.campaign.currentData() == CAMPAIGN


def test_that_a_withdrawn_order_lets_nothing_go_and_esc_comes_back_to_it(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    order = an_order(bench, numbers[0])
    an_order(bench, numbers[1])
    bench.do("withdraw-order", order=order, reason="wrong list")
    page = opened(qtbot, bench, runner, order)
    qtbot.waitUntil(lambda: bool(page.order.lines.keys))
    assert [row.word for row in page.order.lines.lines.rows] == [""]
    wanted = page.order.id
    QTest.keyClick(page.order.lines, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.orders.table.current == wanted)


def test_that_what_was_asked_of_one_order_is_not_answered_for_another(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    one, other = an_order(bench, numbers[0]), an_order(bench, numbers[1])
    page = opened(qtbot, bench, runner, one)
    qtbot.waitUntil(page.order._withdraw.isVisible)
    page.order._withdraw.click()
    assert page.order._confirm.isVisible()
    page.shown(other)
    assert page.order._confirm.isHidden()
    assert page.order._back.isEnabled()


def test_that_the_writer_hands_over_to_the_second_person_for_the_approval(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, an_order(bench, numbers[0]))
    qtbot.waitUntil(page.order._approve.isVisible)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    sign(qtbot, bench.practice, DEPUTY)
    qtbot.waitUntil(page.order._begin.isVisible)
    approved = bench.row("destruction_order")["approved_by"]
    assert bench.row("operator", id=approved)["name"] == DEPUTY


def test_that_a_marked_line_is_taken_off_by_two(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, an_approved_order(bench, *numbers[:2]))
    qtbot.waitUntil(lambda: len(page.order.lines.keys) == 2)
    page.scanned(label_of(numbers[1]))
    page.order._amend.click()
    give_reason(qtbot, "letter of the court")
    sign(qtbot, bench.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: [row.word for row in page.order.lines.lines.rows][1:] == ["Withdrawn"])
    assert bench.row("order_amendment")["items"] == 1


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
