"""A new key for the whole file: all of the old or all of the new, and the same record in both."""

from __future__ import annotations

from pathlib import Path

import pytest
from doors import (
    EVERYBODY,
    a_register_with_its_sheet,
    clean_check,
    consistent,
    rekeyed,
    rows_of,
    sit_down,
    slots_of,
)
from factory import RECORDER, STOREKEEPER, SUPERVISOR, Practice, a_practice, a_weapon

from salw_desktop.database import check
from salw_desktop.database.connection import connect
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.slots import ESCROW
from salw_desktop.usecases import keeping, safekeeping, staffing
from salw_desktop.usecases.folder import Folder


def key_of(practice: Practice) -> bytes:
    with practice.unlock() as register:
        return register.data_key


def test_that_the_old_key_opens_nothing_any_more(practice: Practice) -> None:
    old = key_of(practice)
    rekeyed(practice)
    with pytest.raises(Trouble) as trouble:
        connect(Folder(practice.path).database, old)
    assert trouble.value.code == "register.damaged"
    assert key_of(practice) != old


def test_that_the_record_is_the_same_under_the_new_key(practice: Practice) -> None:
    desk = sit_down(practice)
    a_weapon(desk)
    before = rows_of(desk.register)
    desk.register.close()
    rekeyed(practice)
    with practice.unlock() as register:
        after = rows_of(register)
    assert {name for name in before if before[name] != after[name]} == {"station"}
    assert clean_check(practice)


def test_that_those_whose_passphrase_was_not_there_are_named(practice: Practice) -> None:
    _, left_out = rekeyed(practice, SUPERVISOR, STOREKEEPER, RECORDER)
    assert left_out == ("Auditor", "Deputy")
    assert set(slots_of(practice)) == {SUPERVISOR, STOREKEEPER, RECORDER}


def test_that_whoever_signs_brings_his_passphrase(practice: Practice) -> None:
    before = Folder(practice.path).slots.read_bytes()
    with pytest.raises(Refusal) as refusal:
        rekeyed(practice, SUPERVISOR, RECORDER)
    assert refusal.value.code == "rekey.passphrase-missing"
    assert refusal.value.facts["name"] == STOREKEEPER
    assert Folder(practice.path).slots.read_bytes() == before
    practice.unlock().close()


def test_that_the_new_sheet_recovers_and_the_old_one_does_not(tmp_path: Path) -> None:
    practice, old = a_register_with_its_sheet(tmp_path)
    new, _ = rekeyed(practice, SUPERVISOR, STOREKEEPER)
    with pytest.raises(Trouble, match=r"passphrase\.wrong"):
        staffing.recover(practice.path, old, SUPERVISOR, "Forgotten")
    words = staffing.recover(practice.path, new, SUPERVISOR, "Forgotten")
    practice.passphrases[SUPERVISOR] = words
    assert clean_check(practice)


def test_that_the_registrys_way_back_is_sealed_anew(practice: Practice) -> None:
    hq, folder = AgeIdentity.generate(), Folder(practice.path)
    slot = escrow_slot(key_of(practice), hq.recipient)
    folder.write_slots(folder.read_slots().with_slot(slot))
    rekeyed(practice)
    (found,) = [slot for slot in folder.read_slots().slots if slot.kind == ESCROW]
    assert found.id == hq.recipient
    assert found.sealed != slot.sealed


def test_that_a_file_that_did_not_come_out_right_changes_nothing(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = key_of(practice)
    with monkeypatch.context() as patch:
        patch.setattr(check, "everything", lambda *_: [check.Finding("search", {"what": "AB"})])
        patch.setattr(check, "newest", lambda *_: [])
        with pytest.raises(Trouble) as trouble:
            rekeyed(practice)
    assert trouble.value.code == "rekey.differs"
    assert key_of(practice) == old
    assert consistent(practice)


def test_that_after_a_refused_one_the_next_one_goes_through(practice: Practice) -> None:
    folder = Folder(practice.path)
    folder.next_database.write_bytes(b"left behind")
    folder.old_database.write_bytes(b"left behind")
    old = key_of(practice)
    rekeyed(practice)
    assert key_of(practice) != old
    assert not folder.next_database.exists()
    assert not folder.old_database.exists()


def test_that_slots_that_nothing_was_swapped_for_count_for_nothing(
    practice: Practice, tmp_path: Path
) -> None:
    other, folder = a_practice(tmp_path / "other.salw"), Folder(practice.path)
    before = folder.slots.read_bytes()
    folder.next_slots.write_bytes(Folder(other.path).slots.read_bytes())
    assert clean_check(practice)
    assert folder.slots.read_bytes() == before
    assert not folder.next_slots.exists()


def test_that_a_second_program_waits_for_the_swap(practice: Practice) -> None:
    """Whoever comes in the middle must not mend what is being done."""
    seen: list[str] = []
    real_swap = safekeeping._swap

    def swap(*arguments: object) -> None:
        register = arguments[0]
        assert isinstance(register, keeping.Register)
        register.folder.next_slots.write_bytes(register.folder.slots.read_bytes())
        with pytest.raises(Trouble) as trouble:
            keeping.operators_of(practice.path)
        seen.append(trouble.value.code)
        real_swap(*arguments)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(safekeeping, "_swap", swap)
        rekeyed(practice)
    assert seen == ["register.in-use"]
    assert set(slots_of(practice)) == set(EVERYBODY)
