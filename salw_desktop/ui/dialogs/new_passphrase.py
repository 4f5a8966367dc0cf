"""Other words for one's own key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.staffing import new_passphrase


class NewPassphraseDialog(AskingDialog):
    """Ends with `changed` or rejected; the old passphrase is asked, so that nobody changes another's."""

    changed = Signal(str)  # the new words

    def __init__(self, register: Register, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Another passphrase"),
            self.tr("The program makes new words for you and shows them once; the old ones end."),
            self.tr("Make new words"),
            parent,
        )
        self._register = register
        self._runner = runner
        self._is_working = False
        self.edit = PassphraseEdit()
        self.field = self.add(
            Field(self.tr("Your &passphrase of now"), self.edit, name="passphrase")
        )

    @override
    def on_yes(self) -> None:
        if not self._is_working:
            self._set_working(True)
            work = partial(new_passphrase, self._register, self.edit.text())
            self._runner.run(self, work, self._on_made, self._on_wrong)

    def _on_made(self, words: str) -> None:
        self._set_working(False)
        self.changed.emit(words)
        self.done(self.DialogCode.Accepted)

    def _on_wrong(self, error: BaseException) -> None:
        self._set_working(False)
        self.field.say_error(self.edit.with_caps(wording(error)))
        self.field.take_focus()

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        for widget in (self.edit, self.yes_button, self.no_button):
            widget.setEnabled(not is_working)

    @override
    def reject(self) -> None:
        if not self._is_working:  # the words that are being made would be seen by nobody
            super().reject()
