"""Asks who works and for the passphrase, and opens the register off the GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from salw_desktop.ui.forms.ui_unlock_dialog import Ui_UnlockForm
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.usecases.keeping import unlock
from salw_desktop.usecases.register import Register


class UnlockDialog(QDialog):
    """Ends with `unlocked` or rejected; a wrong passphrase stays in its field to be put right."""

    unlocked = Signal(object)  # the open Register

    def __init__(
        self, path: Path, operators: tuple[str, ...], runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._runner = runner
        self._is_opening = False
        self._form = Ui_UnlockForm()
        self._form.setupUi(self)
        self._form.title_label.setProperty("role", "title")
        self._form.register_label.setProperty("role", "soft")
        self._form.register_label.setText(path.stem)
        self._form.register_label.setToolTip(str(path))
        self._form.operator_combo.addItems(operators)
        self._form.passphrase_edit.setFocus()
        self._form.passphrase_edit.textChanged.connect(self._on_passphrase_changed)
        self._form.unlock_button.clicked.connect(self._on_unlock_clicked)
        self._form.cancel_button.clicked.connect(self.reject)

    def _on_passphrase_changed(self, text: str) -> None:
        self._say("soft", "")
        self._form.unlock_button.setEnabled(bool(text))

    def _on_unlock_clicked(self) -> None:
        self._set_opening(True)
        self._say("soft", self.tr("A second or two; after wrong tries it takes longer."))
        operator = self._form.operator_combo.currentText()
        work = partial(unlock, self._path, operator, self._form.passphrase_edit.text())
        self._runner.run(self, work, self._on_unlocked, self._on_unlock_failed)

    def _on_unlocked(self, register: Register) -> None:
        self._set_opening(False)
        self._form.passphrase_edit.clear()
        self.unlocked.emit(register)
        self.accept()

    def _on_unlock_failed(self, error: BaseException) -> None:
        self._set_opening(False)
        self._say("error", wording(error))
        self._form.passphrase_edit.setFocus()
        self._form.passphrase_edit.selectAll()

    def _set_opening(self, is_opening: bool) -> None:
        self._is_opening = is_opening
        form = self._form
        for widget in (
            form.operator_combo,
            form.passphrase_edit,
            form.cancel_button,
            form.unlock_button,
        ):
            widget.setEnabled(not is_opening)
        form.unlock_button.setText(self.tr("Opening…") if is_opening else self.tr("&Unlock"))

    def _say(self, role: str, text: str) -> None:
        label = self._form.message_label
        label.setProperty("role", role)
        label.style().polish(label)
        label.setText(text)
        layout = self.layout()
        if layout is not None:  # a dialog does not grow by itself for a text of two lines
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @override
    def reject(self) -> None:
        if not self._is_opening:  # a register that opens now would have nobody to close it
            super().reject()
