"""Lone-officer mode: a declared fact, for a team of two of whom one is missing (practice e3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from salw_desktop.database import duty
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

LONGEST_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class DeclareLone(Command):
    """Gives no right: class B goes on and waits, class A stops or goes by a code of HQ, which reads this event."""

    kind: ClassVar[str] = "lone.declared"
    needs = TABLE | STORE
    asks_why = True

    until_on: str

    def execute(self, tx: Transaction) -> Answer:
        standing = duty.lone_duty(tx.connection, tx.now.date)
        if standing:
            name, until_on = str(standing["declared_by_name"]), str(standing["until_on"])
            raise Refusal("lone.stands", field="until_on", name=name, until_on=until_on)
        until_on = lookup.day(self.until_on, "until_on")
        if until_on < tx.now.date:
            raise Refusal("lone.dates", field="until_on", until_on=until_on)
        latest = (date.fromisoformat(tx.now.date) + timedelta(LONGEST_DAYS)).isoformat()
        if until_on > latest:
            raise Refusal("lone.too-long", field="until_on", most=LONGEST_DAYS, latest=latest)
        values = {
            "why": self.reason,
            "from_on": tx.now.date,
            "until_on": until_on,
            "declared_by": tx.operator,
            "declared_at": tx.now.text,
        }
        return {"lone_duty": tx.insert("lone_duty", values), "until_on": until_on}


@dataclass(frozen=True, kw_only=True)
class EndLone(Command):
    """By whoever is here; a second operator who unlocks ends nothing by that alone."""

    kind: ClassVar[str] = "lone.ended"
    needs = TABLE | STORE

    def execute(self, tx: Transaction) -> Answer:
        standing = duty.lone_duty(tx.connection, tx.now.date)
        if standing is None:
            raise Refusal("lone.none")
        id_ = str(standing["id"])
        tx.change("lone_duty", id_, ended_at=tx.now.text, ended_by=tx.operator)
        return {"lone_duty": id_}


def lone_officer(register: Register) -> Row | None:
    """The declaration that stands today: why, until when, by whom."""
    return duty.lone_duty(register.reader, register.clock().date)
