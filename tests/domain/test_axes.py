"""The table of axes: words stand once, and starts name only words of their axes."""

from __future__ import annotations

import pytest

from salw_desktop.domain import axes
from salw_desktop.domain.axes import AXES, HOLDS, SAFETY, STARTS, Axis, Start
from salw_desktop.domain.word_lists import ISOLATION_POINT, NOT_INSPECTED, WORD_LISTS, WordList


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.name)
def test_that_each_word_of_an_axis_stands_once_and_is_explained(axis: Axis) -> None:
    assert len(set(axis.words)) == len(axis.words)
    assert all(value.word and value.means for value in axis.values)


@pytest.mark.parametrize("each", WORD_LISTS, ids=lambda each: f"{each.table}.{each.column}")
def test_that_each_word_of_a_list_stands_once(each: WordList) -> None:
    assert len(set(each.words)) == len(each.words)


def test_that_no_column_has_two_lists() -> None:
    columns = [column for axis in AXES for column in axis.columns]
    columns += [(each.table, each.column) for each in WORD_LISTS]
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.order)
def test_that_a_start_names_only_words_of_its_axes(start: Start) -> None:
    assert start.custody
    assert set(start.custody) <= set(axes.CUSTODY.words)
    assert set(start.safety) <= set(SAFETY.words)
    assert set(start.holds_barred) <= set(HOLDS.words)


def test_that_nothing_starts_from_an_end() -> None:
    assert [start.order for start in STARTS if set(start.custody) & set(axes.ENDED)] == []


def test_that_only_a_look_inside_lets_a_weapon_be_ordered_destroyed() -> None:
    assert axes.DESTRUCTION.safety == ("clear", "component")


def test_that_every_hold_but_a_trace_bars_an_end() -> None:
    assert set(HOLDS.words) - set(axes.DESTRUCTION.holds_barred) == {"open trace"}


def test_that_the_ends_are_those_of_the_custody_axis() -> None:
    first, last = axes.CUSTODY.words.index("missing") + 1, axes.CUSTODY.words.index("not taken")
    assert axes.CUSTODY.words[first:last] == axes.ENDED


def test_that_the_named_words_stand_on_their_lists() -> None:
    by_column = {(each.table, each.column): each.words for each in WORD_LISTS}
    assert ISOLATION_POINT in by_column["place", "kind"]
    for column in ("function", "completeness", "preservation"):
        assert by_column["weapon", column][0] == NOT_INSPECTED
