"""Time: a clock is believed only near the newest time proven."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from salw_desktop.domain.time import LEAP_THAT_NOBODY_BELIEVES, Moment, is_jump, newest

FLOOR = "2026-06-11T08:40:00+00:00"
PROVEN = datetime.fromisoformat(FLOOR)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("claim", "jumped"),
    [
        (PROVEN - SECOND, True),
        (PROVEN, False),
        (PROVEN + timedelta(days=90), False),
        (PROVEN + LEAP_THAT_NOBODY_BELIEVES, False),
        (PROVEN + LEAP_THAT_NOBODY_BELIEVES + SECOND, True),
    ],
)
def test_that_a_clock_jumps_backwards_or_too_far(claim: datetime, jumped: bool) -> None:
    assert is_jump(claim, FLOOR) is jumped


def test_that_an_offset_is_no_jump() -> None:
    assert not is_jump(datetime.fromisoformat("2026-06-11T10:40:00+02:00"), FLOOR)
    assert is_jump(datetime.fromisoformat("2026-06-11T10:39:59+02:00"), FLOOR)


def test_that_without_a_proven_time_any_clock_is_taken() -> None:
    assert not is_jump(datetime.fromisoformat("1980-01-01T00:00:00+00:00"), None)


def test_that_the_newest_time_is_found_over_offsets_and_told_in_utc() -> None:
    assert newest("2026-06-11T10:00:00+02:00", None, "2026-06-11T09:00:00+00:00") == (
        "2026-06-11T09:00:00+00:00"
    )
    assert newest("2026-06-11T10:00:00+02:00") == "2026-06-11T08:00:00+00:00"


def test_that_no_time_is_newer_than_nothing() -> None:
    assert newest(None, "") is None


def test_that_a_moment_is_told_with_its_offset_to_the_second() -> None:
    claim = datetime.fromisoformat("2026-06-11T23:30:15.999+02:00")
    moment = Moment(claim, monotonic_ms=1, boot="b")
    assert (moment.text, moment.date) == ("2026-06-11T23:30:15+02:00", "2026-06-11")
    assert moment.later(72) == "2026-06-14T23:30:15+02:00"
