"""The journal as lines of text: every event once, in its order, however many are fetched at a time."""

from __future__ import annotations

import pytest
from factory import Desk

from salw_desktop.database import journal
from salw_desktop.keys.event_lines import line_of


@pytest.mark.parametrize("at_a_time", [1, 2, 5, 1000])
def test_that_every_event_has_its_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(journal, "_LINES_A_PIECE", at_a_time)
    entries = list(journal.entries(desk.register.reader, 1))
    assert len(entries) > 5
    pieces = list(journal.lines(desk.register.reader, 2, entries[-1].n))
    assert sum(lines for lines, _ in pieces) == len(entries)
    assert max(lines for lines, _ in pieces) <= at_a_time
    assert b"".join(text for _, text in pieces) == b"".join(
        line_of(each.payload, each.signature, each.witness) for each in entries
    )


def test_that_the_size_of_a_stretch_is_that_of_its_lines(desk: Desk) -> None:
    for stretch in journal.stretches(desk.register.reader, 1):
        lines = journal.lines(desk.register.reader, stretch.first_n, stretch.last_n)
        assert stretch.size_bytes == sum(len(text) for _, text in lines) > 0
