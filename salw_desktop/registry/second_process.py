"""Another process of this program that verifies the events of a large bundle ahead of the one that stores them.

Threads would hand the interpreter back and forth at each event, which costs more than the second processor gives.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

import msgspec

from salw_desktop import files
from salw_desktop.bundle.lines import read_lines
from salw_desktop.bundle.ustar import Member
from salw_desktop.keys.events import LIMIT_BYTES, event_id, pae
from salw_desktop.keys.signing import PUBLIC_BYTES, SIGNATURE_BYTES
from salw_desktop.registry.reading_ahead import Claim, Looked, look

# of lines: what is less is verified sooner than a process starts
WORTH_BYTES = 8 * 1024 * 1024
_HEAD = struct.Struct(f">64s{SIGNATURE_BYTES}s{PUBLIC_BYTES}s?I")
_NO_KEY = bytes(PUBLIC_BYTES)
_PART_BYTES = 256 * 1024
_PARTS_AHEAD = 128  # what is found while the other process still has photographs to keep


@contextmanager
def looked_ahead(
    tar: Path, members: Sequence[Member], keys: Mapping[str, bytes]
) -> Iterator[Iterator[Looked]]:
    """What the other process finds out, line by line of `members`; it ends early where there is none, or it dies."""
    if sum(member.size_bytes for member in members) < WORTH_BYTES:
        yield iter(())
        return
    job = {
        "tar": str(tar),
        "members": [[member.offset, member.size_bytes] for member in members],
        "keys": {branch: key.hex() for branch, key in keys.items()},
    }
    with files.another_process(__name__, json.dumps(job).encode()) as printed:
        yield _received(printed) if printed else iter(())


class _Named(msgspec.Struct):
    """The few members of an event that tell whose signature it should bear."""

    type: str
    branch: str
    key: str = ""


_read = msgspec.json.Decoder(_Named).decode


def claim_of(payload: bytes) -> Claim | None:
    """Read in haste: what is no event to the other process, or another one, is looked at there once more."""
    try:
        named = _read(payload)
        message = pae(named.type, payload)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return Claim(event_id(message).hex(), message, named.branch, named.key)


def _received(printed: IO[bytes]) -> Iterator[Looked]:
    while len(head := printed.read(_HEAD.size)) == _HEAD.size:
        event_id, signature, key, signed, size_bytes = _HEAD.unpack(head)
        if size_bytes > 2 * LIMIT_BYTES:
            return
        packed = printed.read(size_bytes)
        if len(packed) < size_bytes:
            return
        name = event_id.rstrip(b"\0").decode("ascii", "replace")
        yield Looked(name, signature, b"" if key == _NO_KEY else key, signed, packed)


def _sent(looked: Looked) -> bytes:
    what = (looked.event_id.encode(), looked.signature, looked.key, looked.is_signed)
    return _HEAD.pack(*what, len(looked.packed)) + looked.packed


def main() -> int:
    """Reads its job from stdin, and prints what it finds until nobody reads it any more."""
    made: Queue[bytes] = Queue(_PARTS_AHEAD)
    Thread(target=_make, args=(json.load(sys.stdin.buffer), made), daemon=True).start()
    with suppress(OSError):
        while part := made.get():
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
    return 0


def _make(job: Mapping[str, Any], made: Queue[bytes]) -> None:
    """Goes on while whoever reads it has other things to do; an empty part ends it."""
    part = bytearray()
    try:
        for found in _found(job):
            part += found
            if len(part) >= _PART_BYTES:
                made.put(bytes(part))
                part.clear()
        made.put(bytes(part))
    finally:
        made.put(b"")


def _found(job: Mapping[str, Any]) -> Iterator[bytes]:
    keys = {branch: bytes.fromhex(key) for branch, key in job["keys"].items()}
    with Path(job["tar"]).open("rb") as file:
        for offset, size_bytes in job["members"]:
            for line in read_lines(file, Member("", offset, size_bytes)):
                yield _sent(look(line, claim_of(line.payload), keys))


if __name__ == "__main__":
    sys.exit(main())
