"""Asks why, where an act may not be done without a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.ui.act_words import act_in_words
from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.commands import LONGEST_REASON, Command


class ReasonDialog(AskingDialog):
    """Ends with `given` or rejected."""

    given = Signal(str)

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(
            act_in_words(command),
            self.tr("The reason is written into the journal with the act and stays there."),
            self.tr("Go on"),
            parent,
        )
        self._edit = QLineEdit(maxLength=LONGEST_REASON)
        self._reason = self.add(Field(self.tr("&Why"), self._edit, name="reason", required=True))

    @override
    def on_yes(self) -> None:
        reason = self._edit.text().strip()
        if not reason:
            self._reason.say_error(self.tr("Type why it is done."))
            self._edit.setFocus()
            return
        self.given.emit(reason)
        # not accept(): that would close it as if it had been given up
        self.done(self.DialogCode.Accepted)
