"""A practice register and a practice registry to measure on; key derivation is cheap and never in a figure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.keys.slots import Cost
from salw_desktop.registry import desk
from salw_desktop.usecases import acts, enrolment, keeping
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.register import Register

SUPERVISOR, STOREKEEPER = "Supervisor", "Storekeeper"
SERIES = "XA26"
_CHEAP = Cost(8, 1)
_CAMPAIGN = {
    "code": "BENCH",
    "name": "Measured practice",
    "campaign_kind": "DDR",
    "authority": "National Commission",
    "named": True,
    "may_be_traced": True,
    "may_approve_locally": True,
}


@dataclass(frozen=True, slots=True)
class Practice:
    """A register folder and what opens it."""

    path: Path
    passphrases: dict[str, str]

    def unlock(self) -> Register:
        return keeping.unlock(self.path, SUPERVISOR, self.passphrases[SUPERVISOR])


def a_practice(path: Path) -> Practice:
    operators = tuple(
        NewOperator(name, role.value, "Commission", (role,))
        for name, role in ((SUPERVISOR, Role.SUPERVISOR), (STOREKEEPER, Role.STOREKEEPER))
    )
    numbers = NumberBlock.parse("1-999999", site="LEN")
    station = NewStation("LEN1", "LEN", (operators[0], operators[1]), numbers, is_practice=True)
    shown = keeping.new_register(path, station, cost=_CHEAP)
    practice = Practice(path, dict(shown.passphrases))
    with practice.unlock() as register:
        act(register, "open-campaign", **_CAMPAIGN)
    return practice


def act(register: Register, name: str, /, **fields: object) -> dict[str, object]:
    """One act by its name, as `salw do` does it."""
    return dict(perform(acts.read_act(name, json.dumps(fields).encode()), register).answer)


def a_hand_in(register: Register) -> str:
    fields = {"campaign": "BENCH", "brought_by": "found in place"}
    return str(act(register, "open-hand-in", **fields)["number"])


def a_registry(path: Path) -> Practice:
    founded = desk.found(path, "Practice registry", SERIES, cost=_CHEAP)
    return Practice(path, dict(founded.shown.passphrases))


def unlock_registry(registry: Practice) -> Register:
    name, words = next(iter(registry.passphrases.items()))
    return desk.unlock(registry.path, name, words)


def enrol(register: Register, registry: Register, home: Path) -> None:
    request = home / "request.json"
    request.write_bytes(enrolment.request_of(register))
    letter, _ = desk.enrol(registry, request, home)
    enrolment.take_answer(register, enrolment.read_offer(register, letter.written.path))
