"""Acting appointments: for whoever is away, by two, with an end (practice e2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from salw_desktop.database import duty, people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import READERS, SUPERVISORS, Role, SecondPerson
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

LONGEST_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class AppointActing(Command):
    """Class A. Gives roles between two dates and ends by itself; meanwhile the two are one signer."""

    kind: ClassVar[str] = "acting.appointed"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    asks_why = True

    operator: str
    stands_for: str
    roles: tuple[Role, ...]
    until_on: str
    from_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        acting, away = self._people(tx)
        if not self.roles:
            raise lookup.missing("roles")
        from_on, until_on = self._dates(tx)
        appointments = [
            tx.insert(
                "acting_appointment",
                {
                    "operator": acting["id"],
                    "stands_for": away["id"],
                    "role": _role(tx, role, acting, away),
                    "from_on": from_on,
                    "until_on": until_on,
                    "why": self.reason,
                    "appointed_by": tx.operator,
                    "appointed_second": tx.witness,
                    "at": tx.now.text,
                },
            )
            for role in dict.fromkeys(self.roles)
        ]
        return {"appointments": appointments, "from_on": from_on, "until_on": until_on}

    def _people(self, tx: Transaction) -> tuple[Row, Row]:
        acting = lookup.operator(tx.connection, self.operator)
        away = lookup.operator(tx.connection, self.stands_for)
        if acting["id"] == away["id"]:
            raise Refusal("acting.same", field="stands_for", name=str(away["name"]))
        if acting["id"] == tx.operator:
            raise Refusal("acting.own", field="operator")
        if acting["blocked_at"]:
            raise Refusal("operator.blocked", field="operator", name=str(acting["name"]))
        return acting, away

    def _dates(self, tx: Transaction) -> tuple[str, str]:
        from_on = lookup.day_of_the_act(tx, self.from_on, "from_on")
        until_on = lookup.day(self.until_on, "until_on")
        if from_on < tx.now.date or until_on < from_on:
            raise Refusal("acting.dates", field="until_on", from_on=from_on, until_on=until_on)
        latest = (date.fromisoformat(from_on) + timedelta(LONGEST_DAYS)).isoformat()
        if until_on > latest:
            raise Refusal("acting.too-long", field="until_on", most=LONGEST_DAYS, latest=latest)
        return from_on, until_on


def _role(tx: Transaction, role: Role, acting: Row, away: Row) -> str:
    """A role of his own that can be lent: nobody hands on what he is lent himself."""
    word = lookup.one_of(words_of("acting_appointment", "role"), role.value, "roles")
    if role not in people.roles_of(tx.connection, str(away["id"])):
        raise Refusal("acting.not-his-role", field="roles", name=str(away["name"]), role=word)
    if role in people.roles_of(tx.connection, str(acting["id"]), tx.now.date):
        raise Refusal("acting.no-new-role", field="roles", name=str(acting["name"]), role=word)
    return word


@dataclass(frozen=True, kw_only=True)
class EndActing(Command):
    """Before its last day, by one: a supervisor, whoever is back, or whoever stood for him."""

    kind: ClassVar[str] = "acting.ended"
    needs = READERS - {Role.AUDITOR}

    operator: str
    stands_for: str

    def execute(self, tx: Transaction) -> Answer:
        acting = lookup.operator(tx.connection, self.operator)
        away = lookup.operator(tx.connection, self.stands_for)
        name, pair = str(acting["name"]), (acting["id"], away["id"])
        found = [
            str(each["id"])
            for each in duty.standing_appointments(tx.connection, tx.now.date)
            if (each["operator"], each["stands_for"]) == pair
        ]
        if not found:
            raise Refusal("acting.none", field="operator", name=name)
        roles = people.roles_of(tx.connection, tx.operator, tx.now.date)
        if tx.operator not in pair and Role.SUPERVISOR not in roles:
            raise Refusal("acting.not-yours", field="operator", name=name)
        for id_ in found:
            tx.change("acting_appointment", id_, ended_at=tx.now.text, ended_by=tx.operator)
        return {"appointments": found}


def acting(register: Register) -> tuple[Row, ...]:
    """Who stands for whom, in what, from when until when: those that stand and those to come."""
    return tuple(duty.standing_appointments(register.reader, register.clock().date))
