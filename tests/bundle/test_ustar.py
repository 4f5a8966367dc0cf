"""The tar that is read is the tar that would be written, and no other."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from bundle_makers import a_tar, tar_of, turned_down
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.bundle import ustar
from salw_desktop.domain.errors import Refusal

ONE = tar_of([("data/a.json", b"{}")])


def refusal_of(tar: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        list(ustar.walk(BytesIO(tar)))
    return caught.value


def with_field(start: int, value: bytes, tar: bytes = ONE) -> bytes:
    """The tar with a field of its first header replaced and the checksum made to fit."""
    block = bytearray(tar[:512])
    block[start : start + len(value)] = value
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + tar[512:]


def test_that_members_come_with_their_names_and_sizes() -> None:
    tar = tar_of([("a", b""), ("b/c.txt", b"x" * 512), ("d", b"y")])
    found = [(each.name, each.size_bytes) for each in ustar.walk(BytesIO(tar))]
    assert found == [("a", 0), ("b/c.txt", 512), ("d", 1)]


def test_that_a_member_longer_than_a_piece_is_read_whole() -> None:
    data = bytes(range(256)) * (ustar.PIECE_BYTES // 256) + b"end"
    file = BytesIO(tar_of([("a", data)]))
    (member,) = ustar.walk(file)
    assert b"".join(ustar.pieces(file, member)) == data


def test_that_the_room_of_a_member_is_what_it_takes() -> None:
    for size_bytes in (0, 1, 511, 512, 513):
        tar = tar_of([("a", bytes(size_bytes))])
        assert len(tar) == ustar.room_bytes(size_bytes) + len(ustar.END)


@pytest.mark.parametrize(
    ("start", "value"),
    [
        (156, b"1"),
        (156, b"2"),
        (156, b"5"),
        (156, b"\0"),
        (156, b"7"),
        (156, b"x"),
        (156, b"g"),
        (156, b"L"),
        (156, b"S"),
        (157, b"../etc/passwd"),
        (257, b"ustar  \0"),
        (265, b"somebody"),
        (345, b"prefix"),
        (100, b"0000644\0"),
        (108, b"0001750\0"),
        (136, b"14300000000\0"),
        (124, b"         02\0"),
        (124, b"00000000002 "),
        (124, b"\x80" + bytes(10) + b"\x02"),
        (124, b"-0000000002\0"),
        (500, b"\1"),
    ],
)  # fmt: skip
def test_that_a_header_of_another_kind_is_refused(start: int, value: bytes) -> None:
    refusal = refusal_of(with_field(start, value))
    assert (refusal.code, refusal.facts) == ("bundle.member-malformed", {"at": 0})


@pytest.mark.parametrize(
    "name",
    [b"/etc/passwd", b"../up", b"a/../b", b"a//b", b"a/", b"./a", b"a\\b", b"C:a", b"a b", b"-a", b".a",
     b"a\nb", b"\xc3\xa9", b"a\0b", b"", b"a/.b"],
)  # fmt: skip
def test_that_a_name_that_could_leave_the_folder_is_refused(name: bytes) -> None:
    assert refusal_of(with_field(0, name.ljust(100, b"\0"))).code == "bundle.member-malformed"


def test_that_a_wrong_checksum_is_refused() -> None:
    block = bytearray(ONE)
    block[148:154] = b"%06o" % (int(block[148:154], 8) + 1)
    assert refusal_of(bytes(block)).code == "bundle.member-malformed"


def test_that_something_in_the_padding_is_refused() -> None:
    refusal = refusal_of(ONE[:1023] + b"x" + ONE[1024:])
    assert (refusal.code, refusal.facts) == ("bundle.member-malformed", {"at": 514})


def test_that_one_zero_block_and_another_member_are_refused() -> None:
    tar = ONE[:1024] + bytes(512) + ONE
    assert refusal_of(tar).code == "bundle.member-malformed"


@pytest.mark.parametrize("more", [b"\0", bytes(512), b"x" * 512, ONE])
def test_that_anything_behind_the_end_is_refused(more: bytes) -> None:
    assert refusal_of(ONE + more).code == "bundle.trailing-data"


@pytest.mark.parametrize("length", range(0, len(ONE), 128))
def test_that_a_tar_that_ends_early_is_refused(length: int) -> None:
    assert refusal_of(ONE[:length]).code == "bundle.truncated"


def test_that_a_size_beyond_the_file_is_refused_before_anything_is_read() -> None:
    assert refusal_of(with_field(124, b"77777777777\0")).code == "bundle.truncated"


def test_that_a_member_that_is_not_all_there_is_never_handed_out() -> None:
    whole_blocks = with_field(124, b"00000002000\0")
    with turned_down("bundle.truncated"):
        next(ustar.walk(BytesIO(whole_blocks[:1024])))


def test_that_too_many_members_are_refused() -> None:
    block = ustar.header("a", 0)
    most = block * ustar.MEMBERS_MAX
    assert len(list(ustar.walk(BytesIO(most + ustar.END)))) == ustar.MEMBERS_MAX
    assert refusal_of(most + block + ustar.END).code == "bundle.too-large"


def test_that_a_member_over_the_limit_is_not_read() -> None:
    file = BytesIO(ONE)
    (member,) = ustar.walk(file)
    with turned_down("bundle.too-large"):
        ustar.read_member(file, member, limit_bytes=1)


@given(st.binary(max_size=2048))
def test_that_random_bytes_are_refused_and_never_a_fault(data: bytes) -> None:
    if data == ustar.END:
        return
    assert refusal_of(data).code.startswith("bundle.")


@given(st.data())
def test_that_a_tar_with_a_splice_is_refused_or_is_the_tar_that_would_be_written(
    data: st.DataObject,
) -> None:
    whole = a_tar()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 1024))
    spliced = whole[:start] + data.draw(st.binary(max_size=64)) + whole[start + length :]
    file = BytesIO(spliced)
    with suppress(Refusal):
        found = [(each.name, b"".join(ustar.pieces(file, each))) for each in ustar.walk(file)]
        assert tar_of(found) == spliced
