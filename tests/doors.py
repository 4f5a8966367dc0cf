"""What the keeper of a register does, in two lines each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factory import FAST, STOREKEEPER, SUPERVISOR, Desk, FixedClock, Practice

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.keys.slots import RECOVERY
from salw_desktop.usecases import keeping, safekeeping
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.register import Register

EVERYBODY = (SUPERVISOR, STOREKEEPER, "Deputy", "Recorder", "Auditor")


def a_register_with_its_sheet(home: Path) -> tuple[Practice, str]:
    """Two operators, and the ten words that were shown once."""
    people = (
        NewOperator(SUPERVISOR, "officer", "Commission", (Role.SUPERVISOR,)),
        NewOperator(STOREKEEPER, "officer", "Commission", (Role.STOREKEEPER,)),
    )
    block = NumberBlock.parse("1-999", site="LEN")
    station = NewStation("LEN1", "LEN", people, block, is_practice=True)
    clock, path = FixedClock(), home / "sheet.salw"
    shown = keeping.new_register(path, station, clock=clock, cost=FAST)
    return Practice(path, clock, dict(shown.passphrases)), shown.recovery


def sit_down(practice: Practice, operator: str = SUPERVISOR) -> Desk:
    return Desk(practice, practice.unlock(operator))


def leave_without_closing(desk: Desk) -> None:
    """As a power cut leaves it: nothing is closed, nothing sealed, the lock falls."""
    path = desk.practice.path
    cut = path.with_name("cut.salw")
    shutil.copytree(path, cut)  # noqa: TID251  the disk as it is at this moment
    desk.register.close()
    shutil.rmtree(path)
    cut.rename(path)


def backed_up(practice: Practice, target: Path) -> Path:
    with practice.unlock() as register:
        return safekeeping.back_up(register, target)


def restored(
    backup: Path, practice: Practice, path: Path, highest: int = 0, struck: int = 0
) -> Practice:
    safekeeping.unpack_backup(backup, path)
    opened = Practice(path, practice.clock, practice.passphrases)
    command = safekeeping.RestoreRegister(
        highest_running_on_paper=highest, highest_struck_in_metal=struck, reason="Laptop lost"
    )
    with opened.unlock() as register:
        perform(command, register, second=opened.key(STOREKEEPER))
    return opened


def rekeyed(practice: Practice, *names: str) -> tuple[str, tuple[str, ...]]:
    given = [(name, practice.passphrases[name]) for name in names or EVERYBODY]
    second = practice.key(STOREKEEPER)
    return safekeeping.rekey(practice.unlock(), given, second, "A laptop was away")


def rows_of(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Every journalled table."""
    return {
        table.name: register.reader.execute(f"SELECT * FROM {table.name} ORDER BY id").fetchall()
        for table in register.database.tables
    }


def trouble_at_unlock(practice: Practice, operator: str = SUPERVISOR) -> str:
    with pytest.raises((Trouble, Refusal)) as trouble:
        practice.unlock(operator)
    return str(trouble.value.code)


def clean_check(practice: Practice) -> bool:
    desk = sit_down(practice)
    try:
        return desk.findings() == [] and desk.register.findings == ()
    finally:
        desk.register.close()


def slots_of(practice: Practice) -> dict[str, str]:
    """Name → public key, as the slots say."""
    slots = keeping.Folder(practice.path).read_slots()
    return {slot.name: slot.sign_key for slot in slots.operators}


def consistent(practice: Practice) -> bool:
    """It opens, it is clean, its slots and its record name the same sheet, and nothing is left over."""
    with practice.unlock() as register:
        sheet = next(s for s in register.folder.read_slots().slots if s.kind == RECOVERY)
        is_same_sheet = sheet.sign_key == register.station["recovery_key"]
    folder = keeping.Folder(practice.path)
    left = (folder.next_slots, folder.next_database, folder.old_database)
    return clean_check(practice) and is_same_sheet and not any(path.exists() for path in left)
