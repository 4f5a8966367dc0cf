"""Backups that open, a restore that issues no number twice, a new key for the whole file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from salw_desktop import files
from salw_desktop.database import (
    check,
    journal,
    marking,
    numbers,
    photos,
    rebuild,
    sealed_keys,
)
from salw_desktop.database.branch import Key
from salw_desktop.database.database import Database, Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.database.seal import seal_of
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.numbers import after_restore, device_series
from salw_desktop.domain.people import AT_HQ, SUPERVISORS, SecondPerson
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.passphrases import RECOVERY_WORDS, new_words
from salw_desktop.keys.photo_box import copy_sealed
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import (
    ESCROW,
    OPERATOR,
    RECOVERY,
    Opened,
    Slots,
    check_value,
    new_data_key,
    sub_key,
    unwrap,
    wrap,
)
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command, perform
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.intake.counting import seal_anew
from salw_desktop.usecases.keeping import forget_rekey, trusted_keys
from salw_desktop.usecases.register import Register


def back_up(register: Register, target: Path) -> Path:
    """A whole folder, opened again and checked before it counts. Returns where it lies.

    Trouble `backup.differs` names the first thing that does not hold.
    """
    tip = journal.tip(register.reader)
    unit = register.station["unit"]
    name = f"{unit}-{tip.n:07d}.salw"
    if (target / name).exists():
        raise Refusal("folder.exists", field="folder", path=str(target / name))
    with files.temporary_folder(target) as scratch:
        backup = Folder(scratch / name)
        files.make_private_folder(backup.path, new=True)
        rebuild.copy(register.database, backup.database, register.data_key)
        backup.write_slots(register.folder.read_slots())
        copied = Database(backup.database, register.data_key, *register.database.migrations)
        try:
            trusted = trusted_keys(register.folder.read_slots(), register)
            found = [each for each in check.everything(copied, trusted) if not each.is_note]
        finally:
            copied.checkpoint()
            copied.close()
        if found:
            raise Trouble("backup.differs", finding=str(found[0]))
        seal = seal_of(backup.database, sub_key(register.data_key, "seal"))
        files.write_private(backup.seal, seal)
        _copy_photos(register, backup)
        files.write_private(backup.backup_mark, b"salw restore makes a register of this backup\n")
        files.move_in(backup.path, target / name)
    return target / name


def _copy_photos(register: Register, backup: Folder) -> None:
    """What is whole here must be whole there; what is damaged here already is no reason to be without a backup."""
    copy_sealed(register.folder.photos, backup.photos)
    here, there = register.photos, register.photos_in(backup)
    for sha256 in photos.sizes(register.reader):
        if here.is_whole(sha256) and not there.is_whole(sha256):
            raise Trouble("backup.differs", finding=f"photo {sha256[:8]}")


def unpack_backup(backup: Path, path: Path) -> None:
    """A backup as a register folder of its own; its first unlock checks all of it. What is there stays untouched."""
    source = Folder.found_at(backup)
    if path.exists():
        raise Refusal("folder.exists", field="register", path=str(path))
    with files.temporary_folder(path.parent) as scratch:  # whole, or nothing is left behind
        target = Folder(scratch / path.name)
        files.make_private_folder(target.path, new=True)
        files.make_private_folder(target.backups)
        files.copy_private(source.database, target.database)
        copy_sealed(source.photos, target.photos)
        target.write_slots(source.read_slots())
        files.move_in(target.path, path)


def readable_persons(register: Register) -> int:
    """How many this file can open: a backup made before an erasure opens one more than it should."""
    return sealed_keys.readable_persons(register.reader)


LETTERS = "letters"  # the series of a registry's answers and receipts


@dataclass(frozen=True, kw_only=True)
class RestoreRegister(Command):
    """Numbers given out after the backup may stand on paper: control numbers go on at the next hundred above the
    highest seen there, papers get a series of their own.
    """

    kind: ClassVar[str] = "register.restored"
    needs = SUPERVISORS | AT_HQ
    second = SecondPerson.BEFORE
    asks_why = True

    highest_running_on_paper: int
    highest_struck_in_metal: int = 0

    def execute(self, tx: Transaction) -> Answer:
        station = lookup.station(tx.connection)
        jumps = {}
        if station["role"] == "registry":
            jumps[LETTERS] = after_restore(self.highest_running_on_paper)
        for own in numbers.blocks(tx.connection):
            jumps[own.id] = after_restore(max(own.highest, self.highest_running_on_paper))
        next_after = max(jumps.values(), default=0)
        for block, highest in marking.highest_in_blocks(tx.connection):
            jumps[block] = after_restore(
                max(highest, self.highest_struck_in_metal)
            )  # a strike since the backup stands in some metal
        for series, after in jumps.items():
            row: dict[str, Cell] = {
                "series": series,
                "after": after,
                "reason": self.reason,
                "at": tx.now.text,
            }
            tx.insert("series_jump", row)
        series = device_series(secrets.token_bytes(32))
        tx.change("station", str(station["id"]), series=series)
        return {"next_running_after": next_after, "paper_series": series}


@dataclass(frozen=True, kw_only=True)
class ChangeKey(Command):
    """Class A: from here on the new recovery sheet counts, and the old one opens old copies only."""

    kind: ClassVar[str] = "register.rekeyed"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    asks_why = True

    recovery_key: str

    def execute(self, tx: Transaction) -> Answer:
        station = lookup.station(tx.connection)
        tx.change("station", str(station["id"]), recovery_key=self.recovery_key)
        return {}


def rekey(
    register: Register, passphrases: Sequence[tuple[str, str]], second: Key, reason: str
) -> tuple[str, tuple[str, ...]]:
    """A new data key: new file, verified, swapped. The register is locked afterwards.

    Operators whose passphrase is given keep their slot. Returns the words of the new recovery sheet and the names of
    those who need a new slot.
    """
    sheet, data_key = Signer(), new_data_key()
    try:
        old = register.folder.read_slots()
        opened = {name: unwrap(old, old.of(name), words) for name, words in passphrases}
        _look_at_passphrases(register, old, opened, second)
        recovery, slots = _new_slots(old, opened, dict(passphrases), Opened(data_key, sheet))
        command = ChangeKey(reason=reason, recovery_key=sheet.public.hex())
        readers = [each.signer for each in opened.values() if each.signer]
        _write_next(register, data_key, slots, command, second, readers)
    except BaseException:
        forget_rekey(register.folder)
        register.close()
        raise
    try:
        _swap(register, slots, data_key)
    finally:
        register.free()
    left_out = {slot.name for slot in old.operators} - {slot.name for slot in slots.operators}
    return recovery, tuple(sorted(left_out))


def _look_at_passphrases(
    register: Register, old: Slots, opened: Mapping[str, Opened], second: Key
) -> None:
    given = {old.of(name).name for name in opened}
    for slot in old.operators:
        is_signing = slot.id in (register.operator.operator, second.operator)
        if is_signing and slot.name not in given:
            raise Refusal("rekey.passphrase-missing", field="passphrase-file", name=slot.name)


def _write_next(
    register: Register,
    data_key: bytes,
    slots: Slots,
    command: ChangeKey,
    second: Key,
    readers: Sequence[Signer],
) -> None:
    """The new file beside the old one, with the act in it: the old file and its sheet stay good until the swap."""
    folder = register.folder
    register.close_branch()
    forget_rekey(folder)
    rebuild.rebuild(register.database, folder.next_database, data_key)
    made = Database(folder.next_database, data_key, *register.database.migrations)
    try:
        renewed = register.over(made, data_key)
        perform(command, renewed, second=second)
        for reader in readers:
            seal_anew(renewed, reader)
        renewed.close_branch()
        found = check.everything(made, trusted_keys(slots, register))
        differing = next((each for each in found if not each.is_note), None)
    finally:
        made.checkpoint()
        made.close()
    if differing:
        raise Trouble("rekey.differs", finding=str(differing))


def _new_slots(
    old: Slots, opened: dict[str, Opened], passphrases: dict[str, str], sheet: Opened
) -> tuple[str, Slots]:
    data_key = sheet.data_key
    slots = Slots(old.register, check_value(data_key), ())
    for name, inside in opened.items():
        slot = old.of(name)
        fresh = Opened(data_key, inside.signer)
        slots = slots.with_slot(
            wrap(old.register, OPERATOR, slot.id, slot.name, passphrases[name], fresh, slot.cost)
        )
    for escrowed in (slot for slot in old.slots if slot.kind == ESCROW):
        slots = slots.with_slot(escrow_slot(data_key, escrowed.id))
    recovery = new_words(RECOVERY_WORDS)
    cost = slots.operators[0].cost
    made = wrap(old.register, RECOVERY, RECOVERY, "", recovery, sheet, cost)
    return recovery, slots.with_slot(made)


def _swap(register: Register, slots: Slots, data_key: bytes) -> None:
    """Each step leaves a folder that `keeping.finish_rekey` brings to one of the two ends.

    Once the new file stands in its place it counts, and so do the recovery words that are shown for it: what fails
    after that is made up for at the next unlock.
    """
    folder = register.folder
    register.database.checkpoint()
    register.database.close()
    files.remove_quietly(folder.seal)
    folder.write_next_slots(slots)
    files.rename(folder.database, folder.old_database)
    try:
        files.rename(folder.next_database, folder.database)
    except Trouble:
        if folder.next_database.is_file():
            raise
    with suppress(Trouble):
        folder.write_slots(slots)
        files.remove_quietly(folder.next_slots)
        files.remove_quietly(folder.old_database)
        files.write_private(folder.seal, seal_of(folder.database, sub_key(data_key, "seal")))
