"""Chooses the six digits that take the cover away in this shift."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.cover import DIGITS, Cover


class ShiftCodeDialog(AskingDialog):
    """Typed twice, since a code mistyped once is a passphrase typed later."""

    def __init__(self, cover: Cover, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Code of this shift"),
            self.tr(
                "Six digits bring a covered screen back. They live until the register is locked, in "
                "memory alone; the passphrase opens the register as before."
            ),
            self.tr("Choose"),
            parent,
        )
        self._cover = cover
        self._runner = runner
        hidden = QLineEdit.EchoMode.Password
        self._edit = QLineEdit(echoMode=hidden, maxLength=DIGITS)
        self._again_edit = QLineEdit(echoMode=hidden, maxLength=DIGITS)
        self._code = self.add(Field(self.tr("&Six digits"), self._edit, name="code"))
        self._again = self.add(Field(self.tr("The same &again"), self._again_edit, name="again"))

    @override
    def on_yes(self) -> None:
        if self._edit.text() != self._again_edit.text():
            self._again.say_error(self.tr("The two differ."))
            self._again.take_focus()
            return
        work = partial(self._cover.choose, self._edit.text())
        self._runner.read(self, work, self._on_chosen, self._on_refused)

    def _on_chosen(self, _: None) -> None:
        self.accept()

    def _on_refused(self, error: BaseException) -> None:
        self._code.say_error(wording(error))
        self._code.take_focus()
