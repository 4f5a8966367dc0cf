"""Bundles out to every registry that is known, receipts back in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from salw_desktop import files
from salw_desktop.bundle.head import Frontier, Head, Purpose
from salw_desktop.bundle.layout import bundle_name
from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.messages import Receipt, read_receipt
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.bundle.writer import Contents, Run, write
from salw_desktop.database import exchange, journal
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import READERS, Role
from salw_desktop.domain.strict_json import encode
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.signing import fingerprint
from salw_desktop.keys.slots import ESCROW, write_slots
from salw_desktop.usecases import commands
from salw_desktop.usecases.enrolment import device_of
from salw_desktop.usecases.register import Register


def held_up_to(connection: Connection, registry: str) -> int:
    """The newest event of this file that the registry has receipted together with all before it; 0 for none."""
    receipt = exchange.newest_receipt(connection, registry)
    if receipt is None:
        return 0
    places = (journal.place_of(connection, event) for event in holds_of(receipt))
    return max((place for place in places if place is not None), default=0)


def holds_of(receipt: Row) -> list[str]:
    return [event for event in str(receipt["holds"]).split(" ") if event]


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle written out and read back."""

    written: files.Written
    set_id: str
    events: int
    registries: tuple[str, ...]


def export(
    register: Register,
    folder: Path,
    *,
    on_step: Callable[[str, int, int], None] | None = None,
) -> Exported:
    """Everything that some registry has not receipted, in one bundle for all of them: a lost stick heals with the next.

    Refusal `export.not-enrolled`; the words of `files.Word` say how the stick was left.
    """
    reader, station = register.reader, register.station
    registries = exchange.registries(reader)
    if not registries:
        raise Refusal("export.not-enrolled")
    register.close_branch()
    _keep_escrow(register, [str(known["recovery"]) for known in registries])
    after = min(held_up_to(reader, str(known["id"])) for known in registries)
    segments = journal.segments(reader, after)
    set_id = secrets.token_hex(16)
    device = device_of(register)
    receipts = [exchange.newest_receipt(reader, str(known["id"])) for known in registries]
    contents = Contents(
        purpose=Purpose.FIELD_TO_HQ,
        practice=bool(station["is_practice"]),
        data_owner=" + ".join(str(known["name"]) for known in registries),
        set_id=set_id,
        to=[fingerprint(bytes.fromhex(str(known["sign_key"]))).hex() for known in registries],
        unit=str(station["unit"]),
        data={"keyslots.json": write_slots(register.folder.read_slots())},
        runs=[_run(reader, *segment) for segment in segments],
        frontier=[Frontier(branch, last, event) for branch, _, last, _, _, event in segments],
        have_receipt=max((int(each["number"] or 0) for each in receipts if each), default=None),
    )
    recipients = [str(known[kind]) for known in registries for kind in ("operational", "recovery")]
    name = bundle_name(contents.unit, device.public.hex(), set_id, 1, 1)
    with files.temporary_folder(register.folder.path) as scratch:
        sealed = write(scratch / name, contents, signer=device, recipients=recipients)
        written = files.write_out(sealed.path, folder, name, on_step=on_step)
    names = tuple(str(known["name"]) for known in registries)
    return Exported(written, set_id, journal.tip(reader).n - after, names)


def _keep_escrow(register: Register, recipients: Sequence[str]) -> None:
    """Every registry's way back goes with the bundle, also after a power cut at the enrolment."""
    slots = register.folder.read_slots()
    missing = set(recipients) - {slot.id for slot in slots.slots if slot.kind == ESCROW}
    for recipient in sorted(missing):
        slots = slots.with_slot(escrow_slot(register.data_key, recipient))
    if missing:
        register.folder.write_slots(slots)


_TROUBLES = {
    files.Word.NO_DRIVE: "stick.no-drive",
    files.Word.READ_ONLY: "stick.read-only",
    files.Word.FULL: "stick.full",
    files.Word.BUSY: "stick.busy",
    files.Word.PULLED: "stick.pulled",
    files.Word.VERIFY_FAILED: "stick.verify-failed",
}


def left_unwritten(written: files.Written) -> Trouble:
    """The trouble behind each end word that is not a good one: nothing counts as sent."""
    code = _TROUBLES.get(written.word, "stick.failed")
    return Trouble(code, path=str(written.path.parent), word=written.word.value)


def _run(
    reader: Connection, branch: str, first: int, last: int, first_n: int, last_n: int, event: str
) -> Run:
    def lines() -> Iterator[Line]:
        for entry in journal.entries(reader, first_n - 1):
            if entry.n > last_n:
                return
            yield Line(entry.payload, entry.signature, entry.witness)

    return Run(branch, first, last, event, lines)


@dataclass(frozen=True, kw_only=True)
class TakeReceipt(commands.Command):
    """What a registry says that it holds. Its time is the newest time proven from here on."""

    kind: ClassVar[str] = "receipt.taken"
    needs = READERS - {Role.AUDITOR}

    receipt: Receipt
    sha256: str

    def execute(self, tx: Transaction) -> commands.Answer:
        receipt = self.receipt
        newest = exchange.newest_receipt(tx.connection, receipt.registry)
        if newest and int(newest["number"] or 0) >= receipt.number:
            raise Refusal(
                "receipt.old", field="file", number=receipt.number, newest=newest["number"]
            )
        values: dict[str, Cell] = {
            "registry": receipt.registry,
            "number": receipt.number,
            "given_at": receipt.given_at,
            "taken_at": tx.now.text,
            "sha256": self.sha256,
            "holds": " ".join(held.event for held in receipt.holds),
            "wants": encode([{"event": w.event, "before": w.before} for w in receipt.wants]),
            "weapons": receipt.weapons,
        }
        tx.insert("receipt", values)
        not_here = [
            held.event
            for held in receipt.holds
            if journal.place_of(tx.connection, held.event) is None
        ]
        return {
            "number": receipt.number,
            "held_up_to": held_up_to(tx.connection, receipt.registry),
            "events": journal.tip(tx.connection).n,
            "weapons": receipt.weapons,
            "wants": [wanted.before for wanted in receipt.wants],
            "forks": list(receipt.forks),
            "refused": [f"{turned.event} {turned.code}" for turned in receipt.refused],
            "not_here": not_here,
        }


def read_offered_receipt(register: Register, file: Path) -> tuple[Receipt, str]:
    """The receipt and the SHA-256 of its file. Every refusal of `bundle.reader`; `receipt.other-station`."""
    station = register.station
    known = {str(each["sign_key"]): each for each in exchange.registries(register.reader)}

    def sender_key(head: Head) -> bytes | None:
        return bytes.fromhex(head.device) if head.device in known else None

    expected = Expectation(
        purpose=Purpose.RECEIPT,
        practice=bool(station["is_practice"]),
        addressee=bytes.fromhex(str(station["device_key"])),
        sender_key=sender_key,
    )
    identity = AgeIdentity(register.database.secret("age_secret"))
    with open_bundle(
        file, identities=[identity], scratch=register.folder.path, expected=expected
    ) as opened:
        data = opened.data("receipt.json")
        receipt, sender = read_receipt(data), opened.head.device
    if receipt.device != station["device_key"] or known[sender]["id"] != receipt.registry:
        raise Refusal("receipt.other-station", field="file")
    return receipt, hashlib.sha256(data).hexdigest()
