"""Each thread reads over a connection of its own, so that a long list keeps no other question waiting."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from factory import Desk, Practice

from salw_desktop.database import database
from salw_desktop.database.connection import Connection, DatabaseError


def test_that_two_threads_read_at_once_and_neither_can_write(desk: Desk) -> None:
    opened = desk.register.database
    meet = threading.Barrier(2, timeout=10)

    def look() -> tuple[Connection, int]:
        reader = opened.reader
        meet.wait()
        (writes,) = reader.execute("PRAGMA query_only").fetchone()
        return reader, writes

    with ThreadPoolExecutor(2) as pool:
        (one, one_only), (other, other_only) = [
            future.result() for future in [pool.submit(look), pool.submit(look)]
        ]
    assert one is not other
    assert (one_only, other_only) == (1, 1)
    assert opened.reader is opened.reader


def test_that_a_question_asked_while_the_register_closes_leaves_no_connection(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would hold the key of a register that is locked."""
    register, real = practice.unlock(), database.connect
    is_asked, goes_on = threading.Event(), threading.Event()

    def connect(path: Path, data_key: bytes, *, read_only: bool) -> Connection:
        is_asked.set()
        goes_on.wait()
        return real(path, data_key, read_only=read_only)

    with ThreadPoolExecutor(1) as pool, monkeypatch.context() as patched:
        patched.setattr(database, "connect", connect)
        asked = pool.submit(lambda: register.database.reader)
        is_asked.wait()
        threading.Timer(0.05, goes_on.set).start()
        register.database.close()
        connection = asked.result()
    with pytest.raises(DatabaseError, match="closed"):
        connection.execute("SELECT 1")
