"""Who comes to the table of the trade's day, and what they bring. All of it is practice."""

from __future__ import annotations

from whole_day import Facts

ARMOURER, PROTECTOR = "Armourer", "Protector"
INSPECTOR, OBSERVER, CUTTER, ELDER = "P. Inspector", "P. Observer", "P. Cutter", "P. Elder"
FIGHTER = {"name": "Zebulon Practice", "card_number": "PX-4711", "group": "Northern Front"}
LEADER, MEMBER = {"name": "Melchior Practice"}, {"name": "Ottoline Practice"}
SECRETS = (*FIGHTER.values(), LEADER["name"], MEMBER["name"], "Under the butt plate")
BROUGHT = {
    "fighter": ("fighter's", "ground"),
    "group": ("first", "second", "third", "spared", "tagged"),
    "child": ("child's",),
    "amnesty": ("alike", "receiver"),
    "cache": ("quick", "loaded"),
    "unit": ("struck", "mis-struck", "logged"),
    "table": ("twice",),
}
WEAPONS: dict[str, Facts] = {
    "fighter's": {
        "model": "AKM",
        "serial": "АВ 2001",
        "parts": [{"kind": "bolt", "serial": "7781"}, {"kind": "top cover", "serial": "КМ 902"}],
        "marks": [
            {"kind": "manufacture", "text": "Ижевск 1954", "place": "front trunnion"},
            {"kind": "hidden", "text": "7", "place": SECRETS[-1]},
        ],
        "identified_by": INSPECTOR,
        "confidence": "sure",
    },
    "ground": {"model": "AKM", "serial_status": "removed on purpose"},
    "alike": {"model": "AKM", "serial": "AB-2001"},
    "receiver": {"kind_of_weapon": "part", "serial": "R 77"},
    "quick": {"kind_of_weapon": "rifle", "serial_status": "not read yet"},
    "twice": {"kind_of_weapon": "rifle", "serial_status": "not read yet"},
}
NAMES = tuple(name for names in BROUGHT.values() for name in names)
EARLY = "early"
"""Recorded before HQ had given the first numbers."""
