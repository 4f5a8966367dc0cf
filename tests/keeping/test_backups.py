"""Backups that open and are checked; a restore that gives no number twice and wants two people."""

from __future__ import annotations

from pathlib import Path

import pytest
from doors import backed_up, clean_check, restored, rows_of, sit_down, trouble_at_unlock
from factory import FixedClock, Practice, a_weapon
from marking_shop import BLOCK, a_job, furnish_shop

from salw_desktop.database import check
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.numbers import read_number
from salw_desktop.usecases import safekeeping
from salw_desktop.usecases.commands import perform


def running(number: object) -> int:
    return int(read_number(str(number))[9:15])


def test_that_a_backup_holds_every_row(practice: Practice, tmp_path: Path) -> None:
    desk = sit_down(practice)
    a_weapon(desk)
    rows = rows_of(desk.register)
    desk.register.close()
    copy = restored(backed_up(practice, tmp_path / "backups"), practice, tmp_path / "copy.salw")
    with copy.unlock() as register:
        found = rows_of(register)
    changed = {name for name, each in found.items() if each != rows[name]}
    assert changed == {"series_jump", "station"}
    assert clean_check(copy)


def test_that_a_backup_is_never_worked_in(practice: Practice, tmp_path: Path) -> None:
    backup = backed_up(practice, tmp_path / "backups")
    opened = Practice(backup, FixedClock(), practice.passphrases)
    assert trouble_at_unlock(opened) == "register.is-a-backup"


def test_that_a_backup_that_differs_does_not_count(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_finding(*_: object) -> list[check.Finding]:
        return [check.Finding("search", {"what": "AB"})]

    with practice.unlock() as register:
        monkeypatch.setattr(check, "everything", one_finding)
        with pytest.raises(Trouble) as trouble:
            safekeeping.back_up(register, tmp_path / "backups")
    assert trouble.value.code == "backup.differs"
    assert list((tmp_path / "backups").iterdir()) == []


def test_that_the_same_state_is_backed_up_once(practice: Practice, tmp_path: Path) -> None:
    backup = backed_up(practice, tmp_path / "backups")
    with pytest.raises(Refusal) as refusal:
        backed_up(practice, tmp_path / "backups")
    assert refusal.value.code == "folder.exists"
    assert backup.is_dir()


def test_that_restored_numbers_go_on_at_the_next_hundred(
    practice: Practice, tmp_path: Path
) -> None:
    desk = sit_down(practice)
    before = running(a_weapon(desk)["number"])
    desk.register.close()
    backup = backed_up(practice, tmp_path / "backups")
    copy = restored(backup, practice, tmp_path / "copy.salw")
    desk = sit_down(copy)
    after = running(a_weapon(desk)["number"])
    desk.register.close()
    assert before < 100 < after < 110


def test_that_restored_papers_get_a_series_of_their_own(practice: Practice, tmp_path: Path) -> None:
    copy = restored(backed_up(practice, tmp_path / "backups"), practice, tmp_path / "copy.salw")
    series = []
    for opened in (practice, copy):
        with opened.unlock() as register:
            series.append(register.station["series"])
    assert series[0] != series[1]


def test_that_a_number_seen_on_paper_counts(practice: Practice, tmp_path: Path) -> None:
    backup = backed_up(practice, tmp_path / "backups")
    copy = restored(backup, practice, tmp_path / "copy.salw", highest=347)
    desk = sit_down(copy)
    assert 400 < running(a_weapon(desk)["number"]) < 410
    desk.register.close()


def test_that_a_restore_wants_two(practice: Practice, tmp_path: Path) -> None:
    path = tmp_path / "copy.salw"
    safekeeping.unpack_backup(backed_up(practice, tmp_path / "backups"), path)
    command = safekeeping.RestoreRegister(highest_running_on_paper=0, reason="Laptop lost")
    copy = Practice(path, practice.clock, practice.passphrases)
    with copy.unlock() as register, pytest.raises(Refusal) as refusal:
        perform(command, register)
    assert refusal.value.code == "second.missing"


def test_that_a_backup_stays_as_it_is(practice: Practice, tmp_path: Path) -> None:
    backup = backed_up(practice, tmp_path / "backups")
    before = {path.name: path.read_bytes() for path in backup.iterdir() if path.is_file()}
    restored(backup, practice, tmp_path / "copy.salw")
    after = {path.name: path.read_bytes() for path in backup.iterdir() if path.is_file()}
    assert after == before


def test_that_mark_numbers_go_on_after_what_was_struck_since_the_backup(
    practice: Practice, tmp_path: Path
) -> None:
    desk = sit_down(practice)
    furnish_shop(desk)
    desk.do("add-mark-block", **{**BLOCK, "first": 41, "last": 999})
    a_job(desk)
    desk.register.close()
    backup = backed_up(practice, tmp_path / "backups")
    copy = restored(backup, practice, tmp_path / "copy.salw", struck=233)
    desk = sit_down(copy)
    a_job(desk, a_weapon(desk, serial="7")["number"])
    assert [row["running"] for row in desk.rows("mark_job")][-1] > 300
    desk.register.close()
