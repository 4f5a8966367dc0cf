"""Keys change at a station: HQ follows each change by the events, and reads what was signed before."""

from __future__ import annotations

from pathlib import Path

import pytest
from doors_of_hq import hq_restored, sheet_of
from factory import SUPERVISOR, a_weapon
from pair import Pair

from salw_desktop.usecases import checking, safekeeping, staffing


@pytest.mark.parametrize("attempt", range(4))  # the keys sort by chance: every order must do
def test_that_hq_follows_a_new_sheet_and_whom_it_recovers(pair: Pair, attempt: int) -> None:
    del attempt
    pair.imported(pair.bundle())
    sheet = sheet_of(pair)
    pair.imported(pair.bundle())
    words = staffing.recover(pair.practice.path, sheet, SUPERVISOR, "Forgotten")
    pair.practice.passphrases[SUPERVISOR] = words
    with pair.station() as desk:
        a_weapon(desk)
    told = pair.imported(pair.bundle())
    assert (told["turned_events"], told["weapons"]) == (0, 1)


def test_that_a_receipt_from_before_a_recovery_accuses_nobody(pair: Pair) -> None:
    pair.imported(pair.bundle())
    file, _ = pair.receipt()
    words = staffing.recover(pair.practice.path, sheet_of(pair), SUPERVISOR, "Forgotten")
    pair.practice.passphrases[SUPERVISOR] = words
    with pair.station() as desk:
        assert checking.check(desk.register, file).findings == ()


def test_that_a_registry_put_back_from_a_backup_gives_no_letter_number_twice(
    pair: Pair, tmp_path: Path
) -> None:
    with pair.hq() as registry:
        backup = safekeeping.back_up(registry, tmp_path / "backups")
    pair.imported(pair.bundle())
    _, lost = pair.receipt()
    hq = hq_restored(pair, backup, highest=lost.number)
    pair.imported(pair.bundle(), hq)
    _, receipt = pair.receipt(hq)
    assert receipt.number == 101
    assert lost.number < receipt.number
