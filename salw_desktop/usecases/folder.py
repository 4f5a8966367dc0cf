"""What lies where in a register folder."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.slots import LIMIT_BYTES, Slots, read_slots, write_slots

SUFFIX = ".salw"


@dataclass(frozen=True, slots=True)
class Folder:
    """`<name>.salw/`: the encrypted file, two copies of the slots, photos, lock, seal, backups."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "register.db"

    @property
    def slots(self) -> Path:
        return self.path / "slots.json"

    @property
    def slots_copy(self) -> Path:
        return self.path / "slots.copy.json"

    @property
    def next_database(self) -> Path:
        return self.path / "register.next.db"

    @property
    def old_database(self) -> Path:
        return self.path / "register.old.db"

    @property
    def next_slots(self) -> Path:
        return self.path / "slots.next.json"

    @property
    def seal(self) -> Path:
        return self.path / "seal"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def photos(self) -> Path:
        return self.path / "photos"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def backup_mark(self) -> Path:
        """Here lies a backup: it is restored, never worked in, or its numbers would be given twice."""
        return self.path / "backup"

    @property
    def differs(self) -> Path:
        """The last check of the whole file found something: the next one comes before any work, not beside it."""
        return self.path / "differs"

    @property
    def tries(self) -> Path:
        return self.path / "tries"

    @classmethod
    def found_at(cls, path: Path) -> Folder:
        """Trouble `register.missing` where no register lies."""
        folder = cls(path)
        if not folder.database.is_file():
            raise Trouble("register.missing", path=str(path))
        return folder

    def read_slots(self) -> Slots:
        """From the copy where the first one is missing or damaged."""
        for path in (self.slots, self.slots_copy):
            try:
                return read_slots(files.read_limited(path, LIMIT_BYTES))
            except (Refusal, Trouble) as trouble:
                failed = trouble
        raise failed

    def write_slots(self, slots: Slots) -> None:
        """At each moment one of the two opens; on Trouble the slots before count again.

        Else a passphrase that nobody was shown would have taken the place of one that somebody knows.
        """
        before = self._slots_before()
        try:
            self._write_both(slots)
        except Trouble:
            if before:
                with suppress(Trouble):
                    self._write_both(before)
            raise

    def _slots_before(self) -> Slots | None:
        try:
            return self.read_slots()
        except (Refusal, Trouble):
            return None

    def _write_both(self, slots: Slots) -> None:
        # the copy counts for nothing while the first one is whole
        data = write_slots(slots)
        files.write_private(self.slots_copy, data)
        files.write_private(self.slots, data)

    def write_next_slots(self, slots: Slots) -> None:
        files.write_private(self.next_slots, write_slots(slots))
