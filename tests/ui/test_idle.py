"""The screen is covered when nobody is there, and never while something runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from salw_desktop.ui.idle import COVER_AFTER_MS, LOCK_AFTER_MS, Idle

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Room:
    """What the clock, the keys and the jobs say."""

    now_ms: int = 0
    last_input_ms: int = 0
    is_working: bool = False
    told: list[str] = field(default_factory=list)

    def idle(self) -> Idle:
        idle = Idle(lambda: self.last_input_ms, lambda: self.is_working, clock=lambda: self.now_ms)
        idle.cover_due.connect(lambda: self.told.append("cover"))
        idle.lock_due.connect(lambda: self.told.append("lock"))
        return idle


def test_that_ten_minutes_without_a_key_cover_the_screen() -> None:
    room = Room()
    idle = room.idle()
    room.now_ms = COVER_AFTER_MS - 1
    idle.look()
    assert room.told == []
    room.now_ms += 1
    idle.look()
    assert room.told == ["cover"]


def test_that_a_scan_or_a_key_begins_the_ten_minutes_anew() -> None:
    room = Room(now_ms=COVER_AFTER_MS, last_input_ms=1)
    room.idle().look()
    assert room.told == []


def test_that_a_running_job_covers_nothing_nor_does_its_end() -> None:
    room = Room(is_working=True)
    idle = room.idle()
    room.now_ms = COVER_AFTER_MS * 3
    idle.look()
    room.is_working = False
    room.now_ms += 1
    idle.look()
    assert room.told == []


def test_that_an_hour_under_the_cover_locks() -> None:
    room = Room()
    idle = room.idle()
    idle.covered(True)
    room.now_ms = LOCK_AFTER_MS - 1
    idle.look()
    assert room.told == []
    room.now_ms += 1
    idle.look()
    assert room.told == ["lock"]
