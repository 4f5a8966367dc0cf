"""Roles, which are sets and not ranks, and the three classes of a second person."""

from __future__ import annotations

from enum import Enum, StrEnum


class Role(StrEnum):
    RECORDER = "recorder"
    WEAPONS_INSPECTOR = "weapons inspector"
    STOREKEEPER = "storekeeper"
    TECHNICAL_OFFICER = "technical officer"
    SUPERVISOR = "supervisor"
    CHILD_PROTECTION = "child protection"
    AUDITOR = "auditor"
    HQ_CLERK = "HQ clerk"
    ADJUDICATOR = "adjudicator"


READERS = frozenset(Role)
TABLE = frozenset({Role.RECORDER, Role.SUPERVISOR})
STORE = frozenset({Role.STOREKEEPER, Role.SUPERVISOR})
SUPERVISORS = frozenset({Role.SUPERVISOR})
AT_HQ = frozenset({Role.HQ_CLERK, Role.ADJUDICATOR})


class SecondPerson(Enum):
    """When another operator must sign. Class C (from afar) takes the place of one key of class A."""

    NOT_NEEDED = "one person"
    BEFORE = "class A: both keys before the act"
    AFTER = "class B: act now, another countersigns"


COUNTERSIGN_WITHIN_HOURS = 72
