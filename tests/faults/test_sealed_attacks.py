"""The sealed file with any byte changed, cut anywhere, or torn up: it is refused by name, and nothing comes out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from bundle_makers import Desk
from sealed_bench import SMALL, bench, code_of_plain, code_of_sealed

from salw_desktop.keys.age import plain_size

Rounds = Callable[[int, int], int]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with bench() as desk:
        yield desk


def test_that_the_bundle_attacked_here_is_whole_before(desk: Desk) -> None:
    path = desk.sealed(SMALL)
    assert code_of_plain(SMALL) == code_of_sealed(desk, path, path.read_bytes()) == "accepted"


@pytest.mark.timeout(600)
def test_that_no_byte_can_be_changed(desk: Desk, rounds: Rounds) -> None:
    path = desk.sealed(SMALL)
    data, first_bit = path.read_bytes(), random.randrange(8)  # noqa: S311  # any bit will do
    codes: Counter[str] = Counter()
    for place in range(len(data)):
        for turn in range(rounds(1, 8)):
            changed = bytearray(data)
            changed[place] ^= 1 << (place + first_bit + turn) % 8
            codes[code_of_sealed(desk, path, changed)] += 1
    assert set(codes) == {"bundle.not-a-bundle", "bundle.not-for-us", "bundle.altered"}


def test_that_every_cut_is_noticed(desk: Desk) -> None:
    path = desk.sealed(SMALL)
    data = path.read_bytes()
    for length in range(len(data)):
        code = code_of_sealed(desk, path, data[:length])
        # where whole blocks are left by chance, nothing tells a cut from a change
        left = plain_size(path) or 0
        may_be_changed = left >= 1024 and left % 512 == 0
        assert code == ("bundle.altered" if may_be_changed else "bundle.truncated"), length


def test_that_a_bundle_torn_up_is_refused(desk: Desk, rounds: Rounds) -> None:
    """What a dying stick does: runs of bytes lost, doubled, exchanged, zeroed, or of another file."""
    path = desk.sealed(SMALL)
    data, chance = path.read_bytes(), random.Random(random.getrandbits(64))  # noqa: S311
    stranger = desk.sealed(SMALL[::-1]).read_bytes()
    codes: Counter[str] = Counter()
    for _ in range(rounds(600, 20_000)):
        low, middle, high = sorted(chance.sample(range(len(data) + 1), 3))
        one, two = data[low:middle], data[middle:high]
        torn = chance.choice(
            [two, one + one + two, two + one, bytes(len(one)) + two, stranger[low:middle] + two]
        )
        made = data[:low] + torn + data[high:]
        if made != data:
            codes[code_of_sealed(desk, path, made)] += 1
    assert codes["accepted"] == 0
    assert set(codes) <= {
        "bundle.altered", "bundle.not-a-bundle", "bundle.not-for-us", "bundle.truncated"
    }  # fmt: skip


@pytest.mark.parametrize("tail", [b"\0", b"\n", bytes(16), bytes(512), SMALL])
def test_that_nothing_may_stand_behind_the_seal(desk: Desk, tail: bytes) -> None:
    path = desk.sealed(SMALL)
    # more bytes than there were cannot be told from fewer: neither leaves whole blocks
    assert code_of_sealed(desk, path, path.read_bytes() + tail) in (
        "bundle.altered", "bundle.truncated"
    )  # fmt: skip
