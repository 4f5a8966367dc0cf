"""JSON that has one reading: UTF-8, NFC, integers only, no duplicate keys, bounded depth and size."""

from __future__ import annotations

import json
import re
from typing import TypeAlias
from unicodedata import is_normalized

SAFE_INTEGER = 2**53 - 1

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

_NOT_BRACKETS = re.compile(rb'(?:"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[^"\[\]{}]++)++', re.DOTALL)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # half a character, or one that PostgreSQL cannot hold

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def parse(data: bytes, *, limit_bytes: int, depth: int = 8) -> Json:
    """The one value in `data`. ValueError names the first thing that another reader could read otherwise."""
    if len(data) > limit_bytes:
        raise ValueError(f"over {limit_bytes} bytes")
    _look_at_depth(data, depth)
    value: Json = json.loads(
        data.decode("utf-8"),
        object_pairs_hook=_without_duplicates,
        parse_float=_no_float,
        parse_constant=_no_float,
        parse_int=_safe_integer,
    )
    _look_at_text(value)
    return value


def parse_object(data: bytes, *, limit_bytes: int, depth: int = 8) -> dict[str, Json]:
    value = parse(data, limit_bytes=limit_bytes, depth=depth)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _look_at_depth(data: bytes, allowed: int) -> None:
    """Before the parser recurses: brackets outside strings, counted."""
    depth = 0
    for bracket in _NOT_BRACKETS.sub(b"", data):
        depth += 1 if bracket in b"[{" else -1
        if depth > allowed:
            raise ValueError(f"deeper than {allowed}")


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
