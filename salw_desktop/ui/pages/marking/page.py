"""Marking: what wants a mark, its jobs, reading back, the machines, and the plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.mark_strings import read_result_code
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.marking.job_desk import JobDesk
from salw_desktop.ui.pages.marking.machine_desk import MachineDesk
from salw_desktop.ui.pages.marking.order_desk import OrderDesk
from salw_desktop.ui.pages.marking.plan_desk import PlanDesk
from salw_desktop.ui.pages.marking.reading import Reading
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.message_bar import DONE, ERROR, WARNING
from salw_desktop.ui.widgets.seen_stack import SeenStack
from salw_desktop.usecases.at_the_window import weapon_of_scan
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.marking.job_lists import job_list
from salw_desktop.usecases.marking.jobs import OrderMarkJob, job_called
from salw_desktop.usecases.marking.read_back import ReadBackMark
from salw_desktop.usecases.marking.strikes import RecordStrike
from salw_desktop.usecases.marking.workshop import MarkJob, Workshop, mark_job, workshop
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.bench import Person, roster

TO_MARK, JOBS, MACHINES, PLAN = "to mark", "jobs", "machines", "plan"
JOB_CARD = "job card"
_TABLES = frozenset(
    (
        *("weapon", "hold", "placement", "roster", "mark_profile", "mark_job", "strike"),
        *("machine", "machine_entry", "machine_training", "mark_block"),
    )
)


class MarkingPage(Page):
    """Four desks behind four chips; a scanned card or weapon goes to the desk where it belongs."""

    key = "marking"
    icon = "hammer"
    help_page = "marking"

    @override
    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("MarkingPage", "Marking")

    @override
    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        tr = QCoreApplication.translate
        return (
            Offer(tr("MarkingPage", "Order a mark"), OrderMarkJob, TO_MARK),
            Offer(tr("MarkingPage", "Enter a strike"), RecordStrike, JOBS),
            Offer(tr("MarkingPage", "Read back a mark"), ReadBackMark, JOBS),
        )

    @override
    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+1 … Alt+4", tr("MarkingPage", "To mark, jobs, machines, plan")),
            ("Ctrl+Enter", tr("MarkingPage", "Order this mark; of a job: read back")),
            ("Alt+O, Alt+X", tr("MarkingPage", "The strike is OK; it is a mis-strike")),
            ("Ctrl+P", tr("MarkingPage", "Print the job card")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        texts = {
            TO_MARK: self.tr("To mark"),
            JOBS: self.tr("Jobs"),
            MACHINES: self.tr("Machines"),
            PLAN: self.tr("Plan"),
        }
        self.desks = ChipRow(self.tr("Desks of this page"), tuple(texts.items()))
        for place, key in enumerate(texts, 1):
            self.desks.chip(key).setShortcut(f"Alt+{place}")
        self.desks.chosen_changed.connect(self._on_desk)
        self.orders, self.jobs = OrderDesk(office), JobDesk(office)
        self.machines, self.plan = MachineDesk(office), PlanDesk(office)
        self.reading = Reading()
        self._ordered = ""  # the newest job, which the list of jobs begins with
        self._stack = SeenStack()
        self._places = {
            TO_MARK: self.orders,
            JOBS: self.jobs,
            MACHINES: self.machines,
            PLAN: self.plan,
        }
        for desk in self._places.values():
            self._stack.addWidget(desk)
        self._read_place = self._reading_place()
        self._stack.addWidget(self._read_place)
        self.body.addWidget(self.desks)
        self.body.addWidget(self._stack, stretch=1)
        self._connect()
        self.choose(TO_MARK)

    def _reading_place(self) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.reading, stretch=4)
        row.addStretch()
        row.setAlignment(self.reading, Qt.AlignmentFlag.AlignTop)
        return place

    def _connect(self) -> None:
        self.orders.ordered.connect(self._on_order)
        self.orders.opened.connect(partial(self.office.go, "item"))
        self.jobs.acted.connect(partial(self._act, None))
        self.jobs.read_back.connect(self._on_read_back)
        self.orders.card_wanted.connect(partial(self.office.print_paper, JOB_CARD))
        self.jobs.card_wanted.connect(partial(self.office.print_paper, JOB_CARD))
        self.reading.read.connect(self._on_read)
        self.reading.left.connect(self._leave_reading)
        self.machines.acted.connect(self._on_machine_act)
        self.machines.form_opened.connect(self._on_form)
        self.machines.turned_down.connect(self.turned_down)
        self.machines.list_wanted.connect(self._on_list_wanted)

    @property
    def desk(self) -> str:
        """The one in front; nothing while somebody reads back."""
        return "" if self._stack.currentWidget() is self._read_place else self.desks.choice

    def choose(self, desk: str) -> None:
        self.desks.choose(desk)
        self._on_desk()

    @override
    def shown(self, subject: str | None) -> None:
        self.office.read(self, roster, self._on_roster)
        if subject in self._places:
            self.choose(str(subject))
        elif subject:
            self._find(subject)
        self._read()
        self._refresh()
        if self.desk:
            self._focus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.jobs.table.changed(tables)
            self.jobs.again()
            self._read()
            self._refresh()

    @override
    def scanned(self, code: str) -> bool:
        if self.desk == "":
            return True  # whoever reads back takes the weapon, not the card
        self.say_nothing()
        result = read_result_code(code)
        if result is not None:
            self.choose(JOBS)
            self.jobs.show_job(result.job_scan)
            self.jobs.strike(result.job_scan, code, result.line)
        else:
            self._find(code)
        return True

    def _read(self) -> None:
        self.office.read(self, workshop, self._on_workshop, latest="workshop")

    def _refresh(self) -> None:
        if self.desk == PLAN:
            self.plan.open()

    def _find(self, code: str) -> None:
        """A job by its card, else a weapon."""
        query = partial(_what_is, code=code)
        self.office.read(self, query, self._on_found, self._on_not_found, latest="found")

    def _on_found(self, found: tuple[str, str]) -> None:
        kind, id_ = found
        if not self.desk:
            return  # it would show the string to whoever reads back
        self.office.sounds.right()
        if kind == JOBS:
            self.choose(JOBS)
            self.jobs.open(id_)
        else:
            self.choose(TO_MARK)
            if not self.orders.select(id_):
                self.bar.say(WARNING, self.tr("This weapon is not among those to mark."))

    def _on_not_found(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.turned_down(error)

    def _on_roster(self, people: tuple[Person, ...]) -> None:
        self.jobs.know(people)
        self.reading.know(people)

    def _on_workshop(self, found: Workshop) -> None:
        self.counted.emit(self.key, found.to_mark_count)
        live = sum(each.live_jobs for each in found.machines)
        counts = {TO_MARK: found.to_mark_count, JOBS: live, MACHINES: len(found.machines)}
        self.desks.set_counts(counts)
        profile = found.profile
        self.subtitle(str(profile["name"]) if profile else self.tr("No profile of marks yet"))
        self.orders.show_workshop(found)
        self.machines.show_workshop(found)

    def _on_desk(self) -> None:
        self._stack.setCurrentWidget(self._places[self.desks.choice])
        self.fields = {}
        if self.desk == JOBS:
            self.fields = {"struck_by": self.jobs.striker_field}
            self.jobs.open(self._ordered)
            self._ordered = ""
        elif self.desk == TO_MARK:
            self.fields = {"machine": self.orders.machine_field}
        self._refresh()
        self._focus()

    def _focus(self) -> None:
        """Each desk begins in its table."""
        tables = {
            TO_MARK: self.orders.table,
            JOBS: self.jobs.table.view,
            MACHINES: self.machines.table,
            PLAN: self.plan.table,
        }
        if self.isVisible():
            tables[self.desk].setFocus()

    def _on_form(self, form: ActForm | None) -> None:
        self.fields = dict(form.fields) if form is not None else {}

    def _on_order(self, command: OrderMarkJob) -> None:
        self.say_nothing()
        self.office.perform(self, command, self._on_ordered, self._on_not_ordered)

    def _on_ordered(self, changes: Changes) -> None:
        number, string = str(changes.answer["number"]), str(changes.answer["string"])
        told = self.tr("%1 is ordered: %2.").replace("%1", ltr(number)).replace("%2", ltr(string))
        print_card = partial(self.office.print_paper, JOB_CARD, number)
        self.bar.say(DONE, told, self.tr("Print its card"), print_card)
        self._ordered = str(changes.answer["job"])
        self.orders.table.setFocus()

    def _on_not_ordered(self, error: Refusal | Trouble) -> None:
        self.orders.order.setEnabled(True)
        self.turned_down(error)

    def _on_machine_act(self, command: Command) -> None:
        self._act(self.machines.form, command)

    def _act(self, form: ActForm | None, command: Command) -> None:
        self.say_nothing()
        self.office.perform(self, command, partial(self._on_acted, form))

    def _on_acted(self, form: ActForm | None, changes: Changes) -> None:
        """Of a strike its breaches and what comes next; of the machine register that it stands there."""
        self.machines.done_with(form)
        answer = changes.answer
        breaches, state = answer.get("breaches"), str(answer.get("state") or "")
        told = self.tr("Entered.")
        if state:
            told = self.tr("%1: %2.").replace("%1", ltr(str(answer["number"])))
            told = told.replace("%2", said(state))
        elif "entered" in answer:
            told = self.tr("%n strike(s) entered.", "", int(str(answer["entered"])))
        more = [str(each) for each in breaches] if isinstance(breaches, list) else []
        if answer.get("next"):
            void = self.tr("Its number is void.")
            said_all = " ".join([told, void, "; ".join(more)]).strip()
            self._offer_next(WARNING, said_all, str(answer["job"]))
        else:
            self.bar.say(WARNING if more else DONE, " ".join([told, "; ".join(more)]).strip())
        self.office.sounds.right()

    def _offer_next(self, kind: str, told: str, job: str) -> None:
        """A mark that failed is redone with another number: Enter goes where it is ordered."""
        find = partial(self._find_weapon_of, job)
        self.bar.say(kind, told, self.tr("Order the next one"), find)
        if self.desk:
            self.bar.take_focus()

    def _find_weapon_of(self, job: str) -> None:
        read = partial(mark_job, wanted=job)
        self.office.read(self, read, self._on_failed_job, self._on_not_found, latest="found")

    def _on_failed_job(self, job: MarkJob) -> None:
        self._find(job.weapon)

    def _on_read_back(self, job: MarkJob) -> None:
        """Everything that shows the string goes out of sight first."""
        self.say_nothing()
        self.desks.hide()
        self._stack.setCurrentWidget(self._read_place)
        self.fields = dict(self.reading.fields)
        self.reading.begin(job)

    def _on_read(self, command: ReadBackMark) -> None:
        self.say_nothing()
        self.office.perform(self, command, partial(self._on_was_read, self.reading.job))

    def _on_was_read(self, job: MarkJob | None, changes: Changes) -> None:
        answer = changes.answer
        if self.reading.job is job and not self.desk:  # else another mark is being read
            self._leave_reading()
        number = ltr(str(answer["number"]))
        breaches = answer["breaches"]
        more = "; ".join(breaches) if isinstance(breaches, list) else ""
        if not answer["agrees"] or answer["next"]:
            told = self.tr("%1: a mis-strike. Its number is void; order the next one.")
            told = f"{told.replace('%1', number)} {more}".strip()
            self._offer_next(ERROR, told, str(answer["job"]))
            self.office.sounds.wrong()
            return
        told = self.tr("%1 reads as it was ordered.").replace("%1", number)
        self.bar.say(WARNING if more else DONE, f"{told} {more}".strip())
        self.office.sounds.right()

    def _leave_reading(self) -> None:
        self.desks.show()
        self.choose(JOBS)
        self.jobs.again()

    def _on_list_wanted(self, values: Values) -> None:
        machine, format_ = str(values["machine"]), str(values["format"])
        path = Path(str(values["folder"])) / f"job-list-{machine.replace(' ', '-')}.{format_}"
        work = partial(_write_list, machine=machine, format_=format_, path=path)
        self.office.read(self, work, partial(self._on_list_written, self.machines.form))

    def _on_list_written(self, form: ActForm | None, path: Path) -> None:
        self.machines.done_with(form)
        self.bar.say(DONE, self.tr("The job list is in %1.").replace("%1", ltr(str(path))))


def _what_is(register: Register, code: str) -> tuple[str, str]:
    """(desk, id) of what was scanned. Refusal `scan.unknown`."""
    try:
        return JOBS, str(job_called(register.reader, code)["id"])
    except Refusal:
        return TO_MARK, weapon_of_scan(register, code)


def _write_list(register: Register, machine: str, format_: str, path: Path) -> Path:
    files.write_private(path, job_list(register, machine, format_))
    return path
