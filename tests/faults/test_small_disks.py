"""A disk that is truly full or read-only, while saving, exporting, backing up and opening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from doors import clean_check, sit_down, trouble_at_unlock
from factory import SUPERVISOR, Desk, Practice, a_weapon
from failing_disks import made_read_only
from failing_disks import mounted_small as mounted_small
from pair import Pair, a_pair

from salw_desktop import files
from salw_desktop.domain.errors import Trouble
from salw_desktop.usecases import exchange, keeping, safekeeping


@pytest.fixture
def small(tmp_path: Path, mounted_small: Callable[[Path], None]) -> Path:
    """A volume of 4 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted_small(folder)
    return folder


@pytest.fixture
def on_small(practice: Practice, small: Path) -> Iterator[Desk]:
    """A register that lies on such a volume, unlocked."""
    desk = sit_down(practice.copied_to(small / "here.salw"))
    yield desk
    desk.register.close()


def filled(folder: Path, *, but_bytes: int = 0) -> Path:
    """A file that takes all the room there is, and then gives a little back."""
    filler = folder / "filler"
    room_bytes = files.free_bytes(folder)
    with filler.open("wb") as file:
        file.write(bytes(room_bytes - but_bytes))
    return filler


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as trouble:
        act()
    return trouble.value.code


def test_that_a_full_disk_stops_a_save_and_loses_none(on_small: Desk) -> None:
    a_weapon(on_small)
    filler = filled(on_small.practice.path.parent)
    saved = 0

    def save_until_full() -> None:
        nonlocal saved
        while True:
            a_weapon(on_small, serial=f"AB {saved}")
            saved += 1

    assert code_of(save_until_full) == "disk.full"
    filler.unlink()
    assert len(on_small.rows("weapon")) == 1 + saved
    a_weapon(on_small)
    assert on_small.findings() == []


def test_that_a_full_disk_at_lock_leaves_a_register_that_opens(
    practice: Practice, small: Path
) -> None:
    there = practice.copied_to(small / "here.salw")
    desk = sit_down(there)
    a_weapon(desk)
    filler = filled(small)
    assert code_of(desk.register.close) == "disk.full"
    filler.unlink()
    assert clean_check(there)


def test_that_a_full_place_for_backups_gets_no_half_of_one(desk: Desk, small: Path) -> None:
    filler = filled(small, but_bytes=300_000)
    assert code_of(lambda: safekeeping.back_up(desk.register, small)) == "disk.full"
    assert list(small.iterdir()) == [filler]
    filler.unlink()
    assert safekeeping.back_up(desk.register, small).is_dir()


def test_that_a_full_disk_of_its_own_keeps_no_bundle_from_the_stick(
    pair_at_small: tuple[Pair, Path], tmp_path: Path
) -> None:
    pair, small = pair_at_small
    stick = tmp_path / "stick"
    stick.mkdir()
    with pair.station(small / "here.salw") as desk:
        a_weapon(desk)
        desk.register.close_branch()
        filler = filled(small)
        assert exchange.export(desk.register, stick).written.word.is_done
        filler.unlink()
        assert desk.findings() == []


@pytest.fixture
def pair_at_small(tmp_path: Path, small: Path) -> tuple[Pair, Path]:
    pair = a_pair(tmp_path)
    pair.practice.copied_to(small / "here.salw")
    return pair, small


def test_that_a_read_only_register_is_named_and_left_as_it_is(practice: Practice) -> None:
    before = (practice.path / "register.db").read_bytes()
    with made_read_only(practice.path):
        assert trouble_at_unlock(practice) == "folder.read-only"
        wrong = replace(practice, passphrases={SUPERVISOR: "no words of mine"})
        assert trouble_at_unlock(wrong) == "passphrase.wrong"
        assert SUPERVISOR in keeping.operators_of(practice.path)
    assert (practice.path / "register.db").read_bytes() == before
    assert clean_check(practice)
