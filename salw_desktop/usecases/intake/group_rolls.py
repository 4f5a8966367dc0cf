"""Group rolls by numbers: children are taken out first and never counted (IDDRS 5.20 Annex B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import eligibility
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE
from salw_desktop.usecases import catalogue, free_text, lookup
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.register import Register

_COUNTS = ("expected", "came", "unarmed_women", "unarmed_men", "unarmed_others")
_NOT_GRADED = ("not inspected", "not tested")
_A_CREW = 2


@dataclass(frozen=True, kw_only=True)
class RecordGroupRoll(AtTheTable):
    """Adults only, counted by hand; people are never computed from weapons (practice e8, e9)."""

    kind: ClassVar[str] = "group-roll.recorded"
    needs = TABLE

    hand_in: str
    expected: int
    came: int
    unarmed_women: int
    unarmed_men: int
    unarmed_others: int = 0
    called_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(hand_in, self)
        number, brought_by = str(hand_in["number"]), str(hand_in["brought_by"])
        if brought_by != "group":
            raise Refusal(
                "group-roll.of-no-group", field="hand_in", number=number, brought_by=brought_by
            )
        counts = {name: int(getattr(self, name)) for name in _COUNTS}
        for name, count in counts.items():
            if count < 0:
                raise Refusal("quantity.negative", field=name, name=name)
        unarmed = self.unarmed_women + self.unarmed_men + self.unarmed_others
        breaches = [f"{unarmed} unarmed, {self.came} came"] if unarmed > self.came else []
        values = {
            "hand_in": str(hand_in["id"]),
            **counts,
            "breaches": "; ".join(breaches) or None,
            "called_on": lookup.day_gone_by(tx, self.called_on, "called_on"),
            "recorded_by": tx.operator,
        }
        roll = tx.insert("group_roll", values)
        return {"group_roll": roll, "number": number, "breaches": breaches}


@dataclass(frozen=True, slots=True)
class GroupRoll:
    """The newest roll of a group beside what it brought: who came is counted, what came is recorded."""

    hand_in: str
    called_on: str
    expected: int
    came: int
    unarmed_women: int
    unarmed_men: int
    unarmed_others: int
    weapons: int
    crew_served: int  # models that the catalogue gives a crew of two or more
    of_no_model: int  # not identified yet: some of them may be crew-served
    graded: int  # whose function somebody has looked at
    serviceable: int

    @property
    def weapons_per_person(self) -> float | None:
        return self.weapons / self.came if self.came else None

    @property
    def crew_served_per_person(self) -> float | None:
        return self.crew_served / self.came if self.came else None

    @property
    def serviceable_share(self) -> float | None:
        """Of those that were graded: a weapon nobody has looked at is neither."""
        return self.serviceable / self.graded if self.graded else None


def group_roll(register: Register, hand_in: str) -> GroupRoll | None:
    """None where no roll was taken. Refusal `hand-in.unknown`."""
    found = lookup.hand_in(register.reader, hand_in)
    roll = eligibility.roll_of(register.reader, str(found["id"]))
    if roll is None:
        return None
    came = eligibility.weapons_that_came(register.reader, str(found["id"]))
    crews = {model.id: model.crew for model in catalogue.models()}
    return GroupRoll(
        hand_in=str(found["number"]),
        called_on=str(roll["called_on"]),
        **{name: int(roll[name] or 0) for name in _COUNTS},
        weapons=len(came),
        crew_served=sum(crews.get(str(each["model"]), 1) >= _A_CREW for each in came),
        of_no_model=sum(str(each["model"]) not in crews for each in came),
        graded=sum(each["function"] not in _NOT_GRADED for each in came),
        serviceable=sum(each["function"] == "serviceable" for each in came),
    )
