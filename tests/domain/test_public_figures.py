"""Figures for the public: nobody works out a small count from what is shown beside it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salw_desktop.domain.public_figures import (
    BROAD_KINDS,
    LEAST,
    PublicColumn,
    Shown,
    Veil,
    broad_counts,
    public_column,
)
from salw_desktop.domain.word_lists import WEAPON_KINDS

FEW, HIDDEN, SOME = Veil.FEW, Veil.HIDDEN, Veil.SOME
MOST = 12


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ((40, 12), (40, 12), 52),
        ((40, 0), (40, 0), 40),
        ((40, 3, 2), (40, FEW, FEW), 45),
        ((40, 12, 3), (40, HIDDEN, FEW), 55),
        ((40, 12, 1, 1), (40, HIDDEN, FEW, FEW), 54),
        ((40, 5, 1), (HIDDEN, HIDDEN, FEW), 46),
        ((1, 1, 1, 1, 1), (FEW,) * 5, SOME),
        ((3,), (FEW,), FEW),
        ((), (), 0),
    ],
)
def test_that_a_small_count_is_veiled_and_the_next_one_with_it(
    counts: tuple[int, ...], cells: tuple[Shown, ...], total: Shown
) -> None:
    assert public_column(counts) == PublicColumn(cells, total)


def fits(count: int, shown: Shown) -> bool:
    if isinstance(shown, int):
        return count == shown
    return 0 < count < LEAST if shown is FEW else count >= LEAST


@given(some.lists(some.integers(0, 8), max_size=3))
def test_that_what_is_shown_leaves_every_small_count_open(counts: list[int]) -> None:
    shown = public_column(counts)
    ways = [
        way
        for way in product(range(MOST + sum(counts)), repeat=len(counts))
        if all(map(fits, way, shown.cells)) and fits(sum(way), shown.total)
    ]
    assert tuple(counts) in ways
    for place, cell in enumerate(shown.cells):
        if cell is FEW:
            assert len({way[place] for way in ways}) > 1


def test_that_each_kind_of_weapon_stands_in_one_broad_kind_and_a_part_in_none() -> None:
    listed = [kind for kinds in BROAD_KINDS.values() for kind in kinds]
    assert sorted([*listed, "part"]) == sorted(WEAPON_KINDS)
    assert broad_counts({"pistol": 2, "revolver": 3, "part": 9}) == (5, 0, 0, 0, 0, 0)
