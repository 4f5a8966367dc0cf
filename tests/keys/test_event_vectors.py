"""Frozen bytes of events: what was signed once is written, framed and unpacked so for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from event_makers import Signed, closed, opened, recorded, witnessed
from factory import Desk, a_destruction, a_weapon

from salw_desktop import files
from salw_desktop.database import journal
from salw_desktop.keys import events

VECTORS = Path(__file__).parent.parent / "data" / "formats" / "event"
FROZEN = json.loads((VECTORS / "signed.json").read_text(encoding="ascii"))
MAKERS = {
    "branch.opened": opened,
    "weapon.recorded": recorded,
    "hold.lifted": witnessed,
    "branch.closed": closed,
}
MEMBERS = (
    "v",
    "type",
    "schema",
    "branch",
    "seq",
    "prev",
    "operator",
    "witness",
    "roster",
    "act",
    "time",
    "reason",
    "seen",
    "device",
    "key",
    "why",
    "operator_key",
    "rows",
)
DICTIONARY_SHA256 = {1: "aab5adcd4ec714ea5f9d3126c9ba20942405b4591afaf1590c0c14620c092324"}


@pytest.mark.parametrize(("name", "make"), MAKERS.items(), ids=MAKERS)
class TestVector:
    """An event with fixed keys, ids and times."""

    def test_that_its_payload_has_the_bytes_it_always_had(
        self, name: str, make: Callable[[], Signed]
    ) -> None:
        assert make().payload == (VECTORS / f"{name}.json").read_bytes()

    def test_that_its_frame_has_the_hash_it_always_had(
        self, name: str, make: Callable[[], Signed]
    ) -> None:
        frame = events.pae(name, (VECTORS / f"{name}.json").read_bytes())
        assert hashlib.sha256(frame).hexdigest() == FROZEN[name]["event_id"]
        assert make().event.id == FROZEN[name]["event_id"]

    def test_that_it_is_signed_as_it_always_was(
        self, name: str, make: Callable[[], Signed]
    ) -> None:
        made = make()
        witness = made.witness.hex() if made.witness else None
        assert (made.signature.hex(), witness) == (
            FROZEN[name]["signature"],
            FROZEN[name]["witness"],
        )


def test_that_no_vector_is_left_out() -> None:
    assert {path.stem for path in VECTORS.glob("*.json")} == {*MAKERS, "signed"}
    assert FROZEN.keys() == MAKERS.keys()


@pytest.mark.parametrize("number", DICTIONARY_SHA256)
def test_that_a_dictionary_is_never_changed(number: int) -> None:
    data = files.resource(f"journal/dictionary_{number}.zstd")
    assert hashlib.sha256(data).hexdigest() == DICTIONARY_SHA256[number]


def test_that_the_dictionary_in_use_is_one_of_these() -> None:
    assert events.DICTIONARY in DICTIONARY_SHA256


def test_that_an_event_packed_long_ago_is_still_read() -> None:
    packed = (VECTORS / "weapon.recorded.packed").read_bytes()
    assert events.unpack(packed) == (VECTORS / "weapon.recorded.json").read_bytes()


def test_that_a_register_writes_members_in_the_frozen_order(desk: Desk) -> None:
    a_destruction(desk, str(a_weapon(desk)["number"]))
    heads = [list(json.loads(entry.payload)) for entry in journal.entries(desk.register.reader)]
    assert {"witness", "roster", "key"} <= {name for head in heads for name in head}
    assert heads == [[name for name in MEMBERS if name in head] for head in heads]


def test_that_a_weapon_of_a_register_takes_less_than_700_bytes(desk: Desk) -> None:
    marks = [{"kind": "serial", "text": "2340", "place": place} for place in ("bolt", "carrier")]
    a_weapon(desk, marks=marks, country="RU", maker="Tula", year="1974")
    payloads = [entry.payload for entry in journal.entries(desk.register.reader)]
    (weapon,) = (one for one in payloads if b'"weapon.recorded"' in one)
    assert len(weapon) > 2000
    assert len(events.pack(weapon)) < 700
