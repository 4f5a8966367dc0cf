"""A backup becomes a register again: which one, by whom, and which numbers were seen on paper since."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.first_start.recent import RecentRegisters
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.texts import label, ltr, say_role
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit
from salw_desktop.usecases.backups import backups_under, is_backup
from salw_desktop.usecases.commands import LONGEST_REASON
from salw_desktop.usecases.folder import SUFFIX, Folder
from salw_desktop.usecases.keeping import key_of, operators_of, unlock
from salw_desktop.usecases.restoring import Restored, restore
from salw_desktop.usecases.safekeeping import RestoreRegister

_EVENT = re.compile(r"-\d{7,}$")  # what a backup has in its name after that of the unit
FOUND_SHOWN, WIDTH_PX = 12, 680


@dataclass(frozen=True, slots=True, repr=False)
class _Signing:
    """Who unlocks the copy, and by which words."""

    name: str
    words: str


def work_of(
    backup: Path,
    path: Path,
    command: RestoreRegister,
    signers: tuple[_Signing, _Signing],
    receipt: Path | None,
) -> Restored:
    first, other = signers
    return restore(
        backup,
        path,
        command,
        second=partial(key_of, operator=other.name, passphrase=other.words),
        opened_by=partial(unlock, operator=first.name, passphrase=first.words),
        receipt=receipt,
    )


class RestoreDialog(AskingDialog):
    """Ends with `made` or rejected; the backup stays as it is."""

    made = Signal(object)  # Path

    def __init__(
        self, runner: Runner, recent: RecentRegisters, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Restore a backup"),
            self.tr(
                "Makes a register of the backup; the backup stays. Two sign. What was given out after the backup "
                "may stand on paper or in metal, so numbers go on at the next hundred above the highest you have seen."
            ),
            self.tr("Restore it"),
            parent,
        )
        self.setMinimumWidth(WIDTH_PX)
        self._runner = runner
        self._is_working = False
        self._restored: Restored | None = None
        self.fields: dict[str, Field] = {}
        self._rows: list[QWidget] = []
        self.found = QComboBox()
        self.backup, self.folder = FileEdit(is_folder=True), FileEdit(is_folder=True)
        self.receipt = FileEdit()
        self.operator = ChoiceBox()
        self.second = ChoiceBox(placeholder=self.tr("Choose who signs beside you"))
        self._add_fields()
        self._says = label("", "ok", self.tr("What was done"))
        self._says.hide()
        self.column.addWidget(self._says)
        self.folder.show_path(str(Path.home()))
        self.backup.edited.connect(self._on_backup)
        self.operator.activated.connect(self._choose_other)
        self.found.activated.connect(self._on_found_chosen)
        places = [Folder(path).backups for path in recent.paths]
        runner.read(self, partial(_found, places), self._on_found, self._on_wrong)

    def _add_fields(self) -> None:
        self._found_row = self._row(Field(self.tr("&Backups found"), self.found, name="found"))
        self._found_row.hide()
        self._row(
            Field(self.tr("Fol&der of the backup"), self.backup, name="backup", required=True)
        )
        self._row(
            Field(self.tr("&Into the folder"), self.folder, name="register", required=True),
            self._text("name", self.tr("Na&me of the register")),
        )
        self._row(
            Field(self.tr("&You"), self.operator, name="operator"),
            self._words("passphrase", self.tr("Your &passphrase")),
        )
        self._row(
            Field(self.tr("&Second person"), self.second, name="second"),
            self._words("second-passphrase", self.tr("His or her p&assphrase")),
        )
        self._row(
            self._text(
                "highest_running_on_paper",
                self.tr("&Highest number on paper"),
                self.tr("as 12"),
            ),
            self._text(
                "highest_struck_in_metal",
                self.tr("Highest s&truck in metal"),
                self.tr("empty: none"),
                required=False,
            ),
        )
        self._row(
            self._text("reason", self.tr("&Why")),
            Field(
                self.tr("&Newest receipt of HQ"),
                self.receipt,
                name="receipt",
                hint=self.tr("if you have one"),
            ),
        )

    def _choose_other(self) -> None:
        """Of two it is the other one; of more nobody is taken for the second person unasked."""
        names = [self.second.itemText(place) for place in range(self.second.count())]
        others = [name for name in names if name != self.operator.currentText()]
        self.second.setCurrentIndex(names.index(others[0]) if len(others) == 1 else -1)

    def _text(self, name: str, caption: str, hint: str = "", *, required: bool = True) -> Field:
        edit = QLineEdit(maxLength=LONGEST_REASON)
        return Field(caption, edit, name=name, hint=hint, required=required)

    def _words(self, name: str, caption: str) -> Field:
        return Field(caption, PassphraseEdit(), name=name, required=True)

    def _row(self, *fields: Field) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field in fields:
            self.fields[field.name] = field
            row.addWidget(field, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
        self._rows.append(line)
        self.column.addWidget(line)
        self.setTabOrder(fields[-1].control, self.no_button)
        return line

    def typed(self, name: str) -> str:
        control = self.fields[name].control
        if isinstance(control, FileEdit):
            return control.path
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def _on_found(self, paths: Sequence[Path]) -> None:
        self.found.addItem(self.tr("Choose one, or its folder below"), "")
        for path in paths:
            self.found.addItem(f"{ltr(path.name)}   {ltr(str(path.parent))}", str(path))
        self._found_row.setVisible(bool(paths))
        self._fit()
        (self.found if paths else self.backup).setFocus()

    def _on_found_chosen(self) -> None:
        if self.found.currentData():
            self.backup.show_path(str(self.found.currentData()))

    def _on_backup(self) -> None:
        """Who can open it stands in it, and what it is a backup of in its name."""
        path, field = Path(self.backup.path), self.fields["backup"]
        field.say_nothing()
        for combo in (self.operator, self.second):
            combo.clear()
        try:
            names = operators_of(path) if self.backup.path else ()
        except (Refusal, Trouble) as error:
            field.say_warning(wording(error))
            self._fit()
            return
        for combo in (self.operator, self.second):
            combo.addItems(names)
        self._choose_other()
        name = self.fields["name"].control
        if isinstance(name, QLineEdit) and names:
            name.setText(_EVENT.sub("", path.stem))
            if not is_backup(path):
                field.say_warning(self.tr("This is a register that is worked in, not a backup."))
        self._fit()

    @override
    def on_yes(self) -> None:
        if self._is_working:
            return
        if self._restored is not None:
            self.made.emit(self._restored.path)
            self.done(self.DialogCode.Accepted)
            return
        for field in self.fields.values():
            field.say_nothing()
        needed = ("backup", "register", "name", "passphrase", "second-passphrase")
        for name in (*needed, "highest_running_on_paper", "reason"):
            if not self.typed(name):
                self._point_at(name, self.tr("Nothing stands here yet."))
                return
            if name == "passphrase" and not self.second.currentText():
                self._point_at("second", self.tr("Choose who signs beside you."))
                return
        for name in ("highest_running_on_paper", "highest_struck_in_metal"):
            if not (self.typed(name) or "0").isdecimal():
                self._point_at(name, self.tr("A number, please."))
                return
        self._set_working(True)
        self._runner.run(self, self._work(), self._on_restored, self._on_wrong)

    def _work(self) -> partial[Restored]:
        path = Path(self.typed("register")) / f"{self.typed('name').removesuffix(SUFFIX)}{SUFFIX}"
        command = RestoreRegister(
            highest_running_on_paper=int(self.typed("highest_running_on_paper")),
            highest_struck_in_metal=int(self.typed("highest_struck_in_metal") or 0),
            reason=self.typed("reason"),
        )
        signers = (
            _Signing(self.operator.currentText(), self.typed("passphrase")),
            _Signing(self.second.currentText(), self.typed("second-passphrase")),
        )
        receipt = Path(self.typed("receipt")) if self.typed("receipt") else None
        return partial(work_of, Path(self.typed("backup")), path, command, signers, receipt)

    def _on_restored(self, restored: Restored) -> None:
        self._set_working(False)
        self._restored = restored
        for row in self._rows:
            row.hide()
        told = [
            self.tr("Restored to %1, and checked whole.").replace("%1", ltr(str(restored.path))),
            self.tr("Control numbers go on after %1; papers have a series of their own, %2.")
            .replace("%1", f"{restored.next_running_after:,}")
            .replace("%2", ltr(restored.paper_series)),
        ]
        if restored.erased is not None:
            told.append(
                self.tr("Erased here too, as HQ has it: %n person(s).", "", restored.erased)
            )
        elif restored.readable:
            told.append(
                self.tr(
                    "It opens %n person(s). Take in HQ's newest receipt now, under Exchange: whoever was "
                    "erased since this backup is erased by it.",
                    "",
                    restored.readable,
                )
            )
        say_role(self._says, "ok", "\n\n".join(told))
        self._says.show()
        self.no_button.hide()
        self.yes_button.set_caption(self.tr("Open the register"))
        self.yes_button.setFocus()
        self._fit()

    def _on_wrong(self, error: BaseException) -> None:
        self._set_working(False)
        if not isinstance(error, Refusal | Trouble):
            raise error
        name = (error.field if isinstance(error, Refusal) else "") or "backup"
        if error.code == "passphrase.wrong":
            is_second = error.facts.get("name") == self.second.currentText()
            name = "second-passphrase" if is_second else "passphrase"
        told = wording(error)
        control = self.fields[name].control if name in self.fields else None
        if isinstance(control, PassphraseEdit):
            told = control.with_caps(told)
        self._point_at(name if name in self.fields else "backup", told)

    def _point_at(self, name: str, text: str) -> None:
        self.fields[name].say_error(text)
        self.fields[name].take_focus()
        self._fit()

    def _fit(self) -> None:
        """A dialog does not grow by itself for another line."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        for widget in (*self._rows, self.yes_button, self.no_button):
            widget.setEnabled(not is_working)
        working, ready = self.tr("Restoring and checking…"), self.tr("Restore it")
        self.yes_button.set_caption(working if is_working else ready)

    @override
    def reject(self) -> None:
        """While it works nothing is taken away; once it stands, it is opened or the program closed."""
        if not self._is_working and self._restored is None:
            super().reject()


def _found(places: Sequence[Path]) -> tuple[Path, ...]:
    """Beside the registers that were opened here, and on the sticks in this computer."""
    sticks = [drive.folder for drive in files.removable_drives()]
    return backups_under([*places, *sticks])[:FOUND_SHOWN]
