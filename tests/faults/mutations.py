"""Inputs that were nearly right: bytes of good samples broken, and JSON documents with one branch exchanged."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any

_TOKENS = (
    b"\0", b"\n", b"\r\n", b" ", b'"', b"\\u0000", b"\\ud800", b"\xff", b"\xc3\xa9", b"e\xcc\x81", b"-0", b"1e9",
    b"99999999999999999999", b"true", b"null", b"NaN", b"[", b"{", b"]", b"}", b",", b"=", b";", b"../",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", "١".encode(), "ſ".encode(), "İ".encode(), b"A" * 70_000,
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53, -(2**53), 10**30, 1.5, "", "x", "0" * 32, "f" * 64, "F" * 64, "é", "e\u0301",
    "\0", "\ud800", "\x1b[2J", [], {}, [[]], [{}], {"": None}, ["x", 1], [None], "1" * 32,
)  # fmt: skip


class Mutator:
    """Endless broken copies of the samples; the same seed breaks them in the same order."""

    def __init__(self, samples: Sequence[bytes], seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
        self._samples = [*samples]
        self._trees = [tree for tree in map(_tree, samples) if tree is not None]

    def next(self) -> bytes:
        chance = self._chance
        if self._trees and chance.random() < 0.5:
            return self._grafted()
        data = chance.choice(self._samples)
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            data = chance.choice(_BREAKS)(data, chance, chance.choice(self._samples))
        return data

    def _grafted(self) -> bytes:
        """A document with one or two places changed; it still is JSON, mostly of the right shape."""
        tree = json.loads(self._chance.choice(self._trees))
        for _ in range(self._chance.choice((1, 1, 2))):
            places = list(_places(tree))
            if places:
                _change(*self._chance.choice(places), self._chance, places)
        text = json.dumps(tree, ensure_ascii=self._chance.random() < 0.1, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")


def _tree(sample: bytes) -> bytes | None:
    try:
        return sample if isinstance(json.loads(sample), dict | list) else None
    except ValueError:
        return None


def _places(tree: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401  # any JSON
    """Each container in the tree with each of its keys."""
    found = []
    keys = list(tree) if isinstance(tree, dict) else range(len(tree))
    for key in keys:
        found.append((tree, key))
        if isinstance(tree[key], dict | list):
            found += _places(tree[key])
    return found


def _change(
    holder: Any,  # noqa: ANN401
    key: Any,  # noqa: ANN401
    chance: random.Random,
    places: list[tuple[Any, Any]],
) -> None:
    way = chance.randrange(6)
    if way <= 2:
        holder[key] = copy.deepcopy(chance.choice(_VALUES))
    elif way == 3:
        other, there = chance.choice(places)
        holder[key] = copy.deepcopy(other[there])
    elif way == 4:
        del holder[key]
    elif isinstance(holder, dict):
        holder[chance.choice(("", "x", "id", f"{key}é"))] = holder.pop(key)
    else:
        holder.insert(key, copy.deepcopy(holder[key]))


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    low = chance.randint(0, len(data))
    return low, min(len(data), low + chance.choice((1, 2, 4, 16, 64, len(data))))


def _flipped(data: bytes, chance: random.Random, _: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes((data[at] ^ 1 << chance.randrange(8),)) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random, _: bytes) -> bytes:
    low, high = _span(data, chance)
    return data[:low] + data[high:]


def _doubled(data: bytes, chance: random.Random, _: bytes) -> bytes:
    low, high = _span(data, chance)
    return data[:high] + data[low:high] + data[high:]


def _put_in(data: bytes, chance: random.Random, _: bytes) -> bytes:
    low, high = _span(data, chance)
    return data[: chance.choice((low, high))] + chance.choice(_TOKENS) + data[high:]


def _crossed(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _noise(_: bytes, chance: random.Random, __: bytes) -> bytes:
    return chance.randbytes(chance.randrange(80))


_BREAKS: tuple[Callable[[bytes, random.Random, bytes], bytes], ...] = (
    _flipped, _flipped, _cut, _doubled, _put_in, _put_in, _crossed, _noise,
)  # fmt: skip
