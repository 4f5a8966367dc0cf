"""A session broken off: sealed, counted again, and checked anew where the count or a seal does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import Answer, Desk, a_checked_session, a_session, a_weapon, a_witnessed_session
from sqlcipher3.dbapi2 import IntegrityError

from salw_desktop.usecases.destruction.certificates import course_of

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    return [str(a_weapon(desk)["number"]) for _ in range(2)]


def interrupt(desk: Desk, session: str) -> Answer:
    return desk.do("interrupt-session", session=session, seals="S-11, S-12", reason="night")


def resume(desk: Desk, session: str, counted: int, *, whole: bool = True) -> Answer:
    return desk.do("resume-session", session=session, counted=counted, seals_whole=whole)


def scan(desk: Desk, session: str, *numbers: str) -> list[object]:
    results = [
        desk.do("scan-for-destruction", session=session, code=number)["result"]
        for number in numbers
    ]
    return list(results)


def state(desk: Desk) -> str:
    return str(desk.row("destruction_session")["state"])


def test_that_a_session_goes_on_where_it_was_when_the_count_holds(
    desk: Desk, numbers: list[str]
) -> None:
    session = a_checked_session(desk, *numbers)
    assert interrupt(desk, session)["left_items"] == 2
    assert state(desk) == "interrupted"
    answer = resume(desk, session, 2)
    assert (answer["state"], answer["breaches"], state(desk)) == ("checked", [], "checked")
    assert desk.findings() == []


def test_that_a_check_broken_off_keeps_its_scans_when_the_count_holds(
    desk: Desk, numbers: list[str]
) -> None:
    session = a_session(desk, *numbers)
    scan(desk, session, numbers[0])
    interrupt(desk, session)
    assert resume(desk, session, 2)["state"] == "checking"
    assert scan(desk, session, *numbers) == ["again", "on the list"]
    assert desk.do("finish-check", session=session)["session"]


@pytest.mark.parametrize(
    ("counted", "whole", "breach"),
    [
        (1, True, "1 counted, 2 were left"),
        (2, False, "a seal was broken: S-11, S-12"),
        (3, False, "3 counted, 2 were left; a seal was broken: S-11, S-12"),
    ],
)
def test_that_a_recount_that_fails_is_a_breach_and_begins_another_check(
    desk: Desk, numbers: list[str], counted: int, whole: bool, breach: str
) -> None:
    session = a_checked_session(desk, *numbers)
    interrupt(desk, session)
    answer = resume(desk, session, counted, whole=whole)
    assert ("; ".join(answer["breaches"]), answer["state"]) == (breach, "checking")
    assert desk.row("session_break")["breaches"] == breach
    assert desk.row("destruction_session")["checked_at"] is None
    refusal = desk.refused("finish-check", session=session)
    assert (refusal.code, refusal.facts["count"]) == ("session.not-complete", 2)
    assert scan(desk, session, *numbers) == ["on the list", "on the list"]
    desk.do("finish-check", session=session)
    assert state(desk) == "checked"


def test_that_what_is_gone_after_a_failed_recount_is_named_as_missing(
    desk: Desk, numbers: list[str]
) -> None:
    session = a_checked_session(desk, *numbers)
    desk.do("not-destroyed", session=session, weapon=numbers[0], reason="no gas")
    interrupt(desk, session)
    resume(desk, session, 1)
    scan(desk, session, numbers[1])
    gone = {"session": session, "weapon": numbers[0], "outcome": "missing", "reason": "stolen"}
    desk.do("not-destroyed", **gone)
    assert desk.refused("not-destroyed", **gone).code == "session.has-result"
    desk.do("finish-check", session=session)
    result = desk.row("session_result")
    assert (result["outcome"], '"missing"' in result["described"]) == ("missing", True)
    assert desk.row("weapon", number=numbers[0])["custody"] == "not found"


def test_that_what_is_cut_already_is_not_scanned_again(desk: Desk, numbers: list[str]) -> None:
    session = a_checked_session(desk, *numbers)
    desk.do("record-batch", session=session, name="crate 1", weapons=[numbers[0]])
    assert interrupt(desk, session)["left_items"] == 1
    resume(desk, session, 0)
    assert scan(desk, session, numbers[1]) == ["on the list"]
    desk.do("finish-check", session=session)
    assert state(desk) == "checked"


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("scan-for-destruction", {"code": "x"}),
        ("finish-check", {}),
        ("not-destroyed", {"weapon": "x", "reason": "x"}),
        ("record-batch", {"name": "x", "weapons": ["x"]}),
        ("record-destruction", {}),
        ("interrupt-session", {"seals": "x", "reason": "x"}),
    ],
)
def test_that_nothing_goes_on_while_a_session_is_interrupted(
    desk: Desk, numbers: list[str], act: str, fields: dict[str, object]
) -> None:
    session = a_witnessed_session(desk, *numbers)
    interrupt(desk, session)
    refusal = desk.refused(act, session=session, **fields)
    assert (refusal.code, refusal.facts["state"]) == ("session.other-state", "interrupted")


def test_that_a_witness_may_come_while_a_session_is_interrupted(
    desk: Desk, numbers: list[str]
) -> None:
    session = a_checked_session(desk, *numbers)
    interrupt(desk, session)
    witness = {"session": session, "person": "P. Official", "outside_chain": True}
    assert desk.do("record-witness", **witness)["person"]


def test_that_seals_and_a_reason_are_named(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    for fields, code in (
        ({"seals": "", "reason": "night"}, "field.missing"),
        ({"seals": "S-1", "reason": ""}, "reason.missing"),
    ):
        assert desk.refused("interrupt-session", session=session, **fields).code == code
    running = desk.refused("resume-session", session=session, counted=2, seals_whole=True)
    assert running.code == "session.other-state"


def test_that_a_hold_that_came_overnight_is_told_when_the_session_goes_on(
    desk: Desk, numbers: list[str]
) -> None:
    session = a_checked_session(desk, *numbers)
    interrupt(desk, session)
    desk.do("place-hold", weapon=numbers[1], hold_kind="evidence", **HOLD)
    answer = resume(desk, session, 2)
    assert (answer["state"], answer["warnings"]) == (
        "checked",
        [f"{numbers[1]}: evidence, Court 12/26"],
    )


def test_that_the_certificate_can_tell_each_interruption(desk: Desk, numbers: list[str]) -> None:
    session = a_checked_session(desk, *numbers)
    interrupt(desk, session)
    resume(desk, session, 1)
    interrupt(desk, session)
    failed, running = course_of(desk.register.reader, session).interruptions
    assert failed.recount == "1 of 2; 1 counted, 2 were left; all checked again"
    assert (failed.seals, running.ended, running.recount) == ("S-11, S-12", "", "")


def test_that_a_session_goes_on_after_the_machine_went_off(
    desk: Desk, numbers: list[str], tmp_path: Path
) -> None:
    """The files as they lie while the register is open: nobody has closed branch or file."""
    session = a_session(desk, *numbers)
    scan(desk, session, numbers[0])
    practice = desk.practice.copied_to(tmp_path / "after.salw")
    after = Desk(practice, practice.unlock())
    try:
        assert scan(after, session, *numbers) == ["again", "on the list"]
        assert after.do("finish-check", session=session)["session"]
        assert after.findings() == []
    finally:
        after.register.close()


@pytest.mark.parametrize(
    ("match", "sql"),
    [
        ("goes on after a re-count", "UPDATE destruction_session SET state = 'checked'"),
        ("whose difference is named", "UPDATE session_break SET resumed_at = 'now', counted = 1"),
        (
            "while the list is checked",
            "INSERT INTO session_scan(id, destruction_session, code, result, check_number, at)"
            " SELECT 's', id, 'x', 'unknown', 1, 'now' FROM destruction_session",
        ),
        (
            "of a session that goes on",
            "INSERT INTO session_break(id, destruction_session, state_before, reason, seals, left_items, began_at)"
            " SELECT 'b', id, 'checked', 'x', 'x', 2, 'now' FROM destruction_session",
        ),
        (
            "checked by scan before the cut",
            "INSERT INTO session_batch(id, destruction_session, name, items, began_at, ended_at)"
            " SELECT 'b', id, 'x', 1, 'now', 'now' FROM destruction_session",
        ),
    ],
)
def test_that_no_sql_goes_on_while_a_session_is_interrupted(
    desk: Desk, numbers: list[str], match: str, sql: str
) -> None:
    interrupt(desk, a_checked_session(desk, *numbers))
    with pytest.raises(IntegrityError, match=match), desk.writing() as tx:
        tx.connection.execute(sql)


def test_that_no_sql_interrupts_without_a_count(desk: Desk, numbers: list[str]) -> None:
    a_checked_session(desk, *numbers)
    sql = "UPDATE destruction_session SET state = 'interrupted'"
    with pytest.raises(IntegrityError, match="what was left and sealed"), desk.writing() as tx:
        tx.connection.execute(sql)


def test_that_no_sql_closes_what_is_not_checked(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    for person, is_outside in (("P. Official", True), ("P. Inspector", False)):
        desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
    sql = "UPDATE destruction_session SET state = 'closed'"
    with pytest.raises(IntegrityError, match="checked, before two"), desk.writing() as tx:
        tx.connection.execute(sql)


def test_that_no_sql_scans_for_a_check_that_failed(desk: Desk, numbers: list[str]) -> None:
    session = a_session(desk, *numbers)
    interrupt(desk, session)
    resume(desk, session, 1)
    scan(desk, session, numbers[0])
    row = desk.row("session_scan")
    with pytest.raises(IntegrityError, match="part of that check"), desk.writing() as tx:
        tx.insert("session_scan", {**row, "id": "new", "check_number": 1})
