"""Eligibility: the program shows rule and facts, a named person decides (practice e10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import eligibility
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE
from salw_desktop.usecases import lookup, sealing
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.intake.persons import tells_who
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, kw_only=True)
class DecideEligibility(AtTheTable):
    """An appeal is another decision, and the newest counts; the receipt is printed in full either way.

    Only where a person is named: somebody not cleared as an adult never is (practice f3).
    """

    kind: ClassVar[str] = "eligibility.decided"
    needs = TABLE
    asks_why = True

    hand_in: str
    rule: str  # as the agreement words it
    facts: str  # what was looked at under that rule
    eligible: bool
    decided_by: str  # of the roster
    referred_to: str = ""
    decided_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.hand_in(tx.connection, self.hand_in)
        self._look_at_hand_in(tx, hand_in)
        decider = str(lookup.person(tx.connection, self.decided_by, "decided_by")["id"])
        tx.name_people(performed_by=decider, verified_by=None)
        values = {
            "hand_in": hand_in["id"],
            "rule": lookup.required(self.rule, "rule"),
            "facts": lookup.required(self.facts, "facts"),
            "is_eligible": int(self.eligible),
            "why": self.reason,
            "referred_to": self.referred_to.strip() or None,
            "decided_by": decider,
            "decided_on": lookup.day_gone_by(tx, self.decided_on, "decided_on"),
            "recorded_by": tx.operator,
        }
        before = len(eligibility.decisions_of(tx.connection, str(hand_in["id"])))
        return {
            "eligibility": tx.insert("eligibility", values),
            "number": str(hand_in["number"]),
            "decisions_before": before,
        }

    def _look_at_hand_in(self, tx: Transaction, hand_in: Row) -> None:
        if hand_in["campaign_kind"] != "DDR":
            code, kind = str(hand_in["campaign_code"]), str(hand_in["campaign_kind"])
            raise Refusal("eligibility.not-ddr", field="hand_in", campaign=code, kind=kind)
        if not hand_in["person"]:
            number = str(hand_in["number"])
            raise Refusal("eligibility.no-person", field="hand_in", number=number)
        person = lookup.bringer(tx.connection, str(hand_in["person"]))
        read = sealing.opened(tx.connection, str(person["id"]), str(person["sealed"]))
        for name in ("rule", "facts", "referred_to", "reason"):
            if read is not None and tells_who(getattr(self, name), read):
                raise Refusal("eligibility.names-him", field=name, name=name)


def decisions_on(register: Register, hand_in: str) -> tuple[Row, ...]:
    """Of one hand-in, newest first: rule, facts, decision, why, by whom, referred to. Refusal `hand-in.unknown`."""
    found = lookup.hand_in(register.reader, hand_in)
    return tuple(eligibility.decisions_of(register.reader, str(found["id"])))
