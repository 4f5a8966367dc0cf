"""What every act of an operator has in common, and `perform`, the one way in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import ClassVar, TypeAlias

from salw_desktop.database import duty, people
from salw_desktop.database.branch import Key
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Act, Hour, Transaction, as_recorded
from salw_desktop.domain.errors import Fact, Refusal
from salw_desktop.domain.people import Role, SecondPerson
from salw_desktop.domain.strict_json import encode
from salw_desktop.domain.time import Moment
from salw_desktop.keys.remote_codes import approval_letters
from salw_desktop.usecases import remote
from salw_desktop.usecases.register import Register

Answer: TypeAlias = Mapping[str, "Fact | list[str]"]
LONGEST_REASON = 500


@dataclass(frozen=True, kw_only=True)
class Command:
    """A wish as data: who may have it, how many must sign, its fields, and how it is carried out."""

    kind: ClassVar[str]  # the type of its event
    needs: ClassVar[frozenset[Role]]
    second: ClassVar[SecondPerson] = SecondPerson.NOT_NEEDED
    asks_why: ClassVar[bool] = False
    may_be_remote: ClassVar[bool] = False  # class C: a code of HQ may stand in for the second key

    reason: str = ""

    def prepare(self, register: Register) -> Command:
        """What must lie on the disk before the event that names it; the command that is then carried out."""
        del register
        return self

    def settle(self, register: Register) -> None:
        """After the commit: what must then leave the disk. An unlock makes up for one that a power cut kept off."""
        del register

    def refuse_second(self, connection: Connection, second: str, date: str) -> None:
        """What this act asks of whoever signs beside its operator, over what each act of two asks (`second_people`)."""
        del connection, second, date

    def execute(self, tx: Transaction) -> Answer:
        """Changes rows through `tx` and nothing else; says what the person needs to know next."""
        raise NotImplementedError


class AtTheTable(Command):
    """An act whose hour is the hour of a hand-in.

    Where a campaign promises that nobody is known it carries the day alone (practice a16).
    """


@dataclass(frozen=True, kw_only=True)
class Count(Command):
    """Something counted outside the journal: an event's time would say whom the tick was about (architecture §7)."""

    def count(self, connection: Connection, now: Moment) -> Answer:
        """Adds to a table that no event carries."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed, for whoever is on screen, and what it answers."""

    rows: frozenset[tuple[str, str]]
    events: tuple[str, ...]
    answer: Answer

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(table for table, _ in self.rows)


def perform(
    command: Command,
    register: Register,
    *,
    second: Key | None = None,
    remote_code: str | None = None,
) -> Changes:
    """Permission, one transaction, its rows and events, and what changed. Refusal and Trouble change nothing.

    `remote_code` is HQ's answer to the six letters of this act, in place of the second key (class C).
    """
    if isinstance(command, Count):
        return _counted(command, register)
    command = command.prepare(register)
    act = Act(command.kind, _reason(command))
    with register.transaction(act, second, _hour_of(command)) as tx:
        _look_at_people(command, tx, remote_code)
        answer = command.execute(tx)
    command.settle(register)
    return Changes(frozenset(tx.changed), tuple(tx.events), answer)


def _hour_of(command: Command) -> Hour:
    """Asked on the connection that writes: one that reads would open pages anew after each commit."""

    def hour(connection: Connection, now: Moment) -> Moment:
        is_promised = isinstance(command, AtTheTable) and people.promises_no_names(connection)
        return now.by_day if is_promised else now

    return hour


def _counted(command: Count, register: Register) -> Changes:
    now = register.clock()
    _look_at_role(command, register.reader, register.operator.operator, now.date)
    with register.database.counting() as connection:
        answer = command.count(connection, now)
    # the write-ahead log keeps the order of writes: it would say after which hand-in the tick came
    register.database.checkpoint()
    return Changes(frozenset(), (), answer)


def _reason(command: Command) -> str:
    reason = as_recorded(command.reason.strip(), "reason")
    if command.asks_why and not reason:
        raise Refusal("reason.missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason.too-long", field="reason", most=LONGEST_REASON)
    return reason


def letters_of(command: Command) -> str:
    """The six letters that bind HQ's code to this act and no other: read out over the radio."""
    said = encode([command.kind, json.loads(json.dumps(asdict(command), default=str))])
    return approval_letters(said.encode())


def _look_at_people(command: Command, tx: Transaction, remote_code: str | None) -> None:
    _look_at_role(command, tx.connection, tx.operator, tx.now.date)
    if tx.witness is not None:
        look_at_second(tx.connection, tx.operator, tx.witness, tx.now.date)
    elif command.second is SecondPerson.BEFORE:
        if remote_code is None:
            raise Refusal("second.missing", field="second")
        if not command.may_be_remote:
            raise Refusal("second.not-from-afar", field="remote-code")
        tx.remote_code = remote.use_code(tx, remote_code, letters_of(command))


def _look_at_role(command: Command, connection: Connection, operator: str, date: str) -> None:
    if people.roles_of(connection, operator, date).isdisjoint(command.needs):
        needed = ", ".join(sorted(command.needs))
        raise Refusal("operator.not-allowed", needs=needed)


def look_at_second(connection: Connection, operator: str, second: str, date: str) -> None:
    """What each act of two asks of the second person; both are ids of operators."""
    if second == operator:
        raise Refusal("second.same", field="second")
    if people.roles_of(connection, second, date) <= {Role.AUDITOR}:
        raise Refusal("second.not-allowed", field="second")
    refuse_one_person(connection, operator, second, date, "second")


def refuse_one_person(connection: Connection, one: str, other: str, date: str, field: str) -> None:
    """An acting appointment counts as the appointed person: the two never sign the same act (practice e2)."""
    if duty.count_as_one(connection, one, other, date):
        raise Refusal("second.stands-for-the-other", field=field)
