"""Ed25519 through PyNaCl alone: libraries disagree on edge cases, and field and HQ must say the same."""

from __future__ import annotations

import hashlib

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SEED_BYTES = 32
PUBLIC_BYTES, SIGNATURE_BYTES = 32, 64


class Signer:
    """A signing key in memory. Its repr shows no secret."""

    def __init__(self, seed: bytes | None = None) -> None:
        self._key = SigningKey(seed) if seed is not None else SigningKey.generate()

    @property
    def seed(self) -> bytes:
        return bytes(self._key)

    @property
    def public(self) -> bytes:
        """The 32 bytes that others verify with."""
        return bytes(self._key.verify_key)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message).signature

    def __repr__(self) -> str:
        return f"Signer({self.public.hex()[:8]}…)"


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the key that `public` belongs to."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def fingerprint(*publics: bytes) -> bytes:
    """SHA-256 over public keys: what two sides compare, in words or letters."""
    return hashlib.sha256(b"salw fingerprint v1\0" + b"\0".join(publics)).digest()
