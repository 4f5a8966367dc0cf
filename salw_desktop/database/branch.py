"""A branch per unlock: a fresh key, a running number, one chain through the whole file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salw_desktop.database import journal
from salw_desktop.database.connection import Connection
from salw_desktop.database.recorder import Row
from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.time import Clock, Moment, is_jump, newest
from salw_desktop.keys import events
from salw_desktop.keys.signing import Signer

OPENED, CLOSED, CLOCK_JUMPED = "branch.opened", "branch.closed", "clock.jumped"


@dataclass(frozen=True, slots=True)
class Key:
    """An operator whose passphrase was typed here: his id and his own signing key."""

    operator: str
    signer: Signer


@dataclass(frozen=True, slots=True)
class _Place:
    tip: journal.Tip
    seq: int


class Branch:
    """Open from the first writing act of an unlock to the lock; then its key is gone for ever."""

    def __init__(
        self, connection: Connection, *, device: Signer, operator: Key, schema: int, clock: Clock
    ) -> None:
        self._connection = connection
        self._operator = operator
        self._device = device
        self._schema = schema
        self._clock = clock
        self._signer = Signer()
        self.id = os.urandom(16).hex()
        self._place = _Place(journal.tip(connection), 0)
        self._floor, self._is_trusted = self._proven()

    @property
    def next_n(self) -> int:
        """The place in this file's journal that the next event takes."""
        return self._place.tip.n + 1

    @property
    def newest_event(self) -> str:
        return self._place.tip.event_id or ""

    @property
    def mark(self) -> _Place:
        """Where the branch stands, to return to when a transaction is rolled back."""
        return self._place

    def return_to(self, mark: _Place) -> None:
        self._place = mark

    def open(self, why: str, sheet: Signer | None = None) -> None:
        """Signed by the device and by the operator's own key, or by the recovery sheet's where his is lost."""
        head: dict[str, Json] = {
            "device": self._device.public.hex(),
            "key": self._signer.public.hex(),
            "why": why,
        }
        if sheet is not None:
            head["operator_key"] = self._operator.signer.public.hex()
        self.append(OPENED, (), head, signers=(self._device, sheet or self._operator.signer))
        if not self._is_trusted:
            self.append(CLOCK_JUMPED, ())

    def close(self) -> None:
        self.append(CLOSED, ())

    def append(
        self,
        kind: str,
        rows: Sequence[Row],
        more: Mapping[str, Json] | None = None,
        *,
        signers: Sequence[Signer] = (),
        now: Moment | None = None,
    ) -> str:
        """Writes one event after the newest one; returns its id in hex."""
        head = self._head(kind, more or {}, now or self._clock())
        payload = events.write_payload(head, [row.json for row in rows])
        message = events.read_event(payload).message  # what nobody could read again is never signed
        event_id = events.event_id(message)
        tip = journal.append(
            self._connection,
            self._place.tip,
            event_id,
            kind,
            payload,
            [signer.sign(message) for signer in signers or (self._signer,)],
            [row.root for row in rows],
        )
        self._place = _Place(tip, self._place.seq + 1)
        return event_id.hex()

    @property
    def device(self) -> Signer:
        """The station's own key: it signs certificates and opens branches."""
        return self._device

    @property
    def signer(self) -> Signer:
        return self._signer

    def _head(self, kind: str, more: Mapping[str, Json], now: Moment) -> dict[str, Json]:
        """Members in the frozen order of the format: see tests/data/formats/event."""
        head: dict[str, Json] = {
            "v": events.VERSION,
            "type": kind,
            "schema": self._schema,
            "branch": self.id,
            "seq": self._place.seq,
            "prev": self._place.tip.event_id,
            "operator": self._operator.operator,
        }
        head |= {name: more[name] for name in ("witness", "roster", "act") if more.get(name)}
        head["time"] = {
            "claim": now.text,
            "monotonic_ms": now.monotonic_ms,
            "boot": now.boot,
            "floor": self._floor,
        }
        last = ("reason", "seen", "device", "key", "why", "operator_key", "blobs")
        return head | {name: more[name] for name in last if more.get(name)}

    def _proven(self) -> tuple[str | None, bool]:
        """The newest time proven before this unlock, and whether today's clock can be believed beside it."""
        proven = newest_proven(self._connection, self._place.tip.n)
        return proven, not is_jump(self._clock().claim, proven)


def newest_proven(connection: Connection, n: int) -> str | None:
    """By the first `n` events and by every receipt, in UTC; what a clock claims that had jumped proves nothing."""
    (receipt,) = connection.execute("SELECT max(given_at) FROM receipt").fetchone()
    floor, claim = None, None
    if n:
        last = events.read_event(journal.entry(connection, n).payload)
        time = last.members["time"]
        assert isinstance(time, dict)  # noqa: S101  # read_event has looked
        floor = str(time["floor"]) if time["floor"] else None
        claim = None if _has_jumped(connection, n, last.branch) else str(time["claim"])
    return newest(floor, claim, receipt)


def _has_jumped(connection: Connection, n: int, branch: str) -> bool:
    found = journal.newest_of_type(connection, CLOCK_JUMPED, n)
    return found is not None and events.read_event(found.payload).branch == branch
