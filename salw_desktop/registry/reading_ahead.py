"""A station's events read, verified and packed: by this process, or by another one that runs ahead of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salw_desktop.bundle.lines import Line
from salw_desktop.keys.chain import BranchState
from salw_desktop.keys.events import Event, pack, read_event
from salw_desktop.keys.signing import is_signed


class Looked(NamedTuple):
    """What the signature of an event came to, and its packed bytes. Of what is no event: nothing."""

    event_id: str
    key: bytes  # whose signature it should be
    is_signed: bool
    packed: bytes


NO_EVENT = Looked("", b"", is_signed=False, packed=b"")


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
        event = event_of(line)
        looked = next(ahead, None)
        if looked is None or looked.event_id != (event.id if event else ""):
            looked = look(line, event, keys)
        yield Read(line, event, looked)


def event_of(line: Line) -> Event | None:
    try:
        return read_event(line.payload)
    except ValueError:
        return None


def look(line: Line, event: Event | None, keys: dict[str, bytes]) -> Looked:
    """`keys` learns the key of each branch that is opened."""
    if event is None:
        return NO_EVENT
    claimed = event.text("key")
    if claimed and event.branch not in keys:
        keys[event.branch] = _bytes_of(claimed)
    # the one who opens a branch signs with the device's key; the chain looks at that itself
    key = b"" if claimed else keys.get(event.branch, b"")
    signed = bool(key) and is_signed(key, event.message, line.signature)
    return Looked(event.id, key, signed, pack(line.payload))


def _bytes_of(key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""
