"""A file is opened as it must be, or not at all."""

from __future__ import annotations

import gc
import weakref

import attacks
import pytest
from factory import SUPERVISOR, Desk, Practice, a_weapon

from salw_desktop.database import connection, journal, schema
from salw_desktop.database.connection import connect, in_memory
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.usecases import keeping
from salw_desktop.usecases.folder import Folder


def refused(practice: Practice) -> Trouble:
    with pytest.raises(Trouble) as trouble:
        practice.unlock()
    return trouble.value


def test_that_a_file_of_a_newer_program_is_not_touched(practice: Practice) -> None:
    with practice.unlock() as register:
        data_key = register.data_key
    path = Folder(practice.path).database
    other = connect(path, data_key)
    other.execute("PRAGMA user_version = 99")
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    before = path.read_bytes()
    trouble = refused(practice)
    assert (trouble.code, trouble.facts["found"]) == ("register.newer", 99)
    assert path.read_bytes() == before


def test_that_a_register_whose_making_was_broken_off_is_named(practice: Practice) -> None:
    desk = Desk(practice, practice.unlock())
    attacks.run(desk, "DELETE FROM station")
    desk.register.close()
    assert refused(practice).code == "register.unfinished"


def test_that_nothing_with_the_data_key_outlives_the_lock(practice: Practice) -> None:
    register = practice.unlock()
    left = weakref.ref(register.database)
    register.close()
    del register
    gc.collect()
    assert left() is None


def test_that_a_station_is_not_opened_as_a_registry(practice: Practice) -> None:
    with pytest.raises(Refusal) as refused_:
        keeping.unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR], role="registry")
    assert refused_.value.code == "register.is-a-station"
    with practice.unlock() as register:
        assert register.findings == ()


def test_that_an_old_sqlite_opens_nothing(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SQLITE_AT_LEAST", (99, 0, 0))
    assert refused(practice).code == "program.old-sqlite"


def test_that_another_key_opens_nothing(practice: Practice) -> None:
    with pytest.raises(Trouble) as trouble:
        connect(Folder(practice.path).database, bytes(32))
    assert trouble.value.code == "register.damaged"


def go_on_for_ever(desk: Desk) -> None:
    for n in range(100):
        desk.do("add-place", name=f"{n} " * 500, place_kind="store")


def test_that_a_full_disk_is_told_and_changes_nothing(desk: Desk) -> None:
    a_weapon(desk)
    before = journal.tip(desk.register.reader)
    writer = desk.register.database._connection
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble) as trouble:
        go_on_for_ever(desk)
    assert trouble.value.code == "disk.full"
    writer.execute("PRAGMA max_page_count = 1000000")
    assert desk.findings() == []
    done = journal.tip(desk.register.reader).n - before.n
    assert len(desk.rows("place")) == done + 5


def test_that_the_schema_of_a_new_file_is_the_programs(desk: Desk) -> None:
    other = connect(desk.register.database.path, desk.register.data_key, read_only=True)
    assert schema.differences(other) == []
    other.close()


def test_that_opening_again_changes_no_page(practice: Practice) -> None:
    path = Folder(practice.path).database
    before = path.read_bytes()
    with practice.unlock():
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "columns",
    [
        "id TEXT, weight REAL",
        "id TEXT, name TEXT COLLATE NOCASE",
        "id TEXT, name TEXT DEFAULT 'x'",
        "id TEXT, name TEXT, half TEXT GENERATED ALWAYS AS (name)",
        "name TEXT, id TEXT",
        "id INTEGER PRIMARY KEY, name TEXT",
        "id TEXT, photo BLOB",
    ],
)
def test_that_a_table_the_journal_could_not_carry_is_a_fault(columns: str) -> None:
    memory = in_memory()
    memory.execute(f"CREATE TABLE thing({columns}) STRICT")
    with pytest.raises(RuntimeError, match="thing: id TEXT first"):
        schema.journalled(memory)


def test_that_a_closed_register_answers_nobody(practice: Practice) -> None:
    """A connection opened now would outlive the lock, and hold the key."""
    register = practice.unlock()
    database = register.database
    register.close()
    with pytest.raises(RuntimeError, match="closed"):
        _ = database.reader
