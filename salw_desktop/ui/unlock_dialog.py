"""Asks who works and for the passphrase, and opens the register off the GUI thread."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.dialogs.recover import RecoverDialog
from salw_desktop.ui.first_start.recent import RecentRegisters
from salw_desktop.ui.first_start.recent_box import RecentBox
from salw_desktop.ui.forms.ui_unlock_dialog import Ui_UnlockForm
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.keeping import operators_of, unlock, wait_s
from salw_desktop.usecases.register import Register

_DAMAGED = frozenset({"register.damaged", "slots.altered", "slots.damaged", "sealed.damaged"})


class UnlockDialog(QDialog):
    """Ends with `unlocked` or rejected; a wrong passphrase stays in its field to be put right."""

    unlocked = Signal(object)  # the open Register
    other_wanted = Signal()  # another register than this one

    def __init__(
        self,
        path: Path,
        operators: tuple[str, ...],
        runner: Runner,
        parent: QWidget | None = None,
        *,
        recent: RecentRegisters | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._runner = runner
        self._is_opening = False
        self._form = Ui_UnlockForm()
        self._form.setupUi(self)
        self._form.title_label.setProperty("role", "title")
        self._form.register_label.setProperty("role", "soft")
        self._recent = recent or RecentRegisters()
        self.registers = RecentBox(self._recent, path)
        self.registers.chosen.connect(self._on_register)
        place = self._form.form_layout.indexOf(self._form.register_label)
        self._form.form_layout.insertWidget(place + 1, self.registers)
        self._form.register_label.setHidden(self.registers.list.count() > 1)
        self._show_register(path, operators)
        self._add_ways()
        self._form.passphrase_edit.setFocus()
        self._form.passphrase_edit.textChanged.connect(self._on_passphrase_changed)
        self._form.unlock_button.clicked.connect(self._on_unlock_clicked)
        self._form.cancel_button.clicked.connect(self.reject)

    def _show_register(self, path: Path, operators: tuple[str, ...]) -> None:
        form, self._path = self._form, path
        form.register_label.setText(path.stem)
        form.register_label.setToolTip(str(path))
        form.operator_combo.clear()
        form.operator_combo.addItems(operators)
        if operators:  # the slots can be read
            form.operator_combo.setCurrentText(self._recent.last_operator(path))
        form.passphrase_edit.clear()
        for widget in (form.operator_combo, form.passphrase_edit):
            widget.setEnabled(bool(operators))

    def _on_register(self, path: Path) -> None:
        """What was typed for one register is not tried at another."""
        try:
            self._show_register(path, operators_of(path))
            self._say("soft", "")
        except (Refusal, Trouble) as error:
            self._show_register(path, ())
            self._say("error", wording(error))

    def _add_ways(self) -> None:
        """What helps whoever cannot go on: see what is typed, the recovery sheet, another register."""
        form = self._form
        self.reveal = QCheckBox(self.tr("&Show what is typed"))
        self.reveal.toggled.connect(self._on_reveal)
        place = form.form_layout.indexOf(form.message_label)
        form.form_layout.insertWidget(place, self.reveal)
        self.other = KeyButton(self.tr("Another, new, restore…"), kind="ghost")
        self.lost = KeyButton(self.tr("Passphrase lost…"), kind="ghost")
        self.other.clicked.connect(self.other_wanted)
        self.lost.clicked.connect(self._on_lost)
        ways = QHBoxLayout()
        ways.addWidget(self.other)
        ways.addWidget(self.lost)
        form.form_layout.addLayout(ways)
        order = (
            *(self.registers.list, self.registers.forget, form.operator_combo),
            *(form.passphrase_edit, self.reveal, form.unlock_button, form.cancel_button),
        )
        for one, following in pairwise((*order, self.other, self.lost)):
            self.setTabOrder(one, following)

    def _on_reveal(self, is_shown: bool) -> None:
        echo = QLineEdit.EchoMode
        self._form.passphrase_edit.setEchoMode(echo.Normal if is_shown else echo.Password)

    def _on_lost(self) -> None:
        operator = self._form.operator_combo.currentText()
        RecoverDialog(self._path, operator, self._runner, self).open()

    def _on_passphrase_changed(self, text: str) -> None:
        self._say("warning", self._form.passphrase_edit.caps_warning if text else "")
        self._form.unlock_button.setEnabled(bool(text))

    def _on_unlock_clicked(self) -> None:
        self._set_opening(True)
        self._say("soft", self._how_long())
        operator = self._form.operator_combo.currentText()
        words = self._form.passphrase_edit.text()
        work = partial(unlock, self._path, operator, words, checks_behind=True)
        self._runner.run(self, work, self._on_unlocked, self._on_unlock_failed)

    def _how_long(self) -> str:
        seconds = round(wait_s(self._path))
        if seconds:
            return self.tr("After the wrong tries it first waits %n second(s).", "", seconds)
        return self.tr("A second or two; after wrong tries it takes longer.")

    def _next_wait(self) -> str:
        seconds = round(wait_s(self._path))
        return self.tr("The next try waits %n second(s).", "", seconds) if seconds else ""

    def _on_unlocked(self, register: Register) -> None:
        self._set_opening(False)
        self._form.passphrase_edit.clear()
        self.unlocked.emit(register)
        self.accept()

    def _on_unlock_failed(self, error: BaseException) -> None:
        self._set_opening(False)
        said = [wording(error)]
        if isinstance(error, Trouble) and error.code == "passphrase.wrong":
            said += [self._form.passphrase_edit.caps_warning, self._next_wait()]
        is_damaged = isinstance(error, Trouble) and error.code in _DAMAGED
        if is_damaged:
            text = self.tr("“%1” leads there.")
            said.append(text.replace("%1", self.other.caption))
        self._say("error", " ".join(filter(None, said)))
        self._form.passphrase_edit.selectAll()
        (self.other if is_damaged else self._form.passphrase_edit).setFocus()

    def _set_opening(self, is_opening: bool) -> None:
        self._is_opening = is_opening
        form = self._form
        for widget in (
            form.operator_combo,
            form.passphrase_edit,
            form.cancel_button,
            form.unlock_button,
            self.reveal,
            self.other,
            self.lost,
            self.registers,
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
