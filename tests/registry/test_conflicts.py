"""Two events that record one row differently: what HQ holds stays, the other claim is kept beside it and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pair import Pair
from terminal import done

from salw_desktop.registry import status
from salw_desktop.registry.conflicts import (
    CHANGED_FROM_OTHER,
    INSERTED_TWICE,
    Conflict,
    conflicts,
)

PERSON = {"id": "019a0000-0000-7000-8000-000000000001", "organisation": "Mission"}


def found(pair: Pair) -> list[Conflict]:
    with pair.hq() as registry:
        return list(conflicts(registry))


def two_copies(pair: Pair, *functions: str) -> None:
    """A folder and its copy each put a person of one id on the roster; both bundles go to HQ."""
    copy = pair.copied(pair.practice.path, "copy.salw")
    for path, function in zip((pair.practice.path, copy), functions, strict=True):
        with pair.station(path) as desk, desk.writing() as tx:
            tx.insert("roster", {**PERSON, "name": "P. Twice", "function": function})
    for path in (pair.practice.path, copy):
        pair.imported(pair.bundle(path))


def test_that_one_row_recorded_twice_with_other_values_is_a_named_conflict(pair: Pair) -> None:
    two_copies(pair, "driver", "guard")
    (conflict,) = found(pair)
    assert (conflict.what, conflict.table, conflict.id) == (INSERTED_TWICE, "roster", PERSON["id"])
    assert (conflict.held["function"], conflict.claimed["function"]) == ("driver", "guard")
    assert (conflict.unit, len(conflict.event)) == ("LEN1", 64)
    with pair.hq() as registry:
        (station,) = status.status(registry)
    assert station["contested"] == 1


def test_that_the_same_values_twice_are_no_conflict(pair: Pair) -> None:
    two_copies(pair, "driver", "driver")
    assert found(pair) == []


def test_that_a_change_from_another_value_is_named_too(pair: Pair) -> None:
    copy = pair.copied(pair.practice.path, "copy.salw")
    for path, function in ((pair.practice.path, "driver"), (copy, "guard")):
        with pair.station(path) as desk, desk.writing() as tx:
            tx.change("roster", desk.row("roster", name="P. Cutter")["id"], function=function)
    for path in (pair.practice.path, copy):
        pair.imported(pair.bundle(path))
    (conflict,) = found(pair)
    assert conflict.what == CHANGED_FROM_OTHER
    assert (conflict.held, conflict.claimed) == ({"function": "driver"}, {"function": "guard"})


def two_sides(pair: Pair, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """A folder and its copy each give the same person one function after another; both bundles go to HQ."""
    copy = pair.copied(pair.practice.path, "copy.salw")
    for path, functions in ((pair.practice.path, one), (copy, other)):
        with pair.station(path) as desk:
            for function in functions:
                with desk.writing() as tx:
                    tx.change(
                        "roster", desk.row("roster", name="P. Cutter")["id"], function=function
                    )
    for path in (pair.practice.path, copy):
        pair.imported(pair.bundle(path))


def test_that_a_value_set_and_taken_back_on_one_side_is_a_conflict_with_the_other(
    pair: Pair,
) -> None:
    two_sides(pair, ("driver", "officer"), ("guard",))
    (conflict,) = found(pair)
    assert (conflict.held, conflict.claimed) == ({"function": "officer"}, {"function": "guard"})


def test_that_both_sides_changing_to_one_value_is_no_conflict(pair: Pair) -> None:
    two_sides(pair, ("driver",), ("driver",))
    assert found(pair) == []


def test_that_one_side_is_not_mixed_into_the_other_where_their_values_meet(pair: Pair) -> None:
    two_sides(pair, ("guard", "driver"), ("driver", "clerk"))
    assert [each.claimed["function"] for each in found(pair)] == ["clerk"]


@pytest.mark.parametrize("functions", [("driver", "guard")])
def test_that_conflicts_are_listed_at_the_terminal(
    pair: Pair, functions: tuple[str, str], tmp_path: Path
) -> None:
    two_copies(pair, *functions)
    words = tmp_path / "words.txt"
    words.write_text(f"Clerk: {pair.hq_words}\n", encoding="utf-8")
    at_hq = ("--at", pair.hq_path, "--passphrase-file", words)
    (listed,) = done("registry", "conflicts", *at_hq)["conflicts"]
    assert (listed["table"], listed["claimed"]["function"]) == ("roster", "guard")
