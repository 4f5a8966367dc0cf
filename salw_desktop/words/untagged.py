"""What a person is told about items without a readable tag, and the words of the card that is tied to them."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "untagged.unknown": "There is no untagged item “{given}”. Check its number on the card that hangs on it.",
    "untagged.no-number": "{number} is an untagged item: it has no control number, so nothing is ordered, destroyed or sent out for it. Let two people solve first what it is.",
    "untagged.solved": "{number} was solved on {date}: {outcome}, {weapon}. Take its card off and use the number of the weapon, if it is one.",
    "untagged.weapon-given": "A part or another thing is no weapon of the register. Leave the weapon out, or say that {number} is known again or recorded.",
    "untagged.recorded-before": "The weapon {weapon} was recorded before {number} was found, so it is one known again. Say that, and it is tagged again.",
    "untagged.recorded-twice": "The weapon {weapon} is the record of another untagged item already. Record {number} as a weapon of its own.",
}

TROUBLES: dict[str, str] = {}

_IMPRINT = ImprintWords()


@dataclass(frozen=True, slots=True)
class UntaggedWords:
    """The card that is tied to an untagged item."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Untagged item"
    name: str = "no. {running}"
    warning: str = "No control number"
    why: str = (
        "Nobody knows yet which weapon this is. It is counted, and it stays here: nothing is "
        "ordered, destroyed or sent out for it until two people have solved what it is."
    )
    described: str = "What it is"
    safety: str = "Safety"
    verified_by: str = "Verified by"
    nobody: str = "nobody"
    where: str = "Where"
    found_by: str = "Found by"
    found_on: str = "Found on"
    solved: str = "Solved: it is"
    signed: str = "Signed by two"
