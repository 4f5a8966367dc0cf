"""A backup is listed with what it holds, and opened again on demand."""

from __future__ import annotations

import pytest
from factory import Desk

from salw_desktop.domain.errors import Trouble
from salw_desktop.usecases.backups import backups_in, open_again
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.safekeeping import back_up


def test_that_a_backup_is_listed_and_opens_again(desk: Desk) -> None:
    own = desk.register.folder.backups
    made = back_up(desk.register, own)
    before = {path: path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}
    (found,) = backups_in(desk.register, own)
    assert (found.path, found.made_on) == (made, "2026-11-22")
    assert open_again(desk.register, made) == found.event
    after = {path: path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}
    assert after == before  # looking at it changes nothing in it


def test_that_a_damaged_backup_does_not_open(desk: Desk) -> None:
    made = back_up(desk.register, desk.register.folder.backups)
    file = Folder(made).database
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(Trouble) as raised:
        open_again(desk.register, made)
    assert raised.value.code == "backup.closed"
