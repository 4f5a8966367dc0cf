"""The registry's desk: the embedded folder opened, requests answered, bundles taken in, receipts written."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.bundle.head import Head, Purpose
from salw_desktop.bundle.layout import receipt_name
from salw_desktop.bundle.messages import (
    Answer,
    Held,
    Receipt,
    RegistryKeys,
    Request,
    Turned,
    Wanted,
    read_request,
    shared_fingerprint,
    write_answer,
    write_receipt,
)
from salw_desktop.bundle.reader import Expectation, Opened, open_bundle
from salw_desktop.bundle.writer import Contents, write
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.ids import new_id
from salw_desktop.domain.numbers import PRACTICE_COUNTRY
from salw_desktop.domain.people import Role
from salw_desktop.domain.time import newest
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.remote_codes import CODES_AT_ENROLMENT, hashed, new_code
from salw_desktop.keys.signing import fingerprint
from salw_desktop.keys.slots import Cost
from salw_desktop.registry import acts, importing, stations
from salw_desktop.registry.embedded import EmbeddedHoldings
from salw_desktop.registry.schema import REGISTRY
from salw_desktop.usecases import commands, keeping, photo_files, staffing
from salw_desktop.usecases.clock import system_clock
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.enrolment import device_of
from salw_desktop.usecases.exchange import left_unwritten
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.register import Register

ROLE = "registry"
LARGEST_REQUEST_BYTES = 1024 * 1024
IMPORT_MIB = 256
_CLERK = NewOperator("Clerk", "registry clerk", "Central registry", (Role.HQ_CLERK,))
_ADJUDICATOR = NewOperator("Adjudicator", "adjudicator", "Central registry", (Role.ADJUDICATOR,))


@dataclass(frozen=True, slots=True, repr=False)
class Founded:
    """A new registry: the passphrases of its two people, and the secret that goes once to a paper."""

    shown: keeping.Shown
    recovery_secret: str
    keys: RegistryKeys


def found(path: Path, name: str, series: str, *, cost: Cost | None = None) -> Founded:
    """`series` is country and year of the numbers it gives: `XA26` makes a practice registry."""
    if len(series) != 4 or not (
        series[:2].isalpha() and series[:2].isupper() and series[2:].isdigit()
    ):
        raise Refusal("series.malformed", field="series", given=series)
    station = NewStation(
        unit="HQ",
        site="HQR",
        site_name=name,
        operators=(_CLERK, _ADJUDICATOR),
        is_practice=series.startswith(PRACTICE_COUNTRY),
        role=ROLE,
    )
    shown = keeping.new_register(path, station, cost=cost, extra=(REGISTRY,))
    recovery = AgeIdentity.generate()
    clerk, passphrase = shown.passphrases[0]
    with unlock(path, clerk, passphrase) as register:
        own = register.station
        keys = RegistryKeys(
            id=new_id(int(system_clock().claim.timestamp() * 1000)),
            name=name,
            sign_key=str(own["device_key"]),
            operational=str(own["age_recipient"]),
            recovery=recovery.recipient,
        )
        declared = acts.DeclareRegistry(
            id=keys.id,
            name=keys.name,
            sign_key=keys.sign_key,
            operational=keys.operational,
            recovery=keys.recovery,
            series=series,
        )
        perform(declared, register)
    return Founded(shown, recovery.secret, keys)


def unlock(path: Path, operator: str, passphrase: str) -> Register:
    return keeping.unlock(path, operator, passphrase, role=ROLE, extra=(REGISTRY,))


def recover(path: Path, words: str, name: str, reason: str) -> str:
    """As `staffing.recover`, for the registry's own people."""
    return staffing.recover(path, words, name, reason, ROLE, (REGISTRY,))


def keys_of(register: Register) -> RegistryKeys:
    row = stations.registry(register.reader)
    if row is None:
        raise Trouble("register.unfinished", path=register.folder.path.name)
    names = ("id", "name", "sign_key", "operational", "recovery")
    return RegistryKeys(*(str(row[name]) for name in names))


@dataclass(frozen=True, slots=True)
class Letter:
    """An answer or a receipt, written and read back; `words` are the eight of an enrolment."""

    written: files.Written
    number: int
    words: str = ""


def enrol(register: Register, file: Path, out: Path) -> tuple[Letter, Request]:
    """Refusals of `read_request`; `enrol.practice-mixed`, `enrol.twice`, `enrol.block-overlaps`; Trouble `stick.…`.

    The same request again gets the same answer again: a stick may be lost on the way back.
    """
    request = read_request(files.read_limited(file, LARGEST_REQUEST_BYTES))
    if request.is_practice != bool(register.station["is_practice"]):
        raise Refusal("enrol.practice-mixed", field="file", unit=request.unit)
    known = stations.by_device(register.reader, request.device)
    same = known and known["age_recipient"] == request.age_recipient
    if not same:
        codes = tuple(new_code() for _ in range(CODES_AT_ENROLMENT))
        perform(acts.EnrolStation(request=request, codes=codes), register)
    enrolled = stations.by_device(register.reader, request.device)
    assert enrolled is not None  # noqa: S101  # the act has just made it
    keys = keys_of(register)
    data = {"answer.json": write_answer(_answer(register, enrolled, keys))}
    number, _ = _number(register, enrolled, "answer")
    letter = _send(register, enrolled, Purpose.ANSWER, data, number, out)
    agreed = shared_fingerprint(request.device, request.age_recipient, keys)
    return Letter(letter.written, letter.number, fingerprint_words(agreed)), request


def _answer(register: Register, enrolled: Row, keys: RegistryKeys) -> Answer:
    id_, block = str(enrolled["id"]), str(enrolled["block"])
    is_its_own = stations.was_block_brought(register.reader, id_, block)
    codes = enumerate(stations.codes(register.reader, id_), 1)
    hashes = tuple(hashed(position, code) for position, code in codes)
    return Answer(keys, str(enrolled["device_key"]), None if is_its_own else block, hashes)


def import_bundle(register: Register, file: Path) -> commands.Answer:
    """Every refusal of `bundle.reader`: nothing is changed by a bundle that is not whole and its sender's.

    A repeated one changes nothing and says so; a photograph that was lost here since is put back by it.
    """
    known = stations.devices(register.reader)

    def sender_key(head: Head) -> bytes | None:
        return bytes.fromhex(head.device) if head.device in known else None

    expected = Expectation(
        purpose=Purpose.FIELD_TO_HQ,
        practice=bool(register.station["is_practice"]),
        addressee=bytes.fromhex(str(register.station["device_key"])),
        sender_key=sender_key,
    )
    with open_bundle(
        file, identities=[identity_of(register)], scratch=register.folder.path, expected=expected
    ) as opened:
        enrolled = known[opened.head.device]
        if stations.is_imported(register.reader, opened.sealed.sha256):
            new_photos = importing.keep_photos(opened, register.photos)
            answer = acts.told_again(register.reader, opened.head, enrolled)
        else:
            new_photos, answer = _take_in(register, opened, enrolled)
    photo_files.sweep(register)
    wanted = importing.wanted_photos(EmbeddedHoldings(register.reader, enrolled), register.photos)
    return {**answer, "new_photos": new_photos, "wanted_photos": len(wanted)}


def _take_in(register: Register, opened: Opened, enrolled: str) -> tuple[int, commands.Answer]:
    """How many photographs were new, and what else is told."""
    holdings = EmbeddedHoldings(register.reader, enrolled)
    with importing.verified_ahead(opened, holdings) as ahead:
        new_photos = importing.keep_photos(opened, register.photos)
        command = acts.ImportBundle(opened=opened, enrolled=enrolled, ahead=ahead)
        with register.database.room_in_memory(IMPORT_MIB):
            return new_photos, perform(command, register).answer


def identity_of(register: Register) -> AgeIdentity:
    """HQ's bundle key: with it `age`, `tar` and any BagIt tool open a bundle without us."""
    return AgeIdentity(register.database.secret("age_secret"))


def release_identity(register: Register, reason: str) -> AgeIdentity:
    """The key in clear, after an act that says who took it out and why."""
    perform(acts.ReleaseIdentity(reason=reason), register)
    return identity_of(register)


def give_receipt(register: Register, wanted: str, out: Path) -> tuple[Letter, Receipt]:
    """What HQ holds of one station and what it wants, signed and sealed to it."""
    enrolled = station_named(register, wanted)
    id_, holdings = str(enrolled["id"]), EmbeddedHoldings(register.reader, str(enrolled["id"]))
    number, event = _number(register, enrolled, "receipt")
    wanted_photos = importing.wanted_photos(holdings, register.photos)
    receipt = Receipt(
        registry=keys_of(register).id,
        number=number,
        given_at=newest(register.clock().text) or "",
        device=str(enrolled["device_key"]),
        sets=tuple(stations.sets(register.reader, id_)),
        holds=tuple(Held(head.branch, head.seq, head.event) for head in holdings.heads()),
        wants=tuple(Wanted(gap.event, gap.before) for gap in holdings.gaps()),
        forks=tuple(holdings.forks()),
        refused=tuple(Turned(*each) for each in stations.turned(register.reader, id_)),
        weapons=stations.weapons(register.reader, id_),
        operators={operator: key.hex() for operator, key in holdings.operator_keys().items()},
        wants_photos=tuple(wanted_photos[: importing.PHOTOS_WANTED_AT_ONCE]),
        erased=tuple(holdings.erased_persons()),
        event=event,
    )
    data = {"receipt.json": write_receipt(receipt)}
    return _send(register, enrolled, Purpose.RECEIPT, data, number, out), receipt


def give_code(register: Register, wanted: str, letters: str, reason: str) -> commands.Answer:
    """The next code of a station, bound in HQ's own journal to the six letters that it read out."""
    enrolled = str(station_named(register, wanted)["id"])
    return perform(
        acts.GiveCode(enrolled=enrolled, letters=letters, reason=reason), register
    ).answer


def station_named(register: Register, wanted: str) -> Row:
    found_ = stations.named(register.reader, wanted)
    if not found_:
        units = ", ".join(str(row["unit"]) for row in stations.everyone(register.reader)) or "–"
        raise Refusal("station.unknown", field="station", given=wanted, known=units)
    if len(found_) > 1:
        devices = ", ".join(str(row["device_key"])[:8] for row in found_)
        raise Refusal("station.several", field="station", given=wanted, devices=devices)
    return found_[0]


def _number(register: Register, enrolled: Row, letter: str) -> tuple[int, str]:
    """The next number of a station's letters, and the event that gave it."""
    done = perform(acts.NumberLetter(enrolled=str(enrolled["id"]), letter=letter), register)
    return int(str(done.answer["number"])), done.events[-1]


def _send(
    register: Register,
    enrolled: Row,
    purpose: Purpose,
    data: dict[str, bytes],
    number: int,
    out: Path,
) -> Letter:
    device = str(enrolled["device_key"])
    contents = Contents(
        purpose=purpose,
        practice=bool(register.station["is_practice"]),
        data_owner=keys_of(register).name,
        set_id=secrets.token_hex(16),
        to=[fingerprint(bytes.fromhex(device)).hex()],
        unit=str(enrolled["unit"]),
        data=data,
        number=number,
    )
    name = receipt_name(contents.unit, device, number)
    with files.temporary_folder(register.folder.path) as scratch:
        sealed = write(
            scratch / name,
            contents,
            signer=device_of(register),
            recipients=[str(enrolled["age_recipient"])],
        )
        written = files.write_out(sealed.path, out, name)
    if not written.word.is_done:
        raise left_unwritten(written)
    return Letter(written, number)
