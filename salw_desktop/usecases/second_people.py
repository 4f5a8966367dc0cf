"""Who may sign beside the operator, known before anybody types a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database import people
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.slots import Slot
from salw_desktop.usecases.commands import Command, look_at_second
from salw_desktop.usecases.destruction.orders import WriteOrder, refuse_approver
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
    for slot in _others(register):
        try:
            look_at_second(register.reader, operator, slot.id, date)
            command.refuse_second(register.reader, slot.id, date)
        except Refusal as refusal:
            refused.append((slot.name, refusal))
        else:
            may_sign.append(slot.name)
    return SecondPeople(tuple(may_sign), tuple(refused))


@dataclass(frozen=True, slots=True)
class Approvers:
    """Before an order is written: who of the others could approve it, and whose order the operator could."""

    of_mine: tuple[str, ...]
    i_of: tuple[str, ...]


def approvers(register: Register) -> Approvers:
    """By the rule that the approval itself is refused by."""
    reader, operator, date = register.reader, register.operator.operator, register.clock().date

    def may(approver: str, writer: str) -> bool:
        try:
            refuse_approver(reader, {"number": "", "written_by": writer}, approver, date)
        except Refusal:
            return False
        return True

    others = _others(register)
    writers = [each for each in others if people.roles_of(reader, each.id, date) & WriteOrder.needs]
    return Approvers(
        tuple(each.name for each in others if may(each.id, operator)),
        tuple(each.name for each in writers if may(operator, each.id)),
    )


def _others(register: Register) -> list[Slot]:
    """Who has a key here beside the operator."""
    slots = register.folder.read_slots().operators
    return [slot for slot in slots if slot.id != register.operator.operator]
