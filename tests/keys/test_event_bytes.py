"""The bytes of an event: framed as DSSE says, read strictly, packed and unpacked without loss."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from event_makers import (
    BRANCH_KEY,
    STOREKEEPER_ID,
    SUPERVISOR_ID,
    a_head,
    opened,
    recorded,
    signed,
    weapon_rows,
    witnessed,
)
from hypothesis import example, given
from hypothesis import strategies as st

from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.keys.events import (
    LIMIT_BYTES,
    pack,
    pae,
    read_event,
    unpack,
    unpack_each,
    write_payload,
)
from salw_desktop.keys.signing import is_signed

PAYLOAD = recorded().payload
NOT_WHOLE = [
    b"",
    pack(PAYLOAD)[1:],
    pack(PAYLOAD)[:-1],
    b"\2" + pack(PAYLOAD)[1:],
    pack(b""),
    pack(b"") + b"garbage",
    pack(b"") + pack(PAYLOAD)[1:],
]
ROW = ["hold", "id", {"lifted_at": "2026"}, {"lifted_at": None}]


def changed(**members: Any) -> bytes:  # noqa: ANN401  # members that are wrong on purpose
    return encode(json.loads(PAYLOAD) | members).encode()


def test_that_the_frame_is_that_of_dsse() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_that_the_frame_counts_bytes_and_not_letters() -> None:
    assert pae("é", "五".encode()) == "DSSEv1 2 é 3 五".encode()


@given(st.tuples(st.text(), st.binary()), st.tuples(st.text(), st.binary()))
def test_that_no_two_pairs_have_one_frame(one: tuple[str, bytes], other: tuple[str, bytes]) -> None:
    assert (pae(*one) == pae(*other)) == (one == other)


def test_that_an_event_reads_as_it_was_written() -> None:
    event = witnessed().event
    assert (event.type, event.seq, event.prev) == ("hold.lifted", 2, recorded().event.id)
    assert event.branch == "e377ef639b4bc5b3adaaa536369bb1de"
    assert (event.operator, event.witness) == (SUPERVISOR_ID, STOREKEEPER_ID)
    assert event.text("reason") == "court case 17 closed"
    assert (event.text("seq"), event.text("absent")) == ("", "")


def test_that_rows_enter_a_payload_as_they_are() -> None:
    rows = ['["tag","1",{"state" : "bound"}]', '["tag","2",{"state":"lost"}]']
    payload = write_payload(a_head("tag.bound", 1, None), rows)
    assert payload.endswith(b'"rows":[' + ",".join(rows).encode() + b"]}")
    assert read_event(payload).rows == [json.loads(row) for row in rows]


def test_that_what_a_newer_program_adds_is_kept() -> None:
    assert read_event(changed(colour="olive")).members["colour"] == "olive"


def test_that_the_first_event_of_a_file_follows_none() -> None:
    assert read_event(changed(prev=None)).prev is None


@pytest.mark.parametrize(
    "name", ["v", "type", "schema", "branch", "seq", "operator", "time", "rows"]
)
def test_that_a_member_may_not_be_missing(name: str) -> None:
    members = json.loads(PAYLOAD)
    del members[name]
    with pytest.raises(ValueError, match=f"{name} is missing"):
        read_event(encode(members).encode())


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"v": 2}, "newer"),
        ({"v": True}, "v is missing or of another kind"),
        ({"seq": "1"}, "seq is missing or of another kind"),
        ({"seq": -1}, "branch or seq"),
        ({"branch": "E377EF639B4BC5B3ADAAA536369BB1DE"}, "branch or seq"),
        ({"branch": "e377"}, "branch or seq"),
        ({"prev": "3b"}, "prev"),
        ({"prev": 3}, "prev is of another kind"),
        ({"witness": 3}, "witness is of another kind"),
        ({"time": "now"}, "time is missing or of another kind"),
        ({"rows": {}}, "rows is missing or of another kind"),
    ],
)
def test_that_a_member_of_the_wrong_kind_is_refused(members: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_event(changed(**members))


@pytest.mark.parametrize(
    "row",
    [
        "row",
        [],
        ["hold", "id"],
        [*ROW, {}],
        [1, "id", {}],
        ["hold; --", "id", {}],
        ["hold", 1, {}],
        ["hold", "id", []],
        ["hold", "id", {"a b": 1}],
        ["hold", "id", {"lifted_at": True}],
        ["hold", "id", {"lifted_at": ["2026"]}],
        ["hold", "id", {"id": "another"}],
        ["hold", "id", {}, {}],
        ["hold", "id", {"lifted_at": "2026"}, {"review_on": None}],
        ["hold", "id", {"lifted_at": "2026"}, None],
    ],
)
def test_that_a_row_of_another_shape_is_refused(row: Json) -> None:
    assert read_event(changed(rows=[ROW])).rows == [ROW]
    with pytest.raises(ValueError, match=r"^a (row|change) "):
        read_event(changed(rows=[ROW, row]))


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "Expecting value"),
        (b"[]", "not an object"),
        (b"{}", "v is missing"),
        (PAYLOAD[:-1], "Expecting"),
        (PAYLOAD + b" {}", "Extra data"),
        (PAYLOAD.replace(b":43", b":4.3"), "not an integer"),
    ],
)
def test_that_bytes_that_are_no_event_are_refused(payload: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_event(payload)


def test_that_a_payload_over_64_kib_is_neither_written_nor_read() -> None:
    head = a_head("tag.bound", 1, None, reason="x")
    empty = len(write_payload(head, ()))
    full = write_payload(head | {"reason": "x" * (LIMIT_BYTES - empty + 1)}, ())
    assert len(full) == LIMIT_BYTES
    assert read_event(full).seq == 1
    with pytest.raises(ValueError, match="over 64 KiB"):
        write_payload(head | {"reason": "x" * (LIMIT_BYTES - empty + 2)}, ())
    with pytest.raises(ValueError, match="over 65536 bytes"):
        read_event(full.replace(b"xx", b"xxx", 1))


@given(st.data())
def test_that_a_changed_event_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(PAYLOAD)))
    length = data.draw(st.integers(0, 4))
    with suppress(ValueError):
        read_event(PAYLOAD[:place] + data.draw(st.binary(max_size=4)) + PAYLOAD[place + length :])


@given(
    st.dictionaries(st.sampled_from([*json.loads(PAYLOAD)]), st.integers() | st.text() | st.none())
)
def test_that_strange_members_are_read_or_refused_and_nothing_else(
    members: dict[str, Json],
) -> None:
    with suppress(ValueError):
        read_event(changed(**members))


def test_that_any_change_of_the_bytes_breaks_the_signature_and_the_id() -> None:
    one = recorded()
    other = read_event(one.payload.replace(b"10121943", b"10121944"))
    assert is_signed(BRANCH_KEY.public, one.event.message, one.signature)
    assert not is_signed(BRANCH_KEY.public, other.message, one.signature)
    assert other.id != one.event.id


class TestPacking:
    """What the file holds: Zstandard with a dictionary of our own."""

    @given(st.binary(min_size=1, max_size=2000))
    @example(bytes(LIMIT_BYTES))
    def test_that_what_is_packed_unpacks(self, payload: bytes) -> None:
        assert unpack(pack(payload)) == payload

    @given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: b"\1" + tail))
    @example(b"")
    @example(b"\2" + pack(PAYLOAD)[1:])
    def test_that_only_value_errors_come_out(self, packed: bytes) -> None:
        with suppress(ValueError):
            unpack(packed)

    @given(st.lists(st.binary(min_size=1, max_size=2000), max_size=20))
    def test_that_many_unpack_as_each_does(self, payloads: list[bytes]) -> None:
        assert [bytes(each) for each in unpack_each(list(map(pack, payloads)))] == payloads

    def test_that_none_unpack_to_none(self) -> None:
        assert unpack_each([]) == []

    @pytest.mark.parametrize("packed", NOT_WHOLE)
    def test_that_what_is_not_whole_is_refused(self, packed: bytes) -> None:
        with pytest.raises(ValueError, match="pack"):
            unpack(packed)
        with pytest.raises(ValueError, match="pack"):
            unpack_each([pack(PAYLOAD)] * 3 + [packed])

    def test_that_what_follows_a_payload_is_refused(self) -> None:
        with pytest.raises(ValueError, match="packed payload"):
            unpack(pack(PAYLOAD) + b"\0")

    def test_that_a_small_file_cannot_become_a_great_one(self) -> None:
        great = pack(bytes(LIMIT_BYTES + 1))
        with pytest.raises(ValueError, match="packed payload"):
            unpack(great)
        with pytest.raises(ValueError, match="packed payload"):
            unpack_each([pack(PAYLOAD)] * 3 + [great])

    def test_that_a_weapon_takes_less_than_a_third_of_what_it_says(self) -> None:
        assert len(PAYLOAD) > 2300
        assert len(pack(PAYLOAD)) < len(PAYLOAD) / 3

    def test_that_small_events_take_less_than_half_of_what_they_say(self) -> None:
        for one in (opened(), witnessed()):
            assert len(pack(one.payload)) < len(one.payload) / 2


def test_that_many_rows_fit_one_event() -> None:
    rows = weapon_rows() * 25
    assert len(signed(a_head("weapon.recorded", 1, None), rows, BRANCH_KEY).event.rows) == len(rows)
