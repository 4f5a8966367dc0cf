"""JSON that two readers cannot read differently; whatever comes, only ValueError is raised."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salw_desktop.domain.strict_json import SAFE_INTEGER, Json, encode, parse, parse_object

LIMIT = 64 * 1024
CELLS = (
    st.none() | st.booleans() | st.integers(-SAFE_INTEGER, SAFE_INTEGER) | st.text('aé五 "\\\n{[')
)
VALUES = st.recursive(
    CELLS, lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner), max_leaves=10
)
HOSTILE = st.lists(
    st.sampled_from(
        [
            b"[",
            b"]",
            b"{",
            b"}",
            b'"',
            b"\\",
            b",",
            b":",
            b"0",
            b"-",
            b"1e9",
            b"\\u",
            b"d800",
            b"\xff",
        ]
    )
).map(b"".join)


def depth_of(value: Json) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return int(isinstance(value, dict | list)) + max(map(depth_of, inner), default=0)


def refused(data: bytes) -> str:
    with pytest.raises(ValueError) as why:  # noqa: PT011  # each caller looks at the words
        parse(data, limit_bytes=LIMIT)
    return str(why.value)


@given(VALUES)
def test_that_what_is_written_reads_back(value: Json) -> None:
    assert parse(encode(value).encode(), limit_bytes=LIMIT, depth=depth_of(value)) == value


@given(VALUES.filter(depth_of))
def test_that_one_level_more_than_allowed_is_refused(value: Json) -> None:
    with pytest.raises(ValueError, match="deeper"):
        parse(encode(value).encode(), limit_bytes=LIMIT, depth=depth_of(value) - 1)


@given(st.binary() | HOSTILE)
@example(b"[" * 60_000)
@example(b'"' + b'\\"' * 30_000)
@example(b"9" * 60_000)
@example(b'{"a":' * 10_000)
def test_that_only_value_errors_come_out(data: bytes) -> None:
    with suppress(ValueError):
        parse(data, limit_bytes=LIMIT)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a":1,"a":1}', "twice"),
        (b'[{"a":{"b":1,"b":2}}]', "twice"),
        (b"1.0", "not an integer"),
        (b"1e2", "not an integer"),
        (b"NaN", "not an integer"),
        (b"-Infinity", "not an integer"),
        (b"9007199254740992", "beyond"),
        (b"-9007199254740992", "beyond"),
        (b"1" * 5000, "beyond"),
        ('"e\u0301"'.encode(), "NFC"),
        ('{"e\u0301":1}'.encode(), "NFC"),
        (b'"e\\u0301"', "NFC"),
        (b'"\\ud800"', "character"),
        (b'{"\\udfff":1}', "character"),
        (b'["\\u0000"]', "character"),
        (b"\xef\xbb\xbf1", "BOM"),
        ('"é"'.encode("latin-1"), "utf-8"),
        ('"é"'.encode("utf-16"), "utf-8"),
        (b"[" * 9 + b"]" * 9, "deeper"),
        (b'"\n"', "control character"),
        (b"1 1", "Extra data"),
        (b"", "Expecting value"),
    ],
)
def test_that_it_is_refused_by_name(data: bytes, why: str) -> None:
    assert why in refused(data)


def test_that_brackets_in_text_are_not_depth() -> None:
    text = '[{"\\' * 20
    assert parse(json.dumps([text]).encode(), limit_bytes=LIMIT, depth=1) == [text]


def test_that_the_greatest_integers_are_read() -> None:
    assert parse(b"[9007199254740991,-9007199254740991]", limit_bytes=LIMIT) == [
        SAFE_INTEGER,
        -SAFE_INTEGER,
    ]


def test_that_a_byte_over_the_limit_is_refused_before_it_is_read() -> None:
    assert parse(b"[1]", limit_bytes=3) == [1]
    with pytest.raises(ValueError, match="over 2 bytes"):
        parse(b"[1]", limit_bytes=2)


def test_that_an_object_is_asked_for_where_one_must_stand() -> None:
    assert parse_object(b'{"a":1}', limit_bytes=LIMIT) == {"a": 1}
    with pytest.raises(ValueError, match="not an object"):
        parse_object(b"[1]", limit_bytes=LIMIT)


def test_that_nothing_is_written_that_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode([float("nan")])


SPELLED_OTHERWISE = st.sampled_from(
    [
        (b":", b" : "),
        (b"null", b" null\n"),
        (b'"a"', b'"\\u0061"'),
        (b'"b"', b'"a"'),
        (b"1", b"1.0"),
        (b"2", b"2e0"),
        (b"[", b"[ "),
        (b"\xc3\xa9", b"e\xcc\x81"),
    ]
)


@given(VALUES, st.lists(SPELLED_OTHERWISE, max_size=3))
@example({"a": 1, "b": 2}, [(b'"b"', b'"a"')])
def test_that_another_spelling_is_read_alike_or_refused(
    value: Json, changes: list[tuple[bytes, bytes]]
) -> None:
    data = encode(value).encode()
    for old, new in changes:
        data = data.replace(old, new)
    with suppress(ValueError):
        found = parse(data, limit_bytes=LIMIT)
        assert found == json.loads(data)
        assert sorted(keys_of(data)) == sorted(keys_in(found))


def keys_of(data: bytes) -> list[str]:
    """Each key as often as it stands in the text."""
    found: list[str] = []

    def remember(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found.extend(key for key, _ in pairs)
        return dict(pairs)

    json.loads(data, object_pairs_hook=remember)
    return found


def keys_in(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in keys_in(inner))]
    return [key for inner in value for key in keys_in(inner)] if isinstance(value, list) else []
