"""Bundles at HQ: any order and repetition gives the same holdings; gaps and forks are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import STOREKEEPER, a_destruction, a_weapon, introduce
from pair import Pair, as_signed, forged_bundle, holdings, own_rows

from salw_desktop.bundle.lines import Line
from salw_desktop.database import journal
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.registry import desk as hq_desk
from salw_desktop.registry import status
from salw_desktop.usecases import checking, queries


def two_bundles(pair: Pair) -> tuple[Path, Path]:
    """The second carries all of the first: nothing was receipted between them."""
    bundles = []
    for serial in ("AB 1", "AB 2"):
        with pair.station() as desk:
            a_weapon(desk, serial=serial)
        bundles.append(pair.bundle())
    return bundles[0], bundles[1]


def held(pair: Pair, path: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
    with pair.hq(path) as registry:
        return dict(holdings(registry))


def test_that_importing_twice_changes_nothing(pair: Pair) -> None:
    first, _ = two_bundles(pair)
    told = pair.imported(first)
    before = held(pair)
    again = pair.imported(first)
    assert (told["repeated"], again["repeated"]) == (False, True)
    assert again["new_events"] == 0
    assert held(pair) == before


def test_that_the_same_events_in_another_bundle_are_known(pair: Pair) -> None:
    told = pair.imported(pair.bundle())
    before = held(pair)
    again = pair.imported(pair.bundle())
    assert (again["new_events"], again["known_events"]) == (0, told["new_events"])
    assert again["repeated"] is False
    assert held(pair) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1,), (1, 1, 0), (0, 1, 0)])
def test_that_every_order_of_two_bundles_ends_alike(pair: Pair, order: tuple[int, ...]) -> None:
    bundles = two_bundles(pair)
    other = pair.copied(pair.hq_path, "other.salw")
    for place in order:
        pair.imported(bundles[place])
    for place in (0, 1):
        pair.imported(bundles[place], other)
    assert held(pair) == held(pair, other)


def test_that_hq_holds_each_table_row_by_row(pair: Pair) -> None:
    with pair.station() as desk:
        desk.do("add-to-roster", name="Deputy", function="officer", organisation="Mission")
        numbers = [str(a_weapon(desk, serial=serial)["number"]) for serial in ("АВ 7", "9")]
        desk.do("correct-weapon", weapon=numbers[0], serial="АВ 77", reason="Read again")
        desk.do("observe", weapon=numbers[1], place="Store", safety="clear")
    told = pair.imported(pair.bundle())
    with pair.station() as desk, pair.hq() as registry:
        station = own_rows(desk.register, held=False)
        assert own_rows(registry, held=True) == station
    assert len(station["weapon"]) == told["weapons"] == 2
    assert len(station["correction"]) == 1


def test_that_what_is_destroyed_in_the_field_is_destroyed_at_hq(pair: Pair) -> None:
    with pair.station() as desk:
        introduce(desk, "Deputy", Role.SUPERVISOR)
        number = str(a_weapon(desk)["number"])
        a_destruction(desk, number)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        (station,) = status.status(registry)
    assert station["by_custody"] == {"destroyed": 1}


def test_that_hq_and_the_window_count_the_same_weapons(pair: Pair) -> None:
    with pair.station() as desk:
        a_weapon(desk, serial="AB 1")
        twice = a_weapon(desk, serial="AB 2", safety=None)["number"]
        desk.do("void-weapon", STOREKEEPER, weapon=twice, reason="typed twice")
        seen = {"seen_where": "Gate", "seen_on": "2026-11-20", "source_reliability": "reliable"}
        desk.do("document-weapon", model="AKM", serial="7", **seen)
        shown = queries.overview(desk.register)
    told = pair.imported(pair.bundle())
    with pair.hq() as registry:
        (station,) = status.status(registry)
    assert station["weapons"] == told["weapons"] == shown.total == 1
    assert station["by_custody"] == dict(shown.weapons) == {"in hand": 1, "void": 1}


def after_a_receipt(pair: Pair) -> tuple[Path, Path, Path]:
    """An HQ from before the first bundle, that bundle, and the next one, which begins after it."""
    restored = pair.copied(pair.hq_path, "restored.salw")
    with pair.station() as desk:
        a_weapon(desk, serial="AB 1")
    first = pair.bundle()
    pair.imported(first)
    file, _ = pair.receipt()
    pair.taken(file)
    with pair.station() as desk:
        a_weapon(desk, serial="AB 2")
    return restored, first, pair.bundle()


def test_that_a_gap_is_named_and_what_comes_after_it_waits(pair: Pair) -> None:
    restored, _, second = after_a_receipt(pair)
    told = pair.imported(second, restored)
    assert told["new_events"]
    assert told["applied_events"] == told["weapons"] == 0
    _, receipt = pair.receipt(restored)
    assert [wanted.before for wanted in receipt.wants] == told["gaps"]
    with pair.station() as desk:
        missing = journal.place_of(desk.register.reader, receipt.wants[0].before)
        after = journal.place_of(desk.register.reader, receipt.wants[0].event)
    assert missing
    assert after == missing + 1
    assert receipt.holds == ()


def test_that_what_waits_is_applied_when_the_gap_closes(pair: Pair) -> None:
    restored, first, second = after_a_receipt(pair)
    pair.imported(second)
    waiting = pair.imported(second, restored)
    told = pair.imported(first, restored)
    assert told["applied_events"] == told["new_events"] + waiting["new_events"]
    assert (told["gaps"], told["weapons"]) == ([], 2)
    assert held(pair) == held(pair, restored)


def test_that_a_bundle_turned_away_in_part_is_looked_at_again(pair: Pair) -> None:
    """Its operator was introduced in the bundle that HQ did not have yet."""
    restored = pair.copied(pair.hq_path, "restored.salw")
    with pair.station() as desk:
        introduce(desk, "Newcomer", Role.RECORDER)
    first = pair.bundle()
    pair.imported(first)
    pair.taken(pair.receipt()[0])
    with pair.station() as desk:
        desk.sit("Newcomer")
        a_weapon(desk)
    second = pair.bundle()
    turned = pair.imported(second, restored)
    assert turned["turned_events"]
    pair.imported(first, restored)
    told = pair.imported(second, restored)
    assert (told["repeated"], told["weapons"], told["turned_events"]) == (False, 1, 0)
    _, receipt = pair.receipt(restored)
    assert receipt.refused == ()


def a_fork(pair: Pair) -> Path:
    """The folder copied, and both of them go on."""
    copy = pair.copied(pair.practice.path, "copy.salw")
    for path, serial in ((pair.practice.path, "AB 1"), (copy, "AB 2")):
        with pair.station(path) as desk:
            a_weapon(desk, serial=serial)
    return copy


def test_that_both_sides_of_a_fork_are_held_and_it_is_named(pair: Pair) -> None:
    with pair.station() as desk:
        parent = journal.tip(desk.register.reader).event_id
    copy = a_fork(pair)
    told = pair.imported(pair.bundle())
    assert told["forks"] == []
    told = pair.imported(pair.bundle(copy))
    assert told["forks"] == [parent]
    assert told["weapons"] == 2
    _, receipt = pair.receipt()
    assert receipt.forks == (parent,)
    assert len(receipt.holds) == 2


def test_that_the_station_hears_of_the_fork(pair: Pair) -> None:
    copy = a_fork(pair)
    for bundle in (pair.bundle(), pair.bundle(copy)):
        pair.imported(bundle)
    file, receipt = pair.receipt()
    with pair.station() as desk:
        here = [
            each.event
            for each in receipt.holds
            if journal.place_of(desk.register.reader, each.event)
        ]
        strange = [each.event for each in receipt.holds if each.event not in here]
        found = checking.check(desk.register, file).findings
    assert len(strange) == 1
    assert any(strange[0] in finding for finding in found)
    told = pair.taken(file)
    assert told["not_here"] == strange
    assert told["forks"] == list(receipt.forks)


def test_that_an_older_copy_put_back_is_found_by_a_receipt(pair: Pair) -> None:
    older = pair.copied(pair.practice.path, "older.salw")
    with pair.station() as desk:
        a_weapon(desk)
    pair.imported(pair.bundle())
    file, receipt = pair.receipt()
    with pair.station(older) as desk:
        (finding,) = checking.check(desk.register, file).findings
    assert receipt.holds[0].event in finding


def spoiled_tail(entry: journal.Entry) -> Line:
    """The last recorded weapon under a signature of nobody."""
    line = as_signed(entry)
    if entry.type != "weapon.recorded":
        return line
    return Line(line.payload, bytes(64), line.witness)


def test_that_an_event_signed_by_nobody_is_turned_away_and_the_rest_taken(pair: Pair) -> None:
    with pair.station() as desk:
        a_weapon(desk)
        recorded = next(
            each for each in journal.entries(desk.register.reader) if each.type == "weapon.recorded"
        )
    told = pair.imported(forged_bundle(pair, "forged.salwb", spoiled_tail))
    assert told["applied_events"] == told["new_events"] == recorded.n - 1
    assert told["weapons"] == 0
    _, receipt = pair.receipt()
    codes = {turned.event: turned.code for turned in receipt.refused}
    assert codes[recorded.event_id.hex()] == "event-signature"


def test_that_the_true_event_is_taken_after_the_false_one(pair: Pair) -> None:
    with pair.station() as desk:
        a_weapon(desk)
    pair.imported(forged_bundle(pair, "forged.salwb", spoiled_tail))
    told = pair.imported(pair.bundle())
    assert told["weapons"] == 1
    file, receipt = pair.receipt()
    assert receipt.refused == ()
    taken = pair.taken(file)
    assert taken["refused"] == []


def test_that_bytes_that_are_no_event_stop_nothing(pair: Pair) -> None:
    def garbled(entry: journal.Entry) -> Line:
        line = as_signed(entry)
        return line if entry.type != "campaign.opened" else Line(b"garbage", line.signature)

    told = pair.imported(forged_bundle(pair, "forged.salwb", garbled))
    assert told["new_events"]
    _, receipt = pair.receipt()
    assert "event-payload" in {turned.code for turned in receipt.refused}


def test_that_a_real_bundle_never_enters_a_practice_registry(pair: Pair) -> None:
    bundle = forged_bundle(pair, "real.salwb", practice=False)
    before = held(pair)
    with pair.hq() as registry, pytest.raises(Refusal) as refusal:
        hq_desk.import_bundle(registry, bundle)
    assert refusal.value.code == "bundle.practice-mixed"
    assert held(pair) == before
