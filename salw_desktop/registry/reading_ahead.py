"""A station's events read, verified and packed a few hundred ahead, on another processor than the one that stores them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from salw_desktop.bundle.lines import Line
from salw_desktop.keys.chain import BranchState
from salw_desktop.keys.events import Event, pack, read_event
from salw_desktop.keys.signing import is_signed

_AT_ONCE = 256
_Looked = tuple[bool, bytes]


@dataclass(frozen=True, slots=True)
class Read:
    """A line and its event, None where it is no event; its packed bytes; whether the key it should have signed it."""

    line: Line
    event: Event | None
    packed: bytes
    key: bytes
    is_signed: bool

    def signed(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """As `keys.signing.is_signed`: what was looked at ahead is not looked at twice."""
        if public == self.key and signature is self.line.signature:
            return self.is_signed
        return is_signed(public, message, signature)


def read_ahead(lines: Iterable[Line], branches: Mapping[str, BranchState]) -> Iterator[Read]:
    """In the order of the lines. PyNaCl and zlib let other threads go on while they work."""
    keys = {branch: state.key for branch, state in branches.items()}
    source = iter(lines)
    with ThreadPoolExecutor(max_workers=1) as other:
        before: tuple[list[_Job], Future[list[_Looked]]] | None = None
        while jobs := [_job(line, keys) for line in islice(source, _AT_ONCE)]:
            looking = other.submit(_look, jobs)
            if before is not None:
                yield from _together(*before)
            before = jobs, looking
        if before is not None:
            yield from _together(*before)


@dataclass(frozen=True, slots=True)
class _Job:
    line: Line
    event: Event | None
    key: bytes


def _job(line: Line, keys: dict[str, bytes]) -> _Job:
    try:
        event = read_event(line.payload)
    except ValueError:
        return _Job(line, None, b"")
    claimed = event.text("key")
    if claimed and event.branch not in keys:
        keys[event.branch] = _bytes_of(claimed)
    # the one who opens a branch signs with the device's key; the chain looks at that itself
    return _Job(line, event, b"" if claimed else keys.get(event.branch, b""))


def _bytes_of(key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""


def _look(jobs: Sequence[_Job]) -> list[_Looked]:
    return [_looked(job) for job in jobs]


def _looked(job: _Job) -> _Looked:
    if job.event is None:
        return False, b""
    signed = bool(job.key) and is_signed(job.key, job.event.message, job.line.signature)
    return signed, pack(job.line.payload)


def _together(jobs: Sequence[_Job], looking: Future[list[_Looked]]) -> Iterator[Read]:
    for job, (signed, packed) in zip(jobs, looking.result(), strict=True):
        yield Read(job.line, job.event, packed, job.key, signed)
