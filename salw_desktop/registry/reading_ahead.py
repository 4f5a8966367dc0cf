"""A station's events read, verified and packed: by this process, or by another one that runs ahead of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salw_desktop.bundle.lines import Line
from salw_desktop.keys.chain import BranchState
from salw_desktop.keys.events import Event, pack, read_event
from salw_desktop.keys.signing import PUBLIC_BYTES, is_signed


class Looked(NamedTuple):
    """What the signature of an event came to, and its packed bytes. Of what is no event: nothing."""

    event_id: str
    signature: bytes
    key: bytes  # whose signature it should be
    is_signed: bool
    packed: bytes


class Claim(NamedTuple):
    """What an event says of itself before anybody believes it; `key` is "" but where it opens a branch."""

    event_id: str
    message: bytes
    branch: str
    key: str


@dataclass(frozen=True, slots=True)
class Read:
    """A line, its event (None where it is no event), and what was found out about it."""

    line: Line
    event: Event | None
    looked: Looked

    def signed(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """As `keys.signing.is_signed`: what was looked at ahead is not looked at twice."""
        if public == self.looked.key and signature is self.line.signature:
            return self.looked.is_signed
        return is_signed(public, message, signature)


def read_ahead(
    lines: Iterable[Line], branches: Mapping[str, BranchState], ahead: Iterator[Looked]
) -> Iterator[Read]:
    """In the order of the lines. Where nothing comes from `ahead`, or not about this event, it is looked at here."""
    keys = {branch: state.key for branch, state in branches.items()}
    for line in lines:
        event = _event_of(line)
        looked = next(ahead, None)
        if looked is None or looked[:2] != (event.id if event else "", line.signature):
            looked = look(line, _claim_of(event), keys)
        yield Read(line, event, looked)


def _event_of(line: Line) -> Event | None:
    try:
        return read_event(line.payload)
    except ValueError:
        return None


def _claim_of(event: Event | None) -> Claim | None:
    return Claim(event.id, event.message, event.branch, event.text("key")) if event else None


def look(line: Line, claim: Claim | None, keys: dict[str, bytes]) -> Looked:
    """`keys` learns the key of each branch that is opened."""
    if claim is None:
        return Looked("", line.signature, b"", is_signed=False, packed=b"")
    if claim.key and claim.branch not in keys:
        keys[claim.branch] = _bytes_of(claim.key)
    # the one who opens a branch signs with the device's key; the chain looks at that itself
    key = b"" if claim.key else keys.get(claim.branch, b"")
    signed = bool(key) and is_signed(key, claim.message, line.signature)
    return Looked(claim.event_id, line.signature, key, signed, pack(line.payload))


def _bytes_of(key: str) -> bytes:
    try:
        found = bytes.fromhex(key)
    except ValueError:
        return b""
    return found if len(found) == PUBLIC_BYTES else b""
