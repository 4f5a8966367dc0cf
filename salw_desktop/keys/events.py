"""The bytes of an event: framed, hashed, signed, packed; read strictly, never written a second time."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import zstandard
from typing_extensions import Buffer

from salw_desktop import files
from salw_desktop.domain.strict_json import Json, encode, parse_object

LIMIT_BYTES = 64 * 1024
VERSION = 1
_LEVEL = 3
DICTIONARY = 1  # journals are read with it for ever: a second one gets its own number
_BY_DICTIONARY = bytes((DICTIONARY,))
_HEX16 = re.compile(r"[0-9a-f]{32}")
_HEX32 = re.compile(r"[0-9a-f]{64}")
_CELLS = frozenset({str, int, type(None)})
_MEMBERS = {
    "v": int,
    "type": str,
    "schema": int,
    "branch": str,
    "seq": int,
    "operator": str,
    "time": dict,
    "rows": list,
}


def pae(kind: str, payload: bytes) -> bytes:
    """DSSE's framing: what is hashed and signed names its own type and length."""
    kind_bytes = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind_bytes), kind_bytes, len(payload), payload)


def event_id(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


def write_payload(head: Mapping[str, Json], rows: Sequence[str]) -> bytes:
    """`rows` are finished JSON from the recorder: joined, never parsed, so nothing can change on the way."""
    payload = (encode(dict(head))[:-1] + ',"rows":[' + ",".join(rows) + "]}").encode()
    if len(payload) > LIMIT_BYTES:
        raise ValueError("a payload over 64 KiB")
    return payload


@dataclass(frozen=True, slots=True)
class Event:
    """A payload, read. `members` holds all of it, what a newer program wrote included."""

    id: str
    type: str
    branch: str
    seq: int
    prev: str | None
    operator: str
    witness: str | None
    message: bytes
    members: Mapping[str, Json]

    @property
    def rows(self) -> list[list[Json]]:
        rows = self.members["rows"]
        assert isinstance(rows, list)  # noqa: S101  # read_event has looked
        return rows  # type: ignore[return-value]

    @property
    def blobs(self) -> list[tuple[str, int]]:
        """SHA-256 and bytes of each file that the event names."""
        return [(str(each["sha256"]), int(str(each["size"]))) for each in _blobs(self.members)]

    def text(self, name: str) -> str:
        value = self.members.get(name)
        return value if isinstance(value, str) else ""


def read_event(payload: bytes) -> Event:
    """ValueError names what is wrong with the bytes; signatures are the caller's to look at."""
    members = parse_object(payload, limit_bytes=LIMIT_BYTES)
    for name, kind in _MEMBERS.items():
        if type(members.get(name)) is not kind:
            raise ValueError(f"{name} is missing or of another kind")
    if members["v"] != VERSION:
        raise ValueError("written by a newer program")
    type_, branch, operator = (str(members[name]) for name in ("type", "branch", "operator"))
    prev, witness = (_text_or_none(members, name) for name in ("prev", "witness"))
    seq, rows = members["seq"], members["rows"]
    assert isinstance(seq, int) and isinstance(rows, list)  # noqa: S101, PT018  # _MEMBERS has looked
    if not _HEX16.fullmatch(branch) or seq < 0:
        raise ValueError("branch or seq")
    if prev is not None and not _HEX32.fullmatch(prev):
        raise ValueError("prev")
    if "act" in members:
        _look_at_act(members["act"])
    for row in rows:
        _look_at_row(row)
    for blob in _blobs(members):
        _look_at_blob(blob)
    message = pae(type_, payload)
    id_ = event_id(message).hex()
    return Event(id_, type_, branch, seq, prev, operator, witness, message, members)


def _text_or_none(members: Mapping[str, Json], name: str) -> str | None:
    value = members.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is of another kind")
    return value


def _look_at_act(act: Json) -> None:
    """Of an act of several events: its id, and which part of how many this is."""
    if not isinstance(act, dict) or not _HEX16.fullmatch(str(act.get("id"))):
        raise ValueError("act")
    part, parts = act.get("part"), act.get("parts")
    if type(part) is not int or type(parts) is not int or not 1 <= part <= parts:
        raise ValueError("act")


def _blobs(members: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    blobs = members.get("blobs", [])
    if not isinstance(blobs, list) or not all(isinstance(blob, dict) for blob in blobs):
        raise ValueError("blobs")
    return blobs  # type: ignore[return-value]


def _look_at_blob(blob: Mapping[str, Json]) -> None:
    size = blob.get("size")
    if not _HEX32.fullmatch(str(blob.get("sha256"))) or type(size) is not int or size < 1:
        raise ValueError("a blob names its SHA-256 and its bytes")


def _look_at_row(row: Json) -> None:
    if not isinstance(row, list) or len(row) not in (3, 4):
        raise ValueError("a row is [table, id, new] or [table, id, new, old]")
    table, id_, *values = row
    if not isinstance(table, str) or not table.isidentifier() or not isinstance(id_, str):
        raise ValueError("a row names table and id")
    columns = [_columns(value) for value in values]
    if len(columns) == 2 and (not columns[0] or columns[0] != columns[1]):
        raise ValueError("a change names the same columns before and after")


def _columns(values: Json) -> tuple[str, ...]:
    if not isinstance(values, dict) or not _CELLS.issuperset(map(type, values.values())):
        raise ValueError("a row holds text and integers by column")
    names = tuple(values)
    if not _are_columns(names):
        raise ValueError("a row holds text and integers by column")
    return names


@lru_cache(maxsize=4096)
def _are_columns(names: tuple[str, ...]) -> bool:
    """A table has few sets of columns, and a bundle asks of each a hundred thousand times."""
    return all(name.isidentifier() and name != "id" for name in names)


def pack(payload: bytes) -> bytes:
    """For the file alone: a packed size never enters a signature or a bundle."""
    return _BY_DICTIONARY + _packer().compress(payload)


def unpack(packed: bytes) -> bytes:
    """ValueError where the bytes are no packed payload."""
    try:
        (frame,) = _frames((packed,))
        return _unpacker().decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError as damage:
        raise ValueError("packed payload") from damage


def unpack_each(packed: Sequence[bytes]) -> list[Buffer]:
    """As `unpack`, many at once in half the time; but what follows a payload is passed over here, not refused."""
    if not packed:
        return []  # of none zstandard divides by zero, and the process ends
    try:
        found = _unpacker().multi_decompress_to_buffer(_frames(packed))
    except zstandard.ZstdError as damage:
        raise ValueError("packed payload") from damage
    return [found[n] for n in range(len(found))]  # type: ignore[misc]  # they are buffers, their types do not say so


def _frames(packed: Sequence[bytes]) -> list[bytes | bytearray | memoryview]:
    if any(each[:1] != _BY_DICTIONARY for each in packed):
        raise ValueError("packed with an unknown dictionary")
    frames: list[bytes | bytearray | memoryview] = [each[1:] for each in packed]
    # looked at before there is room for it: a small file cannot become a great one; and of a size 0 zstandard looks no further
    if not all(0 < size <= LIMIT_BYTES for size in map(zstandard.frame_content_size, frames)):
        raise ValueError("packed payload")
    return frames


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    found = zstandard.ZstdCompressionDict(files.resource(f"journal/dictionary_{DICTIONARY}.zstd"))
    found.precompute_compress(level=_LEVEL)
    return found


def _packer() -> zstandard.ZstdCompressor:
    """Of this thread: none may be shared."""
    if not hasattr(_of_thread, "packer"):
        _of_thread.packer = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary())
    packer: zstandard.ZstdCompressor = _of_thread.packer
    return packer


def _unpacker() -> zstandard.ZstdDecompressor:
    if not hasattr(_of_thread, "unpacker"):
        _of_thread.unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary())
    unpacker: zstandard.ZstdDecompressor = _of_thread.unpacker
    return unpacker


_of_thread = threading.local()
