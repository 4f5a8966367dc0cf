"""What every page works with: a workplace, and the one way to act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import SecondPerson
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.signing import Signing
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.register import Register


class Office(Workplace):
    """A workplace whose operator can act: with his reasons, and with a second person beside him."""

    def __init__(self, register: Register, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(register, runner, parent)
        self._under_way: list[Signing] = []

    def perform(
        self,
        page: QWidget,
        command: Command,
        on_done: Callable[[Changes], None] | None = None,
        on_refused: Callable[[Refusal | Trouble], None] | None = None,
    ) -> None:
        """Asks for a reason and a second person where the act needs them, then carries it out and tells every page.

        What is turned down goes to `on_refused`, else to the page's `turned_down`. A key that is pressed twice asks
        for one act: the same command is not begun anew while it is under way.
        """
        if self.is_under_way(command):
            return
        signing = Signing(
            *(self.register, self.runner, self, self._under_way.remove, page, command),
            partial(self._on_performed, page, command, on_done),
            on_refused or partial(self.show_error, page),
        )
        self._under_way.append(signing)
        signing.begin()

    def is_under_way(self, command: Command) -> bool:
        """Whether it was asked for and neither done nor turned down yet."""
        return any(signing.asked == command for signing in self._under_way)

    def _on_performed(
        self,
        page: QWidget,
        command: Command,
        on_done: Callable[[Changes], None] | None,
        changes: Changes,
    ) -> None:
        if on_done is not None and shiboken6.isValid(page):
            on_done(changes)
        self.changed.emit(changes.tables)
        if command.second is SecondPerson.AFTER:
            self.tell("note", self.tr("Done. Another person countersigns it within 72 hours."))
