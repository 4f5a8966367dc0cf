"""Another process verifies ahead; what it says counts only of the event that is being taken in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from factory import a_weapon
from pair import Pair, as_signed, forged_bundle, holdings

from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.ustar import Member
from salw_desktop.database import journal
from salw_desktop.keys.chain import OPENED
from salw_desktop.keys.events import read_event
from salw_desktop.registry import second_process
from salw_desktop.registry.reading_ahead import Looked, look, read_ahead


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "WORTH_BYTES", 1)


def lines_of(pair: Pair) -> list[Line]:
    """A whole journal, then an event whose signature is another's, then no event at all."""
    with pair.station() as desk:
        a_weapon(desk)
        lines = [as_signed(entry) for entry in journal.entries(desk.register.reader)]
    return [*lines, lines[-1]._replace(signature=lines[-2].signature), Line(b"{}", bytes(64))]


def looked_at_here(lines: list[Line]) -> list[Looked]:
    keys: dict[str, bytes] = {}
    return [look(line, second_process.claim_of(line.payload), keys) for line in lines]


def as_python(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Whatever runs modules is this script now."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))


def test_that_the_other_process_finds_what_this_one_finds(pair: Pair, tmp_path: Path) -> None:
    lines = lines_of(pair)
    text = b"".join(line.encoded() for line in lines)
    (tmp_path / "plain.tar").write_bytes(b"before" + text)
    member = Member("", len("before"), len(text))
    with second_process.looked_ahead(tmp_path / "plain.tar", [member], {}) as ahead:
        found = list(ahead)
    assert found == looked_at_here(lines)
    assert [looked.is_signed for looked in found[-3:]] == [True, False, False]


def test_that_a_bundle_is_taken_in_alike_with_one_process_and_with_two(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = pair.bundle()
    alone = pair.copied(pair.hq_path, "alone.salw")
    together = pair.imported(bundle)
    monkeypatch.setattr(second_process, "WORTH_BYTES", 2**40)
    assert pair.imported(bundle, alone) == together
    with pair.hq() as one, pair.hq(alone) as other:
        assert holdings(one)["held_event"] == holdings(other)["held_event"]


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in is a shell script")
@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "kill -9 $$",
        "head -c 5000 /dev/zero",
        "head -c 5000 /dev/zero | tr '\\\\0' '\\\\377'",
    ],
)
def test_that_a_bundle_is_taken_in_whatever_becomes_of_the_other_process(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    as_python(tmp_path, monkeypatch, script)
    told = pair.imported(pair.bundle())
    assert told["turned_events"] == 0
    assert told["new_events"]


def test_that_modules_that_lie_in_the_folder_one_stands_in_are_not_run(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever imports from the folder of a stick stands in it."""
    found = tmp_path / "it was run"
    (tmp_path / "json.py").write_text(f"open({str(found)!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert pair.imported(pair.bundle())["turned_events"] == 0
    assert not found.exists()


def test_that_a_line_that_is_no_event_spoils_no_branch(pair: Pair) -> None:
    """In haste it reads like one that opens the branch, with a key that is a byte too long."""
    for _ in range(2):
        with pair.station() as desk:
            a_weapon(desk)
    with pair.station() as desk:
        events = [read_event(entry.payload) for entry in journal.entries(desk.register.reader)]
    opened = [event for event in events if event.type == OPENED][-1]
    before = events[events.index(opened) - 1]
    junk = {"type": "x", "branch": opened.branch, "key": opened.text("key") + "00"}

    def spoil(entry: journal.Entry) -> Line:
        is_spoiled = entry.event_id.hex() == before.id
        return Line(json.dumps(junk).encode(), bytes(64)) if is_spoiled else as_signed(entry)

    told = pair.imported(forged_bundle(pair, "forged.salwb", spoil))
    assert told["turned_events"] == 1


def test_that_in_a_packaged_program_nothing_is_started(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "SALW Register"))
    assert pair.imported(pair.bundle())["new_events"]


def test_that_what_was_found_out_about_another_event_does_not_count(pair: Pair) -> None:
    """As if the two had read different lines: the signature is looked at here."""
    lines = lines_of(pair)
    *_, forged, _ = looked_at_here(lines)
    assert not forged.is_signed
    for other in ({"event_id": "0" * 64}, {"signature": lines[0].signature}):
        others = iter([forged._replace(**other, is_signed=True)])
        (read,) = read_ahead(lines[-2:-1], {}, others)
        assert not read.looked.is_signed
