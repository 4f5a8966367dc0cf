"""Who can open a register: added by two, other words, brought back by the ten words of the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from doors import a_register_with_its_sheet, clean_check, sit_down, slots_of, trouble_at_unlock
from factory import FAST, STOREKEEPER, SUPERVISOR, Practice, a_campaign, a_hand_in

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import Role
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import OPERATOR, RECOVERY, Opened, wrap
from salw_desktop.usecases import checking, keeping, staffing
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.folder import Folder


def test_that_two_introduce_an_operator(practice: Practice) -> None:
    desk = sit_down(practice)
    words = staffing.add_operator(
        desk.register,
        name="Newcomer",
        person="P. Visitor",
        roles=(Role.RECORDER,),
        second=desk.key(STOREKEEPER),
    )
    desk.register.close()
    practice.passphrases["Newcomer"] = words
    desk = sit_down(practice, "Newcomer")
    assert a_hand_in(desk)
    desk.register.close()
    assert clean_check(practice)


def test_that_one_alone_introduces_nobody(practice: Practice) -> None:
    before = slots_of(practice)
    with practice.unlock() as register, pytest.raises(Refusal) as refusal:
        staffing.add_operator(
            register, name="Newcomer", person="P. Visitor", roles=(Role.RECORDER,), second=None
        )
    assert refusal.value.code == "second.missing"
    assert slots_of(practice) == before


def test_that_other_words_open_the_same_key(practice: Practice) -> None:
    old, before = practice.passphrases[SUPERVISOR], slots_of(practice)
    with practice.unlock() as register:
        words = staffing.new_passphrase(register, old)
    assert trouble_at_unlock(practice) == "passphrase.wrong"
    practice.passphrases[SUPERVISOR] = words
    assert slots_of(practice) == before
    assert clean_check(practice)


def test_that_new_words_want_the_present_ones(practice: Practice) -> None:
    with practice.unlock() as register, pytest.raises(Trouble) as trouble:
        staffing.new_passphrase(register, "not my words")
    assert trouble.value.code == "passphrase.wrong"


def test_that_the_ten_words_bring_an_operator_back(tmp_path: Path) -> None:
    practice, sheet = a_register_with_its_sheet(tmp_path)
    before = slots_of(practice)
    words = staffing.recover(practice.path, sheet, STOREKEEPER, "Forgotten")
    assert trouble_at_unlock(practice, STOREKEEPER) == "passphrase.wrong"
    practice.passphrases[STOREKEEPER] = words
    after = slots_of(practice)
    assert after[STOREKEEPER] != before[STOREKEEPER]
    assert after[SUPERVISOR] == before[SUPERVISOR]
    assert clean_check(practice)


def test_that_a_recovered_operator_works_on_and_the_check_notes_it(tmp_path: Path) -> None:
    practice, sheet = a_register_with_its_sheet(tmp_path)
    desk = sit_down(practice)
    a_campaign(desk)
    desk.register.close()
    words = staffing.recover(practice.path, sheet, SUPERVISOR, "Forgotten")
    practice.passphrases[SUPERVISOR] = words
    desk = sit_down(practice)
    assert a_hand_in(desk)
    found = checking.check(desk.register)
    desk.register.close()
    assert found.findings == ()
    assert ["recovery sheet" in note for note in found.notes] == [True]


def test_that_wrong_words_of_the_sheet_open_nothing(tmp_path: Path) -> None:
    practice, _ = a_register_with_its_sheet(tmp_path)
    with pytest.raises(Trouble) as trouble:
        staffing.recover(practice.path, "ten words of another sheet", SUPERVISOR, "Forgotten")
    assert trouble.value.code == "passphrase.wrong"


def test_that_without_a_sheet_there_is_no_way_back(tmp_path: Path) -> None:
    practice, sheet = a_register_with_its_sheet(tmp_path)
    folder = Folder(practice.path)
    folder.write_slots(folder.read_slots().without(RECOVERY))
    with pytest.raises(Trouble) as trouble:
        staffing.recover(practice.path, sheet, SUPERVISOR, "Forgotten")
    assert trouble.value.code == "slots.no-recovery"


def forge_recovery(practice: Practice) -> None:
    """By somebody who has the data key but not the sheet: an opening under a sheet of his own."""
    with practice.unlock(STOREKEEPER) as register:
        data_key = register.data_key
    signer = Signer()
    sheet = Opened(data_key, Signer())
    with keeping.open_recovered(practice.path, sheet, SUPERVISOR, signer) as register:
        key = register.operator.operator
        renewed = staffing.RenewKey(
            operator=key, sign_key=signer.public.hex(), reason="I am the supervisor"
        )
        perform(renewed, register)
        folder, slots = register.folder, register.folder.read_slots()
        inside = Opened(data_key, signer)
        slot = wrap(slots.register, OPERATOR, key, SUPERVISOR, "my words", inside, FAST)
        folder.write_slots(slots.with_slot(slot))
    practice.passphrases[SUPERVISOR] = "my words"


@pytest.mark.parametrize("operator", [SUPERVISOR, STOREKEEPER])
def test_that_an_opening_without_the_sheets_key_is_found(tmp_path: Path, operator: str) -> None:
    practice, _ = a_register_with_its_sheet(tmp_path)
    forge_recovery(practice)
    with practice.unlock(operator) as register:
        (finding, *_) = register.findings
        with pytest.raises(Trouble) as trouble:
            perform(staffing.RenewKey(operator="", sign_key="", reason="x"), register)
    assert "in the name of somebody who did not sign it" in finding
    assert trouble.value.code == "register.differs"
