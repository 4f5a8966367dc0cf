"""What a bundle says of itself before it is believed: salw/head.json, its values and its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.strict_json import SAFE_INTEGER, Json, encode, parse_object

FORMAT = "salw-bundle"
VERSION = 1
HEAD_MAX_BYTES = 8 * 1024 * 1024
BLOB_MAX_BYTES = 64 * 1024 * 1024
REGISTRIES_MAX = 3
VOLUMES_MAX = 99
_KEYS = (
    "format", "v", "purpose", "practice", "data_owner", "set", "volume", "volumes", "to", "device", "unit",
    "segments", "blobs", "frontier", "have_receipt", "number", "members", "bytes",
)  # fmt: skip
_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_UNIT = re.compile(r"[A-Z0-9]{1,16}")


class Purpose(StrEnum):
    """Which way a container goes, and so what it may hold."""

    FIELD_TO_HQ = "field-to-hq"
    ANSWER = "answer"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of one branch's events, `first` to `last`, in one file. Its hash stands in the manifest alone."""

    branch: str
    first: int
    last: int
    last_event: str
    size_bytes: int

    def __post_init__(self) -> None:
        _match(_ID, self.branch, "segments.branch")
        _within(self.first, 0, SAFE_INTEGER, "segments.first")
        _within(self.last, self.first, SAFE_INTEGER, "segments.last")
        _match(_HASH, self.last_event, "segments.last_event")
        _within(self.size_bytes, 1, SAFE_INTEGER, "segments.bytes")

    @property
    def name(self) -> str:
        return f"data/journal/{self.branch}/{self.first}-{self.last}.jsonl"

    def to_json(self) -> dict[str, Json]:
        return {
            "branch": self.branch,
            "first": self.first,
            "last": self.last,
            "last_event": self.last_event,
            "bytes": self.size_bytes,
        }

    @classmethod
    def from_json(cls, found: Json) -> Segment:
        branch, first, last, last_event, size = _values(
            found, ("branch", "first", "last", "last_event", "bytes"), "segments"
        )
        return cls(
            _text(branch, "segments.branch"),
            _whole(first, "segments.first"),
            _whole(last, "segments.last"),
            _text(last_event, "segments.last_event"),
            _whole(size, "segments.bytes"),
        )


@dataclass(frozen=True, slots=True)
class Blob:
    """A photo or scan, named by the SHA-256 of its bytes."""

    sha256: str
    size_bytes: int

    def __post_init__(self) -> None:
        _match(_HASH, self.sha256, "blobs.sha256")
        _within(self.size_bytes, 1, BLOB_MAX_BYTES, "blobs.bytes")

    @property
    def name(self) -> str:
        return f"data/photos/{self.sha256[:2]}/{self.sha256}"

    def to_json(self) -> dict[str, Json]:
        return {"sha256": self.sha256, "bytes": self.size_bytes}

    @classmethod
    def from_json(cls, found: Json) -> Blob:
        sha256, size = _values(found, ("sha256", "bytes"), "blobs")
        return cls(_text(sha256, "blobs.sha256"), _whole(size, "blobs.bytes"))


@dataclass(frozen=True, slots=True)
class Frontier:
    """The newest event the sender holds of one branch, whether it is in this bundle or not."""

    branch: str
    last: int
    event: str

    def __post_init__(self) -> None:
        _match(_ID, self.branch, "frontier.branch")
        _within(self.last, 0, SAFE_INTEGER, "frontier.last")
        _match(_HASH, self.event, "frontier.event")

    def to_json(self) -> dict[str, Json]:
        return {"branch": self.branch, "last": self.last, "event": self.event}

    @classmethod
    def from_json(cls, found: Json) -> Frontier:
        branch, last, event = _values(found, ("branch", "last", "event"), "frontier")
        return cls(
            _text(branch, "frontier.branch"),
            _whole(last, "frontier.last"),
            _text(event, "frontier.event"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The signed description of one volume. A head that could not be true refuses to be made."""

    purpose: Purpose
    practice: bool
    data_owner: str
    set_id: str
    volume: int = 1
    volumes: int = 1
    to: tuple[str, ...]
    device: str
    unit: str
    segments: tuple[Segment, ...] = ()
    blobs: tuple[Blob, ...] = ()
    frontier: tuple[Frontier, ...] = ()
    have_receipt: int | None = None
    number: int | None = None
    members: int
    size_bytes: int

    def __post_init__(self) -> None:
        if not (self.data_owner.isprintable() and 0 < len(self.data_owner) <= 80):
            raise _malformed("data_owner")
        _match(_ID, self.set_id, "set")
        _within(self.volumes, 1, VOLUMES_MAX, "volumes")
        _within(self.volume, 1, self.volumes, "volume")
        _within(len(self.to), 1, REGISTRIES_MAX, "to")
        for fingerprint in self.to:
            _match(_HASH, fingerprint, "to")
        _match(_HASH, self.device, "device")
        _match(_UNIT, self.unit, "unit")
        _each_once([segment.name for segment in self.segments], "segments")
        _each_once([blob.sha256 for blob in self.blobs], "blobs")
        _each_once([known.branch for known in self.frontier], "frontier")
        for number, part in ((self.have_receipt, "have_receipt"), (self.number, "number")):
            if number is not None:
                _within(number, 0, SAFE_INTEGER, part)
        _within(self.members, 1, SAFE_INTEGER, "members")
        _within(self.size_bytes, 1, SAFE_INTEGER, "bytes")
        self._look_at_purpose()

    def _look_at_purpose(self) -> None:
        if self.purpose is not Purpose.FIELD_TO_HQ:
            if self.segments or self.blobs or self.frontier or self.have_receipt is not None:
                raise _malformed("purpose")
            if self.number is None or self.volumes != 1:
                raise _malformed("number" if self.number is None else "volumes")
        elif self.number is not None:
            raise _malformed("number")
        # later volumes carry photos alone, so that the events are in as soon as one stick is
        elif self.volume > 1 and self.segments:
            raise _malformed("segments")

    def to_json(self) -> bytes:
        """The bytes that are signed; they are never made anew from a head that was read."""
        values: tuple[Json, ...] = (
            FORMAT, VERSION, self.purpose.value, self.practice, self.data_owner, self.set_id, self.volume,
            self.volumes, list(self.to), self.device, self.unit,
            [segment.to_json() for segment in self.segments],
            [blob.to_json() for blob in self.blobs],
            [known.to_json() for known in self.frontier],
            self.have_receipt, self.number, self.members, self.size_bytes,
        )  # fmt: skip
        return encode(dict(zip(_KEYS, values, strict=True))).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Head:
        """Raises Refusal bundle.head-malformed, and bundle.newer-format where a newer program wrote it."""
        found = _parsed(data)
        _values(found, _KEYS, "head")
        practice = found["practice"]
        if not isinstance(practice, bool):
            raise _malformed("practice")
        return cls(
            purpose=_purpose(found["purpose"]),
            practice=practice,
            data_owner=_text(found["data_owner"], "data_owner"),
            set_id=_text(found["set"], "set"),
            volume=_whole(found["volume"], "volume"),
            volumes=_whole(found["volumes"], "volumes"),
            to=tuple(_text(each, "to") for each in _list(found["to"], "to")),
            device=_text(found["device"], "device"),
            unit=_text(found["unit"], "unit"),
            segments=tuple(map(Segment.from_json, _list(found["segments"], "segments"))),
            blobs=tuple(map(Blob.from_json, _list(found["blobs"], "blobs"))),
            frontier=tuple(map(Frontier.from_json, _list(found["frontier"], "frontier"))),
            have_receipt=_whole_or_none(found["have_receipt"], "have_receipt"),
            number=_whole_or_none(found["number"], "number"),
            members=_whole(found["members"], "members"),
            size_bytes=_whole(found["bytes"], "bytes"),
        )


def _parsed(data: bytes) -> dict[str, Json]:
    try:
        found = parse_object(data, limit_bytes=HEAD_MAX_BYTES)
    except ValueError:
        raise _malformed("head") from None
    if found.get("format") != FORMAT:
        raise _malformed("format")
    version = _whole(found.get("v"), "v")
    if version > VERSION:
        raise Refusal("bundle.newer-format", found=version, known=VERSION)
    _within(version, VERSION, VERSION, "v")
    return found


def _malformed(part: str) -> Refusal:
    return Refusal("bundle.head-malformed", part=part)


def _match(pattern: re.Pattern[str], text: str, part: str) -> None:
    if not pattern.fullmatch(text):
        raise _malformed(part)


def _within(number: int, low: int, high: int, part: str) -> None:
    if not low <= number <= high:
        raise _malformed(part)


def _each_once(names: list[str], part: str) -> None:
    if len(set(names)) != len(names):
        raise _malformed(part)


def _purpose(found: Json) -> Purpose:
    try:
        return Purpose(_text(found, "purpose"))
    except ValueError:
        raise _malformed("purpose") from None


def _values(found: Json, keys: tuple[str, ...], part: str) -> list[Json]:
    """The values of an object that has these keys in this order and no others."""
    if not isinstance(found, dict) or tuple(found) != keys:
        raise _malformed(part)
    return list(found.values())


def _list(found: Json, part: str) -> list[Json]:
    if not isinstance(found, list):
        raise _malformed(part)
    return found


def _text(found: Json, part: str) -> str:
    if not isinstance(found, str):
        raise _malformed(part)
    return found


def _whole(found: Json, part: str) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise _malformed(part)
    return found


def _whole_or_none(found: Json, part: str) -> int | None:
    return None if found is None else _whole(found, part)
