"""The journal as lines of text: every event once, in its order, however many are fetched at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import closing

import attacks
import pytest
from factory import Desk, a_hand_in

from salw_desktop.database import journal
from salw_desktop.database.connection import Connection
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.event_lines import line_of


@pytest.fixture
def entries(desk: Desk) -> list[journal.Entry]:
    """Some with a second person's signature, some without."""
    found = list(journal.entries(desk.register.reader, 1))
    assert len(found) > 5
    assert len({each.witness is None for each in found}) == 2
    return found


def spelled(entries: Iterable[journal.Entry]) -> bytes:
    return b"".join(line_of(each.payload, each.signature, each.witness) for each in entries)


@pytest.mark.parametrize("a_batch", [1, 2, 3, 1000])
def test_that_every_event_has_its_line(
    desk: Desk, entries: list[journal.Entry], monkeypatch: pytest.MonkeyPatch, a_batch: int
) -> None:
    monkeypatch.setattr(journal, "_EVENTS_A_BATCH", a_batch)
    pieces = list(journal.lines(desk.register.reader, 2, entries[-1].n))
    assert sum(lines for lines, _ in pieces) == len(entries)
    assert max(lines for lines, _ in pieces) <= a_batch
    assert b"".join(text for _, text in pieces) == spelled(entries)


@pytest.mark.parametrize("change", ["0", "line_end + 5000000"])
def test_that_a_wrong_size_takes_no_event_out(
    desk: Desk, entries: list[journal.Entry], change: str
) -> None:
    attacks.run(desk, f"UPDATE journal SET line_end = {change} WHERE n = 6")
    lines = journal.lines(desk.register.reader, 2, entries[-1].n)
    assert b"".join(text for _, text in lines) == spelled(entries)


@pytest.mark.parametrize(("a_batch", "threads"), [(1, 1), (1000, 0)])
def test_that_only_a_long_run_has_a_thread_and_none_is_left(
    desk: Desk,
    entries: list[journal.Entry],
    monkeypatch: pytest.MonkeyPatch,
    a_batch: int,
    threads: int,
) -> None:
    monkeypatch.setattr(journal, "_EVENTS_A_BATCH", a_batch)
    before = threading.active_count()
    with closing(journal.lines(desk.register.reader, 2, entries[-1].n)) as lines:
        next(lines)
        next(lines, None)
        assert threading.active_count() == before + threads
    assert threading.active_count() == before


@pytest.mark.parametrize("a_batch", [1, 2, 1000])
@pytest.mark.parametrize("number", [2**40, 2**63 - 1])
def test_that_a_number_far_off_is_not_counted_up_to(
    desk: Desk,
    entries: list[journal.Entry],
    monkeypatch: pytest.MonkeyPatch,
    a_batch: int,
    number: int,
) -> None:
    monkeypatch.setattr(journal, "_EVENTS_A_BATCH", a_batch)
    attacks.run(desk, "UPDATE journal SET n = ? WHERE n = ?", number, entries[-1].n)
    lines = journal.lines(desk.register.reader, 2, number)
    assert b"".join(text for _, text in lines) == spelled(entries)
    assert list(journal.lines(desk.register.reader, entries[-1].n, number - 1)) == []


def spelled_again(reader: Connection) -> bytes:
    return b"".join(
        text
        for stretch in journal.stretches(reader, 1)
        for _, text in journal.lines(reader, stretch.first_n, stretch.last_n)
    )


@pytest.mark.parametrize("packed", ["x''", "x'07'", "substr(packed, 1, 20)"])
@pytest.mark.parametrize("kind", ["branch.opened", "hand-in.opened"])
def test_that_an_event_that_cannot_be_unpacked_is_damage(
    desk: Desk, packed: str, kind: str
) -> None:
    a_hand_in(desk)
    reader = desk.register.reader
    attacks.run(
        desk, f"UPDATE journal SET packed = {packed} WHERE n = ?", attacks.place_of(desk, kind)
    )
    with pytest.raises(Trouble) as raised:
        spelled_again(reader)
    assert raised.value.code == "register.damaged"


def test_that_a_signature_without_bytes_is_not_one_that_was_never_given(
    desk: Desk, entries: list[journal.Entry]
) -> None:
    unsigned = next(each for each in entries if each.witness is None)
    attacks.run(desk, f"UPDATE journal SET witness = x'' WHERE n = {unsigned.n}")
    lines = journal.lines(desk.register.reader, 2, entries[-1].n)
    assert b"".join(text for _, text in lines) != spelled(entries)


def test_that_the_size_of_a_stretch_is_that_of_its_lines(desk: Desk) -> None:
    for stretch in journal.stretches(desk.register.reader, 1):
        lines = journal.lines(desk.register.reader, stretch.first_n, stretch.last_n)
        assert stretch.size_bytes == sum(len(text) for _, text in lines) > 0
