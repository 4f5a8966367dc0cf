"""An unlocked register: who is at it, the branch of this unlock, the one transaction, and the way back to locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from salw_desktop import files
from salw_desktop.database import duty, journal, people
from salw_desktop.database.branch import Branch, newest_proven
from salw_desktop.database.branch import Key as Key
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Act, Database, Hour, Transaction, as_it_is
from salw_desktop.database.rows import Row
from salw_desktop.database.seal import seal_of
from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.time import Clock, is_jump
from salw_desktop.keys.chain import RECOVERED
from salw_desktop.keys.photo_box import PhotoBox
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import Opened, sub_key
from salw_desktop.usecases.folder import Folder

CLOCK_SLACK = timedelta(minutes=5)  # as far as two clocks may differ at the opening of a day


class Register:
    """Unlocked by one operator; whoever comes next unlocks it anew and gets a branch of his own."""

    def __init__(
        self,
        folder: Folder,
        database: Database,
        opened: Opened,
        operator: Key,
        name: str,
        clock: Clock,
        lock: files.FolderLock,
    ) -> None:
        self.folder = folder
        self.database = database
        self.operator = operator
        self.operator_name = name
        self.clock = clock
        self.data_key = opened.data_key
        self.findings: tuple[str, ...] = ()
        self.owes_check = False  # the whole file is still to be looked at
        self._lock = lock
        self._branch: Branch | None = None
        self._sheet: Signer | None = None

    @property
    def reader(self) -> Connection:
        return self.database.reader

    @property
    def station(self) -> Row:
        found = people.station(self.reader)
        if found is None:
            raise Trouble("register.unfinished", path=self.folder.path.name)
        return found

    @property
    def photos(self) -> PhotoBox:
        return self.photos_in(self.folder)

    def photos_in(self, folder: Folder) -> PhotoBox:
        """In a copy of this register's folder, which has the same key."""
        return PhotoBox(folder.photos, bytes.fromhex(self.database.secret("photo_key")))

    @property
    def is_clock_believed(self) -> bool:
        """Whether two people confirmed it today, or at least it stands where it can; papers say so when it does not."""
        opening = duty.opening_of(self.reader, self.clock().date)
        is_confirmed = not (self.findings or (opening and opening["breaches"]))
        return is_confirmed and self.clock_doubt is None

    @property
    def clock_doubt(self) -> str | None:
        """The newest time proven, where the clock cannot be right beside it: two people may confirm a leap, never a day gone by."""
        if self.findings:  # what differs from its journal proves no time
            return None
        now, proven = self.clock(), newest_proven(self.reader, journal.tip(self.reader).n)
        if not is_jump(now.claim + CLOCK_SLACK, proven):
            return None
        is_ahead = proven is None or now.claim > datetime.fromisoformat(proven)
        return None if is_ahead and duty.opening_of(self.reader, now.date) else proven

    @contextmanager
    def transaction(
        self, act: Act, second: Key | None, hour: Hour = as_it_is
    ) -> Iterator[Transaction]:
        if self.findings:
            raise Trouble("register.differs", findings="; ".join(self.findings[:3]))
        branch = self._open_branch()
        with self.database.transaction(
            branch, act, self.clock(), self.operator.operator, second, hour
        ) as tx:
            yield tx

    def over(self, database: Database, data_key: bytes) -> Register:
        """The same people at another file of the same folder: what a re-key writes into."""
        opened = Opened(data_key, self.operator.signer)
        key, name = self.operator, self.operator_name
        other = Register(self.folder, database, opened, key, name, self.clock, self._lock)
        other.findings = self.findings
        return other

    def open_by_sheet(self, sheet: Signer) -> None:
        """The operator's own key is lost: the recovery sheet signs this opening, and names his new key."""
        self._sheet = sheet

    @property
    def branch_id(self) -> str | None:
        """The branch of this unlock, once it has written something."""
        return self._branch.id if self._branch else None

    def _open_branch(self) -> Branch:
        if self._branch is None:
            branch = self.database.branch(
                device=bytes.fromhex(self.database.secret("device_seed")),
                operator=self.operator,
                clock=self.clock,
            )
            with self.database.opening(branch):
                branch.open(RECOVERED if self._sheet else "unlocked", self._sheet)
            self._branch = branch
        return self._branch

    def close_branch(self) -> None:
        """The last event of the branch; its key is forgotten, so a tail cut off later cannot be closed again."""
        if self._branch is not None:
            with self.database.opening(self._branch):
                self._branch.close()
            self._branch = None

    def close(self) -> None:
        """Locks: the branch is closed, the file sealed, the folder free."""
        try:
            try:
                self.close_branch()
                self.database.checkpoint()
            finally:
                self.database.close()
            if not (
                self.findings or self.owes_check
            ):  # a seal tells the next unlock that all is well
                self._seal()
        finally:
            self.free()

    def _seal(self) -> None:
        # everything is saved by now: without a seal the next unlock only looks at the whole file
        with suppress(Trouble):
            seal = seal_of(self.folder.database, sub_key(self.data_key, "seal"))
            files.write_private(self.folder.seal, seal)

    def free(self) -> None:
        """Lets the next program in."""
        self._lock.release()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
