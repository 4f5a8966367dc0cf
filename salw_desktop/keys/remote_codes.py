"""One-time codes of HQ: eight letters that stand in for the second key, of which the station knows only hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from nacl.pwhash import argon2id

CODES_AT_ENROLMENT = 10
_CODE_BYTES, _HASH_BYTES = 5, 32
_LETTERS_BYTES = 5
SIX = 6
_MEMORY_BYTES, _PASSES = (
    64 * 1024 * 1024,
    1,
)  # 40 bits of chance: a guesser pays this for each of them


@dataclass(frozen=True, slots=True)
class HashedCode:
    """What the station keeps of a code: its place on HQ's list, and a hash that says yes or no."""

    position: int
    salt: str
    hash: str


def new_code() -> str:
    """Eight letters and digits that are heard apart: base32."""
    return base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode()


def hashed(position: int, code: str) -> HashedCode:
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    return HashedCode(position, salt.hex(), _hash(code, salt).hex())


def fits(code: str, known: HashedCode) -> bool:
    found = _hash(code, bytes.fromhex(known.salt))
    return hmac.compare_digest(found, bytes.fromhex(known.hash))


def _hash(code: str, salt: bytes) -> bytes:
    plain = "".join(code.upper().split()).encode("utf-8", "surrogatepass")
    return argon2id.kdf(_HASH_BYTES, plain, salt, opslimit=_PASSES, memlimit=_MEMORY_BYTES)


def approval_letters(said: bytes) -> str:
    """The first six letters of what is approved: both sides write them down beside the code."""
    digest = hashlib.sha256(b"salw approval v1\0" + said).digest()
    return base64.b32encode(digest[:_LETTERS_BYTES]).decode()[:SIX]
