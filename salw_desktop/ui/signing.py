"""The way of one command: its reason, its second person, and then the one door `perform`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import SecondPerson
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.commands import Changes, Command, perform
from salw_desktop.usecases.register import Key, Register


class Signing:
    """Ends with `on_performed` or `on_turned_down`; a dialog that is given up is a refusal of what it asked for.

    The office keeps it until then: a connection keeps nobody. No QObject: what its connections held last, a page
    perhaps, would be destroyed in the midst of its own destruction.
    """

    def __init__(
        self,
        register: Register,
        runner: Runner,
        office: QObject,
        on_ended: Callable[[Signing], None],
        page: QWidget,
        command: Command,
        on_performed: Callable[[Changes], None],
        on_turned_down: Callable[[Refusal | Trouble], None],
    ) -> None:
        self._register = register
        self._runner = runner
        self._office = office
        self._on_ended = on_ended
        self._page = page
        self.asked = self._command = command
        self._on_performed = on_performed
        self._on_turned_down = on_turned_down

    def begin(self) -> None:
        if self._command.asks_why and not self._command.reason.strip():
            why = ReasonDialog(self._command, self._page.window())
            why.given.connect(self._on_reason)
            why.rejected.connect(partial(self._give_up, "reason"))
            why.open()
        else:
            self._ask_second()

    def _on_reason(self, reason: str) -> None:
        self._command = replace(self._command, reason=reason)
        self._ask_second()

    def _ask_second(self) -> None:
        if self._command.second is not SecondPerson.BEFORE:
            self._perform(None, None)
            return
        try:
            dialog = SecondPersonDialog(
                self._register, self._runner, self._command, self._page.window()
            )
        except (Refusal, Trouble) as error:  # of the folder, where it stands who has a key
            self._on_error(error)
            return
        dialog.signed.connect(partial(self._perform, remote_code=None))
        dialog.code_given.connect(partial(self._perform, None))
        dialog.rejected.connect(partial(self._give_up, "second"))
        dialog.open()

    def _perform(self, second: Key | None, remote_code: str | None) -> None:
        work = partial(
            perform, self._command, self._register, second=second, remote_code=remote_code
        )
        # the office lives as long as the register: the rows change whether the page still stands or not
        self._runner.run(self._office, work, self._on_done, self._on_error)

    def _give_up(self, asked: str) -> None:
        self._on_error(Refusal(f"{asked}.missing"))

    def _on_done(self, changes: Changes) -> None:
        self._on_ended(self)
        self._on_performed(changes)

    def _on_error(self, error: BaseException) -> None:
        self._on_ended(self)
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._on_turned_down(error)
