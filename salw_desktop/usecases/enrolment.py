"""A station and its registry get to know each other: request out, answer in, eight words compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from salw_desktop.bundle.head import Head, Purpose
from salw_desktop.bundle.messages import (
    Answer,
    KnownOperator,
    Request,
    read_answer,
    shared_fingerprint,
    write_request,
)
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.database import exchange, journal, numbers, people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import SUPERVISORS
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.chain import RECOVERY
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.signing import Signer
from salw_desktop.usecases import commands, lookup
from salw_desktop.usecases.genesis import insert_block
from salw_desktop.usecases.register import Register


def device_of(register: Register) -> Signer:
    return Signer(bytes.fromhex(register.database.secret("device_seed")))


def request_of(register: Register) -> bytes:
    """What `salw enrol` writes: no secret stands in it, and the station's own signature holds it together.

    The keys are those that the register was made with: HQ reads its history from there, and the events bring the rest.
    """
    station = register.station
    first = journal.first_keys(register.reader)
    operators = tuple(
        KnownOperator(
            str(each["id"]),
            str(each["name"]),
            first[str(each["id"])].hex(),
            tuple(sorted(people.roles_of(register.reader, str(each["id"])))),
        )
        for each in people.operators(register.reader)
        if str(each["id"]) in first
    )
    request = Request(
        unit=str(station["unit"]),
        site=str(station["site_code"]),
        is_practice=bool(station["is_practice"]),
        register=str(station["id"]),
        device=str(station["device_key"]),
        age_recipient=str(station["age_recipient"]),
        recovery_key=first[RECOVERY].hex(),
        operators=operators,
        blocks=tuple(str(own.block) for own in numbers.blocks(register.reader)),
    )
    return write_request(request, device_of(register))


@dataclass(frozen=True, slots=True)
class OfferedAnswer:
    """An answer that holds together; whether it comes from HQ only the eight words tell."""

    answer: Answer
    words: str


def read_offer(register: Register, file: Path) -> OfferedAnswer:
    """Every refusal of `bundle.reader`; Refusal `answer.other-station`, `answer.not-its-own`."""
    station = register.station
    own_key = str(station["device_key"])

    def first_contact(head: Head) -> bytes | None:
        return bytes.fromhex(head.device)

    expected = Expectation(
        purpose=Purpose.ANSWER,
        practice=bool(station["is_practice"]),
        addressee=bytes.fromhex(own_key),
        sender_key=first_contact,
    )
    identity = AgeIdentity(register.database.secret("age_secret"))
    with open_bundle(
        file, identities=[identity], scratch=register.folder.path, expected=expected
    ) as opened:
        answer = read_answer(opened.data("answer.json"))
        sender = opened.head.device
    if answer.registry.sign_key != sender:
        raise Refusal("answer.not-its-own", field="file")
    if answer.device != own_key:
        raise Refusal("answer.other-station", field="file")
    agreed = shared_fingerprint(own_key, str(station["age_recipient"]), answer.registry)
    return OfferedAnswer(answer, fingerprint_words(agreed))


@dataclass(frozen=True, kw_only=True)
class TakeAnswer(commands.Command):
    """After two people, here and at HQ, have compared the eight words."""

    kind: ClassVar[str] = "registry.known"
    needs = SUPERVISORS

    answer: Answer

    def execute(self, tx: Transaction) -> commands.Answer:
        keys = self.answer.registry
        if any(known["sign_key"] == keys.sign_key for known in exchange.registries(tx.connection)):
            raise Refusal("answer.taken", field="file", name=keys.name)
        if len(exchange.registries(tx.connection)) == MOST_REGISTRIES:
            raise Refusal("answer.too-many", field="file", most=MOST_REGISTRIES)
        values = {
            "id": keys.id,
            "name": keys.name,
            "sign_key": keys.sign_key,
            "operational": keys.operational,
            "recovery": keys.recovery,
            "enrolled_at": tx.now.text,
        }
        tx.insert("registry", values)
        for code in self.answer.codes:
            kept: dict[str, Cell] = {"registry": keys.id, "position": code.position}
            tx.insert("remote_code", {**kept, "salt": code.salt, "hash": code.hash})
        if self.answer.block:
            self._take_block(tx, self.answer.block)
        return {"registry": keys.id, "name": keys.name, "block": self.answer.block or ""}

    @staticmethod
    def _take_block(tx: Transaction, text: str) -> None:
        station = lookup.station(tx.connection)
        block = NumberBlock.parse(text, site=str(station["site_code"]))
        if block.is_practice != bool(station["is_practice"]):
            raise Refusal("block.practice-mixed", field="file", block=text)
        for own in numbers.blocks(tx.connection):
            is_same_series = own.block.prefix == block.prefix
            if is_same_series and own.block.first <= block.last and block.first <= own.block.last:
                raise Refusal("block.overlaps", field="file", block=text, own=str(own.block))
        insert_block(tx, block, "registry")


MOST_REGISTRIES = 3


def take_answer(register: Register, offer: OfferedAnswer) -> commands.Changes:
    """The registry is known from here on, and holds the escrow slot's other half."""
    changes = commands.perform(TakeAnswer(answer=offer.answer), register)
    slot = escrow_slot(register.data_key, offer.answer.registry.recovery)
    register.folder.write_slots(register.folder.read_slots().with_slot(slot))
    return changes
