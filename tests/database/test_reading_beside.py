"""Each thread reads over a connection of its own, so that a long list keeps no other question waiting."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from factory import Desk

from salw_desktop.database.connection import Connection


def test_that_two_threads_read_at_once_and_neither_can_write(desk: Desk) -> None:
    database = desk.register.database
    meet = threading.Barrier(2, timeout=10)

    def look() -> tuple[Connection, int]:
        reader = database.reader
        meet.wait()
        (writes,) = reader.execute("PRAGMA query_only").fetchone()
        return reader, writes

    with ThreadPoolExecutor(2) as pool:
        (one, one_only), (other, other_only) = [
            future.result() for future in [pool.submit(look), pool.submit(look)]
        ]
    assert one is not other
    assert (one_only, other_only) == (1, 1)
    assert database.reader is database.reader
