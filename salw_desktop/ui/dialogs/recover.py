"""A lost passphrase: by the ten words of the recovery sheet its operator gets a new key and new words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.words_once import WordsOnce
from salw_desktop.usecases.commands import LONGEST_REASON
from salw_desktop.usecases.staffing import recover


class RecoverDialog(AskingDialog):
    """What is wrong stands at its field; the new words are shown until they are written down."""

    def __init__(
        self, path: Path, operator: str, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("A lost passphrase"),
            self.tr(
                "The ten words of the recovery sheet give %1 a new key. It is written into the "
                "journal, with the reason; what was signed before stays valid."
            ).replace("%1", operator),
            self.tr("Make new words"),
            parent,
        )
        self._path, self._operator, self._runner = path, operator, runner
        self._is_working = False
        self.words_edit = QLineEdit()
        self.reason_edit = QLineEdit(maxLength=LONGEST_REASON)
        self.words = self.add(
            Field(self.tr("The ten &words"), self.words_edit, name="words", required=True)
        )
        self.reason = self.add(
            Field(self.tr("Wh&y"), self.reason_edit, name="reason", required=True)
        )
        self.once = WordsOnce()
        self.once.written_down.connect(self.accept)
        self.once.hide()
        self.column.addWidget(self.once)

    @override
    def on_yes(self) -> None:
        if self._is_working:
            return
        if not self.reason_edit.text().strip():
            self.reason.say_error(self.tr("Type why it is done."))
            self.reason.take_focus()
            return
        self._set_working(True)
        words, why = self.words_edit.text(), self.reason_edit.text().strip()
        work = partial(recover, self._path, words, self._operator, why)
        self._runner.run(self, work, self._on_made, self._on_wrong)

    def _on_made(self, words: str) -> None:
        self._is_working = False
        self.words_edit.clear()
        for widget in (self.words, self.reason, self.yes_button, self.no_button):
            widget.hide()
        self.once.show()
        self.once.show_words(self._operator, words)

    def _on_wrong(self, error: BaseException) -> None:
        self._set_working(False)
        is_reason = isinstance(error, Refusal) and error.field == "reason"
        field = self.reason if is_reason else self.words
        field.say_error(wording(error))
        field.take_focus()

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        for widget in (self.words_edit, self.reason_edit, self.yes_button, self.no_button):
            widget.setEnabled(not is_working)

    @override
    def reject(self) -> None:
        """Words that are shown once, or about to be, are not taken off the screen by Esc."""
        if not self._is_working and self.once.isHidden():
            super().reject()
