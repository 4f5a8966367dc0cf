"""Bundles out to every registry that is known, receipts back in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from salw_desktop import files
from salw_desktop.bundle.head import Blob, Frontier, Head, Purpose
from salw_desktop.bundle.layout import PLAIN_MAX_BYTES, bundle_name
from salw_desktop.bundle.messages import Receipt, read_receipt
from salw_desktop.bundle.persons import NAME as PERSONS
from salw_desktop.bundle.persons import write_persons
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.bundle.writer import Contents, Run, pour
from salw_desktop.database import exchange, journal, sealed_keys
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import READERS, Role
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.signing import fingerprint
from salw_desktop.keys.slots import ESCROW, write_slots
from salw_desktop.usecases import commands, volumes
from salw_desktop.usecases.enrolment import OfferedAnswer, device_of, read_offer
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
    """A bundle written out and read back. `written` is its last volume, or the one that could not be written."""

    written: files.Written
    set_id: str
    events: int
    registries: tuple[str, ...]
    volumes: tuple[files.Written, ...]
    photos: int
    photos_left_out: tuple[str, ...]  # SHA-256 of those whose file is missing or damaged here
    photos_held_back: tuple[
        str, ...
    ]  # of those that were blurred or erased: their copies go, they stay


def export(
    register: Register,
    folder: Path,
    *,
    on_step: Callable[[str, int, int], None] | None = None,
    volume_bytes: int = PLAIN_MAX_BYTES,
) -> Exported:
    """Everything that some registry has not receipted, in one bundle for all of them: a lost stick heals with the next.

    Refusal `export.not-enrolled`; the words of `files.Word` say how the stick was left.
    """
    registries = exchange.registries(register.reader)
    if not registries:
        raise Refusal("export.not-enrolled")
    register.close_branch()
    _keep_escrow(register, [str(known["recovery"]) for known in registries])
    unreadable: set[str] = set()
    while True:
        try:
            return _written_out(register, registries, unreadable, folder, on_step, volume_bytes)
        except volumes.Unreadable as damaged:
            unreadable.add(damaged.sha256)


def _written_out(
    register: Register,
    registries: Sequence[Row],
    unreadable: Collection[str],
    folder: Path,
    on_step: Callable[[str, int, int], None] | None,
    volume_bytes: int,
) -> Exported:
    reader = register.reader
    after = min(held_up_to(reader, str(known["id"])) for known in registries)
    receipts = [exchange.newest_receipt(reader, str(known["id"])) for known in registries]
    unsent = volumes.unsent(reader, register.photos, after, receipts, unreadable)
    first = _first_volume(register, registries, receipts, after)
    room_bytes = volume_bytes - _ROOM_BYTES - sum(map(len, first.data.values()))
    shares = volumes.divided(
        unsent.blobs, room_bytes=room_bytes, journal_bytes=_journal_bytes(first)
    )
    recipients = [str(known[kind]) for known in registries for kind in ("operational", "recovery")]
    written = _write_volumes(register, first, shares, recipients, folder, on_step)
    return Exported(
        written=written[-1],
        set_id=first.set_id,
        events=journal.tip(reader).n - after,
        registries=tuple(str(known["name"]) for known in registries),
        volumes=tuple(written),
        photos=sum(map(len, shares)),
        photos_left_out=unsent.left_out,
        photos_held_back=unsent.held_back,
    )


def _first_volume(
    register: Register, registries: Sequence[Row], receipts: Sequence[Row | None], after: int
) -> Contents:
    """Without its photographs: all events are in this one, so that they are in as soon as one stick is."""
    reader, station = register.reader, register.station
    stretches = journal.stretches(reader, after)
    data = {"keyslots.json": write_slots(register.folder.read_slots())}
    persons = sealed_keys.keys_to_send(reader, after)
    if persons:
        data[PERSONS] = write_persons(persons)
    return Contents(
        purpose=Purpose.FIELD_TO_HQ,
        practice=bool(station["is_practice"]),
        data_owner=" + ".join(str(known["name"]) for known in registries),
        set_id=secrets.token_hex(16),
        to=[fingerprint(bytes.fromhex(str(known["sign_key"]))).hex() for known in registries],
        unit=str(station["unit"]),
        data=data,
        runs=[_run(reader, each) for each in stretches],
        frontier=[Frontier(each.branch, each.last, each.last_event) for each in stretches],
        have_receipt=max((int(each["number"] or 0) for each in receipts if each), default=None),
    )


_ROOM_BYTES = 64 * 1024  # what a volume holds beside its data: tags, manifests, signatures
_RUN_BYTES = 2 * 1024  # what head, manifest and tar say of one run


def _journal_bytes(contents: Contents) -> int:
    return sum(run.size_bytes + _RUN_BYTES for run in contents.runs)


def _write_volumes(
    register: Register,
    first: Contents,
    shares: Sequence[Sequence[Blob]],
    recipients: Sequence[str],
    folder: Path,
    on_step: Callable[[str, int, int], None] | None,
) -> list[files.Written]:
    """Up to the first that could not be written; whoever gives up leaves nothing behind, whole volumes neither."""
    written: list[files.Written] = []
    try:
        for volume, blobs in enumerate(shares, 1):
            sources = volumes.sources(register.photos, blobs)
            contents = replace(first, volume=volume, volumes=len(shares), blobs=sources)
            if volume > 1:
                data = {name: text for name, text in first.data.items() if name != PERSONS}
                contents = replace(contents, runs=(), data=data)
            written.append(_write_volume(register, contents, recipients, folder, on_step))
            if not written[-1].word.is_done:
                break
    except BaseException:
        for done in written:
            files.remove_and_sync(done.path)
        raise
    return written


def _write_volume(
    register: Register,
    contents: Contents,
    recipients: Sequence[str],
    folder: Path,
    on_step: Callable[[str, int, int], None] | None,
) -> files.Written:
    device, is_last = device_of(register), contents.volume == contents.volumes
    name = bundle_name(
        contents.unit, device.public.hex(), contents.set_id, contents.volume, contents.volumes
    )
    sealed = pour(contents, signer=device, recipients=recipients)
    return files.write_out(sealed, folder, name, on_step=on_step, eject=is_last)


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


def _run(reader: Connection, stretch: journal.Stretch) -> Run:
    lines = partial(journal.lines, reader, stretch.first_n, stretch.last_n)
    return Run(
        stretch.branch,
        stretch.first,
        stretch.last,
        stretch.last_event,
        stretch.size_bytes,
        lines,
    )


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
            "wants": volumes.written_wants(receipt),
            "weapons": receipt.weapons,
        }
        tx.seen += [receipt.event] if receipt.event else []
        row = tx.insert("receipt", values)
        erased = sealed_keys.still_kept(tx.connection, receipt.erased)
        for person in erased:  # the row and its key go together in SQL (database/person_rules.py)
            tx.insert("erasure_followed", {"person": person, "receipt": row})
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
            "wants_photos": len(receipt.wants_photos),
            "forks": list(receipt.forks),
            "refused": [f"{turned.event} {turned.code}" for turned in receipt.refused],
            "not_here": not_here,
            "erased": len(erased),
        }


def take_receipt(register: Register, file: Path) -> commands.Answer:
    """`TakeReceipt` of a file. Every refusal of `read_offered_receipt`; `receipt.old`."""
    receipt, sha256 = read_offered_receipt(register, file)
    return commands.perform(TakeReceipt(receipt=receipt, sha256=sha256), register).answer


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a registry sent: a receipt to be taken, or an answer whose words two people compare first."""

    receipt: TakeReceipt | None = None
    answer: OfferedAnswer | None = None


def read_arrival(register: Register, file: Path) -> Arrival:
    """Every refusal of `read_offered_receipt` and of `enrolment.read_offer`, each where the file is of its kind."""
    try:
        receipt, sha256 = read_offered_receipt(register, file)
    except Refusal as refusal:
        if refusal.code not in ("bundle.wrong-purpose", "bundle.unknown-sender"):
            raise
        try:
            return Arrival(answer=read_offer(register, file))
        except Refusal as other:
            # a receipt after all, of a registry that is unknown here
            raise refusal if other.code == "bundle.wrong-purpose" else other from None
    return Arrival(receipt=TakeReceipt(receipt=receipt, sha256=sha256))


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
