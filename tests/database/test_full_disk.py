"""A disk that fills up in the middle: what was acknowledged stays, and the chain goes on from there."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factory import Desk, a_weapon

from salw_desktop.database.connection import wal_path
from salw_desktop.domain.errors import Trouble


@contextmanager
def no_file_grows_beyond(path: Path) -> Iterator[None]:
    """The system refuses every byte past the present end of the log, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_that_a_full_disk_at_lock_leaves_a_chain_that_goes_on(desk: Desk) -> None:
    a_weapon(desk)
    log = wal_path(desk.register.folder.database)
    with no_file_grows_beyond(log), pytest.raises(Trouble) as trouble:
        desk.register.close_branch()
    assert trouble.value.code in ("disk.full", "disk.failed")
    a_weapon(desk)
    desk.register.close_branch()
    assert desk.findings() == []


def test_that_a_full_disk_while_saving_changes_nothing_and_the_next_save_holds(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    before = len(desk.rows("weapon"))
    log = wal_path(desk.register.folder.database)
    with no_file_grows_beyond(log), pytest.raises(Trouble):
        desk.do("put-away", weapon=number)
    assert desk.rows("placement") == []
    a_weapon(desk)
    assert len(desk.rows("weapon")) == before + 1
    assert desk.findings() == []
