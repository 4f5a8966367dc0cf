"""What can be asked of a register: frozen rows, read over a connection that can change nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field

from salw_desktop.database import (
    check,
    destruction,
    duty,
    exchange,
    handling,
    journal,
    look_alikes,
    people,
    untagged,
    weapons,
)
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import counted
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import serial_key
from salw_desktop.domain.strict_json import Json, parse_object
from salw_desktop.domain.time import minutes
from salw_desktop.keys.events import LIMIT_BYTES, read_event
from salw_desktop.usecases import lookup
from salw_desktop.usecases.backups import OutdatedBackup, outdated
from salw_desktop.usecases.duty import appointments, lone_officer
from salw_desktop.usecases.exchange import held_up_to
from salw_desktop.usecases.keeping import trusted_keys
from salw_desktop.usecases.messages import Alert, alerts_heard
from salw_desktop.usecases.photo_files import Looked
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store import holds, out

FIRST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was done once: when, and how far it reached."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A register at one glance; None is never."""

    unit: str
    site: str
    practice: bool
    operator: str
    weapons: tuple[tuple[str, int], ...]
    last_check: Mark | None
    last_receipt: Mark | None
    parts: int = 0
    documented: int = 0
    untagged: int = 0

    @property
    def total(self) -> int:
        return counted(self.weapons)


def overview(register: Register) -> Overview:
    reader, station = register.reader, register.station
    checked, receipt = exchange.last_check(reader), exchange.last_receipt(reader)
    parts, documented = weapons.beside_weapons(reader)
    return Overview(
        unit=str(station["unit"]),
        site=f"{station['site_code']} {station['site_name']}"
        if station["site_code"] != station["site_name"]
        else str(station["site_code"]),
        practice=bool(station["is_practice"]),
        operator=register.operator_name,
        weapons=tuple(weapons.by_custody(reader)),
        parts=parts,
        documented=documented,
        untagged=len(untagged.open_items(reader)),
        last_check=Mark(minutes(str(checked["at"])), f"{checked['events']} events")
        if checked
        else None,
        last_receipt=Mark(
            minutes(str(receipt["given_at"])),
            f"No. {receipt['number']} of {receipt['registry_name']}",
        )
        if receipt
        else None,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A weapon that a search found."""

    id: str
    number: str
    model: str
    serial: str
    serial_status: str
    custody: str
    place: str


def find(register: Register, text: str) -> tuple[Found, ...]:
    """By a piece of the control number or of the serial; `?` stands for a character that cannot be read."""
    asked = serial_key(text)
    if not asked.strip("?"):
        raise Refusal("find.nothing", field="text")
    plain = "".join(character for character in text.upper() if character.isalnum())
    plain = plain.removeprefix("SALW1")
    rowids = (
        *weapons.numbered_like(register.reader, plain, FIRST_SHOWN),
        *weapons.with_serial_like(register.reader, asked, FIRST_SHOWN),
    )
    shown = list(dict.fromkeys(rowids))[:FIRST_SHOWN]
    return tuple(_found(row) for row in weapons.shortly(register.reader, shown))


def _found(row: Row) -> Found:
    return Found(
        str(row["id"]),
        str(row["number"] or row["documented_as"] or ""),
        str(row["model_name"] or row["kind"]),
        str(row["serial"]),
        str(row["serial_status"]),
        str(row["custody"]),
        str(row["place_name"] or ""),
    )


def journal_lines(
    register: Register, *, weapon: str | None = None, after: int = 0
) -> Iterator[dict[str, Json]]:
    """Events with their exact payloads and signatures, for a court or an auditor; of one weapon, its history."""
    if weapon:
        id_ = str(lookup.weapon(register.reader, weapon)["id"])
        found = iter([entry for entry, _ in journal.history(register.reader, id_)])
    else:
        found = journal.entries(register.reader, after)
    for entry in found:
        yield {
            "n": entry.n,
            "event": entry.event_id.hex(),
            "type": entry.type,
            "payload": base64.b64encode(entry.payload).decode(),
            "signature": entry.signature.hex(),
            "witness_signature": entry.witness.hex() if entry.witness else None,
            "says": parse_object(entry.payload, limit_bytes=LIMIT_BYTES),
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """What a full check found. Notes are to be read; findings lock writing."""

    events: int
    newest_event: str
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    photographs: Looked = field(default_factory=Looked)  # lock nothing: work goes on without one


def full_check(register: Register) -> Checked:
    trusted = trusted_keys(register.folder.read_slots(), register)
    found = [
        each
        for each in check.everything(register.database, trusted)
        if each.facts.get("branch") is None or each.facts["branch"] != register.branch_id
    ]
    tip = journal.tip(register.reader)
    return Checked(
        tip.n,
        tip.event_id or "",
        tuple(str(each) for each in found if not each.is_note),
        tuple(str(each) for each in found if each.is_note),
    )


@dataclass(frozen=True, slots=True)
class Unsent:
    """How far one registry's receipts reach."""

    registry: str
    receipt: int | None
    given_at: str | None
    held_up_to: int
    events: int
    wants: str


def unsent(register: Register) -> tuple[Unsent, ...]:
    reader = register.reader
    tip = journal.tip(reader)
    rows = []
    for registry in exchange.registries(reader):
        receipt = exchange.newest_receipt(reader, str(registry["id"]))
        rows.append(
            Unsent(
                str(registry["name"]),
                int(receipt["number"] or 0) if receipt else None,
                str(receipt["given_at"]) if receipt else None,
                held_up_to(reader, str(registry["id"])),
                tip.n,
                str(receipt["wants"]) if receipt else "[]",
            )
        )
    return tuple(rows)


def unsent_since(register: Register) -> str:
    """The day of the oldest event that some registry has not receipted; empty where all is held, or none is known."""
    reader = register.reader
    registries = exchange.registries(reader)
    held = min((held_up_to(reader, str(each["id"])) for each in registries), default=0)
    if not registries or held >= journal.tip(reader).n:
        return ""
    time = read_event(journal.entry(reader, held + 1).payload).members["time"]
    return str(time["claim"])[:10] if isinstance(time, dict) else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody has still to do: sign, print, identify, compare, fetch back, review, send; and who stands in."""

    countersigns: tuple[Row, ...]
    labels: int
    to_identify: int
    untagged: tuple[Row, ...]
    look_alikes: tuple[Row, ...]
    alarms: tuple[Row, ...]
    alerts_heard: tuple[Alert, ...]
    overdue: tuple[Row, ...]
    holds_to_review: tuple[Row, ...]
    acting: tuple[Row, ...]
    lone_officer: Row | None
    unsent: tuple[Unsent, ...]
    outdated_backups: tuple[OutdatedBackup, ...]


def waiting(register: Register) -> Waiting:
    reader = register.reader
    return Waiting(
        countersigns=waiting_countersigns(register),
        labels=len(weapons.labels(reader, "waiting")),
        to_identify=weapons.to_identify_count(reader),
        untagged=tuple(untagged.open_items(reader)),
        look_alikes=tuple(look_alikes.open_entries(reader)),
        alarms=tuple(weapons.every_open_alarm(reader)),
        alerts_heard=alerts_heard(register),
        overdue=out.overdue(register),
        holds_to_review=tuple(holds.to_review(register)),
        acting=appointments.acting(register),
        lone_officer=lone_officer.lone_officer(register),
        unsent=unsent(register),
        outdated_backups=outdated(register),
    )


def to_identify(register: Register) -> tuple[Row, ...]:
    """The armourer's worklist: quick records and second looks, oldest first (practice a7)."""
    return tuple(weapons.to_identify(register.reader))


def waiting_countersigns(register: Register) -> tuple[Row, ...]:
    return tuple(handling.countersigns_open(register.reader))


def operators(register: Register) -> tuple[dict[str, str | list[str]], ...]:
    """Each with the roles of his own, and apart from them those in which he stands for somebody today."""
    standing = duty.appointments_on(register.reader, register.clock().date)
    return tuple(
        {
            "id": str(each["id"]),
            "name": str(each["name"]),
            "function": str(each["function"]),
            "organisation": str(each["organisation"]),
            "roles": sorted(people.roles_of(register.reader, str(each["id"]))),
            "acting": [
                f"{row['role']} for {row['stands_for_name']} until {row['until_on']}"
                for row in standing
                if row["operator"] == each["id"] and not (row["ended_at"] or each["blocked_at"])
            ],
            "blocked_at": str(each["blocked_at"] or ""),
        }
        for each in people.operators(register.reader)
    )


def certificate_code(register: Register, wanted: str) -> str:
    found = destruction.certificate(register.reader, wanted)
    if found is None:
        raise Refusal("certificate.unknown", field="certificate", given=wanted)
    return str(found["code"])


def weapon(register: Register, wanted: str) -> Row:
    """One weapon with its place, marks and hand-in. Refusal `weapon.unknown`."""
    return lookup.weapon(register.reader, wanted)


def numbers_on_order(register: Register, wanted: str) -> tuple[str, ...]:
    order = lookup.order(register.reader, wanted)
    lines = destruction.order_lines(register.reader, str(order["id"]))
    return tuple(str(line["number"]) for line in lines)
