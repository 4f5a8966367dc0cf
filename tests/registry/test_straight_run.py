"""Rows of a station's events, written many at once: nobody can tell it from one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factory import a_weapon
from pair import Pair, holdings

from salw_desktop.database.connection import Connection, in_memory
from salw_desktop.registry import straight_run
from salw_desktop.registry.straight_run import NewRow, StraightRun

TABLE = "CREATE TABLE held_place(enrolled TEXT, id TEXT, name TEXT, kind TEXT, PRIMARY KEY(enrolled, id))"


@pytest.fixture
def connection() -> Iterator[Connection]:
    made = in_memory()
    made.execute(TABLE)
    yield made
    made.close()


def row(id_: str, **values: str) -> NewRow:
    return NewRow("ab" * 32, "place", id_, dict(values))


def places(connection: Connection) -> list[tuple[str, str, str]]:
    rows = connection.execute("SELECT id, name, kind FROM held_place ORDER BY id").fetchall()
    return [tuple(each) for each in rows]


def test_that_the_first_of_two_stands_and_the_second_is_told(connection: Connection) -> None:
    told: list[NewRow] = []
    run = StraightRun(connection, "st", told.append)
    first, second = row("1", name="store", kind="room"), row("1", name="yard", kind="room")
    run.add(first)
    run.add(second)
    run.settle()
    assert places(connection) == [("1", "store", "room")]
    assert told == [second]


def test_that_the_first_stands_whatever_the_shape_of_the_second(connection: Connection) -> None:
    told: list[NewRow] = []
    run = StraightRun(connection, "st", told.append)
    run.add(row("0", name="other", kind="room"))
    run.add(row("1", kind="room"))
    run.add(row("1", name="yard", kind="yard"))
    run.settle()
    assert places(connection) == [("0", "other", "room"), ("1", None, "room")]
    assert told == [row("1", name="yard", kind="yard")]


def test_that_what_was_there_is_told_in_the_order_in_which_it_came(
    connection: Connection,
) -> None:
    told: list[str] = []
    run = StraightRun(connection, "st", lambda row: told.append(row.id))
    for _ in range(2):
        run.add(row("3", name="store"))
        run.add(row("1", name="yard", kind="yard"))
        run.add(row("2", name="cage"))
        run.settle()
    assert told == ["3", "1", "2"]


def test_that_what_waits_is_known_until_it_is_written(connection: Connection) -> None:
    run = StraightRun(connection, "st", lambda _: None)
    run.add(row("1", name="store"))
    assert run.holds("place", "1")
    assert places(connection) == []
    run.settle()
    assert not run.holds("place", "1")
    assert len(places(connection)) == 1


@pytest.mark.parametrize(("events", "rows"), [(1, 1), (3, 10_000), (10_000, 5)])
def test_that_a_bundle_is_taken_in_alike_however_many_wait(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, events: int, rows: int
) -> None:
    with pair.station() as desk:
        for _ in range(3):
            a_weapon(desk)
    bundle = pair.bundle()
    other = pair.copied(pair.hq_path, "other.salw")
    together = pair.imported(bundle)
    monkeypatch.setattr(straight_run, "EVENTS_AT_ONCE", events)
    monkeypatch.setattr(straight_run, "ROWS_AT_ONCE", rows)
    assert pair.imported(bundle, other) == together
    with pair.hq() as one, pair.hq(other) as few:
        assert holdings(one) == holdings(few)
