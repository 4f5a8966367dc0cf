"""The check of the whole file while commands write: it finds nothing that is not so, and keeps nobody waiting."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import enter_search
from factory import Answer, Desk, a_weapon

from salw_desktop.database import check
from salw_desktop.database.connection import Connection, connect
from salw_desktop.usecases.keeping import check_whole, trusted_keys


def findings(desk: Desk, on_step: check.Step | None = None) -> list[str]:
    register = desk.register
    trusted = trusted_keys(register.folder.read_slots(), register)
    found = check.everything(register.database, trusted, on_step)
    return [str(each) for each in found if not each.is_note]


def test_that_a_long_write_beside_it_is_no_finding(desk: Desk) -> None:
    a_weapon(desk)
    with desk.register.database.counting():  # as an import does, for minutes
        assert findings(desk) == []


def test_that_what_is_saved_in_its_midst_is_no_finding(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_OPCODES_AN_ASK", 500)
    saved: list[Answer] = []

    def save(*_: int) -> None:
        if len(saved) < 40:
            saved.append(a_weapon(desk, serial=f"BESIDE{len(saved)}"))

    assert findings(desk, save) == []
    assert len(saved) == 40
    assert findings(desk) == []


def test_that_it_can_be_ended_in_the_midst_of_a_statement(desk: Desk) -> None:
    asked: list[tuple[int, int]] = []

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        asked.append((done, total))
        raise Enough

    desk.register.owes_check = True
    with pytest.raises(Enough):
        check_whole(desk.register, stop)
    assert asked == [(0, 0)]  # before the first event is looked at, and never again
    assert (desk.register.owes_check, desk.register.findings) == (True, ())
    desk.register.owes_check = False


def test_that_a_row_sought_under_another_term_is_found(desk: Desk) -> None:
    """As many rows for each term as before, only other ones: FTS5 is told to forget one and to take another for it."""
    first, second = (a_weapon(desk, serial=serial) for serial in ("ABQ1", "CDZ2"))
    assert first["number"] != second["number"]
    enter_search(desk)
    connection = desk.register.database._connection
    for sign, key in (("'delete'", "ABQ1"), ("'delete'", "CDZ2")):
        connection.execute(
            f"INSERT INTO serial_search(serial_search, rowid, pieces) SELECT {sign}, n,"
            f" pieces FROM serial_piece WHERE n = (SELECT n FROM serial_key WHERE key = '{key}')"
        )
    for at, of in (("ABQ1", "CDZ2"), ("CDZ2", "ABQ1")):
        connection.execute(
            "INSERT INTO serial_search(rowid, pieces) SELECT (SELECT n FROM serial_key WHERE key = ?), pieces"
            " FROM serial_piece WHERE n = (SELECT n FROM serial_key WHERE key = ?)",
            (at, of),
        )
    (finding,) = findings(desk)
    assert "search index" in finding


def cut_in_a_checkpoint(desk: Desk) -> Connection:
    """A reader that a checkpoint stops at, once a page of the file is left empty by it: not every one leaves some."""
    database = desk.register.database
    for n in range(50):
        a_weapon(desk, serial=f"BEFORE{n}")
        beside = connect(database.path, database.data_key, read_only=True)
        beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM weapon").fetchone()
        a_weapon(desk, serial=f"AFTER{n}")
        database._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if beside.execute("PRAGMA cipher_integrity_check").fetchall():
            return beside
        beside.close()
    raise AssertionError("no checkpoint left a page empty")


def test_that_a_log_half_moved_into_the_file_is_no_finding(desk: Desk, tmp_path: Path) -> None:
    """A power cut in the midst of a checkpoint: pages of the file are empty, and whole in the log."""
    beside = cut_in_a_checkpoint(desk)
    cut_off = desk.practice.copied_to(tmp_path / "cut.salw")
    (weapons,) = desk.register.reader.execute("SELECT count(*) FROM weapon").fetchone()
    assert findings(desk) == []
    beside.close()
    with cut_off.unlock() as register:
        assert register.findings == ()
        assert register.reader.execute("SELECT count(*) FROM weapon").fetchone() == (weapons,)
