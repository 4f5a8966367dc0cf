"""The second person signs in front of the same laptop, or HQ by a code read out over the radio."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from salw_desktop.ui.act_words import act_in_words
from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit
from salw_desktop.usecases.commands import Command, letters_of
from salw_desktop.usecases.keeping import key_of
from salw_desktop.usecases.register import Key, Register
from salw_desktop.usecases.second_people import SecondPeople, second_people

HERE, AFAR = "here", "afar"


class SecondPersonDialog(AskingDialog):
    """Ends with `signed`, `code_given` or rejected; a wrong passphrase stays in its field to be put right.

    Only those are offered whom the act itself would not refuse; of several nobody is chosen unasked.
    """

    signed = Signal(object)  # the second person's Key
    code_given = Signal(str)

    def __init__(
        self,
        register: Register,
        runner: Runner,
        command: Command,
        parent: QWidget | None = None,
    ) -> None:
        found = second_people(command, register)  # a Trouble leaves no half-made dialog behind
        super().__init__(
            act_in_words(command),
            self.tr("Two people sign this act, each with his own passphrase."),
            self.tr("Sign"),
            parent,
        )
        self._path = register.folder.path
        self._runner = runner
        self._is_opening = False
        self._way = ChipRow(
            self.tr("How the second person signs"),
            ((HERE, self.tr("Here")), (AFAR, self.tr("By a code of HQ"))),
            kind=SEGMENT,
        )
        self._may_sign = found.may_sign
        self._way.choose(HERE if self._may_sign or not command.may_be_remote else AFAR)
        self._way.chosen_changed.connect(self._on_way)
        self.column.addWidget(self._way)
        self._nobody = self._make_nobody(found)
        self.column.addWidget(self._nobody)
        self._people = ChoiceBox(placeholder=self.tr("Choose who signs"))
        self._people.addItems(self._may_sign)
        self._people.setCurrentIndex(0 if len(self._may_sign) == 1 else -1)
        self._person = self.add(Field(self.tr("Second &person"), self._people, name="second"))
        self._passphrase_edit = PassphraseEdit()
        self._passphrase = self.add(
            Field(self.tr("His or her p&assphrase"), self._passphrase_edit, name="passphrase")
        )
        self._code_edit = QLineEdit()
        self._letters = label("", "strong", self.tr("Letters to read out"))
        self.column.addWidget(self._letters)
        self._code = self.add(Field(self.tr("&Code of HQ"), self._code_edit, name="remote-code"))
        if command.may_be_remote:
            letters = self.tr("Read these letters to HQ: %1")
            self._letters.setText(letters.replace("%1", ltr(letters_of(command))))
        self._way.setVisible(command.may_be_remote)
        self._on_way()

    def _make_nobody(self, found: SecondPeople) -> QLabel:
        """Why nobody here may sign, each for his own reason, and who else can help."""
        told = [self.tr("Nobody else with a key here may sign this act.")]
        told += [f"{name}: {wording(refusal)}" for name, refusal in found.refused]
        told.append(
            self.tr("Let a supervisor introduce another operator, under Settings, or wait for one.")
        )
        return label("\n".join(told), "warning", self.tr("Why nobody may sign"))

    def _on_way(self) -> None:
        is_here, is_anybody = self._way.choice == HERE, bool(self._may_sign)
        for widget in (self._person, self._passphrase):
            widget.setVisible(is_here and is_anybody)
        for each in (self._letters, self._code):
            each.setVisible(not is_here)
        self._nobody.setVisible(is_here and not is_anybody)
        self.yes_button.setEnabled(is_anybody or not is_here)
        if not is_here:
            self._code_edit.setFocus()
        elif not is_anybody:
            self.no_button.setFocus()
        elif self._people.currentText():
            self._passphrase_edit.setFocus()
        else:
            self._people.setFocus()

    @override
    def on_yes(self) -> None:
        if self._is_opening:
            return
        if self._way.choice == AFAR:
            self.code_given.emit(self._code_edit.text().strip())
            self.done(self.DialogCode.Accepted)
            return
        if not self._people.currentText():
            self._person.say_error(self.tr("Choose who signs."))
            self._person.take_focus()
            return
        self._set_opening(True)
        work = partial(key_of, self._path, self._people.currentText(), self._passphrase_edit.text())
        self._runner.read(self, work, self._on_signed, self._on_wrong)

    def _on_signed(self, key: Key) -> None:
        self._passphrase_edit.clear()
        self.signed.emit(key)
        self._is_opening = False
        self.done(self.DialogCode.Accepted)

    def _on_wrong(self, error: BaseException) -> None:
        self._set_opening(False)
        self._passphrase.say_error(self._passphrase_edit.with_caps(wording(error)))
        self._passphrase.take_focus()

    @override
    def reject(self) -> None:
        if not self._is_opening:  # the key may be there already: the act would be done all the same
            super().reject()

    def _set_opening(self, is_opening: bool) -> None:
        self._is_opening = is_opening
        for widget in (self._person, self._passphrase, self._way, self.no_button):
            widget.setEnabled(not is_opening)
        self.yes_button.setEnabled(not is_opening)
        self.yes_button.set_caption(self.tr("Opening…") if is_opening else self.tr("Sign"))
