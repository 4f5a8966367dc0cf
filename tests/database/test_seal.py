"""A file that was touched while it was locked is looked through from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import STOREKEEPER, Desk, Practice, a_weapon

from salw_desktop.database.connection import PAGE_BYTES, connect
from salw_desktop.database.seal import seal_of
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.slots import sub_key
from salw_desktop.usecases.folder import Folder


@pytest.fixture
def locked(practice: Practice) -> tuple[Practice, Folder, bytes]:
    """A register with a weapon in it, locked; its folder and its data key."""
    desk = Desk(practice, practice.unlock())
    a_weapon(desk)
    data_key = desk.register.data_key
    desk.register.close()
    return practice, Folder(practice.path), data_key


def lose_a_serial(folder: Folder, data_key: bytes) -> None:
    """What the newest events do not show: the search forgets a weapon."""
    connection = connect(folder.database, data_key)
    connection.execute("DELETE FROM serial_waiting")
    connection.execute("DELETE FROM serial_key")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_that_an_untouched_file_opens_without_findings(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, _, _ = locked
    with practice.unlock() as register:
        assert register.findings == ()


def test_that_a_file_touched_while_locked_is_checked_from_end_to_end(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, data_key = locked
    lose_a_serial(folder, data_key)
    with practice.unlock() as register:
        assert "serial_key" in register.findings[0]


def test_that_it_is_the_seal_that_tells(locked: tuple[Practice, Folder, bytes]) -> None:
    practice, folder, data_key = locked
    lose_a_serial(folder, data_key)
    folder.seal.write_bytes(seal_of(folder.database, sub_key(data_key, "seal")))
    with practice.unlock() as register:
        assert register.findings == ()


def test_that_a_missing_seal_leads_to_the_full_check(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, data_key = locked
    lose_a_serial(folder, data_key)
    folder.seal.unlink()
    with practice.unlock() as register:
        assert register.findings != ()


def test_that_every_twentieth_unlock_checks_everything(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, data_key = locked
    lose_a_serial(folder, data_key)
    found = []
    for _ in range(20):
        folder.seal.write_bytes(seal_of(folder.database, sub_key(data_key, "seal")))
        register = practice.unlock()
        found.append(bool(register.findings))
        if not register.findings:
            Desk(practice, register).do(
                "add-to-roster", name=f"P. {len(found)}", function="f", organisation="o"
            )
        register.close()
    assert found[0] is False
    assert any(found)


def test_that_an_old_page_put_back_is_found(locked: tuple[Practice, Folder, bytes]) -> None:
    practice, folder, _ = locked
    before = folder.database.read_bytes()
    desk = Desk(practice, practice.unlock())
    number = desk.rows("weapon")[0]["number"]
    desk.do("put-away", weapon=number)
    (page,) = desk.register.reader.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'weapon'"
    ).fetchone()
    desk.register.close()
    put_back(folder.database, before, page)
    with practice.unlock() as register:
        assert any("weapon" in each and " place: " in each for each in register.findings)


def put_back(path: Path, old: bytes, page: int) -> None:
    first, last = (page - 1) * PAGE_BYTES, page * PAGE_BYTES
    now = path.read_bytes()
    assert old[first:last] != now[first:last]
    path.write_bytes(now[:first] + old[first:last] + now[last:])


def test_that_a_register_that_differs_can_be_read_but_not_written(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, data_key = locked
    lose_a_serial(folder, data_key)
    desk = Desk(practice, practice.unlock())
    with pytest.raises(Trouble) as trouble:
        a_weapon(desk)
    assert trouble.value.code == "register.differs"
    assert "serial_key" in str(trouble.value.facts["findings"])
    assert len(desk.rows("weapon")) == 1
    desk.register.close()


def test_that_a_damaged_page_is_told_and_ends_no_program(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, _ = locked
    whole = folder.database.read_bytes()
    for page in range(2, len(whole) // PAGE_BYTES, 9):
        first = page * PAGE_BYTES
        folder.database.write_bytes(whole[:first] + bytes(PAGE_BYTES) + whole[first + PAGE_BYTES :])
        try:
            register = practice.unlock(STOREKEEPER)
        except Trouble as trouble:
            assert trouble.code == "register.damaged"  # noqa: PT017  # some pages are wanted at once
        else:
            assert register.findings != ()
            register.database.close()
            register.free()


def test_that_a_file_that_is_no_register_is_damaged(
    locked: tuple[Practice, Folder, bytes],
) -> None:
    practice, folder, _ = locked
    folder.database.write_bytes(b"no register" * 1000)
    with pytest.raises(Trouble) as trouble:
        practice.unlock()
    assert trouble.value.code == "register.damaged"
