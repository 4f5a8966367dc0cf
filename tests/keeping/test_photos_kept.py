"""Photographs through a backup, a restore and a new key."""

from __future__ import annotations

from pathlib import Path

import pytest
from card import drawn, jpeg
from doors import backed_up, clean_check, rekeyed, restored, sit_down
from factory import Practice, a_weapon

from salw_desktop.domain.errors import Trouble
from salw_desktop.files import private
from salw_desktop.keys.photo_box import ORIGINAL
from salw_desktop.usecases import safekeeping

PICTURE = jpeg(drawn())


@pytest.fixture
def sha256(practice: Practice, tmp_path: Path) -> str:
    """Of a photograph in the register."""
    (tmp_path / "picture.jpg").write_bytes(PICTURE)
    desk = sit_down(practice)
    number = a_weapon(desk)["number"]
    added = desk.do("add-photo", weapon=number, file=str(tmp_path / "picture.jpg"), view="left")
    desk.register.close()
    return str(added["sha256"])


def sealed_files(practice: Practice) -> list[Path]:
    return [path for path in (practice.path / "photos").rglob("*") if path.is_file()]


def test_that_a_restored_backup_shows_every_photograph(
    practice: Practice, sha256: str, tmp_path: Path
) -> None:
    copy = restored(backed_up(practice, tmp_path / "backups"), practice, tmp_path / "copy.salw")
    with copy.unlock() as register:
        assert register.photos.read(sha256, ORIGINAL) == PICTURE
    assert clean_check(copy)


def test_that_a_new_key_leaves_every_photograph_as_it_lies(practice: Practice, sha256: str) -> None:
    before = {path: path.read_bytes() for path in sealed_files(practice)}
    rekeyed(practice)
    with practice.unlock() as register:
        assert register.photos.read(sha256, ORIGINAL) == PICTURE
    assert {path: path.read_bytes() for path in sealed_files(practice)} == before


def test_that_a_backup_that_lost_a_photograph_does_not_count(
    practice: Practice, sha256: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(source: Path, target: Path) -> None:
        private.write_private(target, source.read_bytes()[:-1])

    monkeypatch.setattr("salw_desktop.files.copy_private", cut_short)
    with practice.unlock() as register, pytest.raises(Trouble) as trouble:
        safekeeping.back_up(register, tmp_path / "backups")
    assert trouble.value.code == "backup.differs"
    assert trouble.value.facts == {"finding": f"photo {sha256[:8]}"}
    assert list((tmp_path / "backups").iterdir()) == []


def test_that_a_photograph_damaged_before_is_no_reason_to_be_without_a_backup(
    practice: Practice, sha256: str, tmp_path: Path
) -> None:
    for path in sealed_files(practice):
        path.write_bytes(b"damaged")
    assert (backed_up(practice, tmp_path / "backups") / "photos").is_dir()
    with practice.unlock() as register:
        assert not register.photos.is_whole(sha256)
