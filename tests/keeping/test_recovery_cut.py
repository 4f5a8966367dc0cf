"""A recovery that the power cut: the ten words are typed again, and nothing else goes on with the old key."""

from __future__ import annotations

from pathlib import Path

import pytest
from doors import a_register_with_its_sheet, clean_check, trouble_at_unlock
from factory import STOREKEEPER, SUPERVISOR

from salw_desktop.usecases import staffing


def test_that_a_cut_before_the_slot_asks_for_the_sheet_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice, sheet = a_register_with_its_sheet(tmp_path)

    def power_cut(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(staffing, "_new_slot", power_cut)
        with pytest.raises(KeyboardInterrupt):
            staffing.recover(practice.path, sheet, SUPERVISOR, "Forgotten")
    assert trouble_at_unlock(practice) == "operator.renewed"
    words = staffing.recover(practice.path, sheet, SUPERVISOR, "Forgotten")
    practice.passphrases[SUPERVISOR] = words
    assert clean_check(practice)


def test_that_an_operator_without_a_slot_gets_one_by_the_sheet(tmp_path: Path) -> None:
    practice, sheet = a_register_with_its_sheet(tmp_path)
    with practice.unlock() as register:
        slots = register.folder.read_slots()
        gone = slots.of(STOREKEEPER).id
        register.folder.write_slots(slots.without(gone))
    words = staffing.recover(practice.path, sheet, STOREKEEPER, "Left out of a re-key")
    practice.passphrases[STOREKEEPER] = words
    practice.unlock(STOREKEEPER).close()
    assert clean_check(practice)
