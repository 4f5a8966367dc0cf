"""Long lists in SQL: every list, every order, every property, and a record that is missing from the middle."""

from __future__ import annotations

from array import array

import pytest
from factory import Desk

from salw_desktop.database import listing
from salw_desktop.database.connection import in_memory
from salw_desktop.database.listing import Source
from salw_desktop.database.listing_sources import SOURCES

THINGS = Source("thing", "SELECT rowid AS at, id FROM thing", {"recorded": ()}, {})


def test_that_every_list_can_be_asked_for_all_that_it_offers(desk: Desk) -> None:
    reader = desk.register.reader
    for key, source in SOURCES.items():
        for sort in source.sorts:
            whole = listing.in_order(reader, source, sort)
            top = listing.first(reader, source, sort, 64, descending=True)
            assert top == whole[::-1][:64], (key, sort)
        for facet, where in source.facets.items():
            words = ["x"] * max(where.count("?"), where.count("{}"))
            assert set(listing.with_facet(reader, source, facet, words)) <= set(whole)
        for facet in source.words:
            assert all(len(pair) == 2 for pair in listing.words_of(reader, source, facet))
        listing.with_text(reader, source, "1", "1")
        assert listing.rows(reader, source, whole).keys() == set(whole), key


@pytest.mark.parametrize("gone", [None, 2])
def test_that_the_order_of_recording_is_of_the_rows_that_are_there(gone: int | None) -> None:
    connection = in_memory()
    connection.execute("CREATE TABLE thing(id TEXT PRIMARY KEY NOT NULL) STRICT")
    connection.executemany("INSERT INTO thing VALUES (?)", [("a",), ("b",), ("c",)])
    if gone:
        connection.execute("DELETE FROM thing WHERE rowid = ?", (gone,))
    there = [rowid for rowid in (1, 2, 3) if rowid != gone]
    assert listing.in_order(connection, THINGS, "recorded") == array("I", there)


def test_that_a_chip_over_a_million_weapons_reads_an_index_and_no_record(desk: Desk) -> None:
    source = SOURCES["weapons"]
    for facet in ("custody", "kind", "model", "place", "not checked", "not safe", "to identify"):
        where = source.facets[facet].replace("{}", "?")
        plan = desk.register.reader.execute(
            f"EXPLAIN QUERY PLAN SELECT rowid FROM weapon WHERE {where}", ["x"] * where.count("?")
        ).fetchall()
        assert "COVERING INDEX" in plan[0][3], (facet, plan)


def test_that_ids_come_in_the_order_asked_for_past_one_portion() -> None:
    connection = in_memory()
    connection.execute("CREATE TABLE thing(id TEXT PRIMARY KEY NOT NULL) STRICT")
    connection.executemany("INSERT INTO thing VALUES (?)", [(f"{at:04}",) for at in range(1200)])
    wanted = array("I", range(1200, 0, -1))
    assert listing.ids(connection, THINGS, wanted) == [f"{at - 1:04}" for at in wanted]
