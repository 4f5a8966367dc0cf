"""Who may sign beside the operator, known before anybody types a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.commands import Command, look_at_second
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class SecondPeople:
    """Everybody else who has a key here: the names of those who may sign, and what refuses each of the others."""

    may_sign: tuple[str, ...]
    refused: tuple[tuple[str, Refusal], ...]


def second_people(command: Command, register: Register) -> SecondPeople:
    """By the rules that the act itself is refused by."""
    operator, date = register.operator.operator, register.clock().date
    may_sign: list[str] = []
    refused: list[tuple[str, Refusal]] = []
    for slot in register.folder.read_slots().operators:
        if slot.id == operator:
            continue
        try:
            look_at_second(register.reader, operator, slot.id, date)
            command.refuse_second(register.reader, slot.id, date)
        except Refusal as refusal:
            refused.append((slot.name, refusal))
        else:
            may_sign.append(slot.name)
    return SecondPeople(tuple(may_sign), tuple(refused))
