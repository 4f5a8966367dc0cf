"""Damage in places that are told apart: at blocks, at the chunks of the cipher, near the end. All others: tests/faults."""

from __future__ import annotations

from io import BytesIO

import pytest
from bundle_makers import Desk, a_photo, a_run, a_tar, contents, expectation

from salw_desktop.bundle.reader import _verified
from salw_desktop.keys.age import plain_size

SMALL = a_tar(contents(runs=(a_run(1, 2),), blobs=(a_photo(),)))
# more than three age chunks, so that cuts and flips fall in first, middle and last ones
LARGE = a_tar(contents(blobs=(a_photo(bytes(200_000)),)))
ENDED_EARLY = ("bundle.truncated", "bundle.member-missing", "bundle.member-malformed")


def test_that_the_bundles_damaged_here_are_whole_before() -> None:
    for tar in (SMALL, LARGE):
        _verified(BytesIO(tar), expectation())


@pytest.mark.parametrize("length", range(0, len(SMALL), 512))
def test_that_a_tar_cut_at_a_block_and_sealed_again_is_refused(desk: Desk, length: int) -> None:
    assert desk.code(SMALL[:length]) == "bundle.truncated"


@pytest.mark.parametrize("length", range(0, len(SMALL) - 1024, 512))
def test_that_a_tar_cut_at_a_block_and_ended_again_is_refused(desk: Desk, length: int) -> None:
    assert desk.code(SMALL[:length] + bytes(1024)) in ENDED_EARLY


def test_that_a_sealed_file_cut_anywhere_is_refused(desk: Desk) -> None:
    path = desk.sealed(LARGE)
    data = path.read_bytes()
    for place in range(60):
        path.write_bytes(data[: len(data) * place // 60])
        code = desk.turned_down(path).code
        # where whole blocks are left by chance, nothing tells a cut from a change
        is_told = code in ("bundle.truncated", "bundle.not-a-bundle")
        assert is_told or (code == "bundle.altered" and (plain_size(path) or 0) % 512 == 0)


def test_that_a_small_bundle_cut_by_a_few_bytes_is_told_from_an_altered_one(desk: Desk) -> None:
    path = desk.sealed(SMALL)
    data = path.read_bytes()
    for lost in (1, 2, 15, 16, 17, 100, 511):  # never a whole number of blocks
        path.write_bytes(data[:-lost])
        assert desk.turned_down(path).code == "bundle.truncated"


def test_that_a_sealed_file_with_a_changed_byte_is_refused(desk: Desk) -> None:
    path = desk.sealed(LARGE)
    data = path.read_bytes()
    for place in [*range(40), *(len(data) * part // 100 for part in range(100)), len(data) - 1]:
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        assert desk.turned_down(path).code in (
            "bundle.altered", "bundle.not-a-bundle", "bundle.not-for-us"
        )  # fmt: skip


@pytest.mark.parametrize("place", range(100, len(SMALL), 997))
def test_that_a_tar_with_a_changed_byte_sealed_again_is_refused(desk: Desk, place: int) -> None:
    changed = bytearray(SMALL)
    changed[place] ^= 1
    assert desk.code(bytes(changed)).startswith("bundle.")
