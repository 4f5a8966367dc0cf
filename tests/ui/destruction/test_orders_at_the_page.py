"""Orders written, approved, withdrawn and amended at the page."""

from __future__ import annotations

import pytest
from destruction_bench import (
    give_reason,
    label_of,
    sign,
)
from destruction_window import opened
from factory import (
    CAMPAIGN,
    DEPUTY,
    STOREKEEPER,
    Desk,
    an_approved_order,
    an_order,
    block,
)
from late_answers import a_busy_writer, held_back
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salw_desktop.ui.pages.destruction import picking
from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.runner import Runner
from salw_desktop.words import sentence

HOLD = {"hold_kind": "court", "authority": "Court", "case_number": "12/26"}
SETTLED_MS = 300
CTRL = Qt.KeyboardModifier.ControlModifier


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


def with_an_authority(page: DestructionPage) -> None:
    said = {"issuer": "Court", "issuer_number": "1/26", "issued_on": "2026-11-20"}
    for name, text in {**said, "legal_basis": "Law", "method": "Band saw"}.items():
        page.form._edits[name].setText(text)


def test_that_an_order_waits_until_each_scan_of_it_is_answered(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, "new")
    page.scanned(label_of(numbers[0]))
    qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 1)
    with_an_authority(page)
    with held_back(picking, "candidate") as asked:
        page.scanned(label_of(numbers[1]))
        qtbot.waitUntil(lambda: bool(asked))
        QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)  # may that one go?
        qtbot.wait(SETTLED_MS)
        assert bench.rows("destruction_order") == []
    qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 2)
    QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.in_front is page.order)
    assert bench.row("destruction_order")["items"] == 2


def test_that_what_is_scanned_while_an_order_is_written_is_named_and_on_no_other(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, "new")
    page.scanned(label_of(numbers[0]))
    qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 1)
    with_an_authority(page)
    with held_back(picking, "candidate", lambda _, wanted: wanted == label_of(numbers[2])):
        with a_busy_writer(runner):
            QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
            qtbot.waitUntil(lambda: bool(page.office._under_way))
            page.scanned(label_of(numbers[1]))
            qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 2)
            page.scanned(label_of(numbers[2]))
        qtbot.waitUntil(lambda: page.in_front is page.order)
    qtbot.wait(SETTLED_MS)
    assert bench.row("destruction_order")["items"] == 1
    assert page.bar.kind == "warning"
    assert all(each in page.bar.text for each in numbers[1:3])
    assert page.form.picking.weapons == ()


def test_that_a_fault_while_an_item_is_looked_at_stops_no_order(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, bench, runner, "new")
    page.scanned(label_of(numbers[0]))
    qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 1)

    def broken(*_: object) -> None:
        raise ValueError(numbers[1])

    monkeypatch.setattr(picking, "candidate", broken)
    with qtbot.captureExceptions() as found:
        page.scanned(label_of(numbers[1]))
        assert not page.form._write.isEnabled()
        qtbot.waitUntil(lambda: bool(found))
    assert page.form._write.isEnabled()


def test_that_what_is_taken_off_while_an_order_is_written_is_named_as_on_it(
    qtbot: QtBot, bench: Desk, runner: Runner, numbers: list[str]
) -> None:
    page = opened(qtbot, bench, runner, "new")
    for number in numbers[:2]:
        page.scanned(label_of(number))
    qtbot.waitUntil(lambda: len(page.form.picking.weapons) == 2)
    with_an_authority(page)
    with a_busy_writer(runner):
        QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: bool(page.office._under_way))
        struck = page.form.picking.weapons[1]
        off = page.form.picking.numbers[struck]
        page.form.picking._take_off(struck)
        QTest.keyClick(page.form, Qt.Key.Key_S, CTRL)  # one order, not two
        assert len(page.office._under_way) == 1
    qtbot.waitUntil(lambda: page.in_front is page.order)
    assert bench.row("destruction_order")["items"] == 2
    assert (page.bar.kind, off in page.bar.text) == ("warning", True)
