"""A register made, unlocked, closed, cut off and damaged: what opens it, and what it says."""

from __future__ import annotations

from pathlib import Path

import attacks
import pytest
from doors import clean_check, leave_without_closing, sit_down, trouble_at_unlock
from factory import FAST, STOREKEEPER, SUPERVISOR, Practice, a_practice, a_weapon

from salw_desktop.database import check
from salw_desktop.database.connection import connect, wal_path
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.slots import LIMIT_BYTES
from salw_desktop.usecases import checking, keeping, queries
from salw_desktop.usecases.at_the_window import clock_doubt
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.register import Register


def full_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one at each full check."""
    seen: list[str] = []
    real = check.everything

    def everything(*arguments: object) -> object:
        seen.append("full")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "everything", everything)
    return seen


def test_that_a_new_register_opens_for_both_and_is_clean(tmp_path: Path) -> None:
    practice = a_practice(tmp_path / "new.salw")
    for operator in (SUPERVISOR, STOREKEEPER):
        with practice.unlock(operator) as register:
            assert register.operator_name == operator
    assert clean_check(practice)


def test_that_nothing_is_in_the_folder_in_clear(practice: Practice) -> None:
    desk = sit_down(practice)
    a_weapon(desk, serial="SECRETSERIAL77")
    lying_there = [path.read_bytes() for path in practice.path.rglob("*") if path.is_file()]
    desk.register.close()
    assert len(lying_there) >= 5
    assert [data for data in lying_there if b"SECRETSERIAL77" in data] == []


def test_that_a_sealed_register_is_looked_at_lightly(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = full_checks(monkeypatch)
    practice.unlock().close()
    assert seen == []


@pytest.mark.parametrize("damage", ["seal gone", "seal of another day", "file touched", "old log"])
def test_that_a_broken_seal_means_a_full_check(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    folder = Folder(practice.path)
    if damage == "seal gone":
        folder.seal.unlink()
    elif damage == "seal of another day":
        folder.seal.write_bytes(b"0" * 64 + b"\n")
    elif damage == "file touched":
        with folder.database.open("ab") as file:
            file.write(bytes(4096))
    else:
        wal_path(folder.database).write_bytes(b"an older log")
    seen = full_checks(monkeypatch)
    practice.unlock().close()
    assert seen == ["full"]


def test_that_a_check_that_is_still_owed_leaves_no_seal(practice: Practice) -> None:
    seal = Folder(practice.path).seal
    words = practice.passphrases[SUPERVISOR]
    seal.unlink()
    for is_looked_at in (False, True):
        register = keeping.unlock(practice.path, SUPERVISOR, words, checks_behind=True)
        assert register.owes_check
        if is_looked_at:
            keeping.check_whole(register)
        register.close()
        assert seal.is_file() is is_looked_at


def test_that_every_twentieth_unlock_looks_at_everything(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = full_checks(monkeypatch)
    desk = sit_down(practice)
    for _ in range(keeping.FULL_CHECK_EVERY):
        desk.do("open-hand-in", campaign="DDR1", brought_by="own patrol")
        desk.sit(SUPERVISOR)
    desk.register.close()
    assert seen == ["full"]


def test_that_a_power_cut_leaves_all_that_was_saved_and_a_note(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit_down(practice)
    number = a_weapon(desk)["number"]
    leave_without_closing(desk)
    seen = full_checks(monkeypatch)
    with practice.unlock() as register:
        assert seen == ["full"]
        assert register.findings == ()
        found = checking.check(register)
        assert queries.weapon(register, str(number))["number"] == number
    assert found.findings == ()
    assert ["never closed" in note for note in found.notes] == [True]


def edit_behind_our_back(practice: Practice) -> None:
    """By somebody who holds the key, with another program."""
    with practice.unlock() as register:
        path, key = register.database.path, register.data_key
    connection = connect(path, key)
    connection.execute("UPDATE roster SET name = 'Somebody else' WHERE name = 'P. Cutter'")
    connection.close()


def test_that_findings_lock_writing_but_not_reading(practice: Practice) -> None:
    edit_behind_our_back(practice)
    desk = sit_down(practice)
    assert ["Somebody else" in finding for finding in desk.register.findings] == [True]
    with pytest.raises(Trouble) as trouble:
        a_weapon(desk)
    assert trouble.value.code == "register.differs"
    assert queries.overview(desk.register).unit == "LEN1"
    desk.register.close()


def test_that_a_file_of_a_newer_program_is_left_alone(practice: Practice) -> None:
    with practice.unlock() as register:
        path, key = register.database.path, register.data_key
    connection = connect(path, key)
    connection.execute("PRAGMA user_version = 9000")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    assert trouble_at_unlock(practice) == "register.newer"
    assert path.read_bytes() == before
    assert Folder(practice.path).seal.is_file()


def test_that_a_refused_register_is_free_for_the_next(practice: Practice) -> None:
    path = Folder(practice.path).database
    whole = path.read_bytes()
    path.write_bytes(b"no database " * 1000)
    assert trouble_at_unlock(practice) == "register.damaged"
    path.write_bytes(whole)
    practice.unlock().close()


def test_that_wrong_tries_slow_down_and_the_right_one_forgives(practice: Practice) -> None:
    waited: list[float] = []
    for _ in range(6):
        with pytest.raises(Trouble, match=r"passphrase\.wrong"):
            keeping.unlock(practice.path, SUPERVISOR, "wrong words", wait=waited.append)
    assert waited == [1.0, 2.0, 4.0]
    words = practice.passphrases[SUPERVISOR]
    keeping.unlock(practice.path, SUPERVISOR, words, wait=waited.append).close()
    assert waited == [1.0, 2.0, 4.0, 8.0]
    with pytest.raises(Trouble, match=r"passphrase\.wrong"):
        keeping.unlock(practice.path, SUPERVISOR, "wrong words", wait=waited.append)
    assert waited == [1.0, 2.0, 4.0, 8.0]


def test_that_no_wait_is_longer_than_a_minute(practice: Practice) -> None:
    waited: list[float] = []
    Folder(practice.path).tries.write_bytes(b"40")
    with pytest.raises(Trouble, match=r"passphrase\.wrong"):
        keeping.unlock(practice.path, SUPERVISOR, "wrong words", wait=waited.append)
    assert waited == [60]


def test_that_a_register_that_was_never_finished_is_said_to_be(tmp_path: Path) -> None:
    practice = a_practice(tmp_path / "whole.salw")
    with practice.unlock() as register:
        key = register.data_key
    Folder(practice.path).database.unlink()
    connection = connect(Folder(practice.path).database, key)
    connection.close()
    assert trouble_at_unlock(practice) == "register.unfinished"


def test_that_the_cost_of_a_try_is_kept_in_its_slot(practice: Practice) -> None:
    assert {slot.cost for slot in Folder(practice.path).read_slots().slots} == {FAST}


def test_that_what_was_found_beside_the_work_keeps_the_next_unlock_from_writing(
    practice: Practice,
) -> None:
    """Else a register that is known to differ would take records again, for as long as each check lasts."""
    with practice.unlock() as register:
        path, key = register.database.path, register.data_key
        touched = register.reader.execute(
            "SELECT root, n FROM touched ORDER BY n LIMIT 1"
        ).fetchone()
    Folder(practice.path).seal.unlink()
    for sql, counts in (
        ("DELETE FROM touched WHERE root = ? AND n = ?", (False, True, True)),
        ("INSERT INTO touched VALUES (?, ?)", (False, False)),
    ):
        connection = connect(path, key)
        connection.execute(sql, touched)
        connection.close()
        for differs in counts:
            with unlocked_behind(practice) as register:
                assert bool(register.findings) is differs
                if register.owes_check:
                    keeping.check_whole(register)
    assert Folder(practice.path).seal.is_file()


def test_that_a_damaged_newest_event_keeps_nobody_from_reading_and_printing(
    practice: Practice,
) -> None:
    desk = sit_down(practice)
    number = str(a_weapon(desk)["number"])
    attacks.run(desk, "UPDATE journal SET packed = x'00' WHERE n = (SELECT max(n) FROM journal)")
    leave_without_closing(desk)
    with unlocked_behind(practice) as register:
        assert register.findings
        assert clock_doubt(register) is None
        assert not register.is_clock_believed  # each paper says so
        assert queries.weapon(register, number)["number"] == number


def test_that_slots_grown_past_all_bounds_are_read_from_their_copy(practice: Practice) -> None:
    folder = Folder(practice.path)
    folder.slots.write_bytes(bytes(LIMIT_BYTES + 1))
    practice.unlock().close()


def unlocked_behind(practice: Practice) -> Register:
    """As the window does it."""
    words = practice.passphrases[SUPERVISOR]
    return keeping.unlock(
        practice.path, SUPERVISOR, words, clock=practice.clock, checks_behind=True
    )
