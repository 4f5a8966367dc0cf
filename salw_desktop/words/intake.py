"""What a person is told at the table, of those who bring and of what they take with them."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "person.named-in-reason": "The reason says who the person is, and it stays in the journal for ever. Say why without a name or a card number.",
    "team.malformed": "A team is a short sign, such as T2: at most twelve letters and digits. Nothing else is written there.",
    "child.no-free-text": "While a hand-in is open and nothing is recorded of who brought it, no free text is kept with it: a child may stand at the table. Empty the field {name}.",
    "child.name-too-long": "While a hand-in is open and nothing is recorded of who brought it, the field {name} holds the name of a thing and no story: at most {most} characters.",
    "child.of-no-bringer": "Nobody stands at the table where the hand-in is “{brought_by}”. Where a child brought it, open it as brought by a person, a group or a community.",
    "day-sheet.not-in-journal": "The newest event on the day sheet {number} does not stand in this journal, so its end was cut off or this is an older copy. Keep the paper and tell HQ.",
    "persons.malformed": "The file of persons' keys in this bundle does not read as it is written. Nothing was taken in; ask the station for another bundle.",
}

TROUBLES: dict[str, str] = {}
