"""Lists narrowed and ordered: weapons by state, kind and number, and what a command makes of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factory import Desk, Practice, a_weapon, an_order

from salw_desktop.usecases.finder import Finder
from salw_desktop.usecases.listings import LISTINGS, WEAPONS, Query, Term

NEWEST = Query("recorded", descending=True)
SERIALS = ("BB 200", "AA 900", "AA 100", "77")


@pytest.fixture(scope="module")
def shop(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Four weapons, the second in an order, the third held; tests only read."""
    practice = template.copied_to(tmp_path_factory.mktemp("finder") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    models = ("AKM", "PKM", "AKM", "TT33")
    numbers = [
        str(a_weapon(desk, model=model, serial=serial)["number"])
        for model, serial in zip(models, SERIALS, strict=True)
    ]
    an_order(desk, numbers[1])
    hold = {"hold_kind": "court", "authority": "Court", "case_number": "1/26"}
    desk.do("place-hold", weapon=numbers[2], ordered_on="2026-11-20", **hold)
    yield desk
    desk.register.close()


def serials(desk: Desk, query: Query, finder: Finder | None = None) -> list[str]:
    finder = finder or Finder(WEAPONS)
    found = finder.all(desk.register, query)
    rows = finder.rows(desk.register, found)
    return [str(rows[rowid]["serial"]) for rowid in found]


def only(*terms: Term, sort: str = "recorded", text: str = "") -> Query:
    return Query(sort, descending=False, terms=frozenset(terms), text=text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (NEWEST, ["77", "AA 100", "AA 900", "BB 200"]),
        (only(sort="serial"), ["77", "AA 100", "AA 900", "BB 200"]),
        (only(Term("ordered")), ["AA 900"]),
        (only(Term("on hold")), ["AA 100"]),
        (only(Term("ordered"), Term("on hold")), []),
        (only(Term("custody", ("in hand",)), Term("custody", ("destroyed",))), list(SERIALS)),
        (only(Term("kind", ("pistol",)), Term("kind", ("machine gun",))), ["AA 900", "77"]),
        (only(Term("recorded", ("2026-11-22", "2026-11-22~"))), list(SERIALS)),
        (only(Term("recorded", ("2026-11-21", "2026-11-21~"))), []),
        (only(text="aa"), ["AA 900", "AA 100"]),
        (only(text="aa", sort="serial"), ["AA 100", "AA 900"]),
        (only(Term("on hold"), text="9"), []),
        (only(text="XA26-LEN-000002"), ["AA 900"]),
        (only(text="XA26-LEN-000009"), []),
    ],
)
def test_that_a_query_finds_these_in_this_order(shop: Desk, query: Query, found: list[str]) -> None:
    assert serials(shop, query) == found


def test_that_a_weapon_is_found_by_the_beginning_of_its_number(shop: Desk) -> None:
    number = str(shop.row("weapon", serial="AA 100")["number"])
    assert serials(shop, only(text=number.lower())) == ["AA 100"]
    assert serials(shop, only(text=number[:-3])) == list(SERIALS)


def test_that_the_first_rows_are_those_of_the_whole_list(shop: Desk) -> None:
    finder = Finder(WEAPONS)
    for query in (NEWEST, only(sort="serial"), only(Term("on hold"))):
        assert finder.top(shop.register, query) == finder.all(shop.register, query)


def test_that_chips_are_counted(shop: Desk) -> None:
    counts = Finder(WEAPONS).counts(shop.register)
    assert (counts[""], counts["in hand"], counts["ordered"], counts["alarm"]) == (4, 4, 1, 0)


@pytest.mark.parametrize(
    ("typed", "descending", "position"),
    [("aa", False, 1), ("aa9", False, 2), ("AA", True, 1), ("b", True, 0), ("zz", False, None)],
)
def test_that_type_ahead_finds_where_the_column_begins_so(
    shop: Desk, typed: str, descending: bool, position: int | None
) -> None:
    finder, query = Finder(WEAPONS), Query("serial", descending)
    found = finder.all(shop.register, query)
    assert finder.starts_with(shop.register, found, query, typed) == position


def test_that_type_ahead_says_nothing_in_the_order_of_recording(shop: Desk) -> None:
    finder = Finder(WEAPONS)
    found = finder.all(shop.register, NEWEST)
    assert finder.starts_with(shop.register, found, NEWEST, "77") is None


def test_that_a_command_makes_the_list_another(desk: Desk) -> None:
    finder, here = Finder(WEAPONS), only(Term("custody", ("in hand",)))
    assert serials(desk, NEWEST, finder) == serials(desk, here, finder) == []
    a_weapon(desk, safety=None, serial="AB 1")
    assert not finder.forget(frozenset({"campaign"}))
    assert serials(desk, NEWEST, finder) == []
    assert finder.forget(frozenset({"weapon", "hand_in"}))
    assert serials(desk, NEWEST, finder) == serials(desk, here, finder) == ["AB 1"]


def test_that_ids_of_commands_are_found_by_row_and_rows_by_id(shop: Desk) -> None:
    finder = Finder(WEAPONS)
    found = finder.all(shop.register, NEWEST)
    ids = finder.items(shop.register, found[1:3])
    assert [finder.rowid_of(shop.register, id_) for id_ in ids] == list(found[1:3])


def test_that_each_list_shows_what_its_columns_name(shop: Desk) -> None:
    for each in LISTINGS:
        finder = Finder(each)
        found = finder.all(shop.register, Query(each.sort, each.descending))
        for row in finder.rows(shop.register, found).values():
            keys = {column.key for column in each.columns}
            small = {column.below or column.instead for column in each.columns} - {""}
            assert keys | small <= row.keys(), each.key
        assert {chip.term.facet for chip in each.chips} <= each.facets, each.key
