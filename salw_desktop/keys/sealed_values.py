"""One value under a random key of its own: whoever destroys the key has erased the value, journal and all."""

from __future__ import annotations

import base64

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from salw_desktop.domain.errors import Trouble

_PAD_BYTES = 64  # the length of a name says something of the name


def new_key() -> str:
    return random(SecretBox.KEY_SIZE).hex()


def seal(key: str, text: bytes) -> str:
    """Base64 of nonce and XSalsa20-Poly1305 ciphertext; padded with blanks, which JSON does not mind."""
    padded = text + b" " * (-len(text) % _PAD_BYTES)
    return base64.b64encode(SecretBox(bytes.fromhex(key)).encrypt(padded)).decode()


def open_(key: str, sealed: str) -> bytes:
    """Trouble `sealed.damaged` where it does not open with this key."""
    try:
        return SecretBox(bytes.fromhex(key)).decrypt(base64.b64decode(sealed)).rstrip(b" ")
    except (CryptoError, ValueError):
        raise Trouble("sealed.damaged") from None
