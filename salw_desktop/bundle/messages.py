"""The small files between station and registry: request, answer, receipt; their values and their bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salw_desktop.bundle.persons import ID as PERSON_ID
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.strict_json import Json, encode, parse_object
from salw_desktop.keys.events import pae
from salw_desktop.keys.remote_codes import HashedCode
from salw_desktop.keys.signing import Signer, fingerprint, is_signed

LIMIT_BYTES = 4 * 1024 * 1024
_REQUEST = "salw.request"
_KEY = re.compile(r"[0-9a-f]{64}")
_UNIT, _SITE = re.compile(r"[A-Z0-9]{1,16}"), re.compile(r"[A-Z]{3}")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{6,100}")
_SALT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class KnownOperator:
    """An operator of a station as others know him: nothing secret."""

    id: str
    name: str
    sign_key: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a station carries to HQ before anything else: who it is and which keys it has."""

    unit: str
    site: str
    is_practice: bool
    register: str
    device: str
    age_recipient: str
    recovery_key: str
    operators: tuple[KnownOperator, ...]
    blocks: tuple[str, ...]


def write_request(request: Request, signer: Signer) -> bytes:
    """One line of JSON and one of its signature in hex: it can be read aloud and retyped."""
    body = encode(
        {
            "format": "salw-request",
            "v": 1,
            "unit": request.unit,
            "site": request.site,
            "practice": request.is_practice,
            "register": request.register,
            "device": request.device,
            "age": request.age_recipient,
            "recovery_key": request.recovery_key,
            "operators": [
                {
                    "id": each.id,
                    "name": each.name,
                    "sign_key": each.sign_key,
                    "roles": list(each.roles),
                }
                for each in request.operators
            ],
            "blocks": list(request.blocks),
        }
    ).encode()
    return body + b"\n" + signer.sign(pae(_REQUEST, body)).hex().encode() + b"\n"


def read_request(data: bytes) -> Request:
    """Refusal `request.malformed`; Refusal `request.unsigned` where the station's own signature is wrong."""
    try:
        body, signature, rest = data.split(b"\n")
        members = parse_object(body, limit_bytes=LIMIT_BYTES)
        if members["format"] != "salw-request" or _whole(members["v"]) != 1 or rest:
            raise ValueError("format")
        operators = tuple(
            KnownOperator(
                _text(each["id"]),
                _text(each["name"]),
                _key(each["sign_key"]),
                tuple(_text(role) for role in _list(each["roles"])),
            )
            for each in map(_object, _list(members["operators"]))
        )
        request = Request(
            unit=_matching(_UNIT, members["unit"]),
            site=_matching(_SITE, members["site"]),
            is_practice=_flag(members["practice"]),
            register=_text(members["register"]),
            device=_key(members["device"]),
            age_recipient=_matching(_RECIPIENT, members["age"]),
            recovery_key=_key(members["recovery_key"]),
            operators=operators,
            blocks=tuple(map(_text, _list(members["blocks"]))),
        )
        signed = bytes.fromhex(signature.decode())
        if signed.hex().encode() != signature:
            raise ValueError("another spelling")
    except (ValueError, KeyError, TypeError) as damage:
        raise Refusal("request.malformed", field="file") from damage
    if not is_signed(bytes.fromhex(request.device), pae(_REQUEST, body), signed):
        raise Refusal("request.unsigned", field="file")
    return request


@dataclass(frozen=True, slots=True)
class RegistryKeys:
    """A registry as a station knows it: who it is, whose signature counts, to which keys bundles are sealed."""

    id: str
    name: str
    sign_key: str
    operational: str
    recovery: str


def shared_fingerprint(request_device: str, request_age: str, registry: RegistryKeys) -> bytes:
    """Over every key that changes hands at enrolment: both sides show it as eight words."""
    keys = (registry.operational, registry.recovery, request_age)
    return fingerprint(
        bytes.fromhex(request_device),
        bytes.fromhex(registry.sign_key),
        *(key.encode() for key in keys),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What HQ gives a station at enrolment: its keys and the first number block, None where it has one."""

    registry: RegistryKeys
    device: str
    block: str | None
    codes: tuple[HashedCode, ...]


def write_answer(answer: Answer) -> bytes:
    keys = answer.registry
    return encode(
        {
            "registry": {
                "id": keys.id,
                "name": keys.name,
                "sign_key": keys.sign_key,
                "operational": keys.operational,
                "recovery": keys.recovery,
            },
            "device": answer.device,
            "block": answer.block,
            "codes": [
                {"position": code.position, "salt": code.salt, "hash": code.hash}
                for code in answer.codes
            ],
        }
    ).encode()


def read_answer(data: bytes) -> Answer:
    """Refusal `answer.malformed`."""
    try:
        members = parse_object(data, limit_bytes=LIMIT_BYTES)
        keys = _object(members["registry"])
        block = members["block"]
        return Answer(
            RegistryKeys(
                _text(keys["id"]),
                _text(keys["name"]),
                _key(keys["sign_key"]),
                _text(keys["operational"]),
                _text(keys["recovery"]),
            ),
            _key(members["device"]),
            None if block is None else _text(block),
            tuple(
                HashedCode(_whole(code["position"]), _salt(code["salt"]), _key(code["hash"]))
                for code in map(_object, _list(members["codes"]))
            ),
        )
    except (ValueError, KeyError, TypeError) as damage:
        raise Refusal("answer.malformed", field="file") from damage


@dataclass(frozen=True, slots=True)
class Held:
    """A newest event that HQ holds together with everything before it."""

    branch: str
    seq: int
    event: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where something is missing: the first event that HQ has after the gap, and the one it names before it."""

    event: str
    before: str


@dataclass(frozen=True, slots=True)
class Turned:
    """An event that HQ could not take, and why; its bytes are kept there."""

    event: str
    code: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """HQ's signed word on what it holds of one station."""

    registry: str
    number: int
    given_at: str
    device: str
    sets: tuple[str, ...]
    holds: tuple[Held, ...]
    wants: tuple[Wanted, ...]
    forks: tuple[str, ...]
    refused: tuple[Turned, ...]
    weapons: int
    operators: Mapping[str, str]  # id → public key, as HQ knows them
    wants_photos: tuple[str, ...] = ()  # SHA-256 of what the held events name and HQ has not
    erased: tuple[str, ...] = ()  # persons of this station whose erasure has reached HQ
    event: str = ""  # by which HQ numbered it: what HQ had seen lies behind this one


def write_receipt(receipt: Receipt) -> bytes:
    return encode(
        {
            "registry": receipt.registry,
            "number": receipt.number,
            "given_at": receipt.given_at,
            "device": receipt.device,
            "sets": list(receipt.sets),
            "holds": [{"branch": h.branch, "seq": h.seq, "event": h.event} for h in receipt.holds],
            "wants": [{"event": w.event, "before": w.before} for w in receipt.wants],
            "forks": list(receipt.forks),
            "refused": [{"event": r.event, "code": r.code} for r in receipt.refused],
            "weapons": receipt.weapons,
            "operators": dict(receipt.operators),
            "wants_photos": list(receipt.wants_photos),
            # absent where nobody is erased: older receipts keep their bytes, older stations read the rest
            **({"erased": list(receipt.erased)} if receipt.erased else {}),
            **({"event": receipt.event} if receipt.event else {}),
        }
    ).encode()


def read_receipt(data: bytes) -> Receipt:
    """Refusal `receipt.malformed`."""
    try:
        members = parse_object(data, limit_bytes=LIMIT_BYTES)
        held, wanted, refused = (
            [_object(each) for each in _list(members[name])]
            for name in ("holds", "wants", "refused")
        )
        return Receipt(
            registry=_text(members["registry"]),
            number=_whole(members["number"]),
            given_at=_text(members["given_at"]),
            device=_key(members["device"]),
            sets=tuple(map(_text, _list(members["sets"]))),
            holds=tuple(Held(_text(h["branch"]), _whole(h["seq"]), _key(h["event"])) for h in held),
            wants=tuple(Wanted(_key(w["event"]), _key(w["before"])) for w in wanted),
            forks=tuple(map(_key, _list(members["forks"]))),
            refused=tuple(Turned(_text(r["event"]), _text(r["code"])) for r in refused),
            weapons=_whole(members["weapons"]),
            operators={id_: _key(key) for id_, key in _object(members["operators"]).items()},
            wants_photos=tuple(map(_key, _list(members["wants_photos"]))),
            erased=tuple(_matching(PERSON_ID, each) for each in _list(members.get("erased", []))),
            event=_key(members["event"]) if "event" in members else "",
        )
    except (ValueError, KeyError, TypeError) as damage:
        raise Refusal("receipt.malformed", field="file") from damage


def _matching(pattern: re.Pattern[str], value: Json) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not as it is written")
    return value


def _key(value: Json) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ValueError("32 bytes in hex")
    return value


def _salt(value: Json) -> str:
    if not isinstance(value, str) or not _SALT.fullmatch(value):
        raise ValueError("16 bytes in hex")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise TypeError("yes or no")
    return value


def _whole(value: Json) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a whole number")
    return value


def _list(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return value


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise TypeError("an object")
    return value
