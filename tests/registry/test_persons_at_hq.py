"""Keys of persons go to HQ in a file of their own: where the campaign allows it, and until they are erased."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from bringers import AMNESTY, NAME, NAMED, SENDS, a_named_hand_in, campaigns, person_of
from card import drawn, jpeg
from factory import STOREKEEPER, a_hand_in, a_weapon, refusal_of
from pair import Pair, forged_bundle

from salw_desktop.bundle.head import Purpose
from salw_desktop.bundle.persons import read_persons
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.database import journal
from salw_desktop.keys.sealed_values import open_
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import exchange

ONE_A_VOLUME = 90 * 1024
WHY = "asked for by the one it is about"


def sent(pair: Pair, bundle: Path) -> Mapping[str, str]:
    """What HQ finds in persons.json."""
    with pair.hq() as registry, pair.station() as desk:
        device = bytes.fromhex(str(desk.register.station["device_key"]))
        expected = Expectation(
            purpose=Purpose.FIELD_TO_HQ,
            practice=True,
            addressee=bytes.fromhex(str(registry.station["device_key"])),
            sender_key=lambda _: device,
        )
        identities = [hq_desk.identity_of(registry)]
        with open_bundle(
            bundle, identities=identities, scratch=pair.home, expected=expected
        ) as opened:
            has = opened.has("persons.json")
            return read_persons(opened.data("persons.json")) if has else {}


def held(pair: Pair) -> dict[str, str]:
    """Person → key, as HQ keeps them."""
    with pair.hq() as registry:
        rows = registry.reader.execute("SELECT owner, key FROM sealed_key").fetchall()
    return {owner.partition("/")[2]: key for owner, key in rows}


def with_a_person(pair: Pair, campaign: str) -> str:
    with pair.station() as desk:
        if not desk.rows("campaign", code=campaign):
            campaigns(desk)
        return person_of(desk, a_named_hand_in(desk, campaign))


def erased(pair: Pair, person: str) -> None:
    with pair.station() as desk:
        desk.do("erase-person", STOREKEEPER, person=person, reason=WHY)


def test_that_hq_reads_a_person_of_a_campaign_that_sends_them(pair: Pair) -> None:
    person = with_a_person(pair, SENDS)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        (sealed,) = registry.reader.execute("SELECT sealed FROM held_person").fetchone()
    assert json.loads(open_(held(pair)[person], sealed))["name"] == NAME


def test_that_no_other_campaign_sends_a_key(pair: Pair) -> None:
    with_a_person(pair, NAMED)
    with pair.station() as desk:
        a_hand_in(desk, AMNESTY)
        a_hand_in(desk, SENDS, cleared_as_adult="no")
    bundle = pair.bundle()
    assert sent(pair, bundle) == {}
    pair.imported(bundle)
    assert held(pair) == {}


def test_that_only_what_hq_has_not_receipted_is_sent(pair: Pair) -> None:
    first = with_a_person(pair, SENDS)
    assert list(sent(pair, pair.bundle())) == [first]
    pair.imported(pair.bundle())
    pair.taken(pair.receipt()[0])
    second = with_a_person(pair, SENDS)
    assert list(sent(pair, pair.bundle())) == [second]


def test_that_the_keys_stay_out_of_hqs_journal(pair: Pair) -> None:
    person = with_a_person(pair, SENDS)
    pair.imported(pair.bundle())
    key = held(pair)[person]
    with pair.hq() as registry:
        assert not [e for e in journal.entries(registry.reader) if key.encode() in e.payload]


def test_that_an_erased_person_is_erased_at_hq(pair: Pair) -> None:
    kept, gone = with_a_person(pair, SENDS), with_a_person(pair, SENDS)
    old = pair.bundle()
    pair.imported(old)
    erased(pair, gone)
    pair.imported(pair.bundle())
    assert list(held(pair)) == [kept]


def test_that_an_old_bundle_brings_no_erased_person_back(pair: Pair) -> None:
    person = with_a_person(pair, SENDS)
    old, other = pair.bundle(), pair.bundle()
    pair.imported(old)
    erased(pair, person)
    pair.imported(pair.bundle())
    pair.imported(other)
    assert held(pair) == {}


def test_that_who_was_erased_before_the_stick_left_is_not_sent(pair: Pair) -> None:
    erased(pair, with_a_person(pair, SENDS))
    bundle = pair.bundle()
    assert sent(pair, bundle) == {}
    assert pair.imported(bundle)["new_events"]


def test_that_only_the_volume_of_the_events_has_the_keys(pair: Pair) -> None:
    person = with_a_person(pair, SENDS)
    with pair.station() as desk:
        weapon = a_weapon(desk)["number"]
        for seed, view in enumerate(("left", "right")):
            (pair.home / "picture").write_bytes(jpeg(drawn(seed)))
            desk.do("add-photo", weapon=weapon, file=str(pair.home / "picture"), view=view)
        stick = pair.folder("stick")
        volumes = exchange.export(desk.register, stick, volume_bytes=ONE_A_VOLUME).volumes
    assert len(volumes) == 3
    assert [list(sent(pair, volume.path)) for volume in volumes] == [[person], [], []]


def a_bundle_with(pair: Pair, persons: bytes) -> Path:
    """Everything of the station, and a persons.json that it would never write."""
    return forged_bundle(pair, "forged.salwb", more={"persons.json": persons})


def test_that_hq_keeps_no_key_that_the_campaign_does_not_send(pair: Pair) -> None:
    person = with_a_person(pair, NAMED)
    forged = json.dumps({"keys": {person: "ab" * 32}}, separators=(",", ":"))
    pair.imported(a_bundle_with(pair, forged.encode()))
    assert held(pair) == {}


@pytest.mark.parametrize(
    "persons",
    [
        b"",
        b"[]",
        b'{"keys":[]}',
        b'{"keys":{"x":"' + b"ab" * 32 + b'"}}',
        b'{"keys":{"01a2027b-de50-7c47-bc3e-d4cf84844081":"ab"}}',
        b'{"keys":{},"names":{}}',
    ],
)
def test_that_a_malformed_file_of_keys_is_refused(pair: Pair, persons: bytes) -> None:
    bundle = a_bundle_with(pair, persons)
    assert refusal_of(lambda: pair.imported(bundle)).code == "persons.malformed"
    with pair.hq() as registry:
        assert registry.reader.execute("SELECT count(*) FROM held_event").fetchone() == (0,)
