"""A head is strict about its keys, their order, their types and what they say together."""

from __future__ import annotations

import binascii
import json
from contextlib import suppress
from typing import Any

import pytest
from bundle_makers import STATION, Parts, a_photo, a_tar, contents, head_of, parts_of, turned_down
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.bundle.head import Head, Purpose
from salw_desktop.bundle.lines import Line, parse_line
from salw_desktop.bundle.writer import plain
from salw_desktop.domain.errors import Refusal

PARTS: Parts = parts_of(a_tar())
GOOD = head_of(PARTS)
RECEIPT = head_of(parts_of(a_tar(contents(Purpose.RECEIPT))))


def encoded(head: object) -> bytes:
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()


def refusal_of(head: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        Head.from_json(head if isinstance(head, bytes) else encoded(head))
    return caught.value


def test_that_a_head_read_and_written_has_the_same_bytes() -> None:
    data = dict(PARTS)["salw/head.json"]
    assert Head.from_json(data).to_json() == data


@pytest.mark.parametrize("key", GOOD)
def test_that_a_head_without_one_of_its_keys_is_refused(key: str) -> None:
    assert refusal_of({k: v for k, v in GOOD.items() if k != key}).code == "bundle.head-malformed"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        encoded(GOOD)[:-1],
        encoded(GOOD) + b" x",
        encoded(GOOD).replace(b'"v":1', b'"v":1,"v":1'),
        encoded(GOOD).replace(b'"v":1', b'"v":1.0'),
        encoded(GOOD | {"colour": "blue"}),
        encoded({"v": GOOD["v"]} | GOOD),
        encoded(GOOD | {"blobs": [{"bytes": 1, "sha256": "0" * 64}]}),
        encoded(GOOD) + b" " * (8 * 1024 * 1024),
    ],
    ids=str,
)
def test_that_bytes_with_another_reading_are_refused(head: bytes) -> None:
    assert refusal_of(head).code == "bundle.head-malformed"


@pytest.mark.parametrize("key", [key for key in GOOD if key != "practice"])
@pytest.mark.parametrize("value", [True, -1, 2**60, "", "e\u0301", {}, [None], [[]]])
def test_that_a_value_of_another_kind_is_refused(key: str, value: object) -> None:
    assert refusal_of(GOOD | {key: value}).code == "bundle.head-malformed"


@pytest.mark.parametrize("value", [None, 0, 1, "true"])
def test_that_practice_is_a_plain_yes_or_no(value: object) -> None:
    refusal = refusal_of(GOOD | {"practice": value})
    assert refusal.facts == {"part": "practice"}


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"set": "0" * 31}, "set"),
        ({"set": "A" * 32}, "set"),
        ({"device": "0" * 63}, "device"),
        ({"unit": "LEN-1"}, "unit"),
        ({"unit": "LEN1\n"}, "unit"),
        ({"data_owner": "UN\nPayload-Oxum: 0.0"}, "data_owner"),
        ({"data_owner": "x" * 81}, "data_owner"),
        ({"to": []}, "to"),
        ({"to": ["0" * 64] * 4}, "to"),
        ({"volume": 0}, "volume"),
        ({"volume": 2}, "volume"),
        ({"volumes": 100}, "volumes"),
        ({"volume": 2, "volumes": 2}, "segments"),
        ({"number": 1}, "number"),
        ({"have_receipt": -1}, "have_receipt"),
        ({"members": 0}, "members"),
        ({"v": 0}, "v"),
        ({"format": "salw"}, "format"),
        ({"purpose": "pack-ice"}, "purpose"),
        ({"segments": GOOD["segments"] * 2}, "segments"),
        ({"blobs": GOOD["blobs"] * 2}, "blobs"),
        ({"frontier": GOOD["frontier"] * 2}, "frontier"),
        ({"segments": [GOOD["segments"][0] | {"last": 0}]}, "segments.last"),
        ({"segments": [GOOD["segments"][0] | {"branch": "../.."}]}, "segments.branch"),
        ({"segments": [GOOD["segments"][0] | {"bytes": 0}]}, "segments.bytes"),
        ({"blobs": [GOOD["blobs"][0] | {"bytes": 64 * 1024 * 1024 + 1}]}, "blobs.bytes"),
        ({"blobs": [GOOD["blobs"][0] | {"sha256": "../.."}]}, "blobs.sha256"),
        ({"frontier": [GOOD["frontier"][0] | {"event": ""}]}, "frontier.event"),
    ],
)
def test_that_a_value_that_could_not_be_true_is_named(changes: dict[str, Any], part: str) -> None:
    refusal = refusal_of(GOOD | changes)
    assert (refusal.code, refusal.facts) == ("bundle.head-malformed", {"part": part})


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"number": None}, "number"),
        ({"volumes": 2}, "volumes"),
        ({"have_receipt": 1}, "purpose"),
        ({"segments": GOOD["segments"]}, "purpose"),
        ({"blobs": GOOD["blobs"]}, "purpose"),
        ({"frontier": GOOD["frontier"]}, "purpose"),
    ],
)
def test_that_a_receipt_carries_a_number_and_no_events(changes: dict[str, Any], part: str) -> None:
    refusal = refusal_of(RECEIPT | changes)
    assert (refusal.code, refusal.facts) == ("bundle.head-malformed", {"part": part})


@pytest.mark.parametrize("version", [2, 7])
def test_that_a_newer_version_is_named_before_its_keys_are_looked_at(version: int) -> None:
    newer = {"format": "salw-bundle", "v": version}
    assert refusal_of(newer).code == "bundle.newer-format"


def test_that_a_photo_twice_in_one_volume_is_not_written() -> None:
    with turned_down("bundle.head-malformed"):
        plain(contents(blobs=(a_photo(), a_photo())), signer=STATION)


@pytest.mark.parametrize(
    ("payload", "signature", "witness"),
    [
        (b"", bytes(64), None),
        (bytes(64 * 1024 + 1), bytes(64), None),
        (b"x", bytes(63), None),
        (b"x", bytes(64), b""),
    ],
)
def test_that_a_line_of_impossible_sizes_is_not_read(
    payload: bytes, signature: bytes, witness: bytes | None
) -> None:
    with pytest.raises(ValueError, match=r"size|spelling"):
        parse_line(Line(payload, signature, witness).encoded())


@given(
    payload=st.binary(min_size=1, max_size=4),
    at=st.integers(0, 8) | st.integers(0, 200),
    sign=st.sampled_from([*b"ABPQgwx049+/= -\n", 0, 255]),
)
def test_that_a_line_is_read_only_as_it_is_spelled(payload: bytes, at: int, sign: int) -> None:
    text = bytearray(Line(payload, bytes(range(64)), None).encoded())
    text[at % len(text)] = sign
    try:
        line = parse_line(bytes(text))
    except ValueError:
        with suppress(binascii.Error, TypeError):
            other = Line(*map(binascii.a2b_base64, bytes(text).split(b" ")))
            sizes = [len(signature) for signature in other[1:] if signature is not None]
            assert other.encoded() != text or not other.payload or sizes.count(64) < len(sizes)
    else:
        assert line.encoded() == text
