"""Key slots: one data key, wrapped once for each operator and for the recovery sheet, sealed to the registry."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import time
from dataclasses import dataclass, replace
from unicodedata import normalize

from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as NaClRuntimeError
from nacl.pwhash import argon2id
from nacl.secret import Aead

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json, encode, parse_object
from salw_desktop.keys.signing import SEED_BYTES, Signer

DATA_KEY_BYTES = 32
LIMIT_BYTES = 256 * 1024
OPERATOR, RECOVERY, ESCROW = "operator", "recovery", "escrow"
_MIB = 1024 * 1024
_SIGN_KEY = re.compile(r"(?:[0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: memory and passes of Argon2id."""

    memory_mib: int
    passes: int


LEAST_COST = Cost(memory_mib=64, passes=3)
MOST_MEMORY_MIB = 512
SHORTEST_TRY_S = 0.5


def measured_cost() -> Cost:
    """The cheapest that takes this machine half a second, so that a guesser pays it each time."""
    cost = LEAST_COST
    while True:
        began = time.perf_counter()
        _derive("measure", bytes(argon2id.SALTBYTES), cost)
        if time.perf_counter() - began >= SHORTEST_TRY_S:
            return cost
        if cost.memory_mib < MOST_MEMORY_MIB:
            cost = replace(cost, memory_mib=cost.memory_mib * 2)
        else:
            cost = replace(cost, passes=cost.passes + 1)


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    plain = " ".join(normalize("NFKC", passphrase).casefold().split())
    return argon2id.kdf(
        Aead.KEY_SIZE,
        # a terminal hands on half a character as a lone surrogate: it is a wrong word like any other
        plain.encode("utf-8", "surrogatepass"),
        salt,
        opslimit=cost.passes,
        memlimit=cost.memory_mib * _MIB,
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy. `id` and `name` are the operator's; the public half of his key stands in clear."""

    kind: str
    id: str
    name: str
    sign_key: str
    cost: Cost
    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Slots:
    """What `slots.json` holds; a changed name or key in it makes that slot impossible to open."""

    register: str
    check: str
    slots: tuple[Slot, ...]

    @property
    def operators(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind == OPERATOR)

    def of(self, name: str) -> Slot:
        for slot in self.operators:
            if slot.name.casefold() == name.strip().casefold():
                return slot
        raise Refusal(
            "operator.unknown",
            field="operator",
            name=name,
            known=", ".join(slot.name for slot in self.operators),
        )

    def with_slot(self, slot: Slot) -> Slots:
        """The same kind and id is replaced."""
        others = tuple(one for one in self.slots if (one.kind, one.id) != (slot.kind, slot.id))
        return replace(self, slots=(*others, slot))

    def without(self, id_: str) -> Slots:
        return replace(self, slots=tuple(one for one in self.slots if one.id != id_))


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What a passphrase gives: the data key, and the signing key of the operator or of the recovery sheet."""

    data_key: bytes
    signer: Signer | None


def new_data_key() -> bytes:
    return os.urandom(DATA_KEY_BYTES)


def check_value(data_key: bytes) -> str:
    """Tells a wrong passphrase from a damaged file without opening the file."""
    return hmac.new(data_key, b"salw key check v1", hashlib.sha256).hexdigest()[:32]


def sub_key(data_key: bytes, purpose: str) -> bytes:
    return hmac.new(data_key, b"salw sub-key v1 " + purpose.encode(), hashlib.sha256).digest()


def _bound(register: str, kind: str, id_: str, name: str, sign_key: str) -> bytes:
    return encode(["salw-slot", 1, register, kind, id_, name, sign_key]).encode()


def wrap(
    register: str, kind: str, id_: str, name: str, passphrase: str, opened: Opened, cost: Cost
) -> Slot:
    salt = os.urandom(argon2id.SALTBYTES)
    sign_key = opened.signer.public.hex() if opened.signer else ""
    inside = opened.data_key + (opened.signer.seed if opened.signer else b"")
    aad = _bound(register, kind, id_, name, sign_key)
    sealed = Aead(_derive(passphrase, salt, cost)).encrypt(inside, aad)
    return Slot(kind, id_, name, sign_key, cost, salt, bytes(sealed))


def escrow(recipient: str, sealed: bytes) -> Slot:
    """The data key sealed to the registry's recovery key, for the day when nobody can open."""
    return Slot(ESCROW, recipient, "", "", LEAST_COST, b"", sealed)


def unwrap(slots: Slots, slot: Slot, passphrase: str) -> Opened:
    """Trouble `passphrase.wrong`; Trouble `slots.altered` where the right words open something else."""
    aad = _bound(slots.register, slot.kind, slot.id, slot.name, slot.sign_key)
    if len(slot.salt) != argon2id.SALTBYTES:
        raise Trouble("passphrase.wrong", name=slot.name or slot.kind)
    try:
        derived = _derive(passphrase, slot.salt, slot.cost)
    except (
        NaClRuntimeError
    ) as lack:  # libsodium could not get the memory: no word about the passphrase
        raise Trouble("memory.short", needed_mib=slot.cost.memory_mib) from lack
    try:
        inside = Aead(derived).decrypt(slot.sealed, aad)
    except (CryptoError, ValueError):
        raise Trouble("passphrase.wrong", name=slot.name or slot.kind) from None
    data_key, seed = inside[:DATA_KEY_BYTES], inside[DATA_KEY_BYTES:]
    signer = Signer(seed) if len(seed) == SEED_BYTES else None
    if (
        check_value(data_key) != slots.check
        or (signer.public.hex() if signer else "") != slot.sign_key
    ):
        raise Trouble("slots.altered")
    return Opened(data_key, signer)


def write_slots(slots: Slots) -> bytes:
    return (
        encode(
            {
                "format": "salw-slots",
                "v": 1,
                "register": slots.register,
                "check": slots.check,
                "slots": [_write_slot(slot) for slot in slots.slots],
            }
        )
        + "\n"
    ).encode()


def _write_slot(slot: Slot) -> Json:
    return {
        "kind": slot.kind,
        "id": slot.id,
        "name": slot.name,
        "sign_key": slot.sign_key,
        "argon2id": {"memory_mib": slot.cost.memory_mib, "passes": slot.cost.passes},
        "salt": slot.salt.hex(),
        "sealed": base64.b64encode(slot.sealed).decode(),
    }


def read_slots(data: bytes) -> Slots:
    """Trouble `slots.damaged` where the bytes are no slot file."""
    try:
        members = parse_object(data, limit_bytes=LIMIT_BYTES)
        if members["format"] != "salw-slots" or members["v"] is True or members["v"] != 1:
            raise ValueError("format")
        register, check, rows = members["register"], members["check"], members["slots"]
        if not (isinstance(register, str) and isinstance(check, str) and isinstance(rows, list)):
            raise ValueError("members")
        return Slots(register, check, tuple(_read_slot(row) for row in rows))
    except (ValueError, KeyError, TypeError) as damage:
        raise Trouble("slots.damaged") from damage


def _read_slot(row: Json) -> Slot:
    if not isinstance(row, dict) or not isinstance(row["argon2id"], dict):
        raise TypeError("a slot is an object")
    memory_mib, passes = (row["argon2id"][name] for name in ("memory_mib", "passes"))
    if type(memory_mib) is not int or type(passes) is not int:
        raise TypeError("cost")
    if not 8 <= memory_mib <= 4096 or not 1 <= passes <= 64:
        raise ValueError("a cost that nobody chose")
    texts = [row[name] for name in ("kind", "id", "name", "sign_key", "salt", "sealed")]
    kind, id_, name, sign_key, salt, sealed = (_text(each) for each in texts)
    # the keys of all operators are trusted as soon as one of them unlocks
    if kind not in (OPERATOR, RECOVERY, ESCROW) or not _SIGN_KEY.fullmatch(sign_key):
        raise ValueError("a slot of no known kind or key")
    return Slot(
        kind,
        id_,
        name,
        sign_key,
        cost=Cost(memory_mib, passes),
        salt=bytes.fromhex(salt),
        sealed=base64.b64decode(sealed, validate=True),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
