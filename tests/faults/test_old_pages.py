"""Each page of an older copy put back by itself, as anybody can who has the file and no key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from attacks import enter_search
from factory import DEPUTY, Desk, Practice, a_hand_in, a_weapon

from salw_desktop.database import check, schema, weapons
from salw_desktop.database.connection import PAGE_BYTES, DatabaseError, connect
from salw_desktop.database.database import Database
from salw_desktop.database.seal import seal_of
from salw_desktop.keys.slots import sub_key
from salw_desktop.usecases import keeping

SERIALS = ("AB 12340", "77-31", "KM 2299", "XZ 4711", "0815 Q", "PT 5521")
ASKED = ("1", "2?4", "77", "73", "PT", "81", "5", "47", "12", "Q")


@dataclass(frozen=True)
class Copies:
    """A locked register, an older copy of its file, and what opens them."""

    path: Path
    now: bytes
    old: bytes
    data_key: bytes
    trusted: check.Trusted

    @property
    def differing(self) -> list[int]:
        """First bytes of the pages that both have and that are not alike."""
        ends = range(0, min(len(self.now), len(self.old)), PAGE_BYTES)
        return [at for at in ends if self._page(self.now, at) != self._page(self.old, at)]

    def put_back(self, at: int) -> None:
        page = self._page(self.old, at)
        self.path.write_bytes(self.now[:at] + page + self.now[at + PAGE_BYTES :])

    @staticmethod
    def _page(data: bytes, at: int) -> bytes:
        return data[at : at + PAGE_BYTES]

    def seal(self) -> bytes:
        return seal_of(self.path, sub_key(self.data_key, "seal"))

    def findings(self) -> list[check.Finding]:
        database = Database(self.path, self.data_key)
        try:
            return [e for e in check.everything(database, self.trusted) if not e.is_note]
        finally:
            database.close()

    def told(self) -> object:
        """What the program reads from this file: every row, every id as the index has it, and what a search finds."""
        connection = connect(self.path, self.data_key)
        try:
            names = [table.name for table in schema.journalled(connection)]
            rows = {
                name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in (*names, "journal", "touched", "serial_key")
            }
            ids = {
                name: connection.execute(f"SELECT id FROM {name} ORDER BY id").fetchall()
                for name in names
            }
            sought = {
                piece: weapons.with_serial_like(connection, piece, len(SERIALS)) for piece in ASKED
            }
        except DatabaseError as damage:
            return str(damage)
        finally:
            connection.close()
        return rows, ids, sought


@pytest.fixture(scope="module")
def copies(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    practice = template.copied_to(tmp_path_factory.mktemp("pages") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    numbers = [a_weapon(desk, serial=serial)["number"] for serial in SERIALS[:3]]
    enter_search(desk)
    desk.register.close()
    path = desk.register.database.path
    old = path.read_bytes()
    desk = Desk(practice, practice.unlock(DEPUTY))
    desk.do("put-away", weapon=numbers[0])
    desk.do("correct-weapon", weapon=numbers[1], serial="PT 5521", reason="Read again")
    for serial in SERIALS[3:5]:
        a_weapon(desk, serial=serial)
    enter_search(desk)
    a_weapon(desk, serial=SERIALS[5])  # waits
    a_hand_in(desk)
    trusted = keeping.trusted_keys(desk.register.folder.read_slots(), desk.register)
    data_key = desk.register.data_key
    desk.register.close()
    return Copies(path, path.read_bytes(), old, data_key, trusted)


@pytest.mark.slow
def test_that_the_seal_knows_each_old_page(copies: Copies) -> None:
    copies.path.write_bytes(copies.now)
    whole, pages = copies.seal(), copies.differing
    assert len(pages) > 20
    for at in pages:
        copies.put_back(at)
        assert copies.seal() != whole


@pytest.mark.slow
def test_that_the_check_names_each_old_page_that_changes_a_row_or_a_search(
    copies: Copies,
) -> None:
    """A page that changes nothing anybody reads may pass; of the others none does."""
    copies.path.write_bytes(copies.now)
    before = copies.told()
    assert copies.findings() == []
    changing = 0
    for at in copies.differing:
        copies.put_back(at)
        if copies.told() != before:
            changing += 1
            assert copies.findings(), f"page {at // PAGE_BYTES + 1} of the older copy"
    assert changing > 10
