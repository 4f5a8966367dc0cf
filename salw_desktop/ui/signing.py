"""The way of one command: its reason, its second person, and then the one door `perform`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import SecondPerson
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.commands import Command, perform
from salw_desktop.usecases.register import Key, Register


class Signing(QObject):
    """Ends with `performed` or `turned_down`; a dialog that is given up is a refusal of what it asked for."""

    performed = Signal(object)  # Changes
    turned_down = Signal(object)  # Refusal or Trouble

    def __init__(
        self, register: Register, runner: Runner, command: Command, page: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = parent
        self._register = register
        self._runner = runner
        self._command = command
        self._page = page

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
        dialog = SecondPersonDialog(
            self._register, self._runner, self._command, self._page.window()
        )
        dialog.signed.connect(partial(self._perform, remote_code=None))
        dialog.code_given.connect(partial(self._perform, None))
        dialog.rejected.connect(partial(self._give_up, "second"))
        dialog.open()

    def _perform(self, second: Key | None, remote_code: str | None) -> None:
        work = partial(
            perform, self._command, self._register, second=second, remote_code=remote_code
        )
        # the office lives as long as the register: the rows change whether the page still stands or not
        self._runner.run(self._office, work, self._on_performed, self._on_error)

    def _give_up(self, asked: str) -> None:
        self._on_error(Refusal(f"{asked}.missing"))

    def _on_performed(self, changes: object) -> None:
        self.performed.emit(changes)
        self.deleteLater()

    def _on_error(self, error: BaseException) -> None:
        self.deleteLater()
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.turned_down.emit(error)
