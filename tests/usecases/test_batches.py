"""Cut and ticked off crate by crate, with exceptions by tag, and counted when all is done."""

from __future__ import annotations

from pathlib import Path

import card
import pytest
from factory import Answer, Desk, a_session, a_weapon, a_witnessed_session

from salw_desktop.database import destruction
from salw_desktop.usecases.destruction.certificates import annex_lines, course_of

HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    return [str(a_weapon(desk)["number"]) for _ in range(3)]


@pytest.fixture
def session(desk: Desk, numbers: list[str]) -> str:
    return a_witnessed_session(desk, *numbers)


def batch(desk: Desk, session: str, *weapons: str, **changed: object) -> Answer:
    fields: Answer = {"name": "crate 3", "weapons": weapons, **changed}
    return desk.do("record-batch", session=session, **fields)


def test_that_a_batch_destroys_its_weapons(desk: Desk, session: str, numbers: list[str]) -> None:
    answer = batch(desk, session, *numbers[:2], began_at="08:40", ended_at="09:00")
    assert (answer["destroyed"], answer["to_cut"]) == (2, 1)
    row = desk.row("session_batch")
    times = ("2026-11-22T08:40:00+00:00", "2026-11-22T09:00:00+00:00")
    assert (row["name"], row["items"], row["began_at"], row["ended_at"]) == ("crate 3", 2, *times)
    assert len(desk.rows("session_result", session_batch=row["id"])) == 2
    custody = [desk.row("weapon", number=number)["custody"] for number in numbers]
    assert custody == ["destroyed", "destroyed", "in hand"]
    assert desk.findings() == []


def test_that_an_exception_of_a_batch_stays_whole_with_its_reason(
    desk: Desk, session: str, numbers: list[str]
) -> None:
    left = {"exceptions": [numbers[1]]}
    fields = {"session": session, "name": "crate 3", "weapons": numbers, **left}
    assert desk.refused("record-batch", **fields).code == "reason.missing"
    answer = desk.do("record-batch", **fields, reason="barrel did not melt")
    assert (answer["destroyed"], answer["to_cut"]) == (2, 0)
    result = desk.row("session_result", outcome="not destroyed")
    assert (result["line"], result["remark"]) == (2, "barrel did not melt")
    assert desk.row("weapon", number=numbers[1])["custody"] == "in hand"


def test_that_the_end_destroys_what_no_batch_named(
    desk: Desk, session: str, numbers: list[str]
) -> None:
    batch(desk, session, *numbers[:2])
    answer = desk.do("record-destruction", session=session, counted_after=3)
    assert (answer["destroyed"], answer["breaches"]) == (3, [])
    assert desk.row("weapon", number=numbers[2])["custody"] == "destroyed"


def test_that_a_session_ends_when_batches_left_nothing(
    desk: Desk, session: str, numbers: list[str]
) -> None:
    batch(desk, session, *numbers)
    assert desk.do("record-destruction", session=session)["destroyed"] == 3
    assert desk.row("destruction_session")["state"] == "closed"


def test_that_what_was_cut_in_a_batch_against_a_hold_is_a_breach(
    desk: Desk, session: str, numbers: list[str]
) -> None:
    desk.do("place-hold", weapon=numbers[0], hold_kind="evidence", **HOLD)
    breach = "destroyed under a hold: evidence, Court 12/26"
    assert batch(desk, session, numbers[0])["breaches"] == [f"{numbers[0]}: {breach}"]
    assert desk.row("session_result")["remark"] == breach


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("field.missing", "name", {"name": " "}),
        ("field.missing", "weapons", {"weapons": []}),
        ("batch.time", "began_at", {"began_at": "ten to nine"}),
        ("batch.time", "ended_at", {"ended_at": "25:00"}),
        ("batch.ends-first", "ended_at", {"began_at": "08:40", "ended_at": "08:20"}),
    ],
)
def test_that_a_batch_is_refused(
    desk: Desk,
    session: str,
    numbers: list[str],
    code: str,
    field: str,
    changed: dict[str, object],
) -> None:
    fields = {"name": "crate 3", "weapons": numbers, **changed}
    refusal = desk.refused("record-batch", session=session, **fields)
    assert (refusal.code, refusal.field) == (code, field)


def test_that_a_batch_may_pass_midnight(desk: Desk, session: str, numbers: list[str]) -> None:
    batch(desk, session, numbers[0], began_at="2026-11-21T23:50", ended_at="00:10")
    assert desk.row("session_batch")["began_at"] == "2026-11-21T23:50:00+00:00"


def test_that_an_item_is_cut_once(desk: Desk, session: str, numbers: list[str]) -> None:
    batch(desk, session, numbers[0])
    same = {"session": session, "weapons": [numbers[1]]}
    assert desk.refused("record-batch", name="crate 3", **same).code == "batch.twice"
    again = {"session": session, "name": "crate 4", "weapons": [numbers[0]]}
    assert desk.refused("record-batch", **again).code == "session.has-result"
    other = {**again, "weapons": [a_weapon(desk)["number"]]}
    assert desk.refused("record-batch", **other).code == "session.not-on-list"


def test_that_nothing_is_cut_before_the_check(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    session = a_session(desk, number)
    fields = {"session": session, "name": "crate 1", "weapons": [number]}
    assert desk.refused("record-batch", **fields).code == "session.other-state"


def test_that_a_count_that_differs_is_explained_and_named(desk: Desk, session: str) -> None:
    fields = {"session": session, "counted_after": 2}
    refusal = desk.refused("record-destruction", **fields)
    assert (refusal.code, refusal.facts["destroyed"]) == ("session.difference", 3)
    answer = desk.do("record-destruction", **fields, reason="one melted into another")
    assert answer["breaches"] == ["2 counted after, 3 recorded as destroyed"]
    course = course_of(desk.register.reader, session)
    assert (course.counted_after, course.difference) == (2, -1)
    assert course.difference_reason == "one melted into another"


def test_that_the_certificate_can_tell_batches_and_scrap(
    desk: Desk, session: str, numbers: list[str]
) -> None:
    batch(desk, session, *numbers[:2], began_at="08:40", ended_at="09:00")
    desk.do("record-destruction", session=session, counted_after=3, ffe_number="FFE-7")
    course = course_of(desk.register.reader, session)
    (told,) = course.batches
    assert (told.name, told.count, told.began, told.ended) == (
        "crate 3",
        2,
        "2026-11-22 08:40",
        "2026-11-22 09:00",
    )
    assert (course.destroyed, course.difference, course.ffe_number) == (3, 0, "FFE-7")
    assert course.difference_reason == ""


def test_that_the_annex_names_the_photographs_of_an_item(
    desk: Desk, session: str, numbers: list[str], tmp_path: Path
) -> None:
    picture = tmp_path / "left.jpg"
    picture.write_bytes(card.jpeg(card.drawn()))
    desk.do("add-photo", file=str(picture), weapon=numbers[0], view="left")
    desk.do("record-destruction", session=session)
    id_ = desk.row("destruction_session")["id"]
    first, second, _ = annex_lines(destruction.results(desk.register.reader, id_))
    assert (len(first.photos), second.photos) == (8, "")
