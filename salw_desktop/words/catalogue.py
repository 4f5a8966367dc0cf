"""What the catalogue says: to a name that it lacks, of a weapon unlike its model, of what is dangerous."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "calibre.several": "“{given}” is the bore of several calibres: {listed}. Choose one; where the cartridge is not known, write “{given}, cartridge not known”.",
    "country.unknown": "No country has the code or name “{given}”. Near it: {near}. Choose one, or XX where it is not known.",
    "country.several": "Several countries are called “{given}”: {listed}. Choose one by its code.",
}
TROUBLES: dict[str, str] = {}

MISFITS: dict[str, str] = {
    "calibre": "{model} is {known}, you chose {given}.",
    "country": "The catalogue knows no production of {model} in {given}.",
    "country-before": "{model}: the catalogue says {known}, the State before {given}. Choose that one, unless the marks say otherwise.",
    "year": "{model} was introduced in {known}, so it cannot have been made in {given}.",
    "serial": "A serial number of {model} reads like “{known}”, not like “{given}”.",
    "maker": "{model} is no factory's work: “{given}” on it is an imitated mark. Record it as a mark, not as the maker.",
}

NOTICES: dict[str, str] = {
    "explosive": "{model} is an explosive item: store it with ammunition, never in the armoury.",
    "manpads": "{model} belongs to a portable anti-aircraft missile system: tell headquarters at once, and keep grip-stock and missile in different stores.",
    "battery": "{model} is a hazard of its own, hot or under pressure once used: a technical officer looks at it before it is stored.",
    "not-salw": "{model} is recorded, but it is heavier than small arms and light weapons and not counted among them.",
}
