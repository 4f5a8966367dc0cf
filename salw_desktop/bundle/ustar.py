"""A strict ustar: regular files, plain names, one way to write each header. Every tar opens it; ours reads no other.

There are no links, folders, devices, pax or GNU records, no name prefix, and nothing after the two
zero blocks: the file is not padded to a record of 20 blocks, so its length has one right value too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from salw_desktop.domain.errors import Refusal

BLOCK_BYTES = 512
END = bytes(2 * BLOCK_BYTES)
MEMBERS_MAX = 20_000
PIECE_BYTES = 1024 * 1024
_NAME_MAX_BYTES = 100
_NAME = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_OCTAL = re.compile(rb"[0-7]{11}\0")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the tar: where its bytes lie."""

    name: str
    offset: int
    size_bytes: int


def header(name: str, size_bytes: int) -> bytes:
    """The one header that a file of this name and size can have: 0600, no owner, no time."""
    stem = name.encode("ascii").ljust(_NAME_MAX_BYTES, b"\0")
    mode_and_owner = b"0000600\0" + b"0000000\0" * 2
    size_and_time = b"%011o\0" % size_bytes + b"%011o\0" % 0
    after_checksum = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + b"0000000\0" * 2 + bytes(167)
    before_checksum = stem + mode_and_owner + size_and_time
    # POSIX: the checksum is taken with its own eight bytes as spaces
    total = sum(before_checksum) + 8 * ord(" ") + sum(after_checksum)
    return before_checksum + b"%06o\0 " % total + after_checksum


def padding(size_bytes: int) -> bytes:
    return bytes(-size_bytes % BLOCK_BYTES)


def room_bytes(size_bytes: int) -> int:
    """What a file of this size takes in the tar: header, bytes, padding."""
    return BLOCK_BYTES + size_bytes + -size_bytes % BLOCK_BYTES


def walk(file: BinaryIO) -> Iterator[Member]:
    """The members in order, each header checked as it is reached; only blocks are read, never contents.

    Raises Refusal bundle.truncated, bundle.member-malformed, bundle.too-large, bundle.trailing-data.
    """
    end = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(MEMBERS_MAX + 1):
        block = _read(file, at, BLOCK_BYTES)
        if block == bytes(BLOCK_BYTES):
            _look_at_end(file, at, end)
            return
        member = _member(block, at)
        at += room_bytes(member.size_bytes)
        if at > end:
            raise Refusal("bundle.truncated")
        gap = len(padding(member.size_bytes))
        if _read(file, at - gap, gap) != bytes(gap):
            raise Refusal("bundle.member-malformed", at=at - gap)
        yield member
    raise Refusal("bundle.too-large", part="members", limit=MEMBERS_MAX)


def pieces(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """A member's bytes. Readers of several members may take turns on one file."""
    at, end = member.offset, member.offset + member.size_bytes
    while at < end:
        piece = _read(file, at, min(PIECE_BYTES, end - at))
        at += len(piece)
        yield piece


def read_member(file: BinaryIO, member: Member, *, limit_bytes: int) -> bytes:
    """A whole member; over the limit it is refused as bundle.too-large before a byte is read."""
    if member.size_bytes > limit_bytes:
        raise Refusal("bundle.too-large", part=member.name, limit=limit_bytes)
    return _read(file, member.offset, member.size_bytes)


def _member(block: bytes, at: int) -> Member:
    name = block[:_NAME_MAX_BYTES].rstrip(b"\0")
    size = block[124:136]
    if _NAME.fullmatch(name) and _OCTAL.fullmatch(size):
        member = Member(name.decode("ascii"), at + BLOCK_BYTES, int(size[:-1], 8))
        if block == header(member.name, member.size_bytes):
            return member
    raise Refusal("bundle.member-malformed", at=at)


def _look_at_end(file: BinaryIO, at: int, end: int) -> None:
    if _read(file, at, len(END)) != END:
        raise Refusal("bundle.member-malformed", at=at + BLOCK_BYTES)
    if at + len(END) != end:
        raise Refusal("bundle.trailing-data", at=at + len(END))


def _read(file: BinaryIO, at: int, size_bytes: int) -> bytes:
    file.seek(at)
    found = file.read(size_bytes)
    if len(found) != size_bytes:
        raise Refusal("bundle.truncated")
    return found
