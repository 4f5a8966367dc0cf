"""The secret of an anonymous receipt: 64 random bits that the bearer holds, and the salted hash that is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

_SECRET_BYTES, _SALT_BYTES = 8, 16


@dataclass(frozen=True, slots=True)
class ReceiptSecret:
    """`letters` go on the paper and are forgotten; the rest is kept."""

    letters: str
    salt: str
    hash: str


def new_secret() -> ReceiptSecret:
    letters = base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode().rstrip("=")
    salt = secrets.token_hex(_SALT_BYTES)
    return ReceiptSecret(letters, salt, _hash(letters, salt))


def is_secret(typed: str, salt: str, kept: str) -> bool:
    """Whether this is it, however its letters were grouped; 0, 1 and 8 are no letters of base32."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    plain = plain.replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        found = _hash(plain, salt)
    except ValueError:
        return False  # at HQ the salt is what a station sent, and may be anything
    return hmac.compare_digest(found.encode(), kept.encode())


def _hash(letters: str, salt: str) -> str:
    return hashlib.sha256(b"salw.receipt\0" + bytes.fromhex(salt) + letters.encode()).hexdigest()
