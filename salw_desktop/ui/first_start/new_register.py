"""Makes a register: its site, its first two operators, its numbers; then shows what is shown once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.dialogs.asking import AskingDialog
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.texts import label, ltr, say_role
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.usecases.genesis import NewStation, new_station
from salw_desktop.usecases.keeping import Shown, new_register, unlock
from salw_desktop.usecases.lookup import missing
from salw_desktop.usecases.paperwork.recovery import recovery

SUFFIX, SHEET = ".salw", "-recovery-sheet.pdf"
TYPED_BACK = (4, 9)  # of the ten words


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A register that stands, the words of it, and why its sheet could not be written, if so."""

    path: Path
    shown: Shown
    sheet: Path
    trouble: Trouble | None = None


def make_register(path: Path, station: NewStation) -> Made:
    """With the recovery sheet as PDF beside it; a sheet that fails takes nothing of the register away."""
    shown = new_register(path, station)
    sheet = path.with_name(path.stem + SHEET)
    (first, words), (second, _) = shown.passphrases
    try:
        with unlock(path, first, words) as opened:
            files.write_private(sheet, recovery(opened, shown.recovery, (first, second)))
    except Trouble as trouble:
        return Made(path, shown, sheet, trouble)
    return Made(path, shown, sheet)


class NewRegisterDialog(AskingDialog):
    """Ends with `made` or rejected; once the words are shown it ends only when some are typed back."""

    made = Signal(object)  # Path

    def __init__(self, runner: Runner, *, is_practice: bool, parent: QWidget | None = None) -> None:
        practice = self.tr("A practice register stays one for ever: nothing in it counts.")
        real = self.tr("For one site and one laptop. Two people are needed from the first act on.")
        super().__init__(
            self.tr("A practice register") if is_practice else self.tr("A register for a site"),
            practice if is_practice else real,
            self.tr("Make it"),
            parent,
        )
        self._runner = runner
        self._is_practice = is_practice
        self._is_working = False
        self._made: Made | None = None
        self.fields: dict[str, Field] = {}
        self._rows: list[QWidget] = []
        self._add_fields()
        self._once = label("", "section", self.tr("Words that are shown once"))
        self._says = label("", "soft", self.tr("What to do with them"))
        self.back = Field(
            self.tr("Words %1 and %2 of the recovery words")
            .replace("%1", str(TYPED_BACK[0]))
            .replace("%2", str(TYPED_BACK[1])),
            QLineEdit(),
            name="back",
            required=True,
        )
        for widget in (self._once, self._says, self.back):
            widget.hide()
            self.column.addWidget(widget)

    def _add_fields(self) -> None:
        start = "PRACTICE" if self._is_practice else ""
        self.folder = FileEdit(is_folder=True)
        self.folder.show_path(str(Path.home()))
        self._pair(Field(self.tr("Into the folder"), self.folder, name="register", required=True))
        self._pair(
            self._text("unit", self.tr("Unit code"), self.tr("as in file names: LEN1"), start),
            self._text(
                "site", self.tr("Site code"), self.tr("three letters"), "PRA" if start else ""
            ),
        )
        self._pair(
            self._text("site_name", self.tr("Name of the site")),
            self._text("organisation", self.tr("Organisation")),
        )
        self._pair(
            self._text("supervisor", self.tr("First operator: supervisor")),
            self._text("storekeeper", self.tr("Second operator: storekeeper")),
        )
        hint = self.tr("XA26-LEN-000001-000999; empty: HQ gives them")
        self._pair(self._text("block", self.tr("Control numbers"), hint, "1-999" if start else ""))

    def _text(self, name: str, caption: str, hint: str = "", start: str = "") -> Field:
        return Field(caption, QLineEdit(start), name=name, hint=hint, required=name != "block")

    def _pair(self, *fields: Field) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field in fields:
            self.fields[field.name] = field
            row.addWidget(field, stretch=1)
        self._rows.append(line)
        self.column.addWidget(line)
        self.setTabOrder(fields[-1].control, self.no_button)

    def typed(self, name: str) -> str:
        control = self.fields[name].control
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    @override
    def on_yes(self) -> None:
        if self._is_working:
            return
        if self._made is not None:
            self._look_at_words(self._made)
            return
        for field in self.fields.values():
            field.say_nothing()
        empty = [name for name, field in self.fields.items() if not self._is_filled(name, field)]
        if empty:
            self._say(missing(empty[0]))
            return
        try:
            station = self._station()
        except Refusal as refusal:
            self._say(refusal)
            return
        self._set_working(True)
        path = Path(self.folder.path) / f"{station.unit}{SUFFIX}"
        self._runner.run(self, partial(make_register, path, station), self._on_made, self._on_wrong)

    def _is_filled(self, name: str, field: Field) -> bool:
        if field.control is self.folder:
            return bool(self.folder.path)
        return name == "block" or bool(self.typed(name))

    def _station(self) -> NewStation:
        return new_station(
            unit=self.typed("unit"),
            site=self.typed("site"),
            site_name=self.typed("site_name"),
            block=self.typed("block"),
            is_practice=self._is_practice,
            supervisor=self.typed("supervisor"),
            storekeeper=self.typed("storekeeper"),
            organisation=self.typed("organisation"),
        )

    def _on_made(self, made: Made) -> None:
        self._set_working(False)
        self._made = made
        for row in self._rows:
            row.hide()
        told = [f"{who}: {ltr(words)}" for who, words in made.shown.passphrases]
        recovery_words = self.tr("Recovery words: %1").replace("%1", ltr(made.shown.recovery))
        self._once.setText("\n\n".join([*told, recovery_words]))
        if made.trouble is None:
            text = self.tr(
                "Shown once and kept nowhere: each writes down his own. The recovery sheet is in %1: "
                "print it, seal it in an envelope, and take the file off this computer."
            ).replace("%1", ltr(str(made.sheet)))
            say_role(self._says, "soft", text)
        else:
            text = self.tr("The sheet could not be written: copy the recovery words by hand. %1")
            say_role(self._says, "warning", text.replace("%1", wording(made.trouble)))
        for widget in (self._once, self._says, self.back):
            widget.show()
        self.no_button.hide()
        self.yes_button.set_caption(self.tr("Written down: open the register"))
        self.back.take_focus()

    def _look_at_words(self, made: Made) -> None:
        words = made.shown.recovery.split()
        control = self.back.control
        typed = control.text().lower().split() if isinstance(control, QLineEdit) else []
        if typed != [words[place - 1] for place in TYPED_BACK]:
            self.back.say_error(self.tr("These are not the two words: look at the paper again."))
            self.back.take_focus()
            return
        self._once.clear()
        self.made.emit(made.path)
        self.done(self.DialogCode.Accepted)

    def _on_wrong(self, error: BaseException) -> None:
        self._set_working(False)
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._say(error)

    def _say(self, error: Refusal | Trouble) -> None:
        name = error.field if isinstance(error, Refusal) else None
        field = self.fields.get(name or "", self.fields["register"])
        field.say_error(wording(error))
        field.take_focus()

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        for row in self._rows:
            row.setEnabled(not is_working)
        self.yes_button.setEnabled(not is_working)
        self.no_button.setEnabled(not is_working)

    @override
    def reject(self) -> None:
        """While it is made, and while the words stand there, Esc takes nothing away."""
        if not self._is_working and self._made is None:
            super().reject()
