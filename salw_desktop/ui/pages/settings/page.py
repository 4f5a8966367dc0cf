"""Settings: people, operators, duty, campaigns, places, the scanner, the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.pages.settings.forms import SettingForm, command_of
from salw_desktop.ui.pages.settings.scanner_desk import ScannerDesk
from salw_desktop.ui.pages.settings.screen_desk import ScreenDesk
from salw_desktop.ui.pages.settings.section_desk import SectionDesk
from salw_desktop.ui.pages.settings.sections import (
    CAMPAIGNS,
    DUTY,
    OPERATORS,
    PEOPLE,
    PLACES,
    sections,
)
from salw_desktop.ui.runner import Job
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.message_bar import DONE
from salw_desktop.ui.widgets.seen_stack import SeenStack
from salw_desktop.usecases import staffing
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.duty.appointments import AppointActing
from salw_desktop.usecases.duty.lone_officer import DeclareLone
from salw_desktop.usecases.people import (
    AddOperator,
    AddPlace,
    AddToRoster,
    BlockOperator,
    OpenCampaign,
)
from salw_desktop.usecases.set_up import SetUp, set_up

SCANNER, SCREEN = "scanner", "screen"
_TABLES = frozenset(
    (
        *("roster", "operator", "operator_role", "acting_appointment", "lone_duty"),
        *("campaign", "place", "number_block", "weapon"),
    )
)


class SettingsPage(Page):
    """Seven desks behind seven chips; what is changed here is an act like any other, signed and kept."""

    key = "settings"
    icon = "settings"
    help_page = "settings"

    @override
    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("SettingsPage", "Settings")

    @override
    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        tr = QCoreApplication.translate
        return (
            Offer(tr("SettingsPage", "New person"), AddToRoster, f"{PEOPLE}:person"),
            Offer(tr("SettingsPage", "New operator"), AddOperator, f"{OPERATORS}:operator"),
            Offer(tr("SettingsPage", "Stand for somebody"), AppointActing, f"{DUTY}:acting"),
            Offer(tr("SettingsPage", "Alone on duty"), DeclareLone, f"{DUTY}:lone"),
            Offer(tr("SettingsPage", "New campaign"), OpenCampaign, f"{CAMPAIGNS}:campaign"),
            Offer(tr("SettingsPage", "New place"), AddPlace, f"{PLACES}:place"),
        )

    @override
    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+1 … Alt+7", tr("SettingsPage", "People … Screen")),
            ("Ctrl+Enter", tr("SettingsPage", "Enter what the form says")),
            ("Esc", tr("SettingsPage", "Leave the form")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.sections = {each.key: SectionDesk(office, each) for each in sections()}
        self.scanner, self.looks = ScannerDesk(office), ScreenDesk(office)
        self._places: dict[str, QWidget] = {
            **self.sections,
            SCANNER: self.scanner,
            SCREEN: self.looks,
        }
        texts = {key: desk.section.title for key, desk in self.sections.items()}
        texts |= {SCANNER: self.tr("Devices"), SCREEN: self.tr("Screen")}
        self.desks = ChipRow(self.tr("Parts of the settings"), tuple(texts.items()))
        self._stack = SeenStack()
        for place, (key, desk) in enumerate(self._places.items(), 1):
            self.desks.chip(key).setShortcut(f"Alt+{place}")
            self._stack.addWidget(desk)
        self.desks.chosen_changed.connect(self._on_desk)
        self.looks.passphrase.clicked.connect(self._on_own_passphrase)
        for section in self.sections.values():
            section.submitted.connect(self._on_submitted)
            section.form_opened.connect(self._on_form)
        self.body.addWidget(self.desks)
        self.body.addWidget(self._stack, stretch=1)
        self._wanted = ""  # a form to be opened as soon as the register has answered
        self._draft: Json = None
        self.choose(PEOPLE)

    @property
    def section(self) -> SectionDesk | None:
        """The one in front; the scanner and the screen are none."""
        return self.sections.get(self.desks.choice)

    def choose(self, desk: str) -> None:
        self.desks.choose(desk)
        self._on_desk()

    @override
    def shown(self, subject: str | None) -> None:
        desk, _, self._wanted = (subject or "").partition(":")
        if desk in self._places:
            self.choose(desk)
        self.take_focus()
        self._read()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    @override
    def scanned(self, code: str) -> bool:
        if self.desks.choice == SCANNER:
            self.scanner.show_scan(code)
            return True
        return False

    @override
    def leaving(self) -> None:
        for section in self.sections.values():
            if section.once.isVisibleTo(section):
                section.forget_words()

    @override
    def draft(self) -> Json:
        section = self.section
        draft = section.draft() if section else None
        return {"desk": self.desks.choice, **draft} if isinstance(draft, dict) else None

    @override
    def take_draft(self, draft: Json) -> None:
        self._draft = draft

    def _read(self) -> None:
        self.office.read(self, set_up, self._on_set_up, latest="set up")

    def _on_set_up(self, found: SetUp) -> None:
        for section in self.sections.values():
            section.show_set_up(found)
        self.desks.set_counts(
            {
                PEOPLE: len(found.people),
                OPERATORS: len(found.at_work),
                CAMPAIGNS: len(found.campaigns),
                PLACES: len(found.places),
            }
        )
        self.subtitle(found.site)
        if isinstance(self._draft, dict) and self._draft.get("desk") in self.sections:
            self.choose(str(self._draft["desk"]))
            self.sections[self.desks.choice].take_draft(self._draft)
        self._draft = None
        wanted, self._wanted = self._wanted, ""
        if self.section is not None and wanted in self.section.buttons:
            self.section.open_form(wanted)

    def _on_desk(self) -> None:
        self._stack.setCurrentWidget(self._places[self.desks.choice])
        self.leaving()
        section = self.section
        self._on_form(section.form if section else None)
        self.take_focus()

    @override
    def take_focus(self) -> None:
        section = self.section
        if section is None:
            (self.scanner.learn if self.desks.choice == SCANNER else self.looks.look).setFocus()
        elif section.form is None:
            section.table.setFocus()
        elif not section.form.isAncestorOf(self.focusWidget() or self):
            section.form.start()  # what is half-typed goes before the list

    def _on_form(self, form: ActForm | None) -> None:
        self.fields = dict(form.fields) if form is not None else {}

    def _on_submitted(self, made: SettingForm, values: Values) -> None:
        self.say_nothing()
        try:
            if made.act is AddOperator:
                self._introduce(values)
            elif made.act is BlockOperator:
                blocking = BlockOperator(operator=str(values["operator"]))
                self.office.perform(self, blocking, partial(self._on_blocked, self._sent()))
            else:
                command = command_of(made.act, values)
                self.office.perform(self, command, partial(self._on_entered, self._sent()))
        except Refusal as refusal:
            self.turned_down(refusal)

    def _sent(self) -> Callable[[], None]:
        """Closes the form that is being sent, and no other that is opened meanwhile."""
        section = self.section
        assert section is not None  # noqa: S101  its own form
        return partial(section.done_with, section.form)

    def _introduce(self, values: Values) -> None:
        roles = values["roles"] if isinstance(values["roles"], tuple) else ()
        new = staffing.newcomer(
            self.office.register,
            name=str(values["name"]),
            person=str(values["person"]),
            roles=tuple(Role(role) for role in roles),
        )
        self.office.perform(self, new.command, partial(self._on_introduced, new))

    def _on_introduced(self, new: staffing.Newcomer, _: Changes) -> None:
        def work(_: Job) -> str:
            return staffing.first_passphrase(self.office.register, new)

        done = partial(self._on_words, OPERATORS, new.command.name)
        self.office.job(self, self.tr("A passphrase is made"), work, done, writes=True)

    def _on_words(self, desk: str, name: str, words: str) -> None:
        self.choose(desk)
        self.sections[desk].show_words(name, words)
        self.office.sounds.right()

    def _on_blocked(self, close: Callable[[], None], changes: Changes) -> None:
        operator = str(changes.answer["operator"])

        def work(_: Job) -> None:
            staffing.take_slot(self.office.register, operator)

        gone = partial(self._on_slot_gone, close)
        self.office.job(self, self.tr("A key is taken away"), work, gone, writes=True)

    def _on_slot_gone(self, close: Callable[[], None], _: None) -> None:
        close()
        told = self.tr(
            "Blocked. If he may have kept a copy of the file, give the register a new key: salw rekey."
        )
        self.bar.say("warning", told)

    def _on_entered(self, close: Callable[[], None], _: Changes) -> None:
        close()
        self.bar.say(DONE, self.tr("Entered."))
        self.office.sounds.right()

    def _on_own_passphrase(self) -> None:
        dialog = self.looks.ask_passphrase()
        name = self.office.register.operator_name
        dialog.changed.connect(partial(self._on_words, OPERATORS, name))
        dialog.open()
