"""Marking machines: where they stand, what wore them, who may run them, and the numbers that HQ gave each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import marking
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.mark_strings import country_and_agency
from salw_desktop.domain.people import SUPERVISORS, Role
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import countries, lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

ARMOURY = SUPERVISORS | {Role.WEAPONS_INSPECTOR}


def machine_called(connection: Connection, wanted: str) -> Row:
    """By id or by name. Refusal `machine.unknown`."""
    found = marking.machine(connection, wanted.strip())
    if found is None:
        raise Refusal("machine.unknown", field="machine", given=wanted[:80])
    return found


@dataclass(frozen=True, slots=True)
class Training:
    """Who may run a machine, since when and until when."""

    person: str
    trained_on: str
    valid_until: str
    trained_by: str


@dataclass(frozen=True, slots=True)
class Machine:
    """One machine as the armourer sees it."""

    name: str
    serial: str
    method: str
    place: str
    since: str
    last_entry: str
    stylus_changed_at: str
    strikes_since_stylus: int
    live_jobs: int
    numbers_left: int
    trained: tuple[Training, ...]


def machines(register: Register) -> list[Machine]:
    """By name."""
    return [_machine(register.reader, row) for row in marking.machines(register.reader)]


def _machine(connection: Connection, row: Row) -> Machine:
    id_ = str(row["id"])
    return Machine(
        name=str(row["name"]),
        serial=str(row["serial"]),
        method=str(row["method"]),
        place=str(row["place_name"]),
        since=str(row["since"]),
        last_entry=str(row["last_entry"] or ""),
        stylus_changed_at=str(row["stylus_changed_at"] or ""),
        strikes_since_stylus=int(row["strikes_since_stylus"] or 0),
        live_jobs=int(row["live_jobs"] or 0),
        numbers_left=sum(
            max(0, int(block["last"] or 0) - int(block["highest"] or 0))
            for block in marking.blocks(connection, id_)
        ),
        trained=tuple(
            Training(
                str(each["person_name"]),
                str(each["trained_on"]),
                str(each["valid_until"] or ""),
                str(each["trained_by"]),
            )
            for each in marking.trainings(connection, id_)
        ),
    )


@dataclass(frozen=True, kw_only=True)
class AddMachine(Command):
    """A machine at a place of this site."""

    kind: ClassVar[str] = "machine.added"
    needs = ARMOURY

    name: str
    serial: str
    method: str
    place: str

    def execute(self, tx: Transaction) -> Answer:
        name = lookup.required(self.name, "name")
        if marking.machine(tx.connection, name):
            raise Refusal("machine.twice", field="name", name=name)
        values = {
            "name": name,
            "serial": lookup.required(self.serial, "serial"),
            "method": lookup.one_of(words_of("machine", "method"), self.method, "method"),
            "place": lookup.place(tx.connection, self.place)["id"],
            "since": tx.now.text,
        }
        return {"machine": tx.insert("machine", values), "name": name}


@dataclass(frozen=True, kw_only=True)
class RecordMachineEntry(Command):
    """What was done to a machine, and what it struck since the entry before: our jobs, and strikes without one."""

    kind: ClassVar[str] = "machine.entry"
    needs = ARMOURY

    machine: str
    entry_kind: str
    strikes_without_job: int = 0  # trials, and what was struck before this register
    remark: str = ""
    done_by: str = ""

    def execute(self, tx: Transaction) -> Answer:
        machine = str(machine_called(tx.connection, self.machine)["id"])
        if self.strikes_without_job < 0:
            name = "strikes_without_job"
            raise Refusal("quantity.negative", field=name, name=name)
        done_by = None
        if self.done_by:
            done_by = str(lookup.person(tx.connection, self.done_by, "done_by")["id"])
            tx.name_people(performed_by=done_by, verified_by=None)
        kinds = words_of("machine_entry", "kind")
        strikes = marking.strikes_since_entry(tx.connection, machine) + self.strikes_without_job
        entry = tx.insert(
            "machine_entry",
            {
                "machine": machine,
                "kind": lookup.one_of(kinds, self.entry_kind, "entry_kind"),
                "strikes": strikes,
                "remark": self.remark.strip() or None,
                "done_by": done_by,
                "at": tx.now.text,
            },
        )
        return {"entry": entry, "strikes": strikes}


@dataclass(frozen=True, kw_only=True)
class RecordMachineTraining(Command):
    """Who was trained on a machine; a strike by anybody else is a breach, never refused."""

    kind: ClassVar[str] = "machine.training"
    needs = ARMOURY

    machine: str
    person: str
    trained_by: str
    trained_on: str = ""
    valid_until: str = ""

    def execute(self, tx: Transaction) -> Answer:
        until = lookup.day(self.valid_until, "valid_until") if self.valid_until else None
        values = {
            "machine": machine_called(tx.connection, self.machine)["id"],
            "person": lookup.person(tx.connection, self.person, "person")["id"],
            "trained_on": lookup.day_of_the_act(tx, self.trained_on, "trained_on"),
            "valid_until": until,
            "trained_by": lookup.required(self.trained_by, "trained_by"),
        }
        return {"training": tx.insert("machine_training", values)}


@dataclass(frozen=True, kw_only=True)
class AddMarkBlock(Command):
    """Numbers that HQ gave to one machine; its own counter is never asked, since it restarts (practice b4)."""

    kind: ClassVar[str] = "mark-block.added"
    needs = SUPERVISORS

    machine: str
    country: str
    agency: str
    first: int
    last: int
    given_by: str

    def execute(self, tx: Transaction) -> Answer:
        machine = machine_called(tx.connection, self.machine)
        country, agency = country_and_agency(
            countries.country(self.country).code, self.agency.strip()
        )
        if not 1 <= self.first <= self.last:
            raise Refusal("mark-block.malformed", field="first", first=self.first, last=self.last)
        taken = marking.overlapping_block(tx.connection, country, agency, self.first, self.last)
        if taken:
            raise Refusal(
                "mark-block.overlaps",
                field="first",
                first=int(taken["first"] or 0),
                last=int(taken["last"] or 0),
                machine=str(taken["machine_name"]),
            )
        values = {
            "machine": machine["id"],
            "country": country,
            "agency": agency,
            "first": self.first,
            "last": self.last,
            "given_by": lookup.required(self.given_by, "given_by"),
            "given_at": tx.now.text,
        }
        block = tx.insert("mark_block", values)
        return {"mark_block": block, "numbers": self.last - self.first + 1}
