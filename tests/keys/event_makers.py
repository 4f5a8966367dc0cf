"""Practice events with fixed keys, ids and times: the same bytes whenever they are made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.keys.events import Event, read_event, write_payload
from salw_desktop.keys.signing import Signer

DEVICE, BRANCH_KEY, SUPERVISOR, STOREKEEPER, STRANGER = (
    Signer(bytes([number]) * 32) for number in range(1, 6)
)
BRANCH = "e377ef639b4bc5b3adaaa536369bb1de"


def fixed_id(name: str) -> str:
    """A UUIDv7 of 11 June 2026 whose chance is the hash of its name."""
    chance = hashlib.sha256(name.encode()).hexdigest()
    return f"019eb5c9-2f60-7{chance[:3]}-8{chance[3:6]}-{chance[6:18]}"


SUPERVISOR_ID, STOREKEEPER_ID = fixed_id("supervisor"), fixed_id("storekeeper")
OPERATORS = {SUPERVISOR_ID: SUPERVISOR.public, STOREKEEPER_ID: STOREKEEPER.public}
TIME: Json = {
    "claim": "2026-06-11T08:40:00+00:00",
    "monotonic_ms": 2_656_973,
    "boot": "5d2c91e0",
    "floor": "2026-06-11T08:12:31+00:00",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A payload with the signatures that go with it."""

    payload: bytes
    signature: bytes
    witness: bytes | None = None

    @property
    def event(self) -> Event:
        return read_event(self.payload)


def a_head(kind: str, seq: int, prev: str | None, **more: Json) -> dict[str, Json]:
    """Members in the frozen order of the format."""
    head: dict[str, Json] = {"v": 1, "type": kind, "schema": 1, "branch": BRANCH, "seq": seq}
    head |= {"prev": prev, "operator": SUPERVISOR_ID}
    head |= {name: more.pop(name) for name in ("witness", "roster", "act") if name in more}
    return {**head, "time": TIME, **more}


def signed(
    head: dict[str, Json], rows: Sequence[str], signer: Signer, second: Signer | None = None
) -> Signed:
    payload = write_payload(head, rows)
    message = read_event(payload).message
    return Signed(payload, signer.sign(message), second.sign(message) if second else None)


def opened(
    *, signer: Signer = DEVICE, second: Signer | None = SUPERVISOR, **changes: Json
) -> Signed:
    head = a_head(
        "branch.opened",
        0,
        "3b" * 32,
        device=DEVICE.public.hex(),
        key=BRANCH_KEY.public.hex(),
        why="first act",
    )
    return signed(head | changes, (), signer, second)


def recorded(*, signer: Signer = BRANCH_KEY, **changes: Json) -> Signed:
    head = a_head(
        "weapon.recorded",
        1,
        opened().event.id,
        roster={"performed_by": fixed_id("holder"), "verified_by": fixed_id("observer")},
    )
    return signed(head | changes, weapon_rows(), signer)


def witnessed(*, second: Signer | None = STOREKEEPER, **changes: Json) -> Signed:
    head = a_head(
        "hold.lifted",
        2,
        recorded().event.id,
        witness=STOREKEEPER_ID,
        reason="court case 17 closed",
    )
    changed: list[Json] = [{"lifted_at": TIME_TEXT}, {"lifted_at": None}]
    row = encode(["hold", fixed_id("hold"), *changed])
    return signed(head | changes, [row], BRANCH_KEY, second)


def closed(**changes: Json) -> Signed:
    head = a_head("branch.closed", 3, witnessed().event.id)
    return signed(head | changes, (), BRANCH_KEY)


TIME_TEXT = "2026-06-11T08:40:00+00:00"
_STATE: dict[str, Json] = {
    "custody": "in hand",
    "place": fixed_id("registration table"),
    "safety": "clear",
    "identification": "identified",
    "identified_by": fixed_id("inspector"),
    "confidence": "likely",
    "intended_disposal": "undecided",
    "recorded_at": TIME_TEXT,
    "handed_in_on": "2026-06-11",
}


def weapon_rows() -> list[str]:
    """A rifle with its marks in three scripts, its tag, label and clearance: about what a table sees."""
    weapon = fixed_id("weapon")
    values: dict[str, Json] = {
        "number": "XA26-LEN-000043-9",
        "running": 43,
        **{name: fixed_id(name) for name in ("number_block", "hand_in", "campaign", "site")},
        "model": "T56AR",
        "model_name": "Type 56 assault rifle",
        "category": "SA-iv assault rifle",
        "calibre": "7.62x39mm",
        "country": "CN",
        "country_basis": "mark",
        "year": "1969",
        "serial": "АВ 10121943",
        "serial_key": "AB10121943",
        "serial_status": "readable",
        "function": "serviceable",
        "completeness": "minor parts missing",
        "preservation": "corroded lightly",
        "inspected_by": fixed_id("inspector"),
        **_STATE,
    }
    marks: tuple[tuple[str, str, str], ...] = (
        ("manufacture", "五六式", "receiver, left"),
        ("manufacture", "66 in triangle", "receiver, left"),
        ("property", "مديرية الأمن", "stock"),
        ("serial", "1943", "bolt carrier"),
    )
    rows: list[Json] = [["weapon", weapon, values]]
    for kind, text, place in marks:
        mark: Json = {"weapon": weapon, "kind": kind, "text": text, "place": place}
        rows.append(["mark", fixed_id(text), mark])
    tag: dict[str, Json] = {"weapon": weapon, "number": "XA26-LEN-000043-9", "kind": "printed"}
    rows.append(["tag", fixed_id("tag"), tag | {"state": "blank", "since": TIME_TEXT}])
    rows.append(["clearance", fixed_id("clearance"), {"weapon": weapon}, {"weapon": None}])
    return [encode(row) for row in rows]
