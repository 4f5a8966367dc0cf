"""What a person is told at the table, of those who bring and of what they take with them."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "person.named-in-reason": "The reason says who the person is, and it stays in the journal for ever. Say why without a name or a card number.",
    "team.malformed": "A team is a short sign, such as T2: at most twelve letters and digits. Nothing else is written there.",
    "day-sheet.not-in-journal": "The newest event on the day sheet {number} does not stand in this journal, so its end was cut off or this is an older copy. Keep the paper and tell HQ.",
    "persons.malformed": "The file of persons' keys in this bundle does not read as it is written. Nothing was taken in; ask the station for another bundle.",
}

TROUBLES: dict[str, str] = {}
