"""Who can open a register: operators added, passphrases changed, a lost one brought back by the recovery sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from salw_desktop.database.branch import Key
from salw_desktop.database.database import Transaction
from salw_desktop.database.migrations import Migrations
from salw_desktop.domain.ids import new_id
from salw_desktop.domain.people import READERS, Role
from salw_desktop.keys.passphrases import PASSPHRASE_WORDS, new_words
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import OPERATOR, Opened, unwrap, wrap
from salw_desktop.usecases import keeping
from salw_desktop.usecases.commands import Answer, Command, perform
from salw_desktop.usecases.intake.counting import seal_anew
from salw_desktop.usecases.people import AddOperator, BlockOperator
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """A key that is made, and the act that introduces it; it opens nothing before the act stands."""

    command: AddOperator
    signer: Signer


def newcomer(register: Register, *, name: str, person: str, roles: tuple[Role, ...]) -> Newcomer:
    signer = Signer()
    id_ = new_id(int(register.clock().claim.timestamp() * 1000))
    command = AddOperator(
        id=id_, person=person, name=name, sign_key=signer.public.hex(), roles=roles
    )
    return Newcomer(command, signer)


def first_passphrase(register: Register, new: Newcomer) -> str:
    """After the act: his slot. Returns the words, once."""
    return _new_slot(register, new.command.id, new.command.name.strip(), new.signer)


def add_operator(
    register: Register, *, name: str, person: str, roles: tuple[Role, ...], second: Key | None
) -> str:
    """The event first, then the slot: nobody gets a passphrase whom two have not introduced. Returns it, once."""
    new = newcomer(register, name=name, person=person, roles=roles)
    perform(new.command, register, second=second)
    return first_passphrase(register, new)


def block_operator(register: Register, name: str, reason: str, second: Key | None) -> None:
    """The event first, then his slot goes. He may have kept a copy of the key: only a re-key shuts that door."""
    command = BlockOperator(operator=name, reason=reason)
    done = perform(command, register, second=second)
    take_slot(register, str(done.answer["operator"]))


def take_slot(register: Register, operator_id: str) -> None:
    """After he was blocked: his passphrase opens nothing any more."""
    register.folder.write_slots(register.folder.read_slots().without(operator_id))


def new_passphrase(register: Register, current: str) -> str:
    """Of the operator who is at it: other words for the same key. Returns them, once."""
    slots = register.folder.read_slots()
    slot = slots.of(register.operator_name)
    opened = unwrap(slots, slot, current)
    assert opened.signer is not None  # noqa: S101  # an operator's slot always holds his key
    return _new_slot(register, slot.id, slot.name, opened.signer)


def _new_slot(register: Register, id_: str, name: str, signer: Signer) -> str:
    slots, words = register.folder.read_slots(), new_words(PASSPHRASE_WORDS)
    inside = Opened(register.data_key, signer)
    cost = slots.operators[0].cost
    made = wrap(slots.register, OPERATOR, id_, name, words, inside, cost)
    register.folder.write_slots(slots.with_slot(made))
    return words


@dataclass(frozen=True, kw_only=True)
class RenewKey(Command):
    """The recovery sheet has signed the opening of this branch; what the operator signed before stays valid."""

    kind: ClassVar[str] = "operator.renewed"
    needs = READERS
    asks_why = True

    operator: str
    sign_key: str

    def execute(self, tx: Transaction) -> Answer:
        tx.change("operator", self.operator, sign_key=self.sign_key)
        return {"operator": self.operator}


def recover(
    path: Path,
    recovery: str,
    name: str,
    reason: str,
    role: str = "station",
    extra: Sequence[Migrations] = (),
) -> str:
    """By the ten words: a new key and passphrase for one operator. Returns the passphrase, once.

    The event comes first: until it is written the old slot stays, and the words can be typed again.
    """
    sheet = keeping.recovery_key(path, recovery)
    assert sheet.signer is not None  # noqa: S101  # the sheet's slot always holds its key
    signer = Signer()
    with keeping.open_recovered(path, sheet, name, signer, role, extra) as register:
        key = register.operator
        command = RenewKey(operator=key.operator, sign_key=signer.public.hex(), reason=reason)
        perform(command, register)
        seal_anew(register, sheet.signer)
        return _new_slot(register, key.operator, register.operator_name, signer)
