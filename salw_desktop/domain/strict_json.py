"""JSON that has one reading: UTF-8, NFC, integers only, no duplicate keys, bounded depth and size."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Any, TypeAlias
from unicodedata import is_normalized

import msgspec

SAFE_INTEGER = 2**53 - 1

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

_CONTAINERS = frozenset({dict, list})
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # half a character, or one that PostgreSQL cannot hold

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def parse(data: bytes, *, limit_bytes: int, depth: int = 8) -> Json:
    """The one value in `data`. ValueError names the first thing that another reader could read otherwise."""
    if len(data) > limit_bytes:
        raise ValueError(f"over {limit_bytes} bytes")
    try:
        value: Json = _reader(depth).decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _parse_by_name(data, depth)
    # what is spelled as we spell it has no key twice; an escape, or a mark after one, is looked at text by text
    is_ours = _spelled(value) == data and b"\\u" not in data
    if is_ours and (data.isascii() or is_normalized("NFC", data.decode())):
        return value
    del value  # else a great one stands in memory twice
    return _parse_by_name(data, depth)


@cache
def _reader(depth: int) -> msgspec.json.Decoder[Any]:
    """In C: nothing but the types of `Json`, no deeper than `depth`. It names no fault."""
    allowed: Any = None | bool | _Integer | str
    for _ in range(depth):
        allowed = None | bool | _Integer | str | list[allowed] | dict[str, allowed]
    return msgspec.json.Decoder(allowed)


_Integer: TypeAlias = Annotated[int, msgspec.Meta(ge=-SAFE_INTEGER, le=SAFE_INTEGER)]
_spelled = msgspec.json.Encoder().encode


def _parse_by_name(data: bytes, depth: int) -> Json:
    """Slowly: whatever is wrong is told, and what is only spelled in another way is read."""
    text = data.decode("utf-8")
    if text.startswith("\ufeff"):
        raise ValueError("a BOM before the value")
    try:
        value: Json = _decode(text)
    except RecursionError:
        raise ValueError(f"deeper than {depth}") from None
    _look_at_depth(value, depth)
    # a whole in NFC has no part that is not; only an escape may spell a character that does not stand there
    if "\\u" in text or not (text.isascii() or is_normalized("NFC", text)):
        _look_at_text(value)
    return value


def parse_object(data: bytes, *, limit_bytes: int, depth: int = 8) -> dict[str, Json]:
    value = parse(data, limit_bytes=limit_bytes, depth=depth)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _look_at_depth(value: Json, allowed: int) -> None:
    level: list[Json] = [value] if type(value) in _CONTAINERS else []
    depth = 0
    while level:
        depth += 1
        if depth > allowed:
            raise ValueError(f"deeper than {allowed}")
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)  # type: ignore[union-attr]
            if type(inner) in _CONTAINERS
        ]


def _without_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_float(text: str) -> Json:
    raise ValueError(f"not an integer: {text[:20]}")


def _safe_integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > SAFE_INTEGER:
        raise ValueError("an integer beyond 2^53")
    return int(text)


_decode = json.JSONDecoder(
    object_pairs_hook=_without_duplicates,
    parse_float=_no_float,
    parse_constant=_no_float,
    parse_int=_safe_integer,
).decode


def _look_at_text(value: Json) -> None:
    if isinstance(value, str):
        if _NO_TEXT.search(value):
            raise ValueError("a character that not every reader can hold")
        if not value.isascii() and not is_normalized("NFC", value):
            raise ValueError("text is not NFC")
    elif isinstance(value, list):
        for member in value:
            _look_at_text(member)
    elif isinstance(value, dict):
        for key, member in value.items():
            _look_at_text(key)
            _look_at_text(member)
