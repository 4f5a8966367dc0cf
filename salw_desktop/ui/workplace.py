"""What widgets work with: the open register, its operator, and the ways to ask, to keep and to tell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import Role
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Cancelled, Job, Runner
from salw_desktop.ui.sounds import Sounds
from salw_desktop.usecases import desk
from salw_desktop.usecases.at_the_window import roles_here
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.register import Register

T = TypeVar("T")
R = TypeVar("R")
KEEP_AFTER_MS, AGAIN_MS = 400, 5_000


class Workplace(QObject):
    """One for each unlock, as an `Office`; it outlives no lock."""

    changed = Signal(object)  # frozenset[str]: the tables that a command changed
    told = Signal(str, str)  # kind, text: for the bar of the page in front
    going = Signal(str, object)  # key of a page, its subject or None
    returning = Signal()  # to the page before
    finding = Signal()  # the box that finds a weapon, a page, an act
    noted = Signal(str, str, str)  # name, icon, text: a fact for the status bar; no text, no entry
    setting_changed = Signal(str)
    calibrating = Signal()  # the next burst of the scanner is the calibration code
    job_began = Signal(object)
    job_ended = Signal(object)

    def __init__(self, register: Register, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.runner = runner
        self.sounds = Sounds(self)
        self.roles: frozenset[Role] = roles_here(register)
        self._desk = desk.things(register)
        self._to_keep: dict[str, Json] = {}
        self._is_unkept = False  # the disk would not take it, and the person knows
        self._keeper = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        for timer in (self._keeper, self._again):
            timer.timeout.connect(self.put_by)
        self._newest: dict[tuple[int, str], int] = {}
        self._jobs: list[Job] = []
        self.is_left = False

    def leave(self) -> None:
        """The register is closed next: nothing is asked from here on, and nothing shown that would ask more."""
        self.is_left = True

    def may(self, act: type[Command]) -> bool:
        """Whether one of the operator's roles carries this act."""
        return not self.roles.isdisjoint(act.needs)

    def read(
        self,
        owner: QWidget,
        query: Callable[[Register], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        *,
        latest: str = "",
    ) -> None:
        """A query off the GUI thread; of those with the same word `latest` only the newest is delivered."""
        if self.is_left:
            return
        key, number = (id(owner), latest), 0
        if latest:
            number = self._newest[key] = self._newest.get(key, 0) + 1

        def unless_late(deliver: Callable[[R], None], result: R) -> None:
            if not self.is_left and (not latest or self._newest[key] == number):
                deliver(result)

        done = partial(unless_late, on_done)
        failed = partial(unless_late, on_error or partial(self.show_error, owner))
        self.runner.read(owner, partial(query, self.register), done, failed)

    def job(
        self,
        owner: QWidget,
        title: str,
        work: Callable[[Job], T],
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        *,
        writes: bool = False,
        is_beside: bool = False,
    ) -> Job:
        """Long work with progress and cancel in the status bar. `writes`: on the database worker, after what waits there.

        `is_beside`: nobody waits for it, so it keeps no screen from being covered or locked.
        """
        job = Job(title, is_beside=is_beside)
        if self.is_left:
            return job
        self._jobs.append(job)
        self.job_began.emit(job)

        def done(result: T) -> None:
            self._end(job)
            if not self.is_left:
                on_done(result)

        def failed(error: BaseException) -> None:
            self._end(job)
            if not isinstance(error, Cancelled):
                (on_error or partial(self.show_error, owner))(error)

        run = self.runner.run if writes else self.runner.read
        # the office owns the delivery: a job whose page is gone still has to leave the status bar
        run(self, partial(work, job), done, failed)
        return job

    @property
    def is_working(self) -> bool:
        """Whether a job runs that somebody waits for: then nothing covers or locks the screen."""
        return any(not job.is_beside for job in self._jobs)

    def cancel_jobs(self) -> None:
        for job in self._jobs:
            job.cancel()

    def go(self, page: str, subject: str | None = None) -> None:
        """Brings another page to the front."""
        self.going.emit(page, subject)

    def find(self) -> None:
        """Opens the box that finds anything, as Ctrl+K does."""
        self.finding.emit()

    def print_paper(self, kind: str, number: str) -> None:
        """The paper's preview on the page where it is printed; kind as in `printing_out.KINDS`."""
        self.go("printing", f"{kind}:{number}")

    def go_back(self) -> None:
        """To the page before, as Alt+Left does."""
        self.returning.emit()

    def tell(self, kind: str, text: str) -> None:
        """A sentence in the bar of the page in front: "done", "note", "warning" or "error"."""
        self.told.emit(kind, text)

    def note_fact(self, name: str, icon: str, text: str) -> None:
        """An entry of the status bar; without text it goes away."""
        self.noted.emit(name, icon, text)

    def announce(self, tables: frozenset[str]) -> None:
        """For work that changed tables without a command of this window, such as an import."""
        self.changed.emit(tables)

    def kept(self, name: str, default: Json = None) -> Json:
        """A setting of this operator, or a half-typed form."""
        return self._desk.get(name, default)

    def keep(self, name: str, value: Json) -> None:
        """Encrypted with the register, beside the journal; written a moment later. None forgets it."""
        if self._desk.get(name) != value:
            self._desk[name] = self._to_keep[name] = value
            self._keeper.start()
            self.setting_changed.emit(name)

    def put_by(self) -> None:
        """Writes what waits to be kept."""
        self._keeper.stop()
        if self._to_keep:
            values, self._to_keep = self._to_keep, {}
            work = partial(desk.keep, self.register, values)
            self.runner.run(self, work, self._on_kept, partial(self._on_not_kept, values))

    def _on_kept(self, _: None) -> None:
        if self._is_unkept:
            self._is_unkept = False
            self.told.emit("done", self.tr("What you typed is kept on the disk again."))

    def _on_not_kept(self, values: dict[str, Json], error: BaseException) -> None:
        """Tried again until there is room, as it stands by then: a later writing may have come through already."""
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._to_keep |= {name: self._desk[name] for name in values}
        self._again.start()
        if not self._is_unkept:
            self._is_unkept = True
            text = self.tr("What you type stays here, but a power cut would take it. %1")
            self.told.emit("error", text.replace("%1", wording(error)))

    def show_error(self, page: QWidget | None, error: BaseException) -> None:
        """Refusal and trouble go to the page, or to the one in front; anything else is a fault."""
        if not isinstance(error, Refusal | Trouble):
            raise error
        if page is not None and shiboken6.isValid(page) and hasattr(page, "turned_down"):
            page.turned_down(error)
        else:
            self.told.emit("error", wording(error))

    def _end(self, job: Job) -> None:
        self._jobs.remove(job)
        self.job_ended.emit(job)
