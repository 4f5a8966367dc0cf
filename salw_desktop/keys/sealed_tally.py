"""Entries that only child protection opens: sealed to the keys of those who hold that role."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.strict_json import parse
from salw_desktop.keys.signing import Signer

_ENTRY_BYTES = 128  # every entry has one length
_LIMIT_BYTES = 64 * 1024


def seal_entry(text: bytes, readers: Sequence[bytes]) -> str:
    """One sealed copy for each reader's Ed25519 key, as JSON of base64."""
    padded = text.ljust(_ENTRY_BYTES, b" ")
    boxes = [SealedBox(VerifyKey(reader).to_curve25519_public_key()) for reader in readers]
    return json.dumps([base64.b64encode(box.encrypt(padded)).decode() for box in boxes])


def open_entry(sealed: str, reader: Signer) -> bytes | None:
    """None where no copy was sealed to this key; Trouble `sealed.damaged` where it is no such list."""
    box = SealedBox(SigningKey(reader.seed).to_curve25519_private_key())
    for copy in _copies(sealed):
        try:
            return box.decrypt(copy).rstrip(b" ")
        except CryptoError:
            continue
    return None


def _copies(sealed: str) -> list[bytes]:
    try:
        listed = parse(sealed.encode(), limit_bytes=_LIMIT_BYTES)
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise ValueError("a list of copies")
        return [base64.b64decode(str(each), validate=True) for each in listed]
    except ValueError:
        raise Trouble("sealed.damaged") from None
