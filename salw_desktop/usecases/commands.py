"""What every act of an operator has in common, and `perform`, the one way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from salw_desktop.database import people
from salw_desktop.database.branch import Key
from salw_desktop.database.database import Act, Transaction, as_recorded
from salw_desktop.domain.errors import Fact, Refusal
from salw_desktop.domain.people import Role, SecondPerson
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

    reason: str = ""

    def execute(self, tx: Transaction) -> Answer:
        """Changes rows through `tx` and nothing else; says what the person needs to know next."""
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


def perform(command: Command, register: Register, *, second: Key | None = None) -> Changes:
    """Permission, one transaction, its rows and events, and what changed. Refusal and Trouble change nothing."""
    act = Act(command.kind, _reason(command))
    with register.transaction(act, second) as tx:
        _look_at_people(command, tx)
        answer = command.execute(tx)
    return Changes(frozenset(tx.changed), tuple(tx.events), answer)


def _reason(command: Command) -> str:
    reason = as_recorded(command.reason.strip(), "reason")
    if command.asks_why and not reason:
        raise Refusal("reason.missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason.too-long", field="reason", most=LONGEST_REASON)
    return reason


def _look_at_people(command: Command, tx: Transaction) -> None:
    if people.roles_of(tx.connection, tx.operator).isdisjoint(command.needs):
        needed = ", ".join(sorted(command.needs))
        raise Refusal("operator.not-allowed", needs=needed)
    if tx.witness is not None:
        look_at_second(tx)
    elif command.second is SecondPerson.BEFORE:
        raise Refusal("second.missing", field="second")


def look_at_second(tx: Transaction) -> None:
    if tx.witness == tx.operator:
        raise Refusal("second.same", field="second")
    roles = people.roles_of(tx.connection, tx.witness or "")
    if roles <= {Role.AUDITOR}:
        raise Refusal("second.not-allowed", field="second")
