"""What a person is told about the record of a weapon: who may judge it, what it may be mistaken for."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "mark.unknown": "The weapon {number} has no mark “{given}” that can be mended. Look up its marks; a hidden one is written down anew.",
    "condition.not-an-inspector": "{name} is no weapons inspector: neither by a role here nor, today, by the roster. Name the inspector, or leave the condition “not inspected”.",
    "country.practice-only": "“{given}” is the country of practice registers, and this register is real. Choose the country, or XX where it is not known.",
    "look-alike.none": "No other weapon was ever found to look like {number}, so there is nothing to compare it with.",
    "look-alike.one-record": "The weapons {number} and {other} were both taken in, so if they are one, one record is a mistake. Have it voided by two; nothing is left to answer then.",
    "part.unknown": "The weapon {number} has no part “{given}”. Look at the list of its parts.",
    "read-back.no-number": "There is no number on this record that could be read back. Type it as it stands on the metal, or leave out who read it back.",
    "weapon.withdrawn": "The record {number} was withdrawn as a mistake. Record the weapon that is here as a new one.",
}
TROUBLES: dict[str, str] = {}


def choose_calibre(model: str, calibres: str) -> str:
    """Told where the catalogue knows several: a default would be a guess that looks like a reading."""
    return f"{model} is made in {calibres}. Look at the weapon and choose its calibre."
