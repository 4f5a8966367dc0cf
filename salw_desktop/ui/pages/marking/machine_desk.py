"""The machine register: where they stand, what wore them, who may run them, and their numbers; files to and from them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.models.few_rows import FewRow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.marking.machine_forms import FORMS, MachineForm, list_fields
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.few_view import FewView
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.marking.machines import Machine
from salw_desktop.usecases.marking.workshop import Workshop

FORM_PX = 420


class MachineDesk(QWidget):
    """A button opens its form beside the table; the table's current machine is the one meant."""

    acted = Signal(object)  # a command
    form_opened = Signal(object)  # the ActForm that stands now, or None
    list_wanted = Signal(object)  # Values of the form for a job list
    turned_down = Signal(object)  # Refusal or Trouble

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._found: Workshop | None = None
        self.form: ActForm | None = None
        headings = (
            self.tr("Machine"),
            self.tr("Where"),
            self.tr("Last entry"),
            self.tr("Since stylus"),
            self.tr("Live jobs"),
            self.tr("Numbers left"),
            self.tr("Trained"),
        )
        self.table = FewView(headings, self.tr("Marking machines"), 6)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(self._buttons())
        column.addWidget(self.table, stretch=1)
        column.addWidget(self._profile_card())
        self._row.addLayout(column, stretch=1)

    def _buttons(self) -> QHBoxLayout:
        texts = {
            "entry": (self.tr("Enter work on it"), "clipboard-list"),
            "training": (self.tr("Training"), "users"),
            "numbers": (self.tr("Numbers"), "list"),
            "machine": (self.tr("New machine"), "plus"),
            "profile": (self.tr("Profile"), "gavel"),
        }
        self.buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout()
        for key, (text, icon) in texts.items():
            button = self.buttons[key] = KeyButton(text, icon)
            button.clicked.connect(partial(self._open, key))
            row.addWidget(button)
        row.addStretch()
        return row

    def _profile_card(self) -> Card:
        card = Card(self.tr("The State's profile"))
        self._profile = label("", "text", self.tr("Profile of marks"))
        card.column.addWidget(self._profile)
        row = QHBoxLayout()
        self._list = KeyButton(self.tr("Job list for the machine…"), "download")
        self._list.clicked.connect(self._on_list)
        log = self.buttons["log"] = KeyButton(self.tr("Read a machine's log…"), "upload")
        log.clicked.connect(partial(self._open, "log"))
        row.addWidget(self._list)
        row.addWidget(log)
        row.addStretch()
        card.column.addLayout(row)
        return card

    def show_workshop(self, found: Workshop) -> None:
        self._found = found
        self.table.show_rows([self._machine(each) for each in found.machines])
        self._list.setEnabled(bool(found.machines))
        for key, button in self.buttons.items():
            has_one = bool(found.machines) or key in ("machine", "profile")
            button.setEnabled(has_one and self._office.may(FORMS[key](found, "").act))
        self._profile.setText(self._said_of_profile(found))

    def _machine(self, each: Machine) -> FewRow:
        trained = ", ".join(
            f"{one.person} ({self.tr('until %1').replace('%1', ltr(one.valid_until))})"
            if one.valid_until
            else one.person
            for one in each.trained
        )
        return FewRow(
            each.name,
            (
                f"{each.name} ({said(each.method)})",
                each.place,
                each.last_entry,
                each.strikes_since_stylus,
                each.live_jobs,
                each.numbers_left,
                trained or self.tr("nobody"),
            ),
        )

    def _said_of_profile(self, found: Workshop) -> str:
        profile = found.profile
        if profile is None:
            return self.tr("None yet: the State decides what is struck. Enter it under Profile.")
        also = (
            self.tr("also before destruction")
            if profile["marks_before_destruction"]
            else self.tr("not before destruction")
        )
        decided = self.tr("version %1, decided by %2, from %3")
        decided = decided.replace("%1", str(profile["version"]))
        decided = decided.replace("%2", str(profile["decided_by"]))
        decided = decided.replace("%3", ltr(str(profile["valid_from"])))
        parts = ", ".join(said(part) for part in found.parts) or self.tr("parts as ordered")
        return f"{profile['name']}  {ltr(str(profile['template']))}\n{parts}; {also}; {decided}"

    def _open(self, key: str) -> None:
        if self._found is None:
            return
        self.close_form()
        made = FORMS[key](self._found, self.table.current_id)
        form = ActForm(made.title, made.about, made.asked, made.yes)
        form.submitted.connect(partial(self._on_submitted, made))
        self._show_form(form)

    def _show_form(self, form: ActForm) -> None:
        keep_width(form, FORM_PX)
        form.cancelled.connect(self.close_form)
        self.form = form
        self._row.addWidget(form)
        form.show()
        self.form_opened.emit(form)
        form.start()

    def done_with(self, form: ActForm | None) -> None:
        """What it asked for is done; another that was opened meanwhile stays."""
        if form is not None and form is self.form:
            self.close_form()

    def close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.form_opened.emit(None)
            self.table.setFocus()

    def _on_submitted(self, made: MachineForm, values: Values) -> None:
        try:
            self.acted.emit(made.command(values))
        except (Refusal, Trouble) as error:  # a log that cannot be read
            self.turned_down.emit(error)

    def _on_list(self) -> None:
        """For the machine's controller, as the profile says it is written."""
        if self._found is None:
            return
        self.close_form()
        asked = list_fields(self._found, self.table.current_id)
        title, yes = self.tr("Job list for a machine"), self.tr("Write the list")
        form = ActForm(title, self.tr("What it still has to strike."), asked, yes)
        form.submitted.connect(self.list_wanted)
        self._show_form(form)
