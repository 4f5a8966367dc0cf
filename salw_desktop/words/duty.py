"""What a person is told of who may act, and of what leaves for a laboratory or a court."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "second.stands-for-the-other": "One of the two stands for the other, so they count as one person. Ask a third operator, or end the acting appointment first.",
    "day-opening.time-malformed": "“{given}” is no time of another clock. Write date, time and offset, like 2026-11-22T09:14+01:00.",
    "acting.same": "{name} cannot stand for himself. Name somebody else.",
    "acting.own": "Nobody appoints himself. Ask another supervisor to appoint you.",
    "acting.not-his-role": "{name} is not {role} here, so nobody can stand for him in that. Name a role of his own.",
    "acting.no-new-role": "{name} is {role} already, so there is nothing to appoint him to. Leave that role away.",
    "acting.dates": "An acting appointment begins today or later and ends on or after its first day. Correct {from_on} and {until_on}.",
    "acting.too-long": "An acting appointment lasts {most} days at most. Let it end by {latest}; after that appoint anew.",
    "acting.none": "{name} stands for nobody of that name. Look at the list of acting appointments.",
    "acting.not-yours": "An appointment is ended by a supervisor, by {name}, or by whoever {name} stands for. Ask one of them.",
    "lone.dates": "{until_on} is gone by. Name the last day on which you are alone, today or later.",
    "lone.too-long": "Lone-officer mode lasts {most} days at most. Let it end by {latest}; after that declare it anew.",
    "lone.stands": "{name} declared lone-officer mode until {until_on}. End that first.",
    "lone.none": "Lone-officer mode is not declared, so there is nothing to end.",
    "eligibility.not-ddr": "The campaign {campaign} is of kind {kind}: eligibility is decided in a DDR campaign only.",
    "eligibility.no-person": "The hand-in {number} names no person, so nobody's eligibility can be decided. The receipt is printed all the same.",
    "eligibility.names-him": "The field {name} says who the person is, and it stays in the journal for ever. Say it without a name or a card number.",
    "group-roll.of-no-group": "The hand-in {number} was brought by “{brought_by}”, not by a group. A roll is taken of a group only.",
    "date.to-come": "{date} is still to come. Write the day on which it happened.",
    "out.due-past": "{date} is gone by. Say by which day the weapon {number} is due back.",
    "out.unknown": "There is no voucher “{given}” in this register. Check its number on the paper.",
    "out.open": "The weapon {number} went out on the voucher {voucher}, which is still open. Take it back by that voucher first.",
    "out.not-out": "No voucher of ours is open for the weapon {number}. Record where it was seen instead.",
    "laboratory.waived": "A waiver is no reading: it is an act of its own, `waive-restoration`, by a supervisor.",
    "laboratory.reading": "“{restoration}” does not go with the reading “{read}”. Brought back has no “?”, in part has one for each character that cannot be read, nothing has no reading.",
    "laboratory.certainty": "The reading has {characters} characters, without spaces. Give one letter for each of them: s sure, l likely, g guess, and ? where it cannot be read.",
    "laboratory.not-removed": "The number of the weapon {number} is recorded as “{status}”, not as removed on purpose. There is nothing to waive.",
}

TROUBLES: dict[str, str] = {}
