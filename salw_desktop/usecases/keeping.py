"""Keeping a register: made, unlocked, backed up, restored, given a new key."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from salw_desktop import files
from salw_desktop.database import check, journal, people
from salw_desktop.database.branch import Key
from salw_desktop.database.connection import connect, wal_path
from salw_desktop.database.database import Database
from salw_desktop.database.migrations import Migrations
from salw_desktop.database.seal import seal_of
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.ids import new_id
from salw_desktop.domain.time import Clock
from salw_desktop.keys.passphrases import PASSPHRASE_WORDS, RECOVERY_WORDS, new_words
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import (
    LIMIT_BYTES,
    OPERATOR,
    RECOVERY,
    Cost,
    Opened,
    Slot,
    Slots,
    check_value,
    measured_cost,
    new_data_key,
    read_slots,
    sub_key,
    unwrap,
    wrap,
)
from salw_desktop.usecases import photo_files
from salw_desktop.usecases.clock import system_clock
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.genesis import NewStation, make
from salw_desktop.usecases.register import Register

FULL_CHECK_EVERY = 20  # unlocks: a rule by the wall clock would trust the clock
MOST_FINDINGS = 1000  # of a file that is another one, each row differs; `salw check` names them all
TRIES_WITHOUT_WAITING = 3
LONGEST_WAIT_S = 60


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """What is shown once and kept nowhere: a passphrase for each operator, the words of the sheet."""

    passphrases: tuple[tuple[str, str], ...]
    recovery: str


def operators_of(path: Path) -> tuple[str, ...]:
    """Names from the slots: no passphrase is needed to read them."""
    return tuple(slot.name for slot in _folder(path).read_slots().operators)


def new_register(
    path: Path,
    station: NewStation,
    *,
    clock: Clock = system_clock,
    cost: Cost | None = None,
    extra: Sequence[Migrations] = (),
) -> Shown:
    """A new folder with two operators and a recovery slot. Refusal `folder.exists` where anything is there."""
    if path.exists():
        raise Refusal("folder.exists", field="register", path=str(path))
    station = replace(station, id=new_id(int(clock().claim.timestamp() * 1000)))
    with files.temporary_folder(path.parent) as scratch:  # whole, or nothing is left behind
        made = scratch / path.name
        shown = _make(Folder(made), station, clock, cost or measured_cost(), extra)
        files.move_in(made, path)
    return shown


def _make(
    folder: Folder, station: NewStation, clock: Clock, cost: Cost, extra: Sequence[Migrations]
) -> Shown:
    files.make_private_folder(folder.path, new=True)
    files.make_private_folder(folder.backups)
    opened = Opened(new_data_key(), None)
    signers = [(person, Signer(), new_words(PASSPHRASE_WORDS)) for person in station.operators]
    with files.FolderLock(folder.lock) as lock:
        files.write_private(folder.database, b"")  # SQLite alone would let others read its file
        database = Database(folder.database, opened.data_key, *extra)
        sheet = Signer()
        own = [signer for _, signer, _ in signers]
        first, second = make(database, station, own, sheet, clock)
        made = list(zip((first, second), signers, strict=True))
        slots = Slots(station.id, check_value(opened.data_key), ())
        for key, (person, signer, words) in made:
            inside = Opened(opened.data_key, signer)
            slots = slots.with_slot(
                wrap(slots.register, OPERATOR, key.operator, person.name, words, inside, cost)
            )
        recovery = new_words(RECOVERY_WORDS)
        slots = slots.with_slot(
            wrap(
                slots.register,
                RECOVERY,
                RECOVERY,
                "",
                recovery,
                replace(opened, signer=sheet),
                cost,
            )
        )
        folder.write_slots(slots)
        register = Register(folder, database, opened, first, made[0][1][0].name, clock, lock)
        register.close()
    return Shown(tuple((person.name, words) for _, (person, _, words) in made), recovery)


def unlock(
    path: Path,
    operator: str,
    passphrase: str,
    *,
    clock: Clock = system_clock,
    role: str = "station",
    extra: Sequence[Migrations] = (),
    wait: Callable[[float], None] = time.sleep,
    checks_behind: bool = False,
) -> Register:
    """0.5-1 s of key derivation, then the start-up check: findings lock writing, never reading.

    With `checks_behind` only the newest events are looked at, unless the last check found something; the register then
    says whether it `owes_check`.
    """
    folder = _folder(path)
    slots = folder.read_slots()
    slot = slots.of(operator)
    opened = _unwrapped(folder, slots, slot, passphrase, wait)
    assert opened.signer is not None  # noqa: S101  # an operator's slot always holds his key
    key = Key(slot.id, opened.signer)
    return _open(folder, opened, key, slot.name, clock, role, extra, checks_behind=checks_behind)


def key_of(path: Path, operator: str, passphrase: str) -> Key:
    """The second person's own key, unlocked by his own passphrase in front of the same laptop."""
    folder = _folder(path)
    slots = folder.read_slots()
    slot = slots.of(operator)
    opened = _unwrapped(folder, slots, slot, passphrase, time.sleep)
    assert opened.signer is not None  # noqa: S101  # an operator's slot always holds his key
    return Key(slot.id, opened.signer)


def _unwrapped(
    folder: Folder, slots: Slots, slot: Slot, passphrase: str, wait: Callable[[float], None]
) -> Opened:
    """Wrong tries slow down; nothing is ever wiped."""
    tries = _tries(folder)
    if seconds := _wait_s(tries):
        wait(seconds)
    try:
        opened = unwrap(slots, slot, passphrase)
    except Trouble:
        with suppress(Trouble):  # a disk that keeps no count is no reason to hide what was wrong
            files.write_private(folder.tries, str(tries + 1).encode())
        raise
    files.remove_quietly(folder.tries)
    return opened


def wait_s(path: Path) -> float:
    """How long the next try waits before it is looked at, in seconds."""
    return _wait_s(_tries(Folder(path)))


def _wait_s(tries: int) -> float:
    if tries < TRIES_WITHOUT_WAITING:
        return 0.0
    return min(2.0 ** (tries - TRIES_WITHOUT_WAITING), LONGEST_WAIT_S)


def _tries(folder: Folder) -> int:
    """Wrong tries so far; a count that cannot be read is a long one."""
    if not folder.tries.is_file():
        return 0
    text = files.read_limited(folder.tries, 64).decode("ascii", errors="replace").strip()
    return int(text) if text.isdigit() else LONGEST_WAIT_S


def recovery_key(path: Path, words: str) -> Opened:
    """By the ten words of the sheet: the data key, and the sheet's own signing key."""
    folder = _folder(path)
    slots = folder.read_slots()
    sheet = next((slot for slot in slots.slots if slot.kind == RECOVERY), None)
    if sheet is None:
        raise Trouble("slots.no-recovery")
    return _unwrapped(folder, slots, sheet, words, time.sleep)


def open_recovered(
    path: Path,
    sheet: Opened,
    name: str,
    signer: Signer,
    role: str = "station",
    extra: Sequence[Migrations] = (),
) -> Register:
    """A register whose next branch is opened by the recovery sheet, for an operator with a new key."""
    folder = Folder.found_at(path)
    id_, written = _operator_of(folder, sheet.data_key, name)
    key = Key(id_, signer)
    opened = replace(sheet, signer=signer)
    register = _open(folder, opened, key, written, system_clock, role, extra, is_recovering=True)
    assert sheet.signer is not None  # noqa: S101  # the sheet's slot always holds its key
    register.open_by_sheet(sheet.signer)
    return register


def _operator_of(folder: Folder, data_key: bytes, name: str) -> tuple[str, str]:
    """Id and name as the register has them: whoever lost his slot with his key is not among the slots."""
    reader = connect(folder.database, data_key, read_only=True)
    try:
        found = people.operator(reader, name.strip())
        known = ", ".join(str(each["name"]) for each in people.operators(reader))
    finally:
        reader.close()
    if found is None:
        raise Refusal("operator.unknown", field="operator", name=name, known=known)
    return str(found["id"]), str(found["name"])


def _open(
    folder: Folder,
    opened: Opened,
    key: Key,
    name: str,
    clock: Clock,
    role: str,
    extra: Sequence[Migrations],
    *,
    is_recovering: bool = False,
    checks_behind: bool = False,
) -> Register:
    lock = files.FolderLock(folder.lock)
    try:
        if folder.backup_mark.is_file():
            raise Refusal("register.is-a-backup", path=folder.path.name)
        files.sweep(folder.path)
        if not folder.next_slots.is_file():
            forget_rekey(folder)
        is_sealed = _is_sealed(folder, opened.data_key)
        database = Database(folder.database, opened.data_key, *extra)
        try:
            register = Register(folder, database, opened, key, name, clock, lock)
            _look_at_role(register, role)
            _look_at_operator(register, is_recovering)
            files.remove_quietly(folder.seal)  # a file that is turned down keeps its seal
            _look(register, is_sealed, checks_behind)
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise
    return register


def _look_at_role(register: Register, role: str) -> None:
    if register.station["role"] != role:
        code = "register.is-a-registry" if role == "station" else "register.is-a-station"
        raise Refusal(code, path=register.folder.path.name)


def _look_at_operator(register: Register, is_recovering: bool) -> None:
    key = register.operator
    operator = people.operator(register.reader, key.operator)
    if operator and operator["blocked_at"]:
        raise Refusal("operator.blocked", field="operator", name=register.operator_name)
    is_his = operator and operator["sign_key"] == key.signer.public.hex()
    if operator and not is_his and not is_recovering:
        raise Refusal("operator.renewed", field="operator", name=register.operator_name)


def _look(register: Register, is_sealed: bool, checks_behind: bool) -> None:
    often_enough = journal.branches_opened(register.reader) % FULL_CHECK_EVERY
    differed = register.folder.differs.is_file()
    is_whole_due = differed or not (is_sealed and often_enough)
    if is_whole_due and (differed or not checks_behind):
        check_whole(register)
        return
    trusted = trusted_keys(register.folder.read_slots(), register)
    register.findings = _named(check.newest(register.database, trusted))
    register.owes_check = is_whole_due
    if not register.findings and not is_whole_due:
        photo_files.sweep(register)


def check_whole(register: Register, on_step: check.Step | None = None) -> None:
    """The check of the whole file that an unlock makes or owes; what it finds locks writing.

    `on_step` is told how many events of how many are done, and ends the check by raising: then it is still owed.
    """
    trusted = trusted_keys(register.folder.read_slots(), register)
    found = _named(check.everything(register.database, trusted, on_step))
    register.findings = register.findings or found
    register.owes_check = False
    if register.findings:
        with suppress(Trouble):  # a full disk: then the next unlock looks beside the work again
            files.write_private(register.folder.differs, b"the check found what was not signed\n")
    else:
        files.remove_quietly(register.folder.differs)
        photo_files.sweep(register)


def _named(found: Iterable[check.Finding]) -> tuple[str, ...]:
    return tuple(islice((str(each) for each in found if not each.is_note), MOST_FINDINGS))


def trusted_keys(slots: Slots, register: Register) -> check.Trusted:
    """Keys from outside the file: the device's own, and the operators' as the slots name them."""
    device = Signer(bytes.fromhex(register.database.secret("device_seed"))).public
    operators = {slot.id: bytes.fromhex(slot.sign_key) for slot in slots.slots if slot.sign_key}
    return check.Trusted(device, operators)


def _is_sealed(folder: Folder, data_key: bytes) -> bool:
    """A log beside the file is read before the file itself, so an old one would bring old pages back."""
    log = wal_path(folder.database)
    if not folder.seal.is_file() or (log.is_file() and log.stat().st_size):
        return False
    kept = files.read_limited(folder.seal, 1024)
    return kept == seal_of(folder.database, sub_key(data_key, "seal"))


def _folder(path: Path) -> Folder:
    """Trouble `register.missing`; `register.in-use` where another program is giving it a new key."""
    finish_rekey(Folder(path))
    return Folder.found_at(path)


def finish_rekey(folder: Folder) -> None:
    """After a power cut in a re-key: all of the old, or all of the new.

    The new slots count only where the old file was put aside and the new one stands in its place.
    """
    if not folder.next_slots.is_file():
        return
    with files.FolderLock(folder.lock):
        if not folder.database.is_file():
            files.rename(folder.old_database, folder.database)
        if folder.old_database.is_file() and not folder.next_database.is_file():
            folder.write_slots(read_slots(files.read_limited(folder.next_slots, LIMIT_BYTES)))
        files.remove_quietly(folder.next_slots)
        forget_rekey(folder)


def forget_rekey(folder: Folder) -> None:
    """What a broken-off re-key left behind, once nothing points to it."""
    for path in (folder.next_database, folder.old_database):
        for each in (path, wal_path(path), path.with_name(f"{path.name}-shm")):
            files.remove_quietly(each)
