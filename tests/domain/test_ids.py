"""Ids: UUIDv7 of RFC 9562, in the order of making, never twice."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.domain.ids import first_id_after, new_id

UNIX_MS = st.integers(0, 2**48 - 1)


@given(UNIX_MS)
def test_that_version_variant_and_time_stand_where_the_standard_wants_them(unix_ms: int) -> None:
    made = uuid.UUID(new_id(unix_ms))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == unix_ms


@given(UNIX_MS, UNIX_MS)
def test_that_text_order_is_the_order_of_time(one: int, other: int) -> None:
    assert one == other or (new_id(one) < new_id(other)) == (one < other)


def test_that_a_thousand_of_one_millisecond_differ() -> None:
    assert len({new_id(1) for _ in range(1000)}) == 1000


def test_that_every_free_bit_is_left_to_chance() -> None:
    ids = [uuid.UUID(new_id(0)).int for _ in range(200)]
    ever, always = 0, (1 << 128) - 1
    for one in ids:
        ever, always = ever | one, always & one
    assert (ever ^ always).bit_count() == 74


def test_that_a_day_before_there_were_ids_is_cut_at_the_first_of_them() -> None:
    """A clock that stands at 1970 asks for the fortnight before it."""
    assert first_id_after("1960-01-01") < new_id(0)
    assert first_id_after("1969-12-31") < new_id(0) < first_id_after("1970-01-01")
